//! Uploads, workers and small values.

use std::time::Duration;

use chrono::NaiveDate;
use tieout_domain::{Currency, Money};
use tieout_persistence::document::Upload;
use tieout_persistence::job::{self, Reading, Worker};
use tieout_persistence::session::{self, NewSession};
use tieout_persistence::{Database, payload};

/// A worker of that name, with a lease of a minute.
pub fn worker(name: &str) -> Worker {
    Worker {
        name: name.to_owned(),
        lease: Duration::from_secs(60),
    }
}

/// An amount in cents.
pub const fn usd(cents: i64) -> Money {
    Money::from_minor(cents, Currency::USD)
}

/// A day of March 2025.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, day).expect("March has that day")
}

/// Stores the bytes of a file that is to be uploaded; its content is its name.
pub async fn upload(db: &Database, name: &str) -> Upload {
    let write = db.write().await.expect("a transaction");
    let payload = payload::begin(&write).await.expect("room for a file");
    payload::append(&write, payload, 0, name.as_bytes().to_vec())
        .await
        .expect("a chunk");
    write.commit().await.expect("a commit");
    let mut content_hash = [0; 32];
    for (byte, letter) in content_hash.iter_mut().zip(name.bytes().rev()) {
        *byte = letter;
    }
    Upload {
        name: name.to_owned(),
        size: name.len() as u64,
        content_hash,
        mime_type: "application/pdf".to_owned(),
        kind: None,
        payload,
    }
}

/// A session of ninety days with these documents, which wait to be read.
pub async fn session(db: &Database, documents: &[&str]) -> tieout_domain::id::SessionId {
    let mut uploads = Vec::new();
    for name in documents {
        uploads.push(upload(db, name).await);
    }
    let new = NewSession {
        name: "March 2025".to_owned(),
        retention: Duration::from_secs(90 * 24 * 60 * 60),
    };
    let write = db.write().await.expect("a transaction");
    let (id, _) = session::create(&write, &new, &uploads)
        .await
        .expect("a session");
    write.commit().await.expect("a commit");
    id
}

/// The next document, claimed by a worker of that name.
pub async fn claimed(db: &Database, name: &str) -> Option<Reading> {
    let write = db.write().await.expect("a transaction");
    let reading = job::claim_reading(&write, &worker(name))
        .await
        .expect("a claim");
    write.commit().await.expect("a commit");
    reading
}
