//! Requests that are sent twice are done once.

use serde_json::Value;
use tieout_test_support::both_databases;

use crate::server::{Server, files, told};

async fn send(server: &Server, name: &str, file: &str, key: &str) -> reqwest::Response {
    let form = files(&[file]).text("name", name.to_owned());
    let request = server
        .request("POST", "/api/upload")
        .header("Idempotency-Key", key);
    request.multipart(form).send().await.unwrap()
}

both_databases! {
    async fn the_same_key_gives_the_same_session(db: TestDatabase) {
        let server = Server::start(&db).await;
        let [first, second]: [Value; 2] = [
            told(send(&server, "March", "small/statement.pdf", "one").await, 202).await,
            told(send(&server, "March", "small/statement.pdf", "one").await, 202).await,
        ];
        assert_eq!(first["id"], second["id"]);
        assert_eq!(first["uploads"], second["uploads"]);
        assert_eq!(db.count("sessions").await, 1);

        let other = send(&server, "April", "small/statement.pdf", "one").await;
        let refused = told(other, 422).await;
        assert_eq!(
            refused["detail"],
            "this Idempotency-Key was used for another request: choose a new one"
        );
        told(send(&server, "April", "small/statement.pdf", "two").await, 202).await;
        assert_eq!(db.count("sessions").await, 2);
        server.stop().await;
        assert_eq!(db.number("SELECT CAST(count(*) AS bigint) FROM document_payloads WHERE document_id IS NULL").await, 0);
    }

    async fn a_refused_request_may_be_sent_again_with_its_key(db: TestDatabase) {
        let server = Server::start(&db).await;
        let refused = send(&server, "March", "month/truth.json", "one").await;
        assert_eq!(refused.status(), 415);
        told(send(&server, "March", "small/statement.pdf", "one").await, 202).await;
        server.stop().await;
    }
}
