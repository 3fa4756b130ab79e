//! A receipt that an earlier session held is noticed, though nothing of that session is kept.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use tieout_domain::id::SessionId;
use tieout_domain::{Confidence, DocumentRef, Extracted, Field, ProblemKind, Receipt, Source};
use tieout_persistence::facts::{Content, ReadDocument, complete_reading};
use tieout_persistence::retention::{self, Retention};
use tieout_persistence::{books, session};
use tieout_test_support::{
    TestDatabase, both_databases, claimed, day, session as new_session, usd,
};

fn sure<T>(value: T) -> Option<Field<T>> {
    Some(Field {
        value,
        confidence: Confidence::from_basis_points(9_500),
        area: None,
    })
}

/// A receipt that says `vendor`.
fn receipt(vendor: &str) -> Receipt {
    Receipt {
        vendor: sure(vendor.to_owned()),
        date: sure(day(4)),
        total: sure(usd(1_299)),
        ..Receipt::unread(Source::page(DocumentRef::new(0), 1))
    }
}

/// A session with one receipt, and what is told about it. Files of other names have other bytes.
async fn told(db: &TestDatabase, file: &str, receipt: Receipt) -> (SessionId, Vec<String>) {
    let id = new_session(db, &[file]).await;
    let read = ReadDocument {
        layout: None,
        pages: Some(1),
        content: Content::Receipts(Extracted::clean(vec![receipt])),
    };
    let reading = claimed(db, "one").await.unwrap();
    let write = db.write().await.unwrap();
    complete_reading(&write, &reading, &read).await.unwrap();
    write.commit().await.unwrap();
    db.execute("UPDATE sessions SET status = 'completed'").await;
    let write = db.write().await.unwrap();
    let problems = books::load(&write, id).await.unwrap().books.problems;
    assert!(
        problems
            .iter()
            .all(|problem| problem.kind == ProblemKind::Duplicate)
    );
    let messages = problems.into_iter().map(|problem| problem.message);
    (id, messages.collect())
}

both_databases! {
    async fn a_photo_of_what_was_scanned_before_is_noticed(db: TestDatabase) {
        let (_, first) = told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        assert_eq!(first, Vec::<String>::new());
        let (_, second) = told(&db, "photo.jpg", receipt("BLUE FERN COFFEE")).await;
        let today = chrono::Utc::now().date_naive();
        let wanted = format!(
            "an earlier session, of {today}, held this receipt, too: make sure that it is not claimed twice"
        );
        assert_eq!(second, [wanted]);
        let (_, other) = told(&db, "another.jpg", receipt("Red Fern Coffee")).await;
        assert_eq!(other, Vec::<String>::new());
    }

    async fn it_is_noticed_after_the_earlier_session_has_gone(db: TestDatabase) {
        told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        db.execute("UPDATE sessions SET created_at = '2020-01-01T00:00:00+00:00', expires_at = '2020-03-31T00:00:00+00:00'").await;
        retention::cleanup(&db, &Retention::default()).await.unwrap();
        assert_eq!(db.count("receipts").await, 0);
        let (_, told) = told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        assert_eq!(told.len(), 1);
        assert_eq!(db.count("receipt_marks WHERE mark LIKE '%fern%' OR mark LIKE '%1299%'").await, 0);
    }

    async fn a_session_that_somebody_deleted_leaves_nothing_behind(db: TestDatabase) {
        let (id, _) = told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        let write = db.write().await.unwrap();
        session::delete(&write, id, false).await.unwrap();
        write.commit().await.unwrap();
        let (_, told) = told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        assert_eq!(told, Vec::<String>::new());
    }

    async fn marks_go_in_the_end(db: TestDatabase) {
        told(&db, "scan.jpg", receipt("Blue Fern Coffee")).await;
        assert_eq!(db.count("receipt_marks").await, 2);
        tokio::time::sleep(Duration::from_millis(20)).await;
        let retention = Retention { receipt_marks: Duration::ZERO, ..Retention::default() };
        retention::cleanup(&db, &retention).await.unwrap();
        assert_eq!(db.count("receipt_marks").await, 0);
    }
}
