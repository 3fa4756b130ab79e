//! What could not be read, or not be trusted, and what to do about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Source;

/// Something about a document that a person should know. Parsers return these beside their
/// result: nothing is dropped silently.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What sort of problem.
    pub kind: ProblemKind,
    /// Where.
    pub source: Source,
    /// What happened and what to do, in words for a clerk; without the document's name and page.
    pub message: String,
}

/// The sorts of problem, so that clients can group and filter them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The document could not be read at all.
    Unreadable,
    /// The document is damaged; what could be read was read.
    Damaged,
    /// A limit on size, pages, memory or time was reached.
    LimitReached,
    /// No profile describes the document; its table was guessed.
    LayoutGuessed,
    /// The document was recognised, and it is not of the kind that was asked for.
    UnexpectedKind,
    /// The document holds no transactions.
    NoTransactions,
    /// A line looks like a transaction and was not taken as one.
    UnreadLine,
    /// A transaction lacks its date or its amount.
    IncompleteTransaction,
    /// A value was read, but it may be read in another way too.
    Ambiguous,
    /// A value was read, but not surely.
    Unsure,
    /// A value that such a document has was not found, or not read with enough confidence.
    MissingField,
    /// The document holds several receipts and was split.
    SeveralReceipts,
    /// A printed total differs from what was extracted.
    DoesNotTieOut,
    /// The same document, or the same reference number, stands here a second time.
    Duplicate,
    /// A page holds no text that could be read: a scan, or fonts without an encoding.
    NoText,
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; the result stands.
    Note,
    /// The result may lack something or be wrong in a place.
    Warning,
    /// The document gave nothing, or nothing that can be trusted.
    Error,
}

impl Problem {
    /// A problem of `kind` at `source`, told by `message`.
    pub fn new(kind: ProblemKind, source: Source, message: impl Into<String>) -> Self {
        Self {
            kind,
            source,
            message: message.into(),
        }
    }

    /// The sentence to show: `march.pdf, page 3: …`.
    pub fn sentence<'a>(&'a self, document_name: &'a str) -> impl fmt::Display + 'a {
        Sentence {
            problem: self,
            document_name,
        }
    }
}

impl ProblemKind {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "Unreadable",
            Self::Damaged => "Damaged",
            Self::LimitReached => "Limit reached",
            Self::LayoutGuessed => "Layout guessed",
            Self::UnexpectedKind => "Unexpected kind",
            Self::NoTransactions => "No transactions",
            Self::UnreadLine => "Unread line",
            Self::IncompleteTransaction => "Incomplete transaction",
            Self::Ambiguous => "Ambiguous",
            Self::Unsure => "Unsure",
            Self::MissingField => "Missing field",
            Self::SeveralReceipts => "Several receipts",
            Self::DoesNotTieOut => "Does not tie out",
            Self::Duplicate => "Duplicate",
            Self::NoText => "No text",
        }
    }

    /// May lines be missing of which nothing is known?
    pub const fn may_hide_lines(self) -> bool {
        matches!(self, Self::Damaged | Self::LimitReached | Self::NoText)
    }

    /// How much a problem of this kind weighs.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Unreadable | Self::NoTransactions | Self::DoesNotTieOut => Severity::Error,
            Self::LayoutGuessed | Self::Ambiguous | Self::Duplicate | Self::SeveralReceipts => {
                Severity::Note
            }
            Self::Damaged
            | Self::LimitReached
            | Self::UnexpectedKind
            | Self::UnreadLine
            | Self::IncompleteTransaction
            | Self::Unsure
            | Self::MissingField
            | Self::NoText => Severity::Warning,
        }
    }
}

impl Severity {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Note => "Note",
            Self::Warning => "Warning",
            Self::Error => "Error",
        }
    }
}

struct Sentence<'a> {
    problem: &'a Problem,
    document_name: &'a str,
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.document_name)?;
        if let Some(page) = self.problem.source.page {
            write!(f, ", page {page}")?;
        }
        write!(f, ": {}", self.problem.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DocumentRef;

    #[test]
    fn a_problem_names_document_and_page() {
        let source = Source::page(DocumentRef::new(0), 3);
        let problem = Problem::new(ProblemKind::UnreadLine, source, "a line was not understood");
        assert_eq!(
            problem.sentence("march.pdf").to_string(),
            "march.pdf, page 3: a line was not understood"
        );
    }
}
