//! The token that a request carries, and how it came.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use crate::error::{ApiError, Result};

/// A token's secret, as a request carries it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Presented(String);

impl Presented {
    /// As a machine sends it (`Bearer`), or as a browser that asked a person for it (`Basic`, with any
    /// name, the token as the password).
    pub(super) fn by(request: &HttpRequest) -> Result<Option<Self>> {
        let headers = request.headers();
        let Some(value) = headers.get(header::AUTHORIZATION) else {
            return Ok(None);
        };
        let text = value.to_str().unwrap_or_default();
        let (scheme, rest) = text.split_once(' ').unwrap_or_default();
        let secret = if scheme.eq_ignore_ascii_case("bearer") {
            Some(rest.trim().to_owned())
        } else if scheme.eq_ignore_ascii_case("basic") {
            refuse_foreign_page(headers)?;
            password(rest.trim())
        } else {
            None
        };
        let secret = secret.filter(|secret| !secret.is_empty());
        secret.map(Self).map(Some).ok_or(ApiError::Unauthenticated(
            "the header Authorization must read: Bearer, a space, and the token; or Basic, with the \
             token as the password",
        ))
    }

    /// The secret.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

fn password(encoded: &str) -> Option<String> {
    let text = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (_, password) = text.split_once(':')?;
    Some(password.to_owned())
}

/// A browser sends the password along with whatever any page makes it send. Pages of others are told
/// by what it says of them; a program says nothing of a page.
fn refuse_foreign_page(headers: &HeaderMap) -> Result<()> {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => text("host").is_some_and(|host| is_of(origin, host)),
        (None, None) => true,
    };
    if is_ours {
        return Ok(());
    }
    Err(ApiError::Foreign(
        "a page of another site may not use what the browser knows: it needs a token of its own, sent as \
         Bearer",
    ))
}

fn is_of(origin: &str, host: &str) -> bool {
    let of_host = |scheme: &str| Url::parse(&format!("{scheme}://{host}")).ok();
    Url::parse(origin).is_ok_and(|origin| {
        of_host(origin.scheme()).is_some_and(|host| host.origin() == origin.origin())
    })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn presented(headers: &[(&'static str, &str)]) -> Result<Option<String>> {
        let host = [("host", "tieout.example")];
        let request = host
            .iter()
            .chain(headers)
            .fold(TestRequest::get(), |request, header| {
                request.insert_header(*header)
            });
        let found = Presented::by(&request.to_http_request())?;
        Ok(found.map(|found| found.secret().to_owned()))
    }

    fn basic(text: &str) -> String {
        format!("Basic {}", STANDARD.encode(text))
    }

    #[test]
    fn a_token_comes_by_either_way() {
        assert_eq!(presented(&[]).unwrap(), None);
        for value in [
            "Bearer tieout_1",
            "bearer  tieout_1 ",
            &basic("anna:tieout_1"),
            &basic(":tieout_1"),
        ] {
            let found = presented(&[("authorization", value)]).unwrap();
            assert_eq!(found.as_deref(), Some("tieout_1"), "{value}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for value in [
            "Bearer",
            "Bearer ",
            "Basic",
            "Basic ?",
            &basic("tieout_1"),
            &basic("anna:"),
            "Digest tieout_1",
        ] {
            let refused = presented(&[("authorization", value)]).unwrap_err();
            assert!(matches!(refused, ApiError::Unauthenticated(_)), "{value}");
        }
    }

    #[test]
    fn a_page_of_others_cannot_use_what_the_browser_knows() {
        let with = |name, value| presented(&[("authorization", &basic("a:t")), (name, value)]);
        for (name, value) in [
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "none"),
            ("origin", "https://tieout.example"),
            ("origin", "http://tieout.example"),
        ] {
            assert!(with(name, value).is_ok(), "{name}: {value}");
        }
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "https://tieout.example:444"),
            ("origin", "null"),
        ] {
            let refused = with(name, value).unwrap_err();
            assert!(matches!(refused, ApiError::Foreign(_)), "{name}: {value}");
        }
        let bearer = [
            ("authorization", "Bearer t"),
            ("sec-fetch-site", "cross-site"),
        ];
        assert!(presented(&bearer).is_ok());
    }
}
