//! What people taught.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use tieout_contract::alias::{Alias, AliasKind, NewAlias};
use tieout_contract::page::Listing;
use tieout_domain::{EmployeeNumber, PersonName};
use tieout_persistence::alias::{self, Meaning};
use tieout_persistence::audit::{self, Action, Details, Event};
use tieout_persistence::{Error, Missing, Write};
use uuid::Uuid;

use crate::app::State;
use crate::auth::{self, Permit};
use crate::error::{ApiError, Result};
use crate::http::Body;
use crate::view;

/// All aliases: the employees' first, in the order of what is printed.
#[utoipa::path(
    tag = "aliases",
    operation_id = "list_aliases",
    responses((status = 200, body = Listing<Alias>)),
    security(("token" = ["read"]))
)]
#[get("/api/aliases")]
pub(crate) async fn list(
    _permit: Permit<auth::Read>,
    state: Data<State>,
) -> Result<Json<Listing<Alias>>> {
    let found = alias::list(&state.database).await?;
    let items = found.into_iter().map(view::alias::alias).collect();
    Ok(Json(Listing { items }))
}

/// Remembers what a printed name means, in place of what it meant before. Every later matching uses
/// it.
#[utoipa::path(
    tag = "aliases",
    operation_id = "teach_alias",
    request_body = NewAlias,
    responses((status = 201, body = Alias), (status = 400), (status = 415)),
    security(("token" = ["write"]))
)]
#[post("/api/aliases")]
pub(crate) async fn teach(
    permit: Permit<auth::Write>,
    state: Data<State>,
    body: Body<NewAlias>,
) -> Result<HttpResponse> {
    let meaning = meaning(&body.take()?)?;
    let write = state.database.write().await?;
    let id = alias::teach(&write, &meaning, permit.actor()).await?;
    record(&write, permit.actor(), Action::AliasTaught, id).await?;
    let taught = alias::list(&write).await?;
    write.commit().await?;
    let taught = taught.into_iter().find(|alias| alias.id == id);
    let taught = taught.ok_or(Error::NotFound(Missing::Alias))?;
    Ok(HttpResponse::Created().json(view::alias::alias(taught)))
}

/// Forgets an alias.
#[utoipa::path(
    tag = "aliases",
    operation_id = "forget_alias",
    params(("id" = Uuid, Path, description = "The alias")),
    responses((status = 204), (status = 404)),
    security(("token" = ["write"]))
)]
#[delete("/api/aliases/{id}")]
pub(crate) async fn forget(
    permit: Permit<auth::Write>,
    state: Data<State>,
    id: Path<Uuid>,
) -> Result<HttpResponse> {
    let write = state.database.write().await?;
    alias::forget(&write, *id).await?;
    record(&write, permit.actor(), Action::AliasForgotten, *id).await?;
    write.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

fn meaning(new: &NewAlias) -> Result<Meaning> {
    let invalid = |field: &'static str| {
        move |error: tieout_domain::NotAName| ApiError::invalid(field, "invalid", error.to_string())
    };
    // Both sorts of name obey the same rule.
    let printed = PersonName::new(&new.printed).map_err(invalid("printed"))?;
    let means = EmployeeNumber::new(&new.means).map_err(invalid("means"))?;
    Ok(match new.kind {
        AliasKind::Employee => Meaning::Employee(printed, means),
        AliasKind::Merchant => Meaning::Merchant(printed.to_string(), means.to_string()),
    })
}

async fn record(write: &Write, actor: &str, action: Action, id: Uuid) -> Result<(), Error> {
    let event = Event {
        actor: actor.to_owned(),
        action,
        session: None,
        subject: Some(id),
        before: Details::new(),
        after: Details::new(),
    };
    audit::record(write, &event).await
}
