//! What the API's description says beside the routes: who may ask, and how faults are told.

use actix_web::http::StatusCode;
use tieout_contract::error::ProblemDetails;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, Response};

const PROBLEM: &str = "application/problem+json";

/// What is said of the API as a whole.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Tieout",
        description = "Ties a company's credit-card statement out to its receipts. Amounts are \
            decimal text, times are UTC, and faults are problem details (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "sessions", description = "One month's reconciliation each"),
        (name = "parts", description = "What hangs on a session, by the page"),
        (name = "review", description = "What people decide"),
        (name = "reports", description = "Files to take away"),
        (name = "pvault", description = "Rows for the accounting system"),
        (name = "aliases", description = "What people taught"),
        (name = "tokens", description = "Letting machines in"),
        (name = "service", description = "The service itself")
    ),
    components(schemas(ProblemDetails))
)]
pub(super) struct Base;

impl Base {
    pub(super) fn described() -> OpenApi {
        Self::openapi()
    }
}

/// Adds what is the same for all operations.
pub(super) fn finish(mut description: OpenApi) -> OpenApi {
    if let Some(components) = &mut description.components {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "An API token, with the scope that the operation names",
            ))
            .build();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
    for item in description.paths.paths.values_mut() {
        operations(item).for_each(tell_faults);
    }
    description
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.post,
        &mut item.patch,
        &mut item.delete,
    ]
    .into_iter()
    .flatten()
}

/// Every fault has the same form.
fn tell_faults(operation: &mut Operation) {
    let is_guarded = operation.security.is_some();
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        if let RefOr::T(response) = response {
            describe(status, response);
        }
    }
    if is_guarded {
        for status in ["401", "403", "429", "503"] {
            let mut response = Response::new("");
            describe(status, &mut response);
            responses
                .entry(status.to_owned())
                .or_insert(RefOr::T(response));
        }
    }
    let mut other = Response::new("Something else went wrong");
    other.content.insert(PROBLEM.to_owned(), problem());
    responses.insert("default".to_owned(), RefOr::T(other));
}

fn describe(status: &str, response: &mut Response) {
    let code = status
        .parse()
        .ok()
        .and_then(|code| StatusCode::from_u16(code).ok());
    let Some(code) = code else {
        return;
    };
    if response.description.is_empty() {
        code.canonical_reason()
            .unwrap_or_default()
            .clone_into(&mut response.description);
    }
    if response.content.is_empty() && (code.is_client_error() || code.is_server_error()) {
        response.content.insert(PROBLEM.to_owned(), problem());
    }
}

fn problem() -> RefOr<Content> {
    RefOr::T(Content::new(Some(Ref::from_schema_name("ProblemDetails"))))
}
