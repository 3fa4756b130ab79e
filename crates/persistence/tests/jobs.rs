//! Background work: claimed once, renewed, given back, given up, and never committed twice.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;
use std::time::Duration;

use tieout_domain::SessionStatus;
use tieout_persistence::document::{self, DocumentStatus};
use tieout_persistence::facts::{Content, ReadDocument, complete_reading};
use tieout_persistence::job::{self, GivenUp, Worker};
use tieout_persistence::{Error, books, matches, payload, session};
use tieout_test_support::{
    MonthSize, TestDatabase, both_databases, claimed, matched, month_of, session as new_session,
    statement_of, worker,
};

const SMALL: MonthSize = MonthSize {
    employees: 2,
    transactions: 4,
};

/// A worker that is frozen as soon as it has claimed.
fn frozen() -> Worker {
    Worker {
        name: "frozen".to_owned(),
        lease: Duration::ZERO,
    }
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

async fn complete(
    db: &TestDatabase,
    reading: &job::Reading,
    read: &ReadDocument,
) -> Result<(), Error> {
    let write = db.write().await?;
    complete_reading(&write, reading, read).await?;
    write.commit().await
}

async fn frozen_claim(db: &TestDatabase) -> Option<job::Reading> {
    let write = db.write().await.unwrap();
    let reading = job::claim_reading(&write, &frozen()).await.unwrap();
    write.commit().await.unwrap();
    pause().await;
    reading
}

both_databases! {
    async fn a_month_goes_from_upload_to_completed(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf", "report.pdf"]).await;
        for read in month_of(SMALL) {
            let reading = claimed(&db, "one").await.unwrap();
            let status = session::get(&*db, id).await.unwrap().status;
            assert_eq!(status, SessionStatus::Extracting);
            complete(&db, &reading, &read).await.unwrap();
        }
        assert_eq!(session::get(&*db, id).await.unwrap().status, SessionStatus::Matching);
        assert_eq!(db.count("document_payload_chunks").await, 0);

        let write = db.write().await.unwrap();
        let matching = job::claim_matching(&write, &worker("one")).await.unwrap().unwrap();
        write.commit().await.unwrap();
        let loaded = books::load(&*db, id).await.unwrap();
        let write = db.write().await.unwrap();
        let outcome = matched(&loaded.books);
        job::complete_matching(&write, &matching, &loaded, &outcome).await.unwrap();
        write.commit().await.unwrap();

        let done = session::get(&*db, id).await.unwrap();
        assert_eq!(done.status, SessionStatus::Completed);
        assert_eq!((done.transactions, done.receipts, done.matched, done.run), (4, 4, 4, 1));
        assert_eq!(matches::load(&*db, &loaded).await.unwrap(), Some(outcome));
    }

    async fn documents_are_claimed_once_and_in_order(db: TestDatabase) {
        new_session(&db, &["a.pdf", "b.pdf"]).await;
        let names: Vec<_> = [claimed(&db, "one").await, claimed(&db, "two").await]
            .into_iter()
            .map(|reading| reading.unwrap().name)
            .collect();
        assert_eq!(names, ["a.pdf", "b.pdf"]);
        assert_eq!(claimed(&db, "three").await, None);
    }

    async fn a_frozen_worker_that_wakes_after_its_lease_is_refused(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let asleep = frozen_claim(&db).await.unwrap();
        let awake = claimed(&db, "awake").await.unwrap();
        assert_eq!((asleep.document, awake.tries_before), (awake.document, 1));

        let late = complete(&db, &asleep, &statement_of(SMALL, 0)).await;
        assert!(matches!(late, Err(Error::LeaseLost)));
        assert_eq!(db.count("transactions").await, 0);
        let write = db.write().await.unwrap();
        let beat = job::heartbeat_reading(&write, &asleep, &frozen(), None).await;
        assert!(matches!(beat, Err(Error::LeaseLost)));
        drop(write);

        complete(&db, &awake, &statement_of(SMALL, 0)).await.unwrap();
        let late = complete(&db, &asleep, &statement_of(SMALL, 0)).await;
        assert!(matches!(late, Err(Error::LeaseLost)));
        assert_eq!(db.number("SELECT CAST(count(DISTINCT attempt) AS bigint) FROM transactions").await, 1);
        assert_eq!(session::get(&*db, id).await.unwrap().transactions, 4);
    }

    async fn a_worker_that_nobody_relieved_may_still_finish(db: TestDatabase) {
        new_session(&db, &["march.pdf"]).await;
        let late = frozen_claim(&db).await.unwrap();
        complete(&db, &late, &statement_of(SMALL, 0)).await.unwrap();
    }

    async fn a_heartbeat_keeps_the_lease_and_tells_the_page(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let reading = frozen_claim(&db).await.unwrap();
        let write = db.write().await.unwrap();
        job::heartbeat_reading(&write, &reading, &worker("frozen"), Some((3, 178))).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(claimed(&db, "two").await, None);
        let document = &document::list(&*db, id).await.unwrap()[0];
        assert_eq!((document.pages_done, document.pages), (3, Some(178)));
        assert!(job::next_lease_end(&*db).await.unwrap().is_some());
    }

    async fn how_long_the_oldest_document_waits_is_known_until_it_is_read(db: TestDatabase) {
        assert_eq!(job::longest_wait(&*db).await.unwrap(), None);
        new_session(&db, &["march.pdf"]).await;
        db.execute("UPDATE documents SET queued_at = '2020-01-01T00:00:00+00:00'").await;
        new_session(&db, &["april.pdf"]).await;
        let waits = job::longest_wait(&*db).await.unwrap().unwrap();
        assert!(waits.num_days() > 365, "{waits}");
        let march = frozen_claim(&db).await.unwrap();
        complete(&db, &march, &statement_of(SMALL, 0)).await.unwrap();
        let waits = job::longest_wait(&*db).await.unwrap().unwrap();
        assert!(waits.num_days() < 365, "{waits}");
    }

    async fn what_is_given_back_at_shutdown_is_no_failed_try(db: TestDatabase) {
        new_session(&db, &["march.pdf"]).await;
        for _ in 0..5 {
            let reading = claimed(&db, "one").await.unwrap();
            assert_eq!(reading.tries_before, 0);
            let write = db.write().await.unwrap();
            job::release_reading(&write, &reading).await.unwrap();
            write.commit().await.unwrap();
        }
        claimed(&db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        assert_eq!(job::release_all(&write, "one").await.unwrap(), 1);
        write.commit().await.unwrap();
        assert_eq!(claimed(&db, "two").await.unwrap().tries_before, 0);
    }

    async fn a_poisonous_file_fails_after_three_attempts_and_its_sibling_finishes(db: TestDatabase) {
        let id = new_session(&db, &["poison.pdf", "march.pdf"]).await;
        for _ in 0..3 {
            assert_eq!(frozen_claim(&db).await.unwrap().name, "poison.pdf");
        }
        let sibling = claimed(&db, "one").await.unwrap();
        assert_eq!(sibling.name, "march.pdf");
        complete(&db, &sibling, &statement_of(SMALL, 1)).await.unwrap();
        assert_eq!(session::get(&*db, id).await.unwrap().status, SessionStatus::Extracting);

        let write = db.write().await.unwrap();
        let swept = job::sweep(&write).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(swept.failed_documents.len(), 1);
        assert_eq!(session::get(&*db, id).await.unwrap().status, SessionStatus::Matching);
        assert_eq!(db.count("document_payloads").await, 0);
        let poison = &document::list(&*db, id).await.unwrap()[0];
        assert_eq!(poison.status, DocumentStatus::Failed);
        assert_eq!(
            poison.error.as_deref(),
            Some("reading it was broken off 3 times: it crashed or hung the reader. Print or scan it anew, and upload that")
        );
    }

    async fn a_try_that_is_given_up_is_tried_again_twice(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let mut ends = Vec::new();
        while let Some(reading) = claimed(&db, "one").await {
            let write = db.write().await.unwrap();
            ends.push(job::retry_reading(&write, &reading, "the reader ran out of memory").await.unwrap());
            write.commit().await.unwrap();
        }
        assert_eq!(ends, [GivenUp::Queued, GivenUp::Queued, GivenUp::Failed]);
        let document = &document::list(&*db, id).await.unwrap()[0];
        assert_eq!(document.error.as_deref(), Some("the reader ran out of memory"));
    }

    async fn a_document_that_says_nothing_has_failed_and_keeps_its_problems(db: TestDatabase) {
        use tieout_domain::{DocumentRef, Problem, ProblemKind, Source};
        let id = new_session(&db, &["march.pdf"]).await;
        let reading = claimed(&db, "one").await.unwrap();
        let source = Source::document(DocumentRef::new(0));
        let problem = Problem::new(ProblemKind::Unreadable, source, "it needs a password: remove it");
        let nothing = ReadDocument { layout: None, pages: None, content: Content::Nothing(vec![problem.clone()]) };
        complete(&db, &reading, &nothing).await.unwrap();
        let document = &document::list(&*db, id).await.unwrap()[0];
        assert_eq!(document.error.as_deref(), Some("it needs a password: remove it"));
        assert_eq!(books::load(&*db, id).await.unwrap().books.problems, [problem]);
        assert_eq!(session::get(&*db, id).await.unwrap().status, SessionStatus::Failed);
    }

    async fn a_matching_that_crashes_three_times_fails_its_session(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let reading = claimed(&db, "one").await.unwrap();
        complete(&db, &reading, &statement_of(SMALL, 0)).await.unwrap();
        for _ in 0..3 {
            let write = db.write().await.unwrap();
            assert!(job::claim_matching(&write, &frozen()).await.unwrap().is_some());
            write.commit().await.unwrap();
            pause().await;
        }
        let write = db.write().await.unwrap();
        assert_eq!(job::claim_matching(&write, &frozen()).await.unwrap(), None);
        assert_eq!(job::sweep(&write).await.unwrap().failed_sessions, [id]);
        write.commit().await.unwrap();
        let failed = session::get(&*db, id).await.unwrap();
        assert_eq!(failed.error.as_deref(), Some("matching was broken off 3 times: add a document to try again"));
    }

    async fn a_late_matching_is_refused(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let reading = claimed(&db, "one").await.unwrap();
        complete(&db, &reading, &statement_of(SMALL, 0)).await.unwrap();
        let write = db.write().await.unwrap();
        let asleep = job::claim_matching(&write, &frozen()).await.unwrap().unwrap();
        write.commit().await.unwrap();
        pause().await;
        let write = db.write().await.unwrap();
        let awake = job::claim_matching(&write, &worker("awake")).await.unwrap().unwrap();
        job::heartbeat_matching(&write, &awake, &worker("awake")).await.unwrap();
        write.commit().await.unwrap();
        let loaded = books::load(&*db, id).await.unwrap();
        let write = db.write().await.unwrap();
        let late = job::complete_matching(&write, &asleep, &loaded, &matched(&loaded.books)).await;
        assert!(matches!(late, Err(Error::LeaseLost)));
        drop(write);
        let write = db.write().await.unwrap();
        job::release_matching(&write, &awake).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(db.count("match_results").await, 0);
    }

    async fn bytes_are_read_by_the_chunk_until_they_are_gone(db: TestDatabase) {
        new_session(&db, &["march.pdf"]).await;
        let reading = claimed(&db, "one").await.unwrap();
        let chunk = payload::chunk(&*db, reading.document, 0).await.unwrap();
        assert_eq!(chunk.as_deref(), Some(b"march.pdf".as_slice()));
        assert_eq!(payload::chunk(&*db, reading.document, 1).await.unwrap(), None);
        complete(&db, &reading, &statement_of(SMALL, 0)).await.unwrap();
        assert!(payload::chunk(&*db, reading.document, 0).await.is_err());
    }

    async fn many_workers_share_the_work_and_none_does_what_another_does(db: TestDatabase) {
        let names: Vec<_> = (0..24).map(|number| format!("{number:02}.pdf")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let id = new_session(&db, &names).await;
        let workers = (0..6).map(|number| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut done = Vec::new();
                while let Some(reading) = claimed(&db, &format!("worker {number}")).await {
                    let place = usize::try_from(reading.position).unwrap();
                    complete(&db, &reading, &statement_of(SMALL, place)).await.unwrap();
                    done.push(reading.document);
                }
                done
            })
        });
        let workers: Vec<_> = workers.collect();
        let mut done = Vec::new();
        for worker in workers {
            done.extend(worker.await.unwrap());
        }
        assert_eq!(done.len(), 24);
        assert_eq!(done.iter().collect::<HashSet<_>>().len(), 24);
        let session = session::get(&*db, id).await.unwrap();
        assert_eq!(session.status, SessionStatus::Matching);
        assert_eq!(session.transactions, 24 * 4);
    }

    async fn two_hundred_write_at_once_and_all_get_through(db: TestDatabase) {
        let writers: Vec<_> = (0..200)
            .map(|number| {
                let db = db.clone();
                tokio::spawn(async move {
                    let new = session::NewSession { name: format!("{number}"), retention: Duration::from_secs(60) };
                    let write = db.write().await?;
                    session::create(&write, &new, &[]).await?;
                    write.commit().await
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap().unwrap();
        }
        assert_eq!(db.count("sessions").await, 200);
    }
}
