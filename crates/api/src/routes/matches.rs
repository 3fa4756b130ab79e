//! Match results, and their review.

use actix_web::http::header;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use tieout_contract::matches::{
    BulkApproval, BulkOutcome, MatchResult, MatchSort, MatchesQuery, Review,
};
use tieout_contract::page::Page;
use tieout_domain::id::{MatchId, SessionId};
use tieout_persistence::list::{self, MatchOrder, MatchQuery};
use tieout_persistence::{Read, matches};

use crate::app::State;
use crate::auth::{self, Permit};
use crate::error::{ApiError, Result};
use crate::http::{Body, Params, etag, page};
use crate::review::{self, Act};
use crate::view;

/// The longest note.
const MOST_NOTE_CHARS: usize = 2_000;

/// The match results of a session with their candidates, the least sure first unless said otherwise.
#[utoipa::path(
    tag = "parts",
    operation_id = "list_matches",
    params(("id" = SessionId, Path, description = "The session"), MatchesQuery),
    responses((status = 200, body = Page<MatchResult>), (status = 400), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/sessions/{id}/matches")]
pub(crate) async fn list_matches(
    _permit: Permit<auth::Read>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<MatchesQuery>,
) -> Result<Json<Page<MatchResult>>> {
    let query = query.take()?;
    let request = page::request(query.page, query.page_size)?;
    let asked = MatchQuery {
        match_status: query.match_status,
        status: query.status.map(Into::into),
        order_by: match query.sort.unwrap_or_default() {
            MatchSort::ConfidenceScore => MatchOrder::Confidence,
            MatchSort::UpdatedAt => MatchOrder::Updated,
        },
        order: page::order(query.order.unwrap_or_default()),
        page: request,
    };
    let snapshot = state.database.snapshot().await?;
    let found = list::matches(&snapshot, *id, &asked).await?;
    let items = view::detail::with_links(&snapshot, found.items).await?;
    Ok(Json(Page::new(
        items,
        found.total,
        request.number,
        request.size,
    )))
}

/// One match result with its candidates; its `ETag` is what reviews send as `If-Match`.
#[utoipa::path(
    tag = "review",
    operation_id = "match_result",
    params(("id" = MatchId, Path, description = "The match")),
    responses((status = 200, body = MatchResult), (status = 404), (status = 410)),
    security(("token" = ["read"]))
)]
#[get("/api/matches/{id}")]
pub(crate) async fn one(
    _permit: Permit<auth::Read>,
    state: Data<State>,
    id: Path<MatchId>,
) -> Result<HttpResponse> {
    let snapshot = state.database.snapshot().await?;
    answer(&snapshot, *id).await
}

macro_rules! reviews {
    ($($(#[$doc:meta])* $name:ident, $operation:literal, $path:literal, $act:expr;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = "review",
            operation_id = $operation,
            params(
                ("id" = MatchId, Path, description = "The match"),
                ("If-Match" = Option<String>, Header, description = "The version that was looked at"),
            ),
            request_body = Review,
            responses(
                (status = 200, body = MatchResult),
                (status = 400), (status = 404), (status = 409), (status = 410), (status = 412),
                (status = 415)
            ),
            security(("token" = ["write"]))
        )]
        #[post($path)]
        pub(crate) async fn $name(
            permit: Permit<auth::Write>,
            state: Data<State>,
            id: Path<MatchId>,
            request: HttpRequest,
            body: Body<Review>,
        ) -> Result<HttpResponse> {
            decide(&state, permit.actor(), *id, &request, $act, &body.take()?).await
        }
    )+};
}

reviews! {
    /// Says that the proofs are right: the one named, else all that are settled or offered.
    approve, "approve_match", "/api/matches/{id}/approve", Act::Approve;
    /// Says that the proofs are wrong: the one named, else all that are settled or offered.
    reject, "reject_match", "/api/matches/{id}/reject", Act::Reject;
    /// Says which receipt it is, or, without one, that there is none.
    reassign, "reassign_match", "/api/matches/{id}/reassign", Act::Reassign;
    /// Takes back what was decided.
    withdraw, "withdraw_decision", "/api/matches/{id}/withdraw", Act::Withdraw;
}

/// Approves all matches that wait for a review, have a proof offered, and are as sure as asked for.
/// With `dry_run`, only says which they are.
#[utoipa::path(
    tag = "review",
    operation_id = "approve_matches",
    params(("id" = SessionId, Path, description = "The session")),
    request_body = BulkApproval,
    responses(
        (status = 200, body = BulkOutcome),
        (status = 400), (status = 404), (status = 409), (status = 410), (status = 415)
    ),
    security(("token" = ["write"]))
)]
#[post("/api/sessions/{id}/matches/bulk")]
pub(crate) async fn bulk(
    permit: Permit<auth::Write>,
    state: Data<State>,
    id: Path<SessionId>,
    body: Body<BulkApproval>,
) -> Result<Json<BulkOutcome>> {
    let body = body.take()?;
    check_notes(body.notes.as_deref())?;
    let outcome = review::approve_many(&state, permit.actor(), *id, &body).await?;
    Ok(Json(outcome))
}

async fn decide(
    state: &State,
    actor: &str,
    id: MatchId,
    request: &HttpRequest,
    act: Act,
    body: &Review,
) -> Result<HttpResponse> {
    check_notes(body.notes.as_deref())?;
    let seen = matches::find(&state.database, id).await?;
    etag::expect(request, seen.version)?;
    review::review(state, actor, &seen, act, body).await?;
    answer(&state.database, id).await
}

async fn answer(db: &impl Read, id: MatchId) -> Result<HttpResponse> {
    let found = list::match_result(db, id).await?;
    let etag = etag::of_version(found.version);
    let result = view::detail::with_links(db, vec![found]).await?.pop();
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag))
        .json(result))
}

fn check_notes(notes: Option<&str>) -> Result<()> {
    if notes.is_some_and(|notes| notes.chars().count() > MOST_NOTE_CHARS) {
        let message = format!("is longer than {MOST_NOTE_CHARS} characters");
        return Err(ApiError::invalid("notes", "invalid", message));
    }
    Ok(())
}
