//! Lists: pages, filters, orders, and what has not changed.

use serde_json::{Value, json};
use tieout_test_support::{both_databases, session};

use crate::server::{Server, files, told};

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|session| session["name"].as_str().unwrap())
        .collect()
}

both_databases! {
    async fn sessions_come_by_the_page(db: TestDatabase) {
        let server = Server::start_with(&db, |config| config.workers.in_server = false).await;
        for month in ["January", "February", "March"] {
            let id = session(&db, &[month]).await;
            let renamed = json!({ "name": format!("{month} 2025") });
            server.put_in("PATCH", &format!("/api/sessions/{id}"), &renamed, 200).await;
        }
        let first = server.get("/api/sessions?page_size=2").await;
        assert_eq!(names(&first), ["March 2025", "February 2025"]);
        assert_eq!((&first["total"], &first["has_next"]), (&json!(3), &json!(true)));
        let second = server.get("/api/sessions?page=2&page_size=2").await;
        assert_eq!((names(&second), &second["has_next"]), (vec!["January 2025"], &json!(false)));
        assert_eq!(names(&server.get("/api/sessions?q=MARCH").await), ["March 2025"]);
        let by_name = server.get("/api/sessions?sort=name").await;
        assert_eq!(names(&by_name), ["February 2025", "January 2025", "March 2025"]);
        assert_eq!(server.get("/api/sessions?status=completed").await["total"], 0);
        assert_eq!(first["items"][0]["days_left"], 90);
        server.stop().await;
    }

    async fn parts_are_filtered_and_ordered(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let part = async |path: &str| server.get(&format!("/api/sessions/{id}/{path}")).await;

        let largest = part("transactions?sort=amount&order=desc&page_size=3").await;
        let amounts: Vec<f64> = largest["items"].as_array().unwrap().iter()
            .map(|row| row["amount"].as_str().unwrap().parse().unwrap())
            .collect();
        assert_eq!(amounts.len(), 3);
        assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
        let lacking = part("transactions?status=missing_receipt").await;
        assert!(lacking["items"].as_array().unwrap().iter().all(|row| row["status"] == "missing_receipt"));
        let found = part("transactions?q=homedepot").await;
        assert_eq!(found["items"][0]["merchant_name"], "HOMEDEPOT.COM");

        let matched = part("matches?match_status=matched&order=desc").await;
        let first = &matched["items"][0];
        let link = &first["expense_report"]["links"][0];
        assert_eq!(link["receipt_id"], first["receipt_id"]);
        assert!(link["factors"]["amount"].is_number() && link["reason"].is_string());
        assert_eq!(part("receipts?outcome=proves").await["items"][0]["source"], "expense_report_line");

        let employees = part("employees?complete=false").await;
        for employee in employees["items"].as_array().unwrap() {
            assert!(!employee["left_out_reasons"].as_array().unwrap().is_empty());
        }
        server.stop().await;
    }

    async fn a_session_that_has_not_changed_is_not_sent_again(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}");
        let shown = server.send("GET", &path).await;
        let etag = shown.headers()["etag"].clone();
        let known = async || {
            let request = server.request("GET", &path).header("If-None-Match", &etag);
            request.send().await.unwrap().status().as_u16()
        };
        assert_eq!(known().await, 304);
        server.put_in("PATCH", &path, &json!({ "name": "Another" }), 200).await;
        assert_eq!(known().await, 200);
        server.stop().await;
    }

    async fn include_narrows(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let some = server.get(&format!("/api/sessions/{id}?include=documents,control_totals")).await;
        assert_eq!(some["documents"].as_array().unwrap().len(), 2);
        assert!(some["control_totals"].as_array().unwrap().iter().all(|total| total["ties_out"] == true));
        assert!(some.get("transactions").is_none());
        let wrong = server.send("GET", &format!("/api/sessions/{id}?include=secrets")).await;
        assert_eq!(told(wrong, 400).await["errors"][0]["field"], "include");
        server.stop().await;
    }

    async fn what_was_read_says_where_it_stands(db: TestDatabase) {
        let server = Server::start(&db).await;
        let papers = ["small/statement.pdf", "small/expense_report.pdf", "small/receipts/receipt_01.pdf"];
        let accepted = told(server.upload("/api/upload", files(&papers)).await, 202).await;
        let id = accepted["id"].as_str().unwrap();
        assert_eq!(server.end_of(id).await, "completed");
        let boxed = async |part: &str| {
            let page = server.get(&format!("/api/sessions/{id}/{part}?page_size=100")).await;
            let rows = page["items"].as_array().unwrap();
            for row in rows {
                let edge = |name: &str| row["area"][name].as_u64().unwrap_or_else(|| panic!("{row}"));
                assert!(edge("left") < edge("right") && edge("right") <= 842, "{row}");
                assert!(edge("top") < edge("bottom") && edge("bottom") <= 842, "{row}");
            }
            rows.len()
        };
        assert!(boxed("transactions").await > 0);
        let receipts = boxed("receipts").await;
        let own = server.get(&format!("/api/sessions/{id}/receipts?page_size=100")).await;
        let own = own["items"].as_array().unwrap().iter();
        assert_eq!(own.filter(|row| row["source"] == "receipt_document").count(), 1, "of {receipts}");
        server.stop().await;
    }

    async fn a_deleted_session_leaves_nothing(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}");
        assert_eq!(server.send("DELETE", &path).await.status(), 204);
        assert_eq!(server.send("DELETE", &path).await.status(), 404);
        for table in ["sessions", "documents", "transactions", "receipts", "match_results"] {
            assert_eq!(db.count(table).await, 0, "{table}");
        }
        server.stop().await;
    }

    async fn a_session_in_work_is_deleted_only_by_force(db: TestDatabase) {
        let server = Server::start_with(&db, |config| config.workers.in_server = false).await;
        let id = session(&db, &["waiting.pdf"]).await;
        let path = format!("/api/sessions/{id}");
        let refused = told(server.send("DELETE", &path).await, 409).await;
        assert_eq!(refused["detail"], "the session is still being processed: wait until it is done");
        assert_eq!(server.send("DELETE", &format!("{path}?force=true")).await.status(), 204);
        server.stop().await;
    }
}
