//! Sessions: found, searched, counted, expired, deleted.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;
use tieout_persistence::document::{self, Added};
use tieout_persistence::session::{self, NewSession, SessionOrder, SessionQuery};
use tieout_persistence::{Database, Error, Missing, Order, PageRequest};
use tieout_test_support::{both_databases, claimed, session, upload};
use uuid::Uuid;

async fn named(db: &Database, name: &str) -> SessionId {
    let new = NewSession {
        name: name.to_owned(),
        retention: Duration::from_secs(60),
    };
    let write = db.write().await.unwrap();
    let (id, _) = session::create(&write, &new, &[]).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn names(db: &Database, query: SessionQuery) -> Vec<String> {
    let page = session::list(db, &query).await.unwrap();
    page.items.into_iter().map(|session| session.name).collect()
}

both_databases! {
    async fn a_new_session_has_its_documents_and_waits(db: TestDatabase) {
        let id = session(&db, &["march.pdf", "report.pdf"]).await;
        let found = session::get(&*db, id).await.unwrap();
        assert_eq!(found.status, SessionStatus::Processing);
        assert_eq!((found.documents, found.transactions), (2, 0));
        assert_eq!(found.expires_at - found.created_at, chrono::TimeDelta::days(90));
        let documents = document::list(&*db, id).await.unwrap();
        let names: Vec<_> = documents.iter().map(|document| &*document.name).collect();
        assert_eq!(names, ["march.pdf", "report.pdf"]);
    }

    async fn nothing_stays_of_a_transaction_that_is_dropped(db: TestDatabase) {
        let new = NewSession { name: "March".to_owned(), retention: Duration::from_secs(60) };
        let write = db.write().await.unwrap();
        session::create(&write, &new, &[]).await.unwrap();
        drop(write);
        assert_eq!(db.count("sessions").await, 0);
    }

    async fn names_are_found_whatever_their_case(db: TestDatabase) {
        for name in ["März 2025", "April 100%", "April 1000"] {
            named(&db, name).await;
        }
        let search = |text: &str| SessionQuery { text: Some(text.to_owned()), ..SessionQuery::default() };
        assert_eq!(names(&db, search("MÄRZ")).await, ["März 2025"]);
        assert_eq!(names(&db, search("100%")).await, ["April 100%"]);
        assert_eq!(names(&db, search("_")).await, Vec::<String>::new());
    }

    async fn lists_are_ordered_and_paged(db: TestDatabase) {
        for name in ["b", "c", "a"] {
            named(&db, name).await;
        }
        assert_eq!(names(&db, SessionQuery::default()).await, ["a", "c", "b"]);
        let query = SessionQuery {
            order_by: SessionOrder::Name,
            order: Some(Order::Descending),
            page: PageRequest { number: 2, size: 2 },
            ..SessionQuery::default()
        };
        let page = session::list(&*db, &query).await.unwrap();
        assert_eq!((page.items.len(), page.total), (1, 3));
        assert_eq!(page.items[0].name, "a");
    }

    async fn a_status_narrows_the_list(db: TestDatabase) {
        named(&db, "done").await;
        session(&db, &["march.pdf"]).await;
        let query = SessionQuery { status: Some(SessionStatus::Processing), ..SessionQuery::default() };
        assert_eq!(names(&db, query).await, ["March 2025"]);
    }

    async fn a_session_past_its_retention_is_told_from_one_that_never_was(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        db.execute("UPDATE sessions SET created_at = '2020-01-01T00:00:00+00:00', expires_at = '2020-03-31T00:00:00+00:00'").await;
        let Err(Error::Expired { at }) = session::get(&*db, id).await else { panic!("it is shown") };
        assert_eq!(at.date_naive().to_string(), "2020-03-31");
        assert_eq!(session::list(&*db, &SessionQuery::default()).await.unwrap().total, 0);
        let nobody = SessionId(Uuid::now_v7());
        assert!(matches!(session::get(&*db, nobody).await, Err(Error::NotFound(Missing::Session))));
    }

    async fn a_rename_is_seen_by_search_and_by_revision(db: TestDatabase) {
        let id = named(&db, "March").await;
        let before = session::get(&*db, id).await.unwrap();
        let write = db.write().await.unwrap();
        session::rename(&write, id, "April").await.unwrap();
        write.commit().await.unwrap();
        let after = session::get(&*db, id).await.unwrap();
        assert_eq!(after.name, "April");
        assert!(after.revision > before.revision);
        let query = SessionQuery { text: Some("april".to_owned()), ..SessionQuery::default() };
        assert_eq!(names(&db, query).await, ["April"]);
    }

    async fn a_session_in_work_is_deleted_only_by_force(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let write = db.write().await.unwrap();
        assert!(matches!(session::delete(&write, id, false).await, Err(Error::InWork)));
        session::delete(&write, id, true).await.unwrap();
        write.commit().await.unwrap();
        for table in ["sessions", "documents", "document_payloads", "document_payload_chunks"] {
            assert_eq!(db.count(table).await, 0, "{table}");
        }
        let write = db.write().await.unwrap();
        let again = session::delete(&write, id, false).await;
        assert!(matches!(again, Err(Error::NotFound(Missing::Session))));
    }

    async fn documents_are_added_to_a_finished_session_alone(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let more = upload(&db, "april.pdf").await;
        let write = db.write().await.unwrap();
        let refused = document::add(&write, id, std::slice::from_ref(&more)).await;
        assert!(matches!(refused, Err(Error::InWork)));
        drop(write);
        let done = named(&db, "done").await;
        let write = db.write().await.unwrap();
        document::add(&write, done, &[more]).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(session::get(&*db, done).await.unwrap().status, SessionStatus::Processing);
    }

    async fn the_same_content_is_one_document(db: TestDatabase) {
        let id = named(&db, "March").await;
        let (first, copy) = (upload(&db, "march.pdf").await, upload(&db, "march.pdf").await);
        let write = db.write().await.unwrap();
        let added = document::add(&write, id, &[first, copy]).await.unwrap();
        write.commit().await.unwrap();
        assert!(matches!(added.as_slice(), [Added::New(one), Added::Duplicate(other)] if one == other));
        // The bytes of the copy are gone.
        assert_eq!(db.count("document_payloads").await, 1);
    }

    async fn a_failed_document_may_be_uploaded_again(db: TestDatabase) {
        let id = session(&db, &["march.pdf"]).await;
        let reading = claimed(&db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        tieout_persistence::job::fail_reading(&write, &reading, "it is damaged").await.unwrap();
        write.commit().await.unwrap();
        let failed = session::get(&*db, id).await.unwrap();
        assert_eq!(failed.status, SessionStatus::Failed);
        assert_eq!(failed.error.as_deref(), Some("none of the documents could be read: each says why"));
        let again = upload(&db, "march.pdf").await;
        let write = db.write().await.unwrap();
        let added = document::add(&write, id, &[again]).await.unwrap();
        write.commit().await.unwrap();
        assert!(matches!(added.as_slice(), [Added::Again(_)]));
        assert_eq!(claimed(&db, "two").await.unwrap().tries_before, 0);
    }
}
