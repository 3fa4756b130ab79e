//! Uploading a month.

use actix_multipart::Multipart;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use tieout_contract::upload::Accepted;

use crate::app::State;
use crate::auth::{Permit, Write};
use crate::error::{ApiError, Result};
use crate::upload::{self, Target};

/// The parts of an upload, for its description.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "it is described here, and read part by part")]
pub(super) struct UploadForm {
    /// The files: PDF, JPEG, PNG, TIFF or WebP, and statements as CSV or OFX.
    #[schema(value_type = Vec<String>, format = Binary, content_media_type = "application/octet-stream", min_items = 1)]
    files: Vec<Vec<u8>>,
    /// The name of the session: "March 2025".
    #[schema(min_length = 1, max_length = 200, pattern = "\\S")]
    name: Option<String>,
    /// What each file is, in the order of the files, when their content is not to decide:
    /// `statement`, `expense_report`, `receipt` or `auto`.
    #[schema(inline)]
    kind: Option<Vec<KindWord>>,
}

/// What a file is said to be.
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "snake_case")]
#[allow(dead_code, reason = "it is described here, and read as text")]
pub(super) enum KindWord {
    /// A card statement.
    Statement,
    /// The report of the expense software.
    ExpenseReport,
    /// One or several receipts.
    Receipt,
    /// Its content decides.
    Auto,
}

/// Starts a session with these files. They are read in the background: follow its progress.
#[utoipa::path(
    tag = "sessions",
    operation_id = "upload",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 200, pattern = "^[!-~]+$",
            description = "A value of your own; the same request with the same key is done once")),
    responses(
        (status = 202, description = "The files were taken in", body = Accepted),
        (status = 400), (status = 408), (status = 409), (status = 413), (status = 415),
        (status = 422), (status = 429), (status = 503)
    ),
    security(("token" = ["write"]))
)]
#[post("/api/upload")]
pub(crate) async fn upload_files(
    permit: Permit<Write>,
    state: Data<State>,
    request: HttpRequest,
    parts: Multipart,
) -> Result<HttpResponse> {
    let key = idempotency_key(&request)?;
    let accepted = upload::accept(&state, permit.actor(), Target::NewSession, key, parts).await?;
    let location = format!("/api/sessions/{}", accepted.session.id);
    Ok(HttpResponse::Accepted()
        .insert_header(("Location", location))
        .json(accepted))
}

/// The key by which a request is known again.
pub(super) fn idempotency_key(request: &HttpRequest) -> Result<Option<String>> {
    let Some(value) = request.headers().get("Idempotency-Key") else {
        return Ok(None);
    };
    let key = value.to_str().unwrap_or_default().trim();
    if key.is_empty() || key.len() > 200 {
        let message = "must be 1 to 200 visible ASCII characters";
        return Err(ApiError::invalid("Idempotency-Key", "invalid", message));
    }
    Ok(Some(key.to_owned()))
}
