//! How far the work on a session is: asked for, or told as it goes on.

use std::time::Duration;

use actix_web::http::header::{self, ContentEncoding};
use actix_web::web::{Bytes, Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::stream;
use sha2::{Digest as _, Sha256};
use tieout_contract::progress::Progress;
use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;
use tieout_persistence::{Error, document, session};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use crate::app::State;
use crate::auth::{Permit, Read};
use crate::error::{ApiError, Result};
use crate::progress::{Watch, view};

/// A line for those between us and the client who close what is silent.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How far the work on a session is.
#[utoipa::path(
    tag = "sessions",
    operation_id = "progress",
    params(("id" = SessionId, Path, description = "The session")),
    responses((status = 200, body = Progress), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/progress")]
pub(crate) async fn snapshot(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
) -> Result<Json<Progress>> {
    Ok(Json(look(&state, *id).await?.progress))
}

/// The same as server-sent events, at most twice a second: `progress` with each change, and at the
/// end `complete`, or `error` with the session's error as `detail`. After the end, a client that
/// comes again with `Last-Event-ID` is told so (204) and stops.
#[utoipa::path(
    tag = "sessions",
    operation_id = "progress_stream",
    params(
        ("id" = SessionId, Path, description = "The session"),
        ("Last-Event-ID" = Option<String>, Header, description = "The event seen last"),
    ),
    responses(
        (status = 200, description = "Events", body = String, content_type = "text/event-stream"),
        (status = 204, description = "The work ended, and the client knows"),
        (status = 404), (status = 410), (status = 429)
    ),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/progress/stream")]
pub(crate) async fn watch(
    _permit: Permit<Read>,
    state: Data<State>,
    id: Path<SessionId>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let room = state.streams.clone().try_acquire_owned();
    let room = room.map_err(|_| ApiError::TooManyStreams)?;
    let seen = request.headers().get("Last-Event-ID");
    let seen = seen.and_then(|seen| seen.to_str().ok()).map(str::to_owned);
    let look = look(&state, *id).await?;
    if look.is_over() && seen.as_ref() == Some(&look.id) {
        return Ok(HttpResponse::NoContent().finish());
    }
    let watcher = Watcher {
        watch: state.progress.watch(*id),
        session: *id,
        seen,
        is_over: false,
        _room: Room::taken(&state, room),
        state,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(ContentEncoding::Identity)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(watcher, Watcher::next)))
}

/// How far the work is, and by what that is known again.
struct Look {
    id: String,
    progress: Progress,
    error: Option<String>,
}

impl Look {
    const fn is_over(&self) -> bool {
        !self.progress.status.is_in_work()
    }
}

async fn look(state: &State, id: SessionId) -> Result<Look> {
    let session = session::get(&state.database, id).await?;
    let documents = document::list(&state.database, id).await?;
    let pages = state.progress.pages(id).await;
    let progress = view::progress(&session, &documents, &pages);
    let json = serde_json::to_vec(&progress).map_err(ApiError::unforeseen)?;
    let hash = Sha256::digest(&json);
    let digits: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(Look {
        id: format!("{}-{digits}", session.revision),
        progress,
        error: session.error,
    })
}

/// Somebody who watches.
struct Watcher {
    state: Data<State>,
    session: SessionId,
    watch: Watch,
    seen: Option<String>,
    is_over: bool,
    _room: Room,
}

impl Watcher {
    async fn next(mut self) -> Option<(Result<Bytes, actix_web::Error>, Self)> {
        if self.is_over {
            return None;
        }
        let state = self.state.clone();
        let event = state.at_home(self.event());
        let event = state.stop.run_until_cancelled(event).await?;
        Some((Ok(Bytes::from(event)), self))
    }

    async fn event(&mut self) -> String {
        loop {
            if timeout(HEARTBEAT, self.watch.changed()).await.is_err() {
                return ": still here\n\n".to_owned();
            }
            match look(&self.state, self.session).await {
                Ok(look) if look.is_over() => return self.end(&look),
                Ok(look) if self.seen.as_ref() != Some(&look.id) => {
                    return self.tell("progress", &look);
                }
                Ok(_) => {}
                // It comes back, and the work goes on.
                Err(ApiError::Database(Error::Unavailable(_))) => {}
                Err(error) => {
                    self.is_over = true;
                    return event(
                        "error",
                        None,
                        &serde_json::json!({ "detail": error.to_string() }),
                    );
                }
            }
        }
    }

    fn end(&mut self, look: &Look) -> String {
        self.is_over = true;
        if look.progress.status == SessionStatus::Failed {
            let told = serde_json::json!({ "detail": look.error, "progress": look.progress });
            return event("error", Some(&look.id), &told);
        }
        self.tell("complete", look)
    }

    fn tell(&mut self, name: &str, look: &Look) -> String {
        self.seen = Some(look.id.clone());
        let progress = serde_json::to_value(&look.progress).unwrap_or_default();
        event(name, Some(&look.id), &progress)
    }
}

fn event(name: &str, id: Option<&str>, data: &serde_json::Value) -> String {
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    // JSON on one line: a line break in it would end the data.
    format!("event: {name}\n{id}data: {data}\n\n")
}

/// A place among those who watch.
struct Room {
    state: Data<State>,
    _permit: OwnedSemaphorePermit,
}

impl Room {
    fn taken(state: &Data<State>, permit: OwnedSemaphorePermit) -> Self {
        state.metrics.streams.inc();
        Self {
            state: state.clone(),
            _permit: permit,
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.state.metrics.streams.dec();
    }
}
