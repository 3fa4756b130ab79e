//! What read the receipts that are pictures.

use std::fmt;

use tieout_domain::{Books, Problem, ProblemKind, Receipt};

use super::summary::write_row;
use crate::ocr::Found;

/// What read the receipts that are pictures; nothing where there are none.
pub(super) struct Pictures<'a> {
    pub(super) books: &'a Books,
    pub(super) ocr: &'a Found,
}

impl fmt::Display for Pictures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { books, ocr } = self;
        let is_picture = |receipt: &Receipt| receipt.look.is_some();
        let is_unread = |problem: &Problem| problem.kind == ProblemKind::NoText;
        if !books.receipts.iter().any(is_picture) && !books.problems.iter().any(is_unread) {
            return Ok(());
        }
        let words = match (&ocr.engine, &ocr.note) {
            (_, Some(note)) => note.clone(),
            (Some(engine), None) => format!("read with {}", engine.name()),
            (None, None) => "not read, as was asked for (--ocr none)".to_owned(),
        };
        write_row(f, "Pictures", &words)
    }
}
