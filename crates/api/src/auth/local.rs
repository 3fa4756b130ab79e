//! Nobody is asked who they are on the machine itself; but web pages of others, which a browser on
//! this machine shows, must not use that.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap, HeaderName};
use url::Url;

use crate::error::{ApiError, Result};

/// Refuses what a page from elsewhere makes a browser send.
pub(super) fn check(request: &HttpRequest, allowed_origins: &[String]) -> Result<()> {
    let headers = request.headers();
    let host = request
        .uri()
        .host()
        .or_else(|| text(headers, &header::HOST).map(without_port))
        .unwrap_or_default();
    if !is_loopback(host) {
        return Err(ApiError::Foreign(
            "call the service by 127.0.0.1 or localhost: under another name it takes API tokens only",
        ));
    }
    let is_trusted = |origin: &str| {
        allowed_origins.iter().any(|allowed| allowed == origin) || is_same(origin, request)
    };
    if text(headers, &header::ORIGIN).is_some_and(|origin| !is_trusted(origin)) {
        return Err(ApiError::Foreign(
            "this web page may not use the service: add its origin to ALLOWED_ORIGINS",
        ));
    }
    Ok(())
}

/// Is the page from this very service?
fn is_same(origin: &str, request: &HttpRequest) -> bool {
    let connection = request.connection_info();
    Url::parse(origin).is_ok_and(|origin| {
        let host = origin.host_str().unwrap_or_default();
        let port = origin.port_or_known_default();
        is_loopback(host) && port == port_of(connection.host())
    })
}

fn port_of(host: &str) -> Option<u16> {
    let url = Url::parse(&format!("http://{host}/")).ok()?;
    url.port_or_known_default()
}

fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]" | "::1")
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn passes(host: &str, origin: Option<&str>) -> bool {
        let mut request = TestRequest::get().insert_header((header::HOST, host));
        if let Some(origin) = origin {
            request = request.insert_header((header::ORIGIN, origin));
        }
        let allowed = ["http://localhost:3000".to_owned()];
        check(&request.to_http_request(), &allowed).is_ok()
    }

    #[test]
    fn the_machine_itself_is_let_in_by_any_of_its_names() {
        for host in [
            "127.0.0.1:8080",
            "localhost:8080",
            "[::1]:8080",
            "localhost",
        ] {
            assert!(passes(host, None), "{host}");
        }
        assert!(passes("127.0.0.1:8080", Some("http://127.0.0.1:8080")));
        assert!(passes("127.0.0.1:8080", Some("http://localhost:3000")));
    }

    #[test]
    fn a_name_that_points_here_and_a_page_from_elsewhere_are_not() {
        assert!(!passes("evil.example:8080", None));
        assert!(!passes("127.0.0.1:8080", Some("https://evil.example")));
        assert!(!passes("127.0.0.1:8080", Some("http://127.0.0.1:9999")));
        assert!(!passes("127.0.0.1:8080", Some("null")));
    }
}
