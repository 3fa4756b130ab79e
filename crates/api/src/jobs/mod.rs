//! The work in the background: documents are read, and sessions are matched.
//!
//! A document that waits is a job, and a session that waits is one; `tieout-persistence` claims them.
//! A worker that dies loses its claim when the lease runs out, and another begins anew. One that was
//! only asleep finds its claim gone, and what it did is dropped with it.

mod bytes;
mod lease;
mod matching;
mod pool;
mod reading;
mod step;
mod store;
mod sweeper;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tieout_domain::id::SessionId;
use tieout_persistence::job::{self, Matching, Reading, Worker};
use tieout_persistence::{Database, Error};
use tokio::sync::Notify;

use crate::child::Reader;
use crate::progress::ProcessingState;

pub use pool::Pool;
pub use step::{Step, Stepper, Steps};

/// What all workers of a process share.
#[derive(Debug, Clone)]
pub struct Work {
    /// Where the jobs are.
    pub database: Database,
    /// What reads documents.
    pub reader: Reader,
    /// Where it is told how far they are.
    pub progress: ProcessingState,
    /// How sessions are matched.
    pub matching: Arc<tieout_matching::Settings>,
    /// Who we are, and how long a claim of ours holds.
    pub worker: Worker,
    /// How long to wait before looking for work again.
    pub poll: Duration,
    /// Where tests stop a worker.
    pub steps: Steps,
    news: Arc<Notify>,
}

/// Why a job did not come to its end here.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The database did not let us.
    #[error(transparent)]
    Database(#[from] Error),
    /// The matching made a mistake and ended.
    #[error("the matching ended unexpectedly, which is a mistake of this program")]
    MatchingCrashed,
}

enum Job {
    Matching(Matching),
    Reading(Reading),
}

impl Work {
    /// The work on this database.
    pub fn new(
        database: Database,
        reader: Reader,
        progress: ProcessingState,
        worker: Worker,
    ) -> Self {
        Self {
            database,
            reader,
            progress,
            matching: Arc::default(),
            worker,
            poll: Duration::from_secs(1),
            steps: Steps::default(),
            news: Arc::default(),
        }
    }

    /// Tells waiting workers of this process that a session has work. Those of other processes look
    /// by themselves.
    pub fn announce(&self, session: SessionId) {
        self.progress.session_changed(session);
        self.news.notify_waiters();
    }

    /// Does the next job, if there is one, and says whether there was. Dropped in between, it leaves
    /// the job claimed: whoever drops it gives it back, or the lease runs out.
    pub async fn next(&self) -> Result<bool, WorkError> {
        match self.claim().await? {
            Some(Job::Matching(job)) => self.do_matching(&job).await?,
            Some(Job::Reading(job)) => self.do_reading(&job).await?,
            None => return Ok(false),
        }
        Ok(true)
    }

    /// Sessions that only wait for their matching come first: somebody waits for their end.
    async fn claim(&self) -> Result<Option<Job>, Error> {
        let write = self.database.write().await?;
        let job = match job::claim_matching(&write, &self.worker).await? {
            Some(matching) => Some(Job::Matching(matching)),
            None => job::claim_reading(&write, &self.worker)
                .await?
                .map(Job::Reading),
        };
        if job.is_some() {
            write.commit().await?;
        }
        Ok(job)
    }
}

/// A name for this process that no other has.
pub fn worker_name() -> String {
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let process = std::process::id();
    format!(
        "{}-{process}-{}",
        host.trim(),
        uuid::Uuid::now_v7().simple()
    )
}

/// What the database says, as a reader of bytes passes it on.
fn as_io(error: Error) -> io::Error {
    io::Error::other(error)
}
