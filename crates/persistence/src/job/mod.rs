//! Background work. There is no table of jobs: a document that is to be read is a job, and a
//! session that is to be matched is one.
//!
//! A worker claims a job for a limited time and renews its claim while it works. Whatever it
//! stores, it stores only if the claim is still its own: each claim has a number, and a worker that
//! slept through its lease finds another's in the row.

mod matching;
mod reading;
mod sweep;

use std::time::Duration;

use tieout_domain::DocumentKind;
use tieout_domain::id::{DocumentId, SessionId};

pub use matching::{claim_matching, complete_matching, heartbeat_matching, release_matching};
pub(crate) use reading::still_ours;
pub use reading::{claim_reading, fail_reading, heartbeat_reading, release_reading, retry_reading};
pub(crate) use sweep::fail_without_bytes;
pub use sweep::{Swept, longest_wait, next_lease_end, release_all, sweep};

/// How often a job is begun before it counts as poisonous. Claims that were given back in good
/// order are not counted.
pub const MOST_ATTEMPTS: i32 = 3;

/// Who works, and for how long at a time without a sign of life.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The worker's name, different for each process.
    pub name: String,
    /// How long a claim holds unless renewed.
    pub lease: Duration,
}

/// A document to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: DocumentId,
    /// Its session.
    pub session: SessionId,
    /// Its place among the session's documents, from 0.
    pub position: u32,
    /// The name it was uploaded under.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// What its content is.
    pub mime_type: String,
    /// SHA-256 of its content, in hexadecimal digits.
    pub content_hash: String,
    /// What a person says it is.
    pub chosen_kind: Option<DocumentKind>,
    /// How often it was begun before, not counting claims that were given back.
    pub tries_before: u32,
    /// The claim's number.
    pub(crate) attempt: i32,
}

/// A session to be matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matching {
    /// The session.
    pub session: SessionId,
    /// The claim's number.
    pub(crate) attempt: i32,
}

/// What became of a job that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenUp {
    /// It waits for another try.
    Queued,
    /// It had its last try.
    Failed,
}
