//! A document, and whether it ties out.

use serde::Serialize;
use tieout_domain::{Books, DocumentKind, DocumentRef, TieOut};

/// One document and how its extraction went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow<'a> {
    /// The name it was uploaded under.
    pub name: &'a str,
    /// What it is; none when it could not be told.
    pub kind: Option<DocumentKind>,
    /// The layout it was read by.
    pub layout: Option<&'a str>,
    /// No profile described it, and its table was guessed.
    pub layout_is_guessed: bool,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How many totals it prints.
    pub totals: usize,
    /// How many of them differ from what was extracted.
    pub differing: usize,
    /// How many problems were met while reading it.
    pub problems: usize,
    /// Does it agree with its own printed totals?
    pub tie_out: TieOut,
}

impl<'a> DocumentRow<'a> {
    pub(super) fn new(books: &'a Books, at: DocumentRef) -> Option<Self> {
        let document = books.documents.get(at.place())?;
        let layout = document.layout.as_ref();
        let totals = || {
            let all = books.control_totals.iter();
            all.filter(|total| total.source.document == at)
        };
        let problems = books.problems.iter();
        Some(Self {
            name: &document.name,
            kind: document.kind,
            layout: layout.map(|layout| layout.name.as_str()),
            layout_is_guessed: layout.is_some_and(|layout| layout.is_guessed),
            pages: document.pages,
            totals: totals().count(),
            differing: totals().filter(|total| !total.ties_out()).count(),
            problems: problems
                .filter(|problem| problem.source.document == at)
                .count(),
            tie_out: books.document_tie_out(at),
        })
    }

    /// What it is, as reports print it.
    pub const fn kind_label(&self) -> &'static str {
        match self.kind {
            Some(DocumentKind::Statement) => "Statement",
            Some(DocumentKind::ExpenseReport) => "Expense report",
            Some(DocumentKind::Receipt) => "Receipt",
            None => "Unknown",
        }
    }

    /// Whether it ties out, as reports print it.
    pub const fn tie_out_label(&self) -> &'static str {
        match self.tie_out {
            TieOut::TiesOut => "Ties out",
            TieOut::Differs => "Does not tie out",
            TieOut::NothingToProve if self.totals == 0 => "No totals printed",
            TieOut::NothingToProve => "Not proven",
        }
    }
}
