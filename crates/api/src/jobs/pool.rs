//! The workers of a process.

use std::pin::pin;
use std::time::Duration;

use tieout_persistence::{Error, job};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::{Work, WorkError};

/// Workers that run until they are stopped.
#[derive(Debug)]
pub struct Pool {
    work: Work,
    stop: CancellationToken,
    tasks: JoinSet<()>,
}

impl Pool {
    /// Starts `count` workers, and a sweeper. Must be called in a Tokio runtime.
    pub fn start(work: Work, count: usize) -> Self {
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        for _ in 0..count.max(1) {
            tasks.spawn(until(stop.clone(), work_on(work.clone())));
        }
        tasks.spawn(until(stop.clone(), sweep_on(work.clone())));
        Self { work, stop, tasks }
    }

    /// Stops, and gives back what is being worked on: it does not count as a try, and another
    /// process may take it up at once.
    pub async fn stop(mut self) -> Result<(), Error> {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
        let write = self.work.database.write().await?;
        let released = job::release_all(&write, &self.work.worker.name).await?;
        write.commit().await?;
        tracing::info!(released, "the workers have stopped");
        Ok(())
    }
}

async fn until(stop: CancellationToken, endless: impl Future<Output = ()>) {
    // What is under way is dropped, and its child killed.
    stop.run_until_cancelled(endless).await;
}

async fn work_on(work: Work) {
    loop {
        // Listening begins before looking: what comes in between is not missed.
        let mut news = pin!(work.news.notified());
        news.as_mut().enable();
        match work.next().await {
            Ok(true) => {}
            Ok(false) => {
                tokio::select! {
                    () = &mut news => {}
                    () = sleep(work.poll) => {}
                }
            }
            Err(error) => {
                complain(&error);
                sleep(work.poll.max(Duration::from_secs(1))).await;
            }
        }
    }
}

async fn sweep_on(work: Work) {
    loop {
        sleep(work.sweep_interval()).await;
        if let Err(error) = work.sweep().await {
            complain(&error.into());
        }
    }
}

fn complain(error: &WorkError) {
    match error {
        // Somebody else has the job now, or its session was deleted: all is well.
        WorkError::Database(Error::LeaseLost | Error::NotFound(_)) => {
            tracing::info!("a job was lost to another worker or to a deletion");
        }
        error => {
            let source = std::error::Error::source(error).map(ToString::to_string);
            tracing::error!(%error, source, "a job did not come to its end");
        }
    }
}
