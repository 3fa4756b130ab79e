//! Uploaded files. The file itself is discarded once read; this is what is remembered of it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is known of an uploaded file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The name it was uploaded under: text to show, never a path to open.
    pub name: String,
    /// What it turned out to be; none when it could not be told.
    pub kind: Option<DocumentKind>,
    /// How it was laid out, and how sure that is.
    pub layout: Option<Layout>,
    /// How many pages it has; none for documents without pages.
    pub pages: Option<u32>,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A card issuer's statement.
    Statement,
    /// The report of the expense software.
    ExpenseReport,
    /// One or several receipts.
    Receipt,
}

/// The layout by which a document was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Layout {
    /// The profile's name.
    pub name: String,
    /// No profile described the document, and the table was guessed.
    pub is_guessed: bool,
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Statement => "statement",
            Self::ExpenseReport => "expense report",
            Self::Receipt => "receipt",
        })
    }
}
