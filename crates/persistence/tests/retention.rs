//! What is past its time goes, with all that hangs on it; what is in work stays.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::time::Duration;

use tieout_domain::SessionStatus;
use tieout_persistence::audit::{self, Action, Details, Event};
use tieout_persistence::facts::complete_reading;
use tieout_persistence::retention::{self, Cleaned, Retention};
use tieout_persistence::{Settings, books, document, matches, payload, session};
use tieout_test_support::{
    Backend, MonthSize, TestDatabase, both_databases, claimed, matched, month_of,
    session as new_session, upload,
};

const SMALL: MonthSize = MonthSize {
    employees: 2,
    transactions: 4,
};

/// Tables that hang on no session.
const APART: [&str; 7] = [
    "receipt_marks",
    "salts",
    "audit_events",
    "api_tokens",
    "employee_aliases",
    "merchant_aliases",
    "seaql_migrations",
];

async fn finished_month(db: &TestDatabase) -> tieout_domain::id::SessionId {
    let id = new_session(db, &["march.pdf", "report.pdf"]).await;
    for read in month_of(SMALL) {
        let reading = claimed(db, "one").await.unwrap();
        let write = db.write().await.unwrap();
        complete_reading(&write, &reading, &read).await.unwrap();
        write.commit().await.unwrap();
    }
    let write = db.write().await.unwrap();
    let loaded = books::load(&write, id).await.unwrap();
    matches::save(&write, &loaded, &matched(&loaded.books))
        .await
        .unwrap();
    write.commit().await.unwrap();
    db.execute("UPDATE sessions SET status = 'completed'").await;
    id
}

/// Makes a session `days` old.
async fn age(db: &TestDatabase, id: tieout_domain::id::SessionId, days: i64) {
    let made = chrono::Utc::now() - chrono::TimeDelta::days(days);
    let gone = made + chrono::TimeDelta::days(90);
    let is = match db.backend() {
        Backend::Postgres => format!("id = '{id}'"),
        Backend::Sqlite => format!("hex(id) = '{}'", id.0.simple().to_string().to_uppercase()),
    };
    let time = |time: chrono::DateTime<chrono::Utc>| {
        time.to_rfc3339_opts(chrono::SecondsFormat::Micros, false)
    };
    db.execute(&format!(
        "UPDATE sessions SET created_at = '{}', expires_at = '{}' WHERE {is}",
        time(made),
        time(gone)
    ))
    .await;
}

both_databases! {
    async fn nothing_is_left_of_an_expired_session(db: TestDatabase) {
        let id = finished_month(&db).await;
        age(&db, id, 91).await;
        let cleaned = retention::cleanup(&db, &Retention::default()).await.unwrap();
        let expected = Cleaned { sessions: 1, documents: 2, transactions: 4, receipts: 4, ..Cleaned::default() };
        assert_eq!(cleaned, expected);
        for sql in tieout_migration::statements(sea_orm::DbBackend::Sqlite) {
            let Some(table) = sql.strip_prefix("CREATE TABLE \"").and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            if !APART.contains(&table) {
                assert_eq!(db.count(table).await, 0, "{table}");
            }
        }
    }

    async fn ninety_days_are_the_limit(db: TestDatabase) {
        for days in [30, 60, 89, 91, 100] {
            let id = finished_month(&db).await;
            age(&db, id, days).await;
        }
        let cleaned = retention::cleanup(&db, &Retention::default()).await.unwrap();
        assert_eq!((cleaned.sessions, db.count("sessions").await), (2, 3));
    }

    async fn a_session_in_work_outlives_its_time_until_the_work_is_done(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        age(&db, id, 91).await;
        let cleaned = retention::cleanup(&db, &Retention::default()).await.unwrap();
        assert_eq!(cleaned, Cleaned::default());
    }

    async fn bytes_that_became_no_document_go(db: TestDatabase) {
        upload(&db, "broken-off.pdf").await;
        let retention = Retention { orphans: Duration::ZERO, ..Retention::default() };
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(retention::cleanup(&db, &retention).await.unwrap().orphans, 1);
        assert_eq!(db.count("document_payload_chunks").await, 0);
    }

    async fn a_refused_upload_is_thrown_away_at_once(db: TestDatabase) {
        let refused = upload(&db, "not-a-pdf.exe").await;
        let write = db.write().await.unwrap();
        payload::discard(&write, refused.payload).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(db.count("document_payload_chunks").await, 0);
    }

    async fn the_trail_is_kept_for_its_own_time(db: TestDatabase) {
        let event = Event {
            actor: "clerk".to_owned(),
            action: Action::TokenCreated,
            session: None,
            subject: None,
            before: Details::new(),
            after: Details::new(),
        };
        let write = db.write().await.unwrap();
        audit::record(&write, &event).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(retention::cleanup(&db, &Retention::default()).await.unwrap().audit_events, 0);
        let retention = Retention { audit: Duration::ZERO, ..Retention::default() };
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert_eq!(retention::cleanup(&db, &retention).await.unwrap().audit_events, 1);
    }

    async fn a_restored_backup_lacks_the_bytes_and_says_so(db: TestDatabase) {
        let id = new_session(&db, &["march.pdf"]).await;
        let old = finished_or_not(&db).await;
        age(&db, old, 91).await;
        db.execute("DELETE FROM document_payloads").await;
        let cleaned = retention::after_restore(&db, &Retention::default()).await.unwrap();
        assert_eq!(cleaned.sessions, 1);
        assert_eq!(session::get(&*db, id).await.unwrap().status, SessionStatus::Failed);
        let document = &document::list(&*db, id).await.unwrap()[0];
        assert_eq!(
            document.error.as_deref(),
            Some("it was not read before the database was restored from a backup: upload it again")
        );
    }
}

async fn finished_or_not(db: &TestDatabase) -> tieout_domain::id::SessionId {
    new_session(db, &["april.pdf"]).await
}

#[tokio::test]
async fn a_database_that_is_down_is_unavailable() {
    let mut settings = Settings::new("postgres://nobody@127.0.0.1:1/nothing");
    settings.patience = Duration::from_millis(200);
    let error = tieout_persistence::Database::connect(&settings)
        .await
        .unwrap_err();
    assert!(
        matches!(error, tieout_persistence::Error::Unavailable(_)),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "the database cannot be reached or is too busy: try again in a moment"
    );
}
