//! The queries that people wait for, and the cleanup, go by their indexes.
//!
//! The statements are those that the program really runs: they are overheard, and explained.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::sync::{Arc, Mutex};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tieout_domain::MatchStatus;
use tieout_domain::id::{SessionId, TransactionId};
use tieout_persistence::list::{
    self, MatchQuery, ReceiptOrder, ReceiptQuery, TransactionOrder, TransactionQuery,
};
use tieout_persistence::retention::{self, Retention};
use tieout_persistence::session::{self, SessionQuery};
use tieout_persistence::{Database, Settings, books, job};
use tieout_test_support::{TestDatabase, both_databases, worker};
use uuid::Uuid;

/// Tables that grow with the number of sessions: none is to be read through.
const LARGE: [&str; 5] = [
    "sessions",
    "documents",
    "transactions",
    "receipts",
    "match_results",
];

/// A thousand sessions, each with a document of forty transactions, and matches for all.
async fn fill(db: &TestDatabase) -> (SessionId, TransactionId) {
    let backend = db.connection().get_database_backend();
    let sql = include_str!("fill.sql");
    let (uuid, series) = match backend {
        DbBackend::Postgres => ("md5('$')::uuid", "generate_series(1, $) AS n(i)"),
        _ => (
            "(unhex(printf('%032x', $)))",
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $) SELECT i FROM n)",
        ),
    };
    for statement in sql
        .split(";\n")
        .filter(|statement| !statement.trim().is_empty())
    {
        db.execute(&written_for(statement, uuid, series)).await;
    }
    let row = |sql: &'static str| {
        db.connection()
            .query_one_raw(Statement::from_string(backend, sql))
    };
    let session: Uuid = row("SELECT session_id FROM transactions LIMIT 1")
        .await
        .unwrap()
        .unwrap()
        .try_get("", "session_id")
        .unwrap();
    let transaction: Uuid = row("SELECT id FROM transactions LIMIT 1")
        .await
        .unwrap()
        .unwrap()
        .try_get("", "id")
        .unwrap();
    (SessionId(session), TransactionId(transaction))
}

/// Writes `UUID(expression)` and `SERIES(count)` as the database wants them.
fn written_for(statement: &str, uuid: &str, series: &str) -> String {
    let mut sql = statement.to_owned();
    for (word, pattern) in [("UUID(", uuid), ("SERIES(", series)] {
        while let Some(start) = sql.find(word) {
            let end = start + sql[start..].find(')').unwrap();
            let argument = sql[start + word.len()..end].to_owned();
            let written = if pattern.contains("md5") {
                format!("md5(({argument})::text)::uuid")
            } else {
                pattern.replace('$', &argument)
            };
            sql.replace_range(start..=end, &written);
        }
    }
    sql
}

/// The plans of all statements that `work` runs, each behind its statement.
async fn plans<F: Future<Output = ()>>(
    db: &TestDatabase,
    work: impl FnOnce(Database) -> F,
) -> Vec<(String, String)> {
    let heard: Arc<Mutex<Vec<Statement>>> = Arc::default();
    let ears = Arc::clone(&heard);
    let mut database = Database::connect(&Settings {
        kept: 1,
        ..Settings::new(db.url())
    })
    .await
    .unwrap();
    database.watch(move |info| ears.lock().unwrap().push(info.statement.clone()));
    work(database.clone()).await;
    database.close().await.unwrap();
    let statements = std::mem::take(&mut *heard.lock().unwrap());
    let mut plans = Vec::new();
    for statement in statements {
        if statement.sql.starts_with("SELECT") || statement.sql.starts_with("DELETE") {
            let plan = explain(db, &statement).await;
            plans.push((statement.sql.clone(), plan));
        }
    }
    assert!(!plans.is_empty());
    plans
}

async fn explain(db: &TestDatabase, statement: &Statement) -> String {
    let (explain, column) = match statement.db_backend {
        DbBackend::Postgres => ("EXPLAIN", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let explained = Statement {
        sql: format!("{explain} {}", statement.sql),
        ..statement.clone()
    };
    let rows = db.connection().query_all_raw(explained).await.unwrap();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", column).unwrap())
        .collect();
    lines.join("\n")
}

/// No plan reads a large table from end to end.
fn assert_by_index(plans: &[(String, String)]) {
    for (sql, plan) in plans {
        for table in LARGE {
            let scans = plan.lines().any(|line| {
                // A page of sessions is the beginning of an index; what waits to be read is the
                // whole of one that holds nothing else.
                let orders = ["ix_sessions_created_at_id", "ix_documents_queued_at_id"];
                let by_index = orders.iter().any(|index| line.contains(index));
                let whole = format!("SCAN {table}");
                line.contains(&format!("Seq Scan on {table}"))
                    || (line.contains(&whole) && !by_index)
            });
            assert!(!scans, "{table} is read through by\n{sql}\n{plan}");
        }
    }
}

both_databases! {
    async fn queries_go_by_their_indexes(db: TestDatabase) {
        let (id, transaction) = fill(&db).await;

        let seen = plans(&db, |db| async move {
            session::list(&db, &SessionQuery::default()).await.unwrap();
            session::get(&db, id).await.unwrap();
        }).await;
        // The list counts what is inside of the retention window: that is nearly all there is.
        let listed: Vec<_> = seen.into_iter().filter(|(sql, _)| !sql.contains("COUNT(*)")).collect();
        assert_by_index(&listed);

        let seen = plans(&db, |db| async move {
            books::load(&db, id).await.unwrap();
            for order_by in [TransactionOrder::Date, TransactionOrder::Amount, TransactionOrder::Merchant] {
                let query = TransactionQuery { order_by, ..TransactionQuery::default() };
                list::transactions(&db, id, &query).await.unwrap();
            }
            for order_by in [ReceiptOrder::Date, ReceiptOrder::Amount, ReceiptOrder::Vendor] {
                let query = ReceiptQuery { order_by, ..ReceiptQuery::default() };
                list::receipts(&db, id, &query).await.unwrap();
            }
            let review = MatchQuery { match_status: Some(MatchStatus::ManualReview), ..MatchQuery::default() };
            list::matches(&db, id, &review).await.unwrap();
            list::transaction(&db, transaction).await.unwrap();
        }).await;
        assert_by_index(&seen);

        let seen = plans(&db, |db| async move {
            let write = db.write().await.unwrap();
            job::claim_reading(&write, &worker("one")).await.unwrap();
            job::claim_matching(&write, &worker("one")).await.unwrap();
            job::sweep(&write).await.unwrap();
            drop(write);
            retention::cleanup(&db, &Retention::default()).await.unwrap();
        }).await;
        assert_by_index(&seen);
    }
}
