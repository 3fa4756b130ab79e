//! Versions of what is shown, so that nothing is sent twice and nothing outdated is changed.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};

use crate::error::{ApiError, Result};

/// Does the client have this version already?
pub fn is_known(request: &HttpRequest, etag: &str) -> bool {
    tags(request, &header::IF_NONE_MATCH)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag.trim_start_matches("W/"))
}

/// The version of a match, as it travels.
pub fn of_version(version: u32) -> String {
    format!("\"{version}\"")
}

/// Goes on when the client looked at this version, or does not care.
pub fn expect(request: &HttpRequest, version: u32) -> Result<()> {
    let mut tags = tags(request, &header::IF_MATCH).peekable();
    let current = of_version(version);
    if tags.peek().is_none() || tags.any(|tag| tag == "*" || tag == current) {
        Ok(())
    } else {
        Err(ApiError::Changed)
    }
}

fn tags<'r>(request: &'r HttpRequest, name: &HeaderName) -> impl Iterator<Item = &'r str> {
    let values = request.headers().get_all(name);
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_known_version_is_not_sent_again() {
        let request = TestRequest::get().insert_header((header::IF_NONE_MATCH, "\"a\", W/\"b\""));
        let request = request.to_http_request();
        assert!(is_known(&request, "W/\"b\""));
        assert!(!is_known(&request, "\"c\""));
    }

    #[test]
    fn another_version_than_that_looked_at_is_not_changed() {
        let request = |tag: &str| {
            let request = TestRequest::post().insert_header((header::IF_MATCH, tag));
            request.to_http_request()
        };
        assert!(expect(&request("\"3\""), 3).is_ok());
        assert!(expect(&request("*"), 3).is_ok());
        assert!(expect(&request("\"2\""), 3).is_err());
        assert!(expect(&TestRequest::post().to_http_request(), 3).is_ok());
    }
}
