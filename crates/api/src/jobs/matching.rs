//! Matching a session.

use std::sync::Arc;

use tieout_domain::{Aliases, Decision, Reconciliation};
use tieout_persistence::books::{self, LoadedBooks};
use tieout_persistence::job::{self, Matching};
use tieout_persistence::{Error, alias, decision};
use tokio::task::spawn_blocking;

use super::lease::while_ours;
use super::step::Step;
use super::store::store;
use super::{Work, WorkError};

/// What is to be matched, and what people said of it.
struct Known {
    books: LoadedBooks,
    decisions: Vec<Decision>,
    aliases: Aliases,
}

impl Work {
    pub(super) async fn do_matching(&self, job: &Matching) -> Result<(), WorkError> {
        self.progress.session_changed(job.session);
        self.steps.reach(Step::MatchingClaimed).await;
        let renew = || async {
            let write = self.database.write().await?;
            job::heartbeat_matching(&write, job, &self.worker).await?;
            write.commit().await
        };
        let matched = while_ours(self.worker.lease, self.reconcile(job), renew).await??;
        self.steps.reach(Step::MatchingDone).await;
        let stored = self.store_outcome(job, &matched.0, &matched.1).await;
        self.progress.session_changed(job.session);
        Ok(stored?)
    }

    async fn reconcile(&self, job: &Matching) -> Result<(LoadedBooks, Reconciliation), WorkError> {
        let known = self.load(job).await?;
        let settings = Arc::clone(&self.matching);
        let matching = spawn_blocking(move || {
            let Known {
                books,
                decisions,
                aliases,
            } = known;
            let outcome = tieout_matching::reconcile(&books.books, &decisions, &aliases, &settings);
            (books, outcome)
        });
        matching.await.map_err(|_| WorkError::MatchingCrashed)
    }

    /// Everything as it is at one instant.
    async fn load(&self, job: &Matching) -> Result<Known, Error> {
        let view = self.database.snapshot().await?;
        let books = books::load(&view, job.session).await?;
        let decisions = decision::load(&view, &books).await?.current;
        let aliases = alias::load(&view).await?;
        Ok(Known {
            books,
            decisions,
            aliases,
        })
    }

    async fn store_outcome(
        &self,
        job: &Matching,
        books: &LoadedBooks,
        outcome: &Reconciliation,
    ) -> Result<(), Error> {
        let attempt = || async {
            let write = self.database.write().await?;
            job::complete_matching(&write, job, books, outcome).await?;
            self.steps.reach(Step::MatchingWritten).await;
            write.commit().await
        };
        store(self.worker.lease, attempt).await?;
        self.steps.reach(Step::MatchingCommitted).await;
        Ok(())
    }
}
