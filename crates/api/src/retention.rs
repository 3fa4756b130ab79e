//! What is past its time goes, whoever asks for it: a schedule, or the process itself.

use std::fmt;
use std::time::Duration;

use tieout_persistence::retention::{self, Cleaned};
use tieout_persistence::{Database, Error};
use tokio::time::sleep;

use crate::config::Retention;

/// Uploads that nothing came of are kept this long: one of them may still be coming in.
const ORPHANS: Duration = Duration::from_secs(24 * 60 * 60);

/// Deletes what is past its time, and says what that was.
pub async fn clean_up(database: &Database, retention: &Retention) -> Result<Report, Error> {
    retention::cleanup(database, &kept(retention))
        .await
        .map(Report)
}

/// The same for a backup that was just restored, which also lacks the bytes of uploads.
pub async fn after_restore(database: &Database, retention: &Retention) -> Result<Report, Error> {
    retention::after_restore(database, &kept(retention))
        .await
        .map(Report)
}

/// Cleans up at every interval, for ever; returns at once where others do it.
pub async fn keep_clean(database: &Database, retention: &Retention) {
    let Some(interval) = retention.cleanup_interval() else {
        return;
    };
    loop {
        match clean_up(database, retention).await {
            Ok(report) => tracing::info!(%report, "cleaned up"),
            Err(error) => tracing::error!(%error, "the cleanup failed; the next one tries again"),
        }
        sleep(interval).await;
    }
}

fn kept(retention: &Retention) -> retention::Retention {
    retention::Retention {
        audit: retention.audit(),
        receipt_marks: retention.receipt_marks(),
        orphans: ORPHANS,
    }
}

/// What a cleanup deleted, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report(pub Cleaned);

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cleaned {
            sessions,
            documents,
            transactions,
            receipts,
            orphans,
            unanswered,
            audit_events,
        } = self.0;
        write!(
            f,
            "deleted {sessions} expired sessions with {documents} documents, {transactions} \
             transactions and {receipts} receipts; {orphans} uploads that were broken off, \
             {unanswered} requests that were never answered, {audit_events} old audit events"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_went() {
        let cleaned = Cleaned {
            sessions: 2,
            documents: 5,
            transactions: 30,
            receipts: 7,
            ..Cleaned::default()
        };
        assert_eq!(
            Report(cleaned).to_string(),
            "deleted 2 expired sessions with 5 documents, 30 transactions and 7 receipts; 0 uploads \
             that were broken off, 0 requests that were never answered, 0 old audit events"
        );
    }
}
