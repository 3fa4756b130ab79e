//! Reports, in each format.

use serde_json::json;
use tieout_test_support::both_databases;

use crate::server::{Server, told};

both_databases! {
    async fn a_report_comes_as_a_file_in_each_format(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        for (format, ending, begin) in [
            ("xlsx", "xlsx", &b"PK\x03\x04"[..]),
            ("csv", "csv", b"Transaction"),
            ("pvault", "pvault.csv", b"Transaction ID,Transaction Date,"),
            ("reminders", "reminders.csv", b"Employee"),
        ] {
            let file = server.send("GET", &format!("/api/sessions/{id}/report?format={format}")).await;
            assert_eq!(file.status(), 200);
            let name = file.headers()["content-disposition"].to_str().unwrap().to_owned();
            assert!(name.starts_with(&format!("attachment; filename=\"reconciliation_{id}_")), "{name}");
            assert!(name.ends_with(&format!(".{ending}\"")), "{name}");
            let bytes = file.bytes().await.unwrap();
            assert!(bytes.starts_with(begin), "{format}: {:?}", &bytes[..bytes.len().min(80)]);
        }
        let unknown = server.send("GET", &format!("/api/sessions/{id}/report?format=pdf")).await;
        assert_eq!(told(unknown, 400).await["errors"][0]["field"], "format");
        let activity = server.get(&format!("/api/sessions/{id}/activity")).await;
        let downloads = activity["items"].as_array().unwrap().iter();
        let downloads = downloads.filter(|event| event["action"] == "report_downloaded");
        assert_eq!(downloads.count(), 4);
        server.stop().await;
    }

    async fn pvault_takes_rows_and_says_so(db: TestDatabase) {
        let server = Server::start(&db).await;
        let id = server.small_month().await;
        let path = format!("/api/pvault/exports/{id}");
        let export = server.get(&path).await;
        let keys: Vec<_> = export["items"].as_array().unwrap().iter().map(|row| row["row_key"].clone()).collect();
        assert!(!keys.is_empty());
        assert!(!export["left_out"][0]["reasons"][0].as_str().unwrap().is_empty());

        let taken = json!({ "row_keys": [keys[0]] });
        let acknowledge = format!("{path}/acknowledge");
        let first = server.put_in("POST", &acknowledge, &taken, 200).await;
        let again = server.put_in("POST", &acknowledge, &taken, 200).await;
        assert_eq!((&first["new"], &again["new"]), (&json!(1), &json!(0)));
        assert!(server.get(&path).await["items"][0]["acknowledged_at"].is_string());
        let unknown = json!({ "row_keys": ["nobody's"] });
        let refused = server.put_in("POST", &acknowledge, &unknown, 400).await;
        assert_eq!(refused["errors"][0]["field"], "row_keys");
        server.stop().await;
    }
}
