//! What was read from a document, stored in one transaction: the facts, the document's state, the
//! end of its bytes, and what follows for its session.

pub(crate) mod employee;
pub(crate) mod line;
pub(crate) mod paper;
pub(crate) mod place;
pub(crate) mod receipt;
mod replace;
mod store;
pub(crate) mod transaction;

use chrono::{DateTime, Utc};
use tieout_domain::{DocumentKind, ExpenseReport, Extracted, Layout, Problem, Receipt, Statement};
use uuid::Uuid;

pub use store::complete_reading;
pub(crate) use store::remove;

/// What was read from one document.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDocument {
    /// The layout by which it was read.
    pub layout: Option<Layout>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// What it says.
    pub content: Content,
}

/// What a document says, by its kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A card issuer's statement.
    Statement(Extracted<Statement>),
    /// The report of the expense software.
    ExpenseReport(Extracted<ExpenseReport>),
    /// The receipts on its pages.
    Receipts(Extracted<Vec<Receipt>>),
    /// Nothing of the three; the problems say why.
    Nothing(Vec<Problem>),
}

impl Content {
    /// What the document turned out to be.
    pub const fn kind(&self) -> Option<DocumentKind> {
        match self {
            Self::Statement(_) => Some(DocumentKind::Statement),
            Self::ExpenseReport(_) => Some(DocumentKind::ExpenseReport),
            Self::Receipts(_) => Some(DocumentKind::Receipt),
            Self::Nothing(_) => None,
        }
    }

    /// Why nothing was read, if nothing was.
    pub(crate) fn failure(&self) -> Option<&str> {
        let Self::Nothing(problems) = self else {
            return None;
        };
        let worst = problems
            .iter()
            .max_by_key(|problem| problem.kind.severity());
        Some(worst.map_or("nothing could be read from it", |problem| &problem.message))
    }
}

/// Whose the rows are that are being written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) session: Uuid,
    pub(crate) document: Uuid,
    pub(crate) attempt: i32,
    pub(crate) now: DateTime<Utc>,
}
