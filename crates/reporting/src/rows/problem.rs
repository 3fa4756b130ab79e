//! Something that went wrong while reading.

use serde::Serialize;
use tieout_domain::{Books, Problem, ProblemKind, Severity};

/// One problem with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProblemRow<'a> {
    /// The document.
    pub document: &'a str,
    /// The page.
    pub page: Option<u32>,
    /// How much it weighs.
    pub severity: Severity,
    /// What sort it is.
    pub kind: ProblemKind,
    /// What happened and what to do.
    pub message: &'a str,
    /// What stood there.
    pub text: &'a str,
}

impl<'a> ProblemRow<'a> {
    pub(super) fn new(books: &'a Books, problem: &'a Problem) -> Self {
        Self {
            document: books.document_name(problem.source.document),
            page: problem.source.page,
            severity: problem.kind.severity(),
            kind: problem.kind,
            message: &problem.message,
            text: problem.source.text(),
        }
    }
}
