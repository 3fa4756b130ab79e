//! From an upload to its results, and what becomes of them with time.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tieout_test_support::both_databases;

use crate::common::reconcile;
use crate::server::{Server, files, told};

/// What was decided of each transaction, by its printed number.
fn decided(
    rows: &Value,
    number: &str,
    label: impl Fn(&Value) -> String,
) -> BTreeMap<String, String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| {
        let number = row[number].as_str().unwrap().to_owned();
        (
            number,
            format!("{} {}", label(&row["status"]), row["match_status"]),
        )
    })
    .collect()
}

fn label(status: &Value) -> String {
    match status.as_str().unwrap() {
        "complete" => "Complete",
        "missing_receipt" => "Missing Receipt",
        "missing_gl_code" => "Missing GL Code",
        "missing_both" => "Missing Both",
        other => panic!("{other}"),
    }
    .to_owned()
}

both_databases! {
    async fn the_sample_month_gives_what_the_command_line_gives(db: TestDatabase) {
        let server = Server::start(&db).await;
        let form = files(&["month/statement.pdf", "month/expense_report.pdf"]);
        let accepted = told(server.upload("/api/upload", form).await, 202).await;
        let id = accepted["id"].as_str().unwrap();
        assert_eq!(server.end_of(id).await, "completed");
        let session = server.get(&format!("/api/sessions/{id}")).await;

        let (_, wanted) = reconcile("month", "statement.pdf");
        assert_eq!(session["summary"]["tie_out"], "ties_out");
        assert_eq!(session["total_transactions"], 1518);
        let text = |status: &Value| status.as_str().unwrap().to_owned();
        assert_eq!(
            decided(&session["transactions"], "reference_number", label),
            decided(&wanted["transactions"], "transaction_number", text)
        );
        let rows = pvault_rows(&server, id).await;
        assert_eq!(rows, wanted["pvault_rows"].as_array().unwrap().clone());
        let left_out = session["left_out"].as_array().unwrap();
        assert_eq!(left_out.len(), wanted["pvault_left_out"].as_array().unwrap().len());
        server.stop().await;
    }

    async fn workers_end_before_the_threads_that_opened_their_connections(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}/employees");
        let many = futures_util::future::join_all((0..64).map(|_| server.get(&path))).await;
        assert!(many.iter().all(|page| page["total"] == 3));
        // Work that is going on when the stop comes.
        let form = files(&["month/statement.pdf"]);
        told(server.upload("/api/upload", form).await, 202).await;
        let stopped = tokio::time::timeout(std::time::Duration::from_secs(60), server.stop());
        stopped.await.unwrap();
        let held = db.count("documents WHERE worker IS NOT NULL AND status = 'processing'").await;
        assert_eq!(held, 0, "what was being read is given back");
    }

    async fn everything_survives_a_restart(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}");
        let before = server.get(&path).await;
        server.stop().await;

        let server = Server::start(&db).await;
        assert_eq!(server.get(&path).await, before);
        server.stop().await;
    }

    async fn a_session_past_its_retention_is_gone_and_then_cleaned_up(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let long_ago = match db.backend() {
            tieout_test_support::Backend::Postgres => "now() - interval '1 day'",
            tieout_test_support::Backend::Sqlite => {
                "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-1 day')"
            }
        };
        let made = match db.backend() {
            tieout_test_support::Backend::Postgres => "now() - interval '91 days'",
            tieout_test_support::Backend::Sqlite => {
                "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-91 days')"
            }
        };
        db.execute(&format!("UPDATE sessions SET created_at = {made}, expires_at = {long_ago}")).await;
        for path in ["", "/progress", "/transactions", "/report?format=csv", "/activity"] {
            let gone = server.send("GET", &format!("/api/sessions/{id}{path}")).await;
            let gone = told(gone, 410).await;
            assert_eq!(gone["detail"], "session expired: data is kept for 90 days", "{path}");
            let at: chrono::DateTime<chrono::Utc> = gone["expired_at"].as_str().unwrap().parse().unwrap();
            assert_eq!((chrono::Utc::now() - at).num_hours(), 24, "{path}");
        }
        assert_eq!(server.get("/api/sessions").await["total"], 0);

        tieout_persistence::retention::cleanup(&db, &Default::default()).await.unwrap();
        told(server.send("GET", &format!("/api/sessions/{id}")).await, 404).await;
        for table in ["sessions", "documents", "transactions", "receipts", "match_results"] {
            assert_eq!(db.count(table).await, 0, "{table}");
        }
        server.stop().await;
    }

    async fn documents_are_added_without_losing_a_decision(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}/matches?match_status=unmatched");
        let open = server.get(&path).await;
        let open = open["items"][0]["id"].as_str().unwrap();
        server.put_in("POST", &format!("/api/matches/{open}/reassign"), &json!({}), 200).await;

        let more = files(&["small/receipts/receipt_01.pdf", "small/statement.pdf"]);
        let path = format!("/api/sessions/{id}/documents");
        let added = told(server.upload(&path, more).await, 202).await;
        let outcomes: Vec<_> = added["uploads"].as_array().unwrap().iter().map(|file| &file["outcome"]).collect();
        assert_eq!(outcomes, ["new", "duplicate"]);
        assert_eq!(server.end_of(&id).await, "completed");
        let decided = server.get(&format!("/api/matches/{open}")).await;
        assert_eq!(decided["match_status"], "rejected");
        assert_eq!(decided["reviewed_by"], "local");
        server.stop().await;
    }

    async fn progress_is_told_until_the_end_and_not_again(db: TestDatabase) {
        let server = Server::start(&db).await;
        let form = files(&["small/statement.pdf"]);
        let accepted = told(server.upload("/api/upload", form).await, 202).await;
        let id = accepted["id"].as_str().unwrap();
        let path = format!("/api/sessions/{id}/progress/stream");
        let told = server.send("GET", &path).await.text().await.unwrap();
        let end = told.rsplit("event: ").next().unwrap();
        assert!(end.starts_with("complete\nid: "), "{told}");
        assert!(end.contains("\"percent\":100"), "{told}");
        let last = end.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
        let again = server.request("GET", &path).header("Last-Event-ID", last);
        assert_eq!(again.send().await.unwrap().status(), 204);
        server.stop().await;
    }

    async fn a_session_of_which_nothing_can_be_read_says_why(db: TestDatabase) {
        let server = Server::start(&db).await;
        let broken = reqwest::multipart::Part::bytes(b"%PDF-1.7 and then nothing".to_vec());
        let form = reqwest::multipart::Form::new().part("files", broken.file_name("broken.pdf"));
        let accepted = told(server.upload("/api/upload", form).await, 202).await;
        let id = accepted["id"].as_str().unwrap();
        assert_eq!(server.end_of(id).await, "failed");
        let session = server.get(&format!("/api/sessions/{id}")).await;
        assert_eq!(session["error"], "none of the documents could be read: each says why");
        assert!(!session["documents"][0]["error"].as_str().unwrap().is_empty());
        let report = server.send("GET", &format!("/api/sessions/{id}/report?format=csv")).await;
        told(report, 409).await;
        server.stop().await;
    }
}

/// The rows for pVault, page by page.
async fn pvault_rows(server: &Server, id: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = server
            .get(&format!("/api/pvault/exports/{id}?limit=300{cursor}"))
            .await;
        let items = page["items"].as_array().unwrap();
        rows.extend(items.iter().map(|row| row["columns"].clone()));
        match page["next_cursor"].as_str() {
            Some(next) => {
                cursor = format!("&cursor={}", next.replace('#', "%23").replace(':', "%3A"));
            }
            None => return rows,
        }
    }
}
