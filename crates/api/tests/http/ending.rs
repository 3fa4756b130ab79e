//! The service is told to stop while something is under way.

use std::time::Duration;

use futures_util::future::join_all;
use tieout_test_support::both_databases;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::server::Server;

/// More than the threads of the server, and than the connections to the database that are kept.
const MANY: usize = 24;

/// Bytes of the upload: some seconds' work for the database.
const SIZE: usize = 9_000_000;

/// An upload of one paper as it goes over the wire.
fn upload(address: &str) -> Vec<u8> {
    let mut body =
        b"--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"paper.pdf\"\r\n\
        Content-Type: application/pdf\r\n\r\n%PDF-1.7\n"
            .to_vec();
    body.resize(SIZE, b'%');
    body.extend(b"\r\n--edge--\r\n");
    let head = format!(
        "POST /api/upload HTTP/1.1\r\nHost: {address}\r\nContent-Type: multipart/form-data; boundary=edge\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

both_databases! {
    async fn an_upload_under_way_does_not_lose_its_database_with_an_idle_thread(db: TestDatabase) {
        let server = Server::start(&db).await;
        let address = server.url.trim_start_matches("http://").to_owned();
        // Every thread of the server has opened something.
        join_all((0..MANY).map(|_| server.get("/api/sessions"))).await;

        let sent = upload(&address);
        let (begun, rest) = sent.split_at(SIZE / 2);
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(begun).await.unwrap();
        while db.count("document_payload_chunks").await == 0 {
            sleep(Duration::from_millis(5)).await;
        }
        // The threads that have nothing to do end while the upload is written.
        server.tell_to_stop();
        stream.write_all(rest).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
        server.stop().await;
        assert_eq!(db.count("documents").await, 1);
    }
}
