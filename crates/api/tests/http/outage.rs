//! A database that goes away in the middle of the work, and comes back.

use std::time::Duration;

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use tieout_test_support::{Backend, TestDatabase, run};
use tokio::time::{Instant, sleep};

use crate::server::{Server, files, told};

/// The server on which the database is: it ends all connections to the database, and takes no new ones.
struct Outage {
    server: DatabaseConnection,
    database: String,
}

impl Outage {
    async fn begin(db: &TestDatabase) -> Self {
        let (server, database) = db.url().rsplit_once('/').unwrap();
        let outage = Self {
            server: Database::connect(format!("{server}/postgres"))
                .await
                .unwrap(),
            database: database.to_owned(),
        };
        outage.allow_connections(false).await;
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            outage.database
        );
        outage.server.execute_unprepared(&end).await.unwrap();
        outage
    }

    async fn end(self) {
        self.allow_connections(true).await;
        self.server.close().await.unwrap();
    }

    async fn allow_connections(&self, allowed: bool) {
        let sql = format!(
            "ALTER DATABASE {} ALLOW_CONNECTIONS {allowed}",
            self.database
        );
        self.server.execute_unprepared(&sql).await.unwrap();
    }
}

/// Waits until the answer has this status. The bound is what is promised, several times over.
async fn ready_says(server: &Server, status: u16) {
    let patience = Instant::now() + Duration::from_secs(60);
    while server.send("GET", "/health/ready").await.status() != status {
        assert!(Instant::now() < patience, "never {status}");
        sleep(Duration::from_millis(100)).await;
    }
}

async fn the_month_survives_an_outage(db: TestDatabase) {
    let server = Server::start_with(&db, |config| config.workers.lease_seconds = 5).await;
    let papers = ["month/statement.pdf", "month/expense_report.pdf"];
    let accepted = told(server.upload("/api/upload", files(&papers)).await, 202).await;
    let id = accepted["id"].as_str().unwrap().to_owned();
    let progress = format!("/api/sessions/{id}/progress");
    while server.get(&progress).await["status"] == "pending" {
        sleep(Duration::from_millis(10)).await;
    }

    let outage = Outage::begin(&db).await;
    ready_says(&server, 503).await;
    assert_eq!(server.send("GET", "/health/live").await.status(), 200);
    let refused = server
        .upload("/api/upload", files(&["small/statement.pdf"]))
        .await;
    assert!(refused.headers().contains_key("retry-after"));
    let problem = told(refused, 503).await;
    assert_eq!(problem["type"], "/problems/unavailable", "{problem}");
    outage.end().await;

    ready_says(&server, 200).await;
    assert_eq!(server.end_of(&id).await, "completed");
    let session = server
        .get(&format!("/api/sessions/{id}?include=none"))
        .await;
    assert_eq!(session["total_transactions"], 1518, "{session}");
    assert_eq!(db.count("document_payload_chunks").await, 0);
    assert_eq!(db.count("sessions").await, 1);
    server.stop().await;
}

#[test]
fn work_goes_on_by_itself_when_the_database_is_back() {
    run(Backend::Postgres, the_month_survives_an_outage);
}
