//! What could not be read of a document, or not be trusted.

use serde::{Deserialize, Serialize};
use tieout_domain::id::DocumentId;
use tieout_domain::{ProblemKind, Severity};

/// Something that a person should know about a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The document.
    pub document_id: DocumentId,
    /// Its name.
    pub file_name: String,
    /// The page, from 1.
    pub page: Option<u32>,
    /// What sort of problem; `unread_line` is a line that looks like a transaction.
    pub kind: ProblemKind,
    /// How much it weighs.
    pub severity: Severity,
    /// What stands there.
    pub text: String,
    /// What happened and what to do.
    pub message: String,
}
