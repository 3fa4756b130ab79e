//! Statements, read by layout.
//!
//! ```text
//! lines of pages → Reader (which line is what) → Raw (a statement as text) → build (values, control totals, problems)
//! ```

mod build;
mod entries;
mod guess;
mod header;
mod numbers;
mod person;
mod preamble;
mod problems;
mod raw;
mod reader;
mod rows;
mod styles;
mod tables;
mod totals;

use chrono::NaiveDate;
use tieout_domain::{DocumentRef, Extracted, Statement};

use crate::layout::Profile;
use crate::table::Line;

/// Reads the pages of one statement in order.
pub(crate) struct StatementReader<'a> {
    profile: &'a Profile,
    reader: reader::Reader<'a>,
}

impl<'a> StatementReader<'a> {
    /// A reader of statements of this layout.
    pub(crate) fn new(profile: &'a Profile) -> Self {
        Self {
            profile,
            reader: reader::Reader::new(profile),
        }
    }

    /// Reads the next page; gives the number of rows found so far.
    pub(crate) fn page(&mut self, lines: &[Line<'_>]) -> usize {
        self.reader.page(lines);
        self.reader.rows()
    }

    /// Were as many rows read as a statement may have?
    pub(crate) fn is_full(&self, max_rows: usize) -> bool {
        self.reader.rows() >= max_rows
    }

    /// The statement, and what was wrong with it. Days after `today` are suspicious.
    pub(crate) fn finish(
        self,
        document: DocumentRef,
        today: Option<NaiveDate>,
    ) -> Extracted<Statement> {
        build::build(self.reader.finish(), self.profile, document, today)
    }
}
