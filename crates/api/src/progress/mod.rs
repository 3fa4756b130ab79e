//! How far the reading of documents is, page by page, for those who watch.
//!
//! What is told here is gone when the process or Redis is: whatever matters is in the database, and
//! [`view`] lays the pages of the moment over it. Nothing here waits for anything: a page is noted in
//! memory, watchers are woken at most twice a second, and Redis is written to by a task of its own.

mod local;
mod redis;
mod shared;
pub mod view;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tieout_domain::id::{DocumentId, SessionId};
use tokio::time::{Instant, sleep_until, timeout_at};

use local::{Board, Signal};
use redis::Redis;
pub use redis::RedisFault;
use shared::Mirror;

/// How far the reading of one document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Pages that were read.
    pub page: u32,
    /// Pages of the document.
    pub pages: u32,
    /// Rows found so far.
    pub rows: u32,
}

/// Watchers are woken, and Redis is written to, at most this often.
pub const PACE: Duration = Duration::from_millis(500);

/// A watcher looks at the database at least this often: work of a process that shares no Redis with
/// ours is seen only there.
const AT_LEAST: Duration = Duration::from_secs(2);

/// The progress of all work that this process knows of.
#[derive(Debug, Clone)]
pub struct ProcessingState {
    board: Arc<Board>,
    mirror: Option<Mirror>,
}

impl ProcessingState {
    /// Of the work of this process alone.
    pub fn in_process() -> Self {
        Self {
            board: Arc::default(),
            mirror: None,
        }
    }

    /// Of the work of all processes that share this Redis. It need not be there; when it comes, it
    /// is used. Must be called in a Tokio runtime.
    pub fn shared(url: &str) -> Result<Self, RedisFault> {
        let board = Arc::<Board>::default();
        let redis = Redis::new(url)?;
        let mirror = Some(Mirror::start(redis, Arc::clone(&board)));
        Ok(Self { board, mirror })
    }

    /// Notes how far the reading of a document is.
    pub fn page(&self, session: SessionId, document: DocumentId, pages: Pages) {
        self.board.note(session, document, Some(pages));
        if let Some(mirror) = &self.mirror {
            mirror.note(session, document, Some(pages));
        }
    }

    /// Notes that the state in the database changed: a document was begun or ended, the session went
    /// on. What was noted of its pages is dropped.
    pub fn document_changed(&self, session: SessionId, document: DocumentId) {
        self.board.note(session, document, None);
        if let Some(mirror) = &self.mirror {
            mirror.note(session, document, None);
        }
    }

    /// Notes that the session went on.
    pub fn session_changed(&self, session: SessionId) {
        self.board.wake(session);
        if let Some(mirror) = &self.mirror {
            mirror.wake(session);
        }
    }

    /// The pages of the session's documents that are being read. Takes at most 50 ms, whatever the
    /// state of Redis.
    pub async fn pages(&self, session: SessionId) -> HashMap<DocumentId, Pages> {
        let mut pages = match &self.mirror {
            Some(mirror) => mirror.pages(session).await,
            None => HashMap::new(),
        };
        // What we do ourselves we know best.
        pages.extend(self.board.pages(session));
        pages
    }

    /// Watches a session.
    pub fn watch(&self, session: SessionId) -> Watch {
        Watch {
            signal: self.board.watch(session),
            shown: None,
        }
    }

    /// Does the Redis answer? None when there is none.
    pub async fn is_redis_up(&self) -> Option<bool> {
        match &self.mirror {
            Some(mirror) => Some(mirror.is_up().await),
            None => None,
        }
    }
}

/// Tells when there is something new to be seen of a session.
#[derive(Debug)]
pub struct Watch {
    signal: Signal,
    shown: Option<Instant>,
}

impl Watch {
    /// Returns when there is something new, or when it is time to look at the database again; the
    /// first time at once, later at most twice a second.
    pub async fn changed(&mut self) {
        if let Some(shown) = self.shown {
            sleep_until(shown + PACE).await;
            // Late is as good as woken: the watcher looks either way.
            let _ = timeout_at(shown + AT_LEAST, self.signal.changed()).await;
        }
        self.signal.mark_unchanged();
        self.shown = Some(Instant::now());
    }
}
