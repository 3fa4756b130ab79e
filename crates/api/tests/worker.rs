//! Work in the background comes to its end whatever happens to a worker, and its result is stored
//! once.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use tempfile::TempDir;
use tieout_api::child::{Limits, Reader};
use tieout_api::jobs::{Pool, Step, Steps, Work, WorkError};
use tieout_api::progress::ProcessingState;
use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;
use tieout_persistence::document::{self, Document, DocumentStatus, Upload};
use tieout_persistence::job::Worker;
use tieout_persistence::session::{self, NewSession, Session};
use tieout_persistence::{Database, Error, matches, payload};
use tieout_test_support::{TestDatabase, both_databases};

use common::sample;

const TIEOUT: &str = env!("CARGO_BIN_EXE_tieout");

/// Short, so that tests need not wait for it; long enough for a busy machine.
const LEASE: Duration = Duration::from_secs(2);

fn work(db: &TestDatabase, name: &str) -> Work {
    work_with(db, name, Reader::running(TIEOUT, Limits::default()))
}

fn work_with(db: &TestDatabase, name: &str, reader: Reader) -> Work {
    let worker = Worker {
        name: name.to_owned(),
        lease: LEASE,
    };
    let database = Database::clone(db);
    let mut work = Work::new(database, reader, ProcessingState::in_process(), worker);
    work.poll = Duration::from_millis(50);
    work
}

/// A reader for which some names are hostile files.
struct Traps {
    folder: TempDir,
}

impl Traps {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let script = format!(
            "#!/bin/sh\n\
             IFS= read -r line\n\
             case \"$line\" in\n\
             *poison*) kill -SEGV $$;;\n\
             *endless*) sleep 600;;\n\
             *greedy*) echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$;;\n\
             esac\n\
             {{ printf '%s\\n' \"$line\"; cat; }} | {TIEOUT} \"$@\"\n"
        );
        let program = folder.path().join("reader");
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    fn reader(&self) -> Reader {
        Reader::running(self.folder.path().join("reader"), Limits::default())
    }
}

async fn upload(db: &Database, name: &str, bytes: Vec<u8>) -> Upload {
    let mut content_hash = [0; 32];
    for (byte, letter) in content_hash.iter_mut().zip(name.bytes()) {
        *byte = letter;
    }
    let size = bytes.len() as u64;
    let write = db.write().await.unwrap();
    let payload = payload::begin(&write).await.unwrap();
    for (position, chunk) in bytes.chunks(payload::CHUNK_BYTES).enumerate() {
        payload::append(&write, payload, position, chunk.to_vec())
            .await
            .unwrap();
    }
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

async fn sample_upload(db: &Database, name: &str) -> Upload {
    let bytes = fs::read(sample("small").join(name)).unwrap();
    upload(db, name, bytes).await
}

async fn new_session(db: &Database, uploads: &[Upload]) -> SessionId {
    let new = NewSession {
        name: "March 2025".to_owned(),
        retention: Duration::from_secs(90 * 24 * 60 * 60),
    };
    let write = db.write().await.unwrap();
    let (id, _) = session::create(&write, &new, uploads).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn small_month(db: &Database) -> SessionId {
    let uploads = [
        sample_upload(db, "statement.pdf").await,
        sample_upload(db, "expense_report.pdf").await,
    ];
    new_session(db, &uploads).await
}

async fn ended(db: &Database, id: SessionId) -> Session {
    loop {
        let session = session::get(db, id).await.unwrap();
        if !session.status.is_in_work() {
            return session;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn document(db: &Database, id: SessionId, name: &str) -> Document {
    let documents = document::list(db, id).await.unwrap();
    documents
        .into_iter()
        .find(|document| document.name == name)
        .unwrap()
}

/// Nothing is left of how it came to be.
async fn assert_clean(db: &TestDatabase, id: SessionId) {
    let session = ended(db, id).await;
    assert_eq!(
        session.status,
        SessionStatus::Completed,
        "{:?}",
        session.error
    );
    let truth = common::truth("small");
    let expected = truth["transactions"].as_array().unwrap().len();
    assert_eq!(session.transactions as usize, expected);
    assert_eq!(db.count("transactions").await as usize, expected);
    assert_eq!(db.count("match_results").await as usize, expected);
    assert_eq!(db.count("document_payload_chunks").await, 0);
    let attempts = "SELECT CAST(count(DISTINCT attempt) AS bigint) FROM transactions";
    assert_eq!(db.number(attempts).await, 1);
}

both_databases! {
    async fn a_month_is_read_and_matched(db: TestDatabase) {
        let id = small_month(&db).await;
        let pool = Pool::start(work(&db, "one"), 2);
        assert_clean(&db, id).await;
        assert!(ended(&db, id).await.matched > 0);
        pool.stop().await.unwrap();
    }

    async fn a_worker_that_dies_at_any_step_is_relieved(db: TestDatabase) {
        for step in [
            Step::ReadingClaimed,
            Step::ReadingDone,
            Step::ReadingWritten,
            Step::ReadingCommitted,
            Step::MatchingClaimed,
            Step::MatchingDone,
            Step::MatchingWritten,
            Step::MatchingCommitted,
        ] {
            let id = small_month(&db).await;
            let mut victim = work(&db, "victim");
            let (steps, mut stepper) = Steps::stepped();
            victim.steps = steps;
            let victim = tokio::spawn(async move { while victim.next().await.unwrap() {} });
            stepper.until(step).await;
            victim.abort();
            assert!(victim.await.unwrap_err().is_cancelled());

            let relief = Pool::start(work(&db, "relief"), 1);
            assert_clean(&db, id).await;
            relief.stop().await.unwrap();
            let write = db.write().await.unwrap();
            session::delete(&write, id, true).await.unwrap();
            write.commit().await.unwrap();
        }
    }

    async fn a_worker_that_slept_through_its_lease_stores_nothing(db: TestDatabase) {
        let id = small_month(&db).await;
        let mut sleeper = work(&db, "sleeper");
        let (steps, mut stepper) = Steps::stepped();
        sleeper.steps = steps;
        let sleeper = tokio::spawn(async move { sleeper.next().await });
        stepper.until(Step::ReadingDone).await;

        let relief = Pool::start(work(&db, "relief"), 1);
        ended(&db, id).await;
        let before = session::get(&*db, id).await.unwrap().revision;
        stepper.go();
        let late = sleeper.await.unwrap();
        assert!(matches!(late, Err(WorkError::Database(Error::LeaseLost))));
        assert_eq!(session::get(&*db, id).await.unwrap().revision, before);
        assert_clean(&db, id).await;
        relief.stop().await.unwrap();
    }

    async fn a_poisonous_file_fails_after_three_tries_and_its_siblings_finish(db: TestDatabase) {
        let traps = Traps::new();
        let uploads = [
            upload(&db, "poison.pdf", b"%PDF-1.7".to_vec()).await,
            sample_upload(&db, "statement.pdf").await,
        ];
        let id = new_session(&db, &uploads).await;
        let pool = Pool::start(work_with(&db, "one", traps.reader()), 1);
        assert_clean(&db, id).await;
        pool.stop().await.unwrap();

        let poison = document(&db, id, "poison.pdf").await;
        assert_eq!(poison.status, DocumentStatus::Failed);
        assert_eq!(
            poison.error.unwrap(),
            "the reader ended unexpectedly on it, which is a mistake of this program. Print or scan it \
             anew, and report the mistake"
        );
        let tries = "SELECT CAST(max(attempt) AS bigint) FROM documents WHERE status = 'failed'";
        assert_eq!(db.number(tries).await, 3);
    }

    async fn a_file_that_costs_too_much_is_not_tried_again(db: TestDatabase) {
        let traps = Traps::new();
        let uploads = [upload(&db, "greedy.pdf", b"%PDF-1.7".to_vec()).await];
        let id = new_session(&db, &uploads).await;
        let one = work_with(&db, "one", traps.reader());
        assert!(one.next().await.unwrap());
        let session = ended(&db, id).await;
        assert_eq!(session.status, SessionStatus::Failed);
        assert_eq!(
            session.error.unwrap(),
            "none of the documents could be read: each says why"
        );
        let greedy = document(&db, id, "greedy.pdf").await;
        assert!(greedy.error.unwrap().starts_with("reading it needed more than 1024 MB of memory"));
        assert_eq!(db.count("document_payload_chunks").await, 0);
    }

    async fn shutdown_gives_work_back_at_once_and_without_a_try(db: TestDatabase) {
        let traps = Traps::new();
        let uploads = [upload(&db, "endless.pdf", b"%PDF-1.7".to_vec()).await];
        let id = new_session(&db, &uploads).await;
        let pool = Pool::start(work_with(&db, "one", traps.reader()), 1);
        while document(&db, id, "endless.pdf").await.status == DocumentStatus::Pending {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        pool.stop().await.unwrap();
        assert_eq!(document(&db, id, "endless.pdf").await.status, DocumentStatus::Pending);
        let tries = "SELECT CAST(max(attempt - released) AS bigint) FROM documents";
        assert_eq!(db.number(tries).await, 0);
    }

    async fn a_session_deleted_in_the_middle_ends_its_work(db: TestDatabase) {
        let id = small_month(&db).await;
        let mut one = work(&db, "one");
        let (steps, mut stepper) = Steps::stepped();
        one.steps = steps;
        let one = tokio::spawn(async move { one.next().await });
        stepper.until(Step::ReadingDone).await;
        let write = db.write().await.unwrap();
        session::delete(&write, id, true).await.unwrap();
        write.commit().await.unwrap();
        stepper.go();
        assert!(matches!(one.await.unwrap(), Err(WorkError::Database(Error::LeaseLost))));
        assert_eq!(db.count("transactions").await, 0);
    }

    async fn documents_added_later_are_matched_and_what_changed_is_known(db: TestDatabase) {
        let statement = sample_upload(&db, "statement.pdf").await;
        let id = new_session(&db, &[statement]).await;
        let pool = Pool::start(work(&db, "one"), 1);
        let first = ended(&db, id).await;
        assert_eq!((first.status, first.matched), (SessionStatus::Completed, 0));

        let report = sample_upload(&db, "expense_report.pdf").await;
        let write = db.write().await.unwrap();
        document::add(&write, id, &[report]).await.unwrap();
        write.commit().await.unwrap();
        let second = ended(&db, id).await;
        assert!(second.matched > 0);
        let changes = matches::changes(&*db, id, first.run).await.unwrap();
        let new = changes.iter().filter(|change| change.kind == matches::ChangeKind::NewlyMatched);
        assert_eq!(new.count(), second.matched as usize);
        pool.stop().await.unwrap();
    }

    async fn the_work_is_seen_page_by_page(db: TestDatabase) {
        let id = small_month(&db).await;
        let one = work(&db, "one");
        let progress = one.progress.clone();
        let mut watch = progress.watch(id);
        let working = tokio::spawn(async move { while one.next().await.unwrap() {} });
        let mut percents = Vec::new();
        loop {
            watch.changed().await;
            let session = session::get(&*db, id).await.unwrap();
            let documents = document::list(&*db, id).await.unwrap();
            let pages = progress.pages(id).await;
            let view = tieout_api::progress::view::progress(&session, &documents, &pages);
            percents.push(view.percent);
            if view.percent == 100 {
                break;
            }
        }
        working.await.unwrap();
        assert!(percents.is_sorted(), "{percents:?}");
        assert!(progress.pages(id).await.is_empty());
    }
}
