//! A control total: printed, extracted, difference.

use serde::Serialize;
use tieout_domain::{Books, ControlTotal, Figure, Scope};

/// One sum printed on a document beside the same sum of what was extracted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalRow<'a> {
    /// The document.
    pub document: &'a str,
    /// The page it is printed on.
    pub page: Option<u32>,
    /// What it sums.
    pub scope: Scope,
    /// The words to find it by.
    pub label: &'a str,
    /// What the document says.
    pub printed: Figure,
    /// What was extracted.
    pub extracted: Figure,
    /// Extracted − printed; none when the two cannot be compared.
    pub difference: Option<Figure>,
    /// Do both sides agree?
    pub ties_out: bool,
}

impl<'a> TotalRow<'a> {
    pub(super) fn new(books: &'a Books, total: &'a ControlTotal) -> Self {
        Self {
            document: books.document_name(total.source.document),
            page: total.source.page,
            scope: total.scope,
            label: &total.label,
            printed: total.printed,
            extracted: total.extracted,
            difference: total.difference(),
            ties_out: total.ties_out(),
        }
    }

    /// What it sums, as reports print it.
    pub const fn scope_label(&self) -> &'static str {
        match self.scope {
            Scope::Transaction => "Transaction",
            Scope::Card => "Card",
            Scope::Report => "Document",
        }
    }
}
