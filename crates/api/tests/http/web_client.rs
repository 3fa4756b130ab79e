//! The web client, delivered by the service.

use std::fs;

use tieout_test_support::both_databases;

use crate::server::Server;

both_databases! {
    async fn the_web_client_is_delivered_and_kept(db: TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("index.html", "<!doctype html>"),
            ("app-0123456789abcdef.js", "plain"),
            ("app-0123456789abcdef.js.br", "brotli"),
        ] {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let server = Server::start_with(&db, |config| {
            config.server.web_dir = Some(folder.path().to_owned());
        }).await;

        let page = server.send("GET", "/sessions/1/review").await;
        let policy = page.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{policy}");
        assert_eq!(page.headers()["cache-control"], "no-cache");
        assert_eq!(page.text().await.unwrap(), "<!doctype html>");

        let script = "/app-0123456789abcdef.js";
        let small = server.request("GET", script).header("Accept-Encoding", "br");
        let small = small.send().await.unwrap();
        assert_eq!(small.headers()["content-encoding"], "br");
        assert_eq!(small.headers()["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(small.headers()["cache-control"], "public, max-age=31536000, immutable");
        let etag = small.headers()["etag"].clone();
        assert_eq!(small.text().await.unwrap(), "brotli");
        assert_eq!(server.send("GET", script).await.text().await.unwrap(), "plain");
        let known = server.request("GET", script).header("If-None-Match", etag);
        assert_eq!(known.send().await.unwrap().status(), 304);

        for missing in ["/missing.js", "/../Cargo.toml", "/api/missing"] {
            assert_eq!(server.send("GET", missing).await.status(), 404, "{missing}");
        }
        server.stop().await;
    }
}
