//! Sessions.

use actix_web::http::header;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch};
use tieout_contract::page::Page;
use tieout_contract::session::{
    DeleteQuery, Session, SessionDetail, SessionPatch, SessionQuery, SessionSort, SessionsQuery,
};
use tieout_domain::id::SessionId;
use tieout_persistence::audit::{self, Action, Detail, Details, Event};
use tieout_persistence::session::{self, SessionOrder};
use tieout_persistence::{Error, Write};

use crate::app::State;
use crate::auth::{self, Permit};
use crate::error::{ApiError, Result};
use crate::http::bodies::{Key, Rendered};
use crate::http::{Body, Params, etag, page};
use crate::upload::session_name;
use crate::view;
use crate::view::detail::Parts;

/// The sessions that are not past their retention, the newest first.
#[utoipa::path(
    tag = "sessions",
    operation_id = "list_sessions",
    params(SessionsQuery),
    responses((status = 200, body = Page<Session>), (status = 400)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions")]
pub(crate) async fn list(
    _permit: Permit<auth::Read>,
    state: Data<State>,
    query: Params<SessionsQuery>,
) -> Result<Json<Page<Session>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    let asked = session::SessionQuery {
        text: query.q,
        status: query.status,
        order_by: match query.sort.unwrap_or_default() {
            SessionSort::CreatedAt => SessionOrder::Created,
            SessionSort::ExpiresAt => SessionOrder::Expires,
            SessionSort::Name => SessionOrder::Name,
        },
        order: query.order.map(page::order),
        page: request,
    };
    let found = session::list(&state.database, &asked).await?;
    let items = state.summaries.of(&state.database, found.items).await?;
    Ok(Json(Page::new(
        items,
        found.total,
        request.number,
        request.size,
    )))
}

/// A session with its documents, employees, transactions, receipts and match results. `ETag` and
/// `If-None-Match` save sending what is known.
#[utoipa::path(
    tag = "sessions",
    operation_id = "session",
    params(("id" = SessionId, Path, description = "The session"), SessionQuery),
    responses(
        (status = 200, body = SessionDetail),
        (status = 304, description = "It has not changed"),
        (status = 400), (status = 404), (status = 410)
    ),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}")]
pub(crate) async fn show(
    _permit: Permit<auth::Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<SessionQuery>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let parts = Parts::asked(query.take()?.include.as_deref())?;
    let session = session::get(&state.database, *id).await?;
    if session.status.is_in_work() {
        return in_work(&state, *id, parts).await;
    }
    let key = key(&session, parts);
    let etag = etag_of(&key);
    if etag::is_known(&request, &etag) {
        return Ok(HttpResponse::NotModified()
            .insert_header((header::ETAG, etag))
            .finish());
    }
    if let Some(body) = state.bodies.get(&key) {
        return Ok(body.answer(&request, &etag));
    }
    let (session, detail) = load(&state, *id, parts).await?;
    let body = actix_web::web::block(move || Rendered::json(&detail)).await?;
    let body = body.map_err(ApiError::unforeseen)?;
    let key = self::key(&session, parts);
    let etag = etag_of(&key);
    let answer = body.answer(&request, &etag);
    if !session.status.is_in_work() {
        state.bodies.put(key, body);
    }
    Ok(answer)
}

/// While it is worked on it changes from page to page, and is told as it is.
async fn in_work(state: &State, id: SessionId, parts: Parts) -> Result<HttpResponse> {
    let (_, detail) = load(state, id, parts).await?;
    Ok(HttpResponse::Ok().json(detail))
}

async fn load(
    state: &State,
    id: SessionId,
    parts: Parts,
) -> Result<(session::Session, SessionDetail)> {
    let view = state.database.snapshot().await?;
    let session = session::get(&view, id).await?;
    let told = state.summaries.of_one(&view, session.clone()).await?;
    let detail = view::detail::detail(state, &view, told, parts).await?;
    Ok((session, detail))
}

fn key(session: &session::Session, parts: Parts) -> Key {
    Key {
        session: session.id,
        parts: parts.bits(),
        version: (session.revision, view::session::days_left(session)),
    }
}

fn etag_of(key: &Key) -> String {
    let (revision, days_left) = key.version;
    format!("W/\"{revision}-{days_left}-{:x}\"", key.parts)
}

/// Gives a session another name.
#[utoipa::path(
    tag = "sessions",
    operation_id = "rename_session",
    params(("id" = SessionId, Path, description = "The session")),
    request_body = SessionPatch,
    responses((status = 200, body = Session), (status = 400), (status = 404), (status = 410), (status = 415)),
    security(("token" = ["write"]))
)]
#[patch("/api/sessions/{id}")]
pub(crate) async fn rename(
    permit: Permit<auth::Write>,
    state: Data<State>,
    id: Path<SessionId>,
    body: Body<SessionPatch>,
) -> Result<Json<Session>> {
    let name = session_name(&body.take()?.name)?;
    let write = state.database.write().await?;
    session::rename(&write, *id, &name).await?;
    record(
        &write,
        permit.actor(),
        *id,
        Action::SessionRenamed,
        Details::new(),
    )
    .await?;
    write.commit().await?;
    let session = session::get(&state.database, *id).await?;
    Ok(Json(
        state.summaries.of_one(&state.database, session).await?,
    ))
}

/// Deletes a session with all that belongs to it, at once and for good.
#[utoipa::path(
    tag = "sessions",
    operation_id = "delete_session",
    params(("id" = SessionId, Path, description = "The session"), DeleteQuery),
    responses((status = 204), (status = 404), (status = 409), (status = 410)),
    security(("token" = ["write"]))
)]
#[delete("/api/sessions/{id}")]
pub(crate) async fn delete(
    permit: Permit<auth::Write>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<DeleteQuery>,
) -> Result<HttpResponse> {
    let force = query.take()?.force.unwrap_or(false);
    let write = state.database.write().await?;
    session::get(&write, *id).await?;
    session::delete(&write, *id, force).await?;
    let how = [("force".to_owned(), Detail::Flag(force))].into();
    record(&write, permit.actor(), *id, Action::SessionDeleted, how).await?;
    write.commit().await?;
    state.progress.session_changed(*id);
    Ok(HttpResponse::NoContent().finish())
}

async fn record(
    write: &Write,
    actor: &str,
    id: SessionId,
    action: Action,
    after: Details,
) -> Result<(), Error> {
    let event = Event {
        actor: actor.to_owned(),
        action,
        session: Some(id),
        subject: None,
        before: Details::new(),
        after,
    };
    audit::record(write, &event).await
}
