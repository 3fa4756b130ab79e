//! Workers that are killed, as processes, at moments all over their work.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
#[path = "common/process.rs"]
mod process;

use std::fs;
use std::time::Duration;

use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;
use tieout_persistence::document::Upload;
use tieout_persistence::session::{self, NewSession};
use tieout_persistence::{Database, payload};
use tieout_test_support::both_databases;

use common::sample;
use process::Process;

async fn upload(db: &Database, name: &str) -> Upload {
    let bytes = fs::read(sample("small").join(name)).unwrap();
    let mut content_hash = [0; 32];
    for (byte, letter) in content_hash.iter_mut().zip(name.bytes()) {
        *byte = letter;
    }
    let write = db.write().await.unwrap();
    let payload = payload::begin(&write).await.unwrap();
    let size = bytes.len() as u64;
    payload::append(&write, payload, 0, bytes).await.unwrap();
    write.commit().await.unwrap();
    Upload {
        name: name.to_owned(),
        size,
        content_hash,
        mime_type: "application/pdf".to_owned(),
        kind: None,
        payload,
    }
}

async fn small_month(db: &Database) -> SessionId {
    let uploads = [
        upload(db, "statement.pdf").await,
        upload(db, "expense_report.pdf").await,
    ];
    let new = NewSession {
        name: "March 2025".to_owned(),
        retention: Duration::from_secs(90 * 24 * 60 * 60),
    };
    let write = db.write().await.unwrap();
    let (id, _) = session::create(&write, &new, &uploads).await.unwrap();
    write.commit().await.unwrap();
    id
}

/// Is the session's work over, after at most this time?
async fn is_over(db: &Database, id: SessionId, within: Duration) -> bool {
    let ending = async {
        while session::get(db, id).await.unwrap().status.is_in_work() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(within, ending).await.is_ok()
}

both_databases! {
    /// Each victim lives a little longer than the one before, until one lives to see the end: the
    /// deaths fall between all the statements of the work.
    async fn a_killed_worker_leaves_nothing_half_done(db: TestDatabase) {
        let mut life = Duration::from_millis(10);
        loop {
            let id = small_month(&db).await;
            let victim = Process::start(&["worker"], db.url());
            let is_survivor = is_over(&db, id, life).await;
            drop(victim);
            let relief = Process::start(&["worker"], db.url());
            assert!(is_over(&db, id, Duration::from_secs(90)).await, "not relieved after {life:?}");
            drop(relief);

            let done = session::get(&*db, id).await.unwrap();
            assert_eq!(done.status, SessionStatus::Completed, "{:?}", done.error);
            assert_eq!(db.count("transactions").await, i64::from(done.transactions));
            assert_eq!(db.count("match_results").await, i64::from(done.transactions));
            assert_eq!(db.count("document_payload_chunks").await, 0);
            let write = db.write().await.unwrap();
            session::delete(&write, id, false).await.unwrap();
            write.commit().await.unwrap();
            if is_survivor {
                break;
            }
            life += life / 4 + Duration::from_millis(15);
        }
    }
}
