//! Documents of a session.

use actix_multipart::Multipart;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, post};
use tieout_contract::upload::Accepted;
use tieout_domain::id::SessionId;

use super::upload::{UploadForm, idempotency_key};
use crate::app::State;
use crate::auth::{Permit, Write};
use crate::error::Result;
use crate::upload::{self, Target};

/// Adds documents to a session. It is matched again when they are read; no decision is lost.
#[utoipa::path(
    tag = "sessions",
    operation_id = "add_documents",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    params(
        ("id" = SessionId, Path, description = "The session"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200, pattern = "^[!-~]+$",
            description = "A value of your own; the same request with the same key is done once"),
    ),
    responses(
        (status = 202, description = "The files were taken in", body = Accepted),
        (status = 400), (status = 404), (status = 408), (status = 409), (status = 410),
        (status = 413), (status = 415), (status = 422), (status = 429), (status = 503)
    ),
    security(("token" = ["write"]))
)]
#[post("/api/sessions/{id}/documents")]
pub(crate) async fn add(
    permit: Permit<Write>,
    state: Data<State>,
    id: Path<SessionId>,
    request: HttpRequest,
    parts: Multipart,
) -> Result<HttpResponse> {
    let key = idempotency_key(&request)?;
    let target = Target::Session(*id);
    let accepted = upload::accept(&state, permit.actor(), target, key, parts).await?;
    Ok(HttpResponse::Accepted().json(accepted))
}
