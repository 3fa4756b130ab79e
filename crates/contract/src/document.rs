//! Documents: what was uploaded, and how its reading went. The files themselves are gone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tieout_domain::id::DocumentId;
use tieout_domain::{DocumentKind, TieOut};

/// A document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The name it was uploaded under: text to show, never a path.
    pub file_name: String,
    /// Its size in bytes.
    pub file_size: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub content_hash: String,
    /// What its content is: `application/pdf`.
    pub mime_type: String,
    /// What it is; none when it could not be told.
    pub kind: Option<DocumentKind>,
    /// Who said so.
    pub kind_source: Option<KindSource>,
    /// The layout by which it was read.
    pub layout: Option<String>,
    /// No profile described it, and the table was guessed.
    pub layout_is_guessed: bool,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How many of them were read so far.
    pub pages_done: u32,
    /// How many transactions were read.
    pub transactions: u32,
    /// How many report lines or receipts were read.
    pub receipts: u32,
    /// How many printed totals were found.
    pub control_totals: u32,
    /// Does what was read agree with its printed totals?
    pub tie_out: TieOut,
    /// Where its reading is.
    pub status: DocumentStatus,
    /// Why it failed, or why the attempt before was given up.
    pub error: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When its reading ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Who said what a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KindSource {
    /// Its content.
    Detected,
    /// A person.
    Chosen,
}

/// Where the reading of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// It waits for a worker.
    Pending,
    /// A worker reads it.
    Processing,
    /// It was read.
    Completed,
    /// It could not be read.
    Failed,
}
