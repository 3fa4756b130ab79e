//! What nobody would come back to otherwise.

use std::time::Duration;

use tieout_persistence::Error;
use tieout_persistence::job::{self, Swept};

use super::Work;

impl Work {
    /// Ends the jobs that took their workers with them once too often.
    pub async fn sweep(&self) -> Result<Swept, Error> {
        let write = self.database.write().await?;
        let swept = job::sweep(&write).await?;
        write.commit().await?;
        for document in &swept.failed_documents {
            tracing::warn!(%document, "a document took its reader with it too often, and has failed");
        }
        for session in &swept.failed_sessions {
            tracing::warn!(%session, "the matching of a session broke off too often, and has failed");
            self.progress.session_changed(*session);
        }
        Ok(swept)
    }

    /// How often to sweep: well within the time in which a lost job is to be taken up again.
    pub(super) fn sweep_interval(&self) -> Duration {
        self.worker.lease / 2
    }
}
