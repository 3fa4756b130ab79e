//! API tokens.

use std::time::Duration;

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use tieout_contract::page::Listing;
use tieout_contract::token::{CreatedToken, NewToken, Token};
use tieout_persistence::audit::{self, Action, Details, Event};
use tieout_persistence::{Error, Missing, Write, token};
use uuid::Uuid;

use crate::app::State;
use crate::auth::{Admin, Permit, Secret};
use crate::error::{ApiError, Result, scope_word};
use crate::http::Body;
use crate::view;

/// All tokens, without their secrets, the newest first.
#[utoipa::path(
    tag = "tokens",
    operation_id = "list_tokens",
    responses((status = 200, body = Listing<Token>)),
    security(("token" = ["admin"]))
)]
#[get("/api/tokens")]
pub(crate) async fn list(
    _permit: Permit<Admin>,
    state: Data<State>,
) -> Result<Json<Listing<Token>>> {
    let found = token::list(&state.database).await?;
    let items = found.into_iter().map(view::token::token).collect();
    Ok(Json(Listing { items }))
}

/// Makes a token. Its secret is shown this once.
#[utoipa::path(
    tag = "tokens",
    operation_id = "create_token",
    request_body = NewToken,
    responses((status = 201, body = CreatedToken), (status = 400), (status = 415)),
    security(("token" = ["admin"]))
)]
#[post("/api/tokens")]
pub(crate) async fn create(
    permit: Permit<Admin>,
    state: Data<State>,
    body: Body<NewToken>,
) -> Result<HttpResponse> {
    let created = make(&state.database, &body.take()?, permit.actor()).await?;
    Ok(HttpResponse::Created().json(created))
}

/// Takes a token back, at once and for good.
#[utoipa::path(
    tag = "tokens",
    operation_id = "revoke_token",
    params(("id" = Uuid, Path, description = "The token")),
    responses((status = 204), (status = 404)),
    security(("token" = ["admin"]))
)]
#[delete("/api/tokens/{id}")]
pub(crate) async fn revoke(
    permit: Permit<Admin>,
    state: Data<State>,
    id: Path<Uuid>,
) -> Result<HttpResponse> {
    let write = state.database.write().await?;
    token::revoke(&write, *id).await?;
    record(&write, permit.actor(), Action::TokenRevoked, *id).await?;
    write.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Makes a token, for a request or for the command line.
pub(crate) async fn make(
    database: &tieout_persistence::Database,
    new: &NewToken,
    actor: &str,
) -> Result<CreatedToken> {
    let (name, lifetime) = check(new)?;
    let secret = Secret::random().map_err(ApiError::unforeseen)?;
    let scopes = new.scopes.iter().map(|scope| scope_word(*scope).to_owned());
    let token = token::NewToken {
        name,
        hash: secret.hash(),
        scopes: scopes.collect(),
        created_by: actor.to_owned(),
        lifetime,
    };
    let write = database.write().await?;
    let id = token::create(&write, token).await?;
    record(&write, actor, Action::TokenCreated, id).await?;
    let made = token::list(&write).await?;
    write.commit().await?;
    let made = made.into_iter().find(|token| token.id == id);
    Ok(CreatedToken {
        secret: secret.reveal().to_owned(),
        token: view::token::token(made.ok_or(Error::NotFound(Missing::Token))?),
    })
}

fn check(new: &NewToken) -> Result<(String, Duration)> {
    let name = crate::upload::session_name(&new.name)?;
    if new.scopes.is_empty() {
        let message = "names none of read, write, pvault, admin";
        return Err(ApiError::invalid("scopes", "missing", message));
    }
    if new.days == 0 || new.days > 366 {
        return Err(ApiError::invalid(
            "days",
            "invalid",
            "must be from 1 to 366",
        ));
    }
    let seconds = u64::from(new.days) * 24 * 60 * 60;
    Ok((name, Duration::from_secs(seconds)))
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
