//! Sending, and sending again.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::future::TimeoutFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Fault, json};
use crate::state::under_way::all_decided;

/// How long to wait before trying again, in milliseconds: reads are tried once more than there are
/// pauses.
const PAUSES: [u32; 3] = [300, 900, 2_700];

/// Reads what is at a path.
pub async fn read<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    parse(&read_text(path).await?)
}

/// Reads the text at a path.
pub async fn read_text(path: &str) -> Result<String, Fault> {
    let response = patiently(|| Request::get(path)).await?;
    response.text().await.map_err(|_| unreachable())
}

/// Reads the bytes at a path, with the name under which the service hands them out.
pub async fn read_bytes(path: &str) -> Result<(Vec<u8>, Option<String>), Fault> {
    let response = patiently(|| Request::get(path)).await?;
    let name = response.headers().get("content-disposition");
    let bytes = response.binary().await.map_err(|_| unreachable())?;
    Ok((bytes, name))
}

/// A write: what it says, and under which condition.
pub struct Write<'a> {
    method: Method,
    path: &'a str,
    version: Option<u32>,
}

impl<'a> Write<'a> {
    /// A write to a path.
    pub const fn new(method: Method, path: &'a str) -> Self {
        Self {
            method,
            path,
            version: None,
        }
    }

    /// Only if what is written to is still of this version.
    pub const fn if_version(mut self, version: u32) -> Self {
        self.version = Some(version);
        self
    }

    /// Sends it, and reads the answer.
    pub async fn send<T: DeserializeOwned>(self, body: &impl Serialize) -> Result<T, Fault> {
        let body =
            serde_json::to_string(body).map_err(|error| Fault::Garbled(error.to_string()))?;
        parse(&self.deliver(Some(body)).await?)
    }

    /// Sends it without a body; the answer is nothing.
    pub async fn send_empty(self) -> Result<(), Fault> {
        self.deliver(None).await.map(drop)
    }

    /// A write whose answer was lost is sent once more: its key keeps it from being done twice.
    async fn deliver(self, body: Option<String>) -> Result<String, Fault> {
        let key = key();
        let make = || {
            let mut builder = RequestBuilder::new(self.path)
                .method(self.method.clone())
                .header("idempotency-key", &key);
            if let Some(version) = self.version {
                builder = builder.header("if-match", &format!("\"{version}\""));
            }
            builder
        };
        let send = async || {
            let request = match &body {
                Some(body) => make()
                    .header("content-type", "application/json")
                    .body(body.clone()),
                None => make().build(),
            };
            answered(
                request
                    .map_err(|error| Fault::Garbled(error.to_string()))?
                    .send()
                    .await,
            )
            .await
        };
        let response = match send().await {
            Err(Fault::Unreachable) => {
                TimeoutFuture::new(PAUSES[0]).await;
                send().await?
            }
            other => other?,
        };
        response.text().await.map_err(|_| unreachable())
    }
}

/// A key for one write: 128 random bits.
pub fn key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // It fails only for more bytes than it gives at a time.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a text so that it can stand in a query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Reads once every decision is answered, so that what is read tells of them, and again after what may pass.
async fn patiently(make: impl Fn() -> RequestBuilder) -> Result<Response, Fault> {
    all_decided().await;
    for pause in PAUSES {
        match answered(make().send().await).await {
            Err(fault) if fault.may_pass() => TimeoutFuture::new(pause).await,
            other => return other,
        }
    }
    answered(make().send().await).await
}

async fn answered(sent: Result<Response, gloo_net::Error>) -> Result<Response, Fault> {
    let response = sent.map_err(|_| unreachable())?;
    if response.ok() {
        return Ok(response);
    }
    let body = response.text().await.unwrap_or_default();
    Err(Fault::of_answer(response.status(), &body))
}

fn unreachable() -> Fault {
    let is_offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    if is_offline {
        Fault::Offline
    } else {
        Fault::Unreachable
    }
}

/// Reads what an answer says.
pub fn parse<T: DeserializeOwned>(body: &str) -> Result<T, Fault> {
    json::read(body).map_err(|error| Fault::Garbled(error.to_string()))
}
