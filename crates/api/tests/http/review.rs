//! What people decide holds, and shows at once.

use serde_json::json;
use tieout_test_support::both_databases;

use crate::server::{Server, told};

both_databases! {
    async fn a_match_is_rejected_approved_and_given_back(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let matched = server.get(&format!("/api/sessions/{id}/matches?match_status=matched")).await;
        let first = &matched["items"][0];
        let path = format!("/api/matches/{}", first["id"].as_str().unwrap());
        let receipt = &first["receipt_id"];

        let approved = json!({ "receipt_id": receipt, "notes": "seen" });
        let approved = server.put_in("POST", &format!("{path}/approve"), &approved, 200).await;
        assert_eq!(approved["match_status"], "approved");
        assert_eq!((&approved["reviewed_by"], &approved["notes"]), (&json!("local"), &json!("seen")));
        assert!(approved["version"].as_u64() > first["version"].as_u64());

        let rejected = server.put_in("POST", &format!("{path}/reject"), &json!({}), 200).await;
        assert_ne!(rejected["receipt_id"], *receipt);
        let withdrawn = server.put_in("POST", &format!("{path}/withdraw"), &json!({}), 200).await;
        assert_eq!(withdrawn["match_status"], "matched");
        assert_eq!(withdrawn["receipt_id"], *receipt);

        let activity = server.get(&format!("/api/sessions/{id}/activity?page_size=3")).await;
        let actions: Vec<_> = activity["items"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
        assert_eq!(actions, ["decision_withdrawn", "match_rejected", "match_approved"]);
        let counted = server.get(&format!("/api/sessions/{id}?include=none")).await;
        assert_eq!(counted["matched_count"], counted["summary"]["matches"]["matched"]);
        server.stop().await;
    }

    async fn an_outdated_review_is_refused(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let matched = server.get(&format!("/api/sessions/{id}/matches?match_status=matched")).await;
        let path = format!("/api/matches/{}", matched["items"][0]["id"].as_str().unwrap());
        let etag = server.send("GET", &path).await.headers()["etag"].clone();
        let review = async |tag| {
            let request = server.request("POST", &format!("{path}/approve"));
            request.header("If-Match", tag).json(&json!({})).send().await.unwrap()
        };
        told(review(etag.clone()).await, 200).await;
        let refused = told(review(etag).await, 412).await;
        assert_eq!(
            refused["detail"],
            "it was changed by somebody else since it was shown: look at it again"
        );
        server.stop().await;
    }

    async fn many_are_approved_at_once_after_a_look(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/sessions/{id}/matches/bulk");
        let waiting = server.get(&format!("/api/sessions/{id}/matches?match_status=manual_review")).await;
        let dry = server.put_in("POST", &path, &json!({ "dry_run": true }), 200).await;
        assert_eq!(dry["approved"], waiting["total"]);
        let wet = server.put_in("POST", &path, &json!({ "min_confidence": 0.0 }), 200).await;
        assert_eq!(wet["match_ids"], dry["match_ids"]);
        let approved = server.get(&format!("/api/sessions/{id}/matches?match_status=approved")).await;
        assert_eq!(approved["total"], dry["approved"]);
        server.stop().await;
    }

    async fn a_correction_is_written_over_what_was_read(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let lacking = format!("/api/sessions/{id}/transactions?status=missing_gl_code");
        let lacking = server.get(&lacking).await;
        let path = format!("/api/transactions/{}", lacking["items"][0]["id"].as_str().unwrap());
        let corrected = json!({ "gl_account": "6100-10", "job": "24-1766" });
        let corrected = server.put_in("PATCH", &path, &corrected, 200).await;
        assert_eq!(corrected["status"], "complete");
        assert_eq!(corrected["gl_account"], "6100-10");

        let session = server.get(&format!("/api/sessions/{id}?include=changes")).await;
        assert_eq!(session["run"], 2);
        for (body, field) in [
            (json!({ "amount": 12.5 }), "amount"),
            (json!({ "amount": "0.00" }), "amount"),
            (json!({ "amount": "1.005" }), "amount"),
            (json!({ "transaction_date": "2999-01-01" }), "transaction_date"),
            (json!({ "employee_number": "nobody" }), "employee_number"),
            (json!({ "colour": "red" }), "colour"),
        ] {
            let refused = server.put_in("PATCH", &path, &body, 400).await;
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        server.stop().await;
    }

    async fn an_alias_is_taught_listed_and_forgotten(db: TestDatabase) {
        let server = Server::start(&db).await;
        let alias = json!({ "kind": "merchant", "printed": "AMZN MKTP", "means": "Amazon" });
        let taught = server.put_in("POST", "/api/aliases", &alias, 201).await;
        let anew = json!({ "kind": "merchant", "printed": "amzn  mktp", "means": "Amazon Inc" });
        let anew = server.put_in("POST", "/api/aliases", &anew, 201).await;
        let all = server.get("/api/aliases").await;
        assert_eq!(all["items"], json!([anew]));
        let gone = format!("/api/aliases/{}", taught["id"].as_str().unwrap());
        assert_eq!(server.send("DELETE", &gone).await.status(), 404);
        let there = format!("/api/aliases/{}", anew["id"].as_str().unwrap());
        assert_eq!(server.send("DELETE", &there).await.status(), 204);
        server.stop().await;
    }
}
