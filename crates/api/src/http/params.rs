//! Query parameters, of which every fault names its parameter.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::error::{ApiError, part};

/// The query parameters. Like a body, they are judged after who asks.
#[derive(Debug)]
pub struct Params<T>(Result<T, ApiError>);

impl<T> Params<T> {
    /// What was asked for, if it can be taken.
    pub fn take(self) -> Result<T, ApiError> {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(parse(request.query_string()))))
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let read = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
    read.map_err(|fault| {
        let path = fault.path().to_string();
        field_fault(&path, &fault.into_inner().to_string())
    })
}

/// A field that cannot be taken. What serde says of fields that are unknown or missing names them.
pub(super) fn field_fault(path: &str, message: &str) -> ApiError {
    let named = message.split('`').nth(1);
    let code = match message {
        _ if message.starts_with("unknown field") => "unknown",
        _ if message.starts_with("missing field") => "missing",
        _ => "invalid",
    };
    let field = match (code, path) {
        ("invalid", "." | "") => "body",
        ("invalid", path) => path,
        (_, path) => named.unwrap_or(path),
    };
    ApiError::Invalid(vec![part(field, code, message)])
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Example {
        page: Option<u32>,
    }

    impl Default for Example {
        fn default() -> Self {
            Self { page: Some(1) }
        }
    }

    fn fault(query: &str) -> String {
        parse::<Example>(query).unwrap_err().to_string()
    }

    #[test]
    fn the_parameter_is_named() {
        assert_eq!(parse::<Example>("page=3").unwrap().page, Some(3));
        assert_eq!(fault("page=three"), "page: invalid digit found in string");
        assert_eq!(
            fault("size=3"),
            "size: unknown field `size`, expected `page`"
        );
    }
}
