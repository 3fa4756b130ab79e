//! What pVault takes, and says that it took.

use std::collections::BTreeSet;

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use tieout_contract::pvault::{Acknowledged, Acknowledgement, PvaultExport, PvaultQuery};
use tieout_domain::id::SessionId;
use tieout_persistence::audit::{self, Action, Detail, Details, Event};
use tieout_persistence::{Error, Write, pvault};
use tieout_reporting::pvault as reporting;

use crate::app::State;
use crate::auth::{Permit, Pvault};
use crate::error::{ApiError, Result};
use crate::http::{Body, Params};
use crate::ledger::{Ledger, Reconciled};
use crate::view;

const USUAL_ROWS: u32 = 500;
const MOST_ROWS: u32 = 1_000;
const MOST_KEYS: usize = 10_000;

/// The rows for pVault: of the employees whose month is complete and ties out, and of nobody else.
#[utoipa::path(
    tag = "pvault",
    operation_id = "pvault_export",
    params(("session_id" = SessionId, Path, description = "The session"), PvaultQuery),
    responses(
        (status = 200, body = PvaultExport),
        (status = 400), (status = 404), (status = 409), (status = 410)
    ),
    security(("token" = ["pvault"]))
)]
#[get("/api/pvault/exports/{session_id}")]
pub(crate) async fn take(
    permit: Permit<Pvault>,
    state: Data<State>,
    id: Path<SessionId>,
    query: Params<PvaultQuery>,
) -> Result<Json<PvaultExport>> {
    let query = query.take()?;
    let limit = limit(query.limit)?;
    let (known, export) = load(&state, *id).await?;
    let taken = pvault::acknowledged(&state.database, *id).await?;
    let begin = begin(&export.rows, query.cursor.as_deref())?;
    let shown: Vec<_> = export.rows.iter().skip(begin).take(limit).collect();
    let is_last = begin + shown.len() >= export.rows.len();
    let next_cursor = shown.last().filter(|_| !is_last).map(|row| row.key.clone());
    if begin == 0 {
        note_export(&state, *id, &export, permit.actor()).await?;
    }
    let left_out = export.left_out.iter();
    Ok(Json(PvaultExport {
        session_id: *id,
        items: shown
            .iter()
            .map(|row| view::pvault::row(row, &taken))
            .collect(),
        total: export.rows.len() as u64,
        acknowledged: count_taken(&export.rows, |key| taken.contains_key(key)),
        next_cursor,
        left_out: left_out
            .map(|one| view::pvault::left_out(&known.books, one))
            .collect(),
    }))
}

/// pVault says which rows it took. Saying so again changes nothing.
#[utoipa::path(
    tag = "pvault",
    operation_id = "pvault_acknowledge",
    params(("session_id" = SessionId, Path, description = "The session")),
    request_body = Acknowledgement,
    responses(
        (status = 200, body = Acknowledged),
        (status = 400), (status = 404), (status = 409), (status = 410), (status = 415)
    ),
    security(("token" = ["pvault"]))
)]
#[post("/api/pvault/exports/{session_id}/acknowledge")]
pub(crate) async fn acknowledge(
    permit: Permit<Pvault>,
    state: Data<State>,
    id: Path<SessionId>,
    body: Body<Acknowledgement>,
) -> Result<Json<Acknowledged>> {
    let keys = body.take()?.row_keys;
    let (_, export) = load(&state, *id).await?;
    check(&keys, &export.rows)?;
    let write = state.database.write().await?;
    let new = pvault::acknowledge(&write, *id, &keys, permit.actor()).await?;
    let rows = [("rows".to_owned(), Detail::Count(new))].into();
    record(
        &write,
        permit.actor(),
        *id,
        Action::PvaultAcknowledged,
        rows,
    )
    .await?;
    let taken = pvault::acknowledged(&write, *id).await?;
    write.commit().await?;
    Ok(Json(Acknowledged {
        new,
        acknowledged: count_taken(&export.rows, |key| taken.contains_key(key)),
    }))
}

async fn load(state: &State, id: SessionId) -> Result<(Reconciled, reporting::PvaultExport)> {
    let snapshot = state.database.snapshot().await?;
    let known = Ledger::load(&snapshot, id).await?.reconciled()?;
    let export = known.report(&state.reports, reporting::rows);
    Ok((known, export))
}

fn limit(asked: Option<u32>) -> Result<usize> {
    match asked.unwrap_or(USUAL_ROWS) {
        limit @ 1..=MOST_ROWS => Ok(limit as usize),
        _ => Err(ApiError::invalid(
            "limit",
            "invalid",
            format!("must be from 1 to {MOST_ROWS}"),
        )),
    }
}

/// A page begins after the row that ended the one before.
fn begin(rows: &[reporting::PvaultRow], cursor: Option<&str>) -> Result<usize> {
    let Some(cursor) = cursor else {
        return Ok(0);
    };
    let place = rows.iter().position(|row| row.key == cursor);
    let message = "is the end of no page any more: begin anew without it";
    let place = place.ok_or_else(|| ApiError::invalid("cursor", "unknown", message))?;
    Ok(place + 1)
}

fn check(keys: &[String], rows: &[reporting::PvaultRow]) -> Result<()> {
    if keys.is_empty() || keys.len() > MOST_KEYS {
        let message = format!("must name 1 to {MOST_KEYS} rows");
        return Err(ApiError::invalid("row_keys", "invalid", message));
    }
    let known: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    match keys.iter().find(|key| !known.contains(key.as_str())) {
        Some(_) => Err(ApiError::invalid(
            "row_keys",
            "unknown",
            "names a row that is not exported: take the export again",
        )),
        None => Ok(()),
    }
}

fn count_taken(rows: &[reporting::PvaultRow], is_taken: impl Fn(&str) -> bool) -> u64 {
    rows.iter().filter(|row| is_taken(&row.key)).count() as u64
}

async fn note_export(
    state: &State,
    id: SessionId,
    export: &reporting::PvaultExport,
    actor: &str,
) -> Result<()> {
    let write = state.database.write().await?;
    let (rows, left_out) = (export.rows.len(), export.left_out.len());
    note(&write, id, rows, left_out, actor).await?;
    Ok(write.commit().await?)
}

/// Notes that rows were handed out, whether as JSON or as a file.
pub(super) async fn note(
    write: &Write,
    id: SessionId,
    rows: usize,
    left_out: usize,
    actor: &str,
) -> Result<(), Error> {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    pvault::exported(write, id, small(rows), small(left_out), actor).await?;
    let after = [("rows".to_owned(), Detail::Count(rows as u64))].into();
    record(write, actor, id, Action::PvaultExported, after).await
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
