//! JSON bodies, of which every fault names its field.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::params::field_fault;
use crate::error::{ApiError, file_part, part};

/// The largest body that is not an upload.
const MOST_BYTES: usize = 1_000_000;

/// A JSON body. Who asks is found out before what they sent is judged, so a fault of it is told only
/// when the handler takes it.
#[derive(Debug)]
pub struct Body<T>(Result<T, ApiError>);

impl<T> Body<T> {
    /// What was sent, if it can be taken.
    pub fn take(self) -> Result<T, ApiError> {
        self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Infallible>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = is_json(request);
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let Ok(payload) = payload.await else {
                return Ok(Self(Err(ApiError::TooSlow)));
            };
            Ok(Self(read(payload, is_json).await))
        })
    }
}

async fn read<T: DeserializeOwned>(payload: web::Payload, is_json: bool) -> Result<T, ApiError> {
    if !is_json {
        let wrong = part("Content-Type", "unsupported", "must be application/json");
        return Err(ApiError::Unsupported(vec![wrong]));
    }
    let bytes = payload.to_bytes_limited(MOST_BYTES).await;
    let bytes = bytes.map_err(|_| too_large())?;
    parse(&bytes.map_err(|_| ApiError::TooSlow)?)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut json);
    let value = read.map_err(|fault| {
        let path = fault.path().to_string();
        field_fault(&path, &without_place(&fault.into_inner().to_string()))
    })?;
    let ended = json.end();
    ended.map_err(|_| ApiError::invalid("body", "invalid", "more follows after the JSON"))?;
    Ok(value)
}

fn too_large() -> ApiError {
    let message = format!("is larger than {MOST_BYTES} bytes: send less at a time");
    ApiError::TooLarge(vec![file_part("body", "too_large", message)])
}

fn is_json(request: &HttpRequest) -> bool {
    let given = request.headers().get(header::CONTENT_TYPE);
    let text = given
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// The field says where; a line and a column of JSON help nobody.
fn without_place(message: &str) -> String {
    let place = message.find(" at line ");
    message
        .get(..place.unwrap_or(message.len()))
        .unwrap_or(message)
        .to_owned()
}
