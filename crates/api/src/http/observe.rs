//! The outermost layer: each request has an id, each answer says it, each fault is told in one form,
//! and one line of the log and one count remain.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use tieout_contract::error::ProblemDetails;
use uuid::Uuid;

use crate::app::State;
use crate::error::Fault;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Answers a request, and tells of it.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let id = Uuid::now_v7().to_string();
    let state = request.app_data::<web::Data<State>>().cloned();
    let response = next.call(request).await?.map_into_boxed_body();
    let fault = response.response().extensions().get::<Fault>().cloned();
    let mut response = match (&fault, &state) {
        (Some(fault), Some(state)) => tell(response, fault, &id, state),
        _ => response,
    };
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let cause = fault.and_then(|fault| fault.cause);
    note(
        &response,
        &id,
        started.elapsed(),
        cause.as_deref(),
        state.as_ref().map(web::Data::get_ref),
    );
    Ok(response)
}

/// The answer with the fault as its body.
fn tell(
    response: ServiceResponse<BoxBody>,
    fault: &Fault,
    id: &str,
    state: &State,
) -> ServiceResponse<BoxBody> {
    let details = ProblemDetails {
        kind: format!("/problems/{}", fault.row.name),
        title: fault.row.title.to_owned(),
        status: fault.row.status.as_u16(),
        detail: detail(fault, state),
        instance: response.request().path().to_owned(),
        request_id: id.to_owned(),
        errors: fault.errors.clone(),
        expired_at: fault.expired_at,
    };
    let body = serde_json::to_vec(&details).unwrap_or_default();
    let mut response = response.map_body(|_, _| BoxBody::new(body));
    let media_type = HeaderValue::from_static("application/problem+json");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type);
    response
}

/// Only the configuration knows how long data is kept.
fn detail(fault: &Fault, state: &State) -> String {
    if fault.row.status == StatusCode::GONE {
        let days = state.config.retention.days;
        return format!("session expired: data is kept for {days} days");
    }
    fault.detail.clone()
}

fn note(
    response: &ServiceResponse,
    id: &str,
    took: Duration,
    cause: Option<&str>,
    state: Option<&State>,
) {
    let request = response.request();
    let (method, status) = (request.method().as_str(), response.status().as_u16());
    // The pattern says which route it was and holds no ids.
    let path = request.match_pattern();
    let path = path.as_deref().unwrap_or("other");
    if let Some(state) = state {
        state.metrics.answered(method, path, status, took);
    }
    let milliseconds = took.as_millis();
    if response.status().is_server_error() {
        tracing::error!(
            request_id = id,
            method,
            path,
            status,
            milliseconds,
            cause,
            "answered"
        );
    } else {
        tracing::info!(
            request_id = id,
            method,
            path,
            status,
            milliseconds,
            "answered"
        );
    }
}
