//! Faults are told in one form, and say what to do.

use reqwest::multipart::{Form, Part};
use serde_json::json;
use tieout_test_support::both_databases;

use crate::server::{Server, files, told};

fn bytes(name: &str, content: &[u8]) -> Form {
    let part = Part::bytes(content.to_vec()).file_name(name.to_owned());
    Form::new().part("files", part)
}

both_databases! {
    async fn an_upload_that_cannot_be_taken_says_which_file_and_why(db: TestDatabase) {
        let server = Server::start_with(&db, |config| {
            config.uploads.max_files = 2;
            config.uploads.max_file_mb = 1;
        }).await;
        let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; 1_100_000]].concat();
        let three = files(&["small/statement.pdf", "small/expense_report.pdf", "small/receipts/receipt_01.pdf"]);
        for (form, status, detail) in [
            (Form::new().text("name", "x"), 400, "files: is missing: send at least one file"),
            (bytes("empty.pdf", b""), 400, "empty.pdf: is empty: export or scan it again"),
            (
                bytes("notes.docx", b"PK\x03\x04word/document.xml"), 415,
                "give a PDF, a JPEG, PNG, TIFF or WebP image, or a CSV or OFX statement",
            ),
            (bytes("large.pdf", &large), 413, "large.pdf: is larger than 1 MB, the limit: split it"),
            (three, 400, "files: are more than 2, the limit at a time: send the rest later"),
            (bytes("a.pdf", b"%PDF-1.7").text("kind", "letter"), 400, "kind: is none of statement, expense_report, receipt, auto"),
            (bytes("a.pdf", b"%PDF-1.7").text("colour", "red"), 400, "colour: is unknown: send files, name and kind"),
            (bytes("a.pdf", b"%PDF-1.7").text("name", " "), 400, "name: is empty"),
        ] {
            let refused = told(server.upload("/api/upload", form).await, status).await;
            assert!(refused["detail"].as_str().unwrap().contains(detail), "{refused}");
            assert!(!refused["errors"].as_array().unwrap().is_empty());
        }
        let json = server.request("POST", "/api/upload").json(&json!({})).send().await.unwrap();
        assert_eq!(told(json, 415).await["errors"][0]["field"], "Content-Type");
        assert_eq!(db.count("sessions").await, 0);
        server.stop().await;
        assert_eq!(db.count("document_payloads").await, 0);
    }

    async fn a_fault_is_a_problem_with_the_id_of_its_request(db: TestDatabase) {
        let server = Server::start(&db).await;
        let missing = "/api/sessions/01957a1c-0000-7000-8000-000000000000";
        let answer = server.send("GET", missing).await;
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let problem = told(answer, 404).await;
        assert_eq!(problem["request_id"], id);
        assert_eq!(problem["instance"], missing);
        assert_eq!(problem["type"], "/problems/not-found");
        assert_eq!(problem["detail"], "there is no such session");
        server.stop().await;
    }

    async fn what_is_unknown_or_out_of_range_is_named(db: TestDatabase) {
        let server = Server::start(&db).await;
        for (path, field) in [
            ("/api/sessions?page=0", "page"),
            ("/api/sessions?page=many", "page"),
            ("/api/sessions?page_size=101", "page_size"),
            ("/api/sessions?status=lost", "status"),
            ("/api/sessions?colour=red", "colour"),
        ] {
            let refused = told(server.send("GET", path).await, 400).await;
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        let wrong = server.request("POST", "/api/aliases").body("kind=merchant");
        told(wrong.send().await.unwrap(), 415).await;
        let lacking = server.put_in("POST", "/api/aliases", &json!({ "kind": "merchant" }), 400).await;
        assert_eq!(lacking["errors"][0], json!({
            "field": "printed", "code": "missing", "message": "missing field `printed`"
        }));
        server.stop().await;
    }

    async fn a_path_names_the_methods_it_takes(db: TestDatabase) {
        let server = Server::start(&db).await;
        let refused = server.send("PUT", "/api/sessions/x/documents").await;
        assert_eq!(refused.headers()["allow"], "POST");
        assert_eq!(told(refused, 405).await["detail"], "this path takes POST");
        assert_eq!(server.send("GET", "/api/nothing").await.status(), 404);
        server.stop().await;
    }

    async fn too_many_requests_are_told_when_to_come_again(db: TestDatabase) {
        let server = Server::start_with(&db, |config| config.server.requests_per_second = 1).await;
        let mut refused = None;
        for _ in 0..15 {
            let answer = server.send("GET", "/api/about").await;
            if answer.status() == 429 {
                refused = Some(answer);
                break;
            }
        }
        assert_eq!(refused.unwrap().headers()["retry-after"], "1");
        assert_eq!(server.send("GET", "/health/live").await.status(), 200);
        server.stop().await;
    }
}
