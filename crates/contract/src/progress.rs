//! How far the work on a session is: a snapshot, and each `progress` event of the stream.

use serde::{Deserialize, Serialize};
use tieout_domain::SessionStatus;
use tieout_domain::id::{DocumentId, SessionId};

/// The work on a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Progress {
    /// The session.
    pub session_id: SessionId,
    /// Where it is.
    pub status: SessionStatus,
    /// All of its work, from 0 to 100. 100 is the end, whatever the end is.
    pub percent: u8,
    /// Each document, in the order in which they came.
    pub documents: Vec<DocumentProgress>,
}

/// The reading of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentProgress {
    /// The document.
    pub document_id: DocumentId,
    /// The name it was uploaded under.
    pub name: String,
    /// Where its reading is.
    pub state: ReadingState,
    /// Pages that were read.
    pub page: u32,
    /// Pages in all, once that is known.
    pub pages: Option<u32>,
    /// Transactions, lines or receipts found so far.
    pub rows: u32,
    /// Why it failed, or why the last try was given up.
    pub error: Option<String>,
}

/// Where the reading of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReadingState {
    /// Its turn has not come.
    Waiting,
    /// It is being read.
    Reading,
    /// It was read.
    Read,
    /// It could not be read.
    Failed,
}
