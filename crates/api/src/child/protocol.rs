//! What parent and child say to each other.
//!
//! Towards the child: one line of JSON, the [`Request`], then the file's bytes, then the end. Back:
//! [`Message`]s, a line of JSON each.

use serde::{Deserialize, Serialize};
use tieout_domain::{DocumentKind, DocumentRef};
use tieout_extraction::{Progress, Reading};

use super::sandbox::Protection;

/// What is to be read. The bytes follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Which document of the session it is.
    pub document: DocumentRef,
    /// The name it was uploaded under.
    pub name: String,
    /// What a person says it is.
    pub kind: Option<DocumentKind>,
    /// How many bytes follow. Fewer means that the parent lost them on the way.
    pub size: u64,
}

/// What the child says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// The sandbox is closed: the document may come.
    Ready(Protection),
    /// A page was read.
    Page(Progress),
    /// What was read. The last message.
    Done(Box<Reading>),
}
