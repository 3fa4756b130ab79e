//! Who may do what.

use std::collections::BTreeMap;

use reqwest::StatusCode;
use serde_json::{Value, json};
use tieout_api::config::Authentication;
use tieout_test_support::{Backend, TestDatabase, both_databases};

use crate::server::{Server, told};

const NOBODY: &str = "01957a1c-0000-7000-8000-000000000000";

/// An operation of the description, and the scope it needs.
struct Operation {
    method: String,
    path: String,
    scope: Option<String>,
}

fn operations(description: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let scope = operation["security"][0]["token"][0].as_str();
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.replace("{id}", NOBODY).replace("{session_id}", NOBODY),
                scope: scope.map(str::to_owned),
            });
        }
    }
    operations
}

async fn token(server: &Server, admin: &str, scope: &str) -> String {
    let new = json!({ "name": scope, "scopes": [scope], "days": 1 });
    let request = server
        .request("POST", "/api/tokens")
        .bearer_auth(admin)
        .json(&new);
    let created = told(request.send().await.unwrap(), 201).await;
    created["secret"].as_str().unwrap().to_owned()
}

async fn status(server: &Server, operation: &Operation, token: Option<&str>) -> StatusCode {
    let mut request = server.request(&operation.method, &operation.path);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    request.send().await.unwrap().status()
}

/// The first token, made before anybody is let in.
async fn administrator(db: &TestDatabase) -> String {
    let local = Server::start(db).await;
    let new = json!({ "name": "first", "scopes": ["admin"], "days": 1 });
    let created = local.put_in("POST", "/api/tokens", &new, 201).await;
    local.stop().await;
    created["secret"].as_str().unwrap().to_owned()
}

both_databases! {
    async fn every_operation_asks_who_is_there_and_whether_they_may(db: TestDatabase) {
        let admin = administrator(&db).await;
        let server = Server::start_with(&db, |config| config.server.authentication = Authentication::Token).await;
        let description = server.get("/api/openapi.json").await;
        let operations = operations(&description);
        assert!(operations.len() > 30);
        let mut tokens = BTreeMap::new();
        for scope in ["read", "write", "pvault", "admin"] {
            tokens.insert(scope, token(&server, &admin, scope).await);
        }
        let expired = token(&server, &admin, "read").await;
        let past = match db.backend() {
            Backend::Postgres => "now() - interval '1 hour'",
            Backend::Sqlite => "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-1 hour')",
        };
        let earlier = past.replace('1', "2");
        db.execute(&format!(
            "UPDATE api_tokens SET created_at = {earlier}, expires_at = {past} \
             WHERE id = (SELECT id FROM api_tokens ORDER BY created_at DESC LIMIT 1)"
        )).await;
        for operation in &operations {
            let told = format!("{} {}", operation.method, operation.path);
            let Some(needed) = &operation.scope else {
                assert!(!operation.path.starts_with("/api"), "{told} asks nobody");
                continue;
            };
            assert_eq!(status(&server, operation, None).await, 401, "{told}");
            assert_eq!(status(&server, operation, Some("tieout_unknown")).await, 401, "{told}");
            assert_eq!(status(&server, operation, Some(&expired)).await, 401, "{told}");
            for (held, token) in &tokens {
                let may = *held == "admin" || held == needed || (*held == "write" && needed == "read");
                let refused = status(&server, operation, Some(token)).await == 403;
                assert_eq!(refused, !may, "{told} with {held}");
            }
        }
        server.stop().await;
    }

    async fn a_revoked_token_is_of_no_use(db: TestDatabase) {
        let server = Server::start(&db).await;
        let new = json!({ "name": "pVault", "scopes": ["pvault"], "days": 30 });
        let created = server.put_in("POST", "/api/tokens", &new, 201).await;
        let secret = created["secret"].as_str().unwrap();
        let listed = server.get("/api/tokens").await;
        assert_eq!(listed["items"][0]["name"], "pVault");
        assert!(!listed.to_string().contains(secret));
        let path = format!("/api/tokens/{}", created["id"].as_str().unwrap());
        assert_eq!(server.send("DELETE", &path).await.status(), 204);
        let export = format!("/api/pvault/exports/{NOBODY}");
        let used = server.request("GET", &export).bearer_auth(secret);
        assert_eq!(used.send().await.unwrap().status(), 401);
        server.stop().await;
    }

    async fn a_page_from_elsewhere_may_not_use_this_machine(db: TestDatabase) {
        let allowed = "http://localhost:3000";
        let server = Server::start_with(&db, |config| {
            config.server.allowed_origins = vec![allowed.to_owned()];
        }).await;
        let from = async |origin: &str| {
            let request = server.request("GET", "/api/about").header("Origin", origin);
            request.send().await.unwrap()
        };
        let good = from(allowed).await;
        assert_eq!(good.status(), 200);
        assert_eq!(good.headers()["access-control-allow-origin"], allowed);
        let bad = from("https://evil.example").await;
        assert_eq!(bad.status(), 403);
        assert!(!bad.headers().contains_key("access-control-allow-origin"));
        let renamed = server.request("GET", "/api/about").header("Host", "evil.example");
        assert_eq!(renamed.send().await.unwrap().status(), 403);
        server.stop().await;
    }

    async fn a_browser_asks_for_the_token_and_keeps_it_from_pages_of_others(db: TestDatabase) {
        let admin = administrator(&db).await;
        let server = Server::start_with(&db, |config| config.server.authentication = Authentication::Token).await;
        let asked = server.send("GET", "/api/about").await;
        let schemes: Vec<_> = asked.headers().get_all("www-authenticate").iter().collect();
        assert_eq!(asked.status(), 401);
        assert!(schemes.len() == 2 && schemes[1].to_str().unwrap().starts_with("Basic "), "{schemes:?}");
        let from = async |site: &str| {
            let request = server.request("GET", "/api/about").basic_auth("anna", Some(&admin));
            request.header("Sec-Fetch-Site", site).send().await.unwrap().status()
        };
        assert_eq!(from("same-origin").await, 200);
        assert_eq!(from("cross-site").await, 403);
        let wrong = server.request("GET", "/api/about").basic_auth("anna", Some("tieout_unknown"));
        assert_eq!(wrong.send().await.unwrap().status(), 401);
        server.stop().await;
    }

    async fn health_is_told_to_everybody(db: TestDatabase) {
        let server = Server::start_with(&db, |config| config.server.authentication = Authentication::Token).await;
        let health = server.get("/health").await;
        assert_eq!((&health["status"], &health["database"], &health["redis"]), (&json!("ok"), &json!("up"), &json!("none")));
        server.get("/health/live").await;
        server.get("/health/ready").await;
        let metrics = server.send("GET", "/metrics").await.text().await.unwrap();
        assert!(metrics.contains("tieout_http_requests_total{method=\"GET\",path=\"/health\",status=\"200\"} 1"), "{metrics}");
        assert!(metrics.contains("tieout_longest_wait_seconds 0.0"), "nothing waits: {metrics}");
        server.stop().await;
    }
}
