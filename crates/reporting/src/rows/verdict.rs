//! Is the extraction proven? The first thing every report says.

use serde::Serialize;
use tieout_domain::{Books, Document, DocumentKind, DocumentRef, TieOut};

use crate::words::plural;

/// The verdict over all documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "verdict")]
pub enum Verdict {
    /// Every statement was read whole and prints totals, and every printed total agrees.
    Proven {
        /// How many totals agree.
        totals: usize,
    },
    /// Printed totals differ from what was extracted.
    Differs {
        /// How many totals are printed.
        totals: usize,
        /// How many of them differ.
        differing: usize,
    },
    /// Nothing differs, but nothing proves that all was read.
    NotProven {
        /// Statements that print no total, or could not be read whole.
        unproven: usize,
        /// Documents that could not be told to be one thing or another.
        unknown: usize,
    },
}

impl Verdict {
    pub(super) fn of(books: &Books) -> Self {
        let totals = books.control_totals.len();
        let agreeing = books.control_totals.iter().filter(|total| total.ties_out());
        let differing = totals - agreeing.count();
        let statements = places(books, |document| {
            document.kind == Some(DocumentKind::Statement)
        });
        let unproven = statements
            .iter()
            .filter(|at| books.document_tie_out(**at) == TieOut::NothingToProve)
            .count();
        let unknown = places(books, |document| document.kind.is_none()).len();
        match (differing, unproven, unknown) {
            (0, 0, 0) if !statements.is_empty() => Self::Proven { totals },
            (0, ..) => Self::NotProven { unproven, unknown },
            _ => Self::Differs { totals, differing },
        }
    }

    /// The verdict in a few words.
    pub const fn headline(self) -> &'static str {
        match self {
            Self::Proven { .. } => "Ties out",
            Self::Differs { .. } => "Does not tie out",
            Self::NotProven { .. } => "Not proven",
        }
    }

    /// What it rests on, in a sentence.
    pub fn sentence(self) -> String {
        match self {
            Self::Proven { totals: 1 } => {
                "The one printed total agrees with what was extracted, to the cent.".to_owned()
            }
            Self::Proven { totals } => {
                format!("All {totals} printed totals agree with what was extracted, to the cent.")
            }
            Self::Differs { totals, differing } => format!(
                "{differing} of {} from what was extracted. Compare the pages named in the \
                 tie-out before you rely on these figures.",
                plural(totals, "printed total differs", "printed totals differ")
            ),
            Self::NotProven {
                unproven: 0,
                unknown: 0,
            } => "There is no statement, so there is nothing to tie out to.".to_owned(),
            Self::NotProven {
                unproven: 0,
                unknown,
            } => format!(
                "Nothing differs, but {} could not be recognised. If it is a statement, choose \
                 its kind and read it again.",
                plural(unknown, "document", "documents")
            ),
            Self::NotProven { unproven, .. } => format!(
                "Nothing differs, but {} no totals or could not be read whole, so nothing proves that \
                 every line was read. Compare it with the issuer's total by hand.",
                plural(unproven, "statement prints", "statements print")
            ),
        }
    }
}

fn places(books: &Books, is_wanted: impl Fn(&Document) -> bool) -> Vec<DocumentRef> {
    let documents = books.documents.iter().enumerate();
    documents
        .filter(|(_, document)| is_wanted(document))
        .map(|(place, _)| DocumentRef::new(place))
        .collect()
}
