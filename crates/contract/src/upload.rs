//! What an upload is answered with.

use serde::{Deserialize, Serialize};
use tieout_domain::id::DocumentId;

use crate::session::Session;

/// Files were taken in, and are worked on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// The session that they belong to.
    #[serde(flatten)]
    pub session: Session,
    /// What became of each file, in the order in which they came.
    pub uploads: Vec<UploadedFile>,
}

/// What became of an uploaded file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadedFile {
    /// Its name.
    pub file_name: String,
    /// The document that it is.
    pub document_id: DocumentId,
    /// What became of it.
    pub outcome: UploadOutcome,
}

/// What can become of an uploaded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UploadOutcome {
    /// It is a new document of the session.
    New,
    /// It is a document that failed, or is now said to be of another kind: it is read again.
    Again,
    /// It is there already, and stays as it is.
    Duplicate,
}
