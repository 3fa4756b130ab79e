//! Requests that are sent twice and must be done once.
//!
//! The first request with a key claims it before it does anything, and ends the claim in the
//! transaction that does its work. What the request holds is known only once it was read, so the
//! hash is compared at the end.

use std::time::Duration;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter};
use tieout_domain::id::SessionId;
use uuid::Uuid;

use crate::entity::idempotency_key::{Column, Entity, Model};
use crate::{Error, Read, Result, Write, clock};

/// A key, and whose it is: two people may choose the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Who sends it.
    pub principal: String,
    /// What they chose.
    pub key: String,
}

/// How a request with a key begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is the first: go on, and [`finish`] with this claim.
    First(Claim),
    /// The first is still being answered.
    InFlight,
    /// It was answered before.
    Answered(Answer),
}

/// The right to answer a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    key: Key,
    claim: Uuid,
}

/// What a key was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    request_hash: String,
    session: SessionId,
}

/// The key was used for another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this idempotency key was used for another request: choose a new one")]
pub struct KeyReused;

impl Answer {
    /// The session that the same request made; another request is refused.
    pub fn to(&self, request_hash: &str) -> Result<SessionId, KeyReused> {
        if self.request_hash == request_hash {
            Ok(self.session)
        } else {
            Err(KeyReused)
        }
    }
}

/// Claims a key. A claim that was not ended within `patience` belongs to a process that died, and
/// is taken over.
pub async fn begin(write: &Write, key: &Key, patience: Duration) -> Result<Begun> {
    let claim = Uuid::now_v7();
    let row = Model {
        principal: key.principal.clone(),
        key: key.key.clone(),
        claim,
        request_hash: None,
        session_id: None,
        begun_at: clock::read(write).await?,
    };
    Entity::insert_many([row.into_active_model()])
        .on_conflict_do_nothing_on([Column::Principal, Column::Key])
        .exec_without_returning(write.transaction())
        .await?;
    take_over(write, key, claim, patience).await?;
    let row = find(write, key).await?;
    Ok(match row {
        Some(row) if row.claim == claim => Begun::First(Claim {
            key: key.clone(),
            claim,
        }),
        Some(Model {
            request_hash: Some(request_hash),
            session_id: Some(session),
            ..
        }) => Begun::Answered(Answer {
            request_hash,
            session: SessionId(session),
        }),
        _ => Begun::InFlight,
    })
}

/// Ends a claim, in the transaction that made the session. Fails if somebody took the claim over.
pub async fn finish(
    write: &Write,
    claim: &Claim,
    request_hash: &str,
    session: SessionId,
) -> Result<()> {
    let finished = Entity::update_many()
        .col_expr(Column::RequestHash, Expr::value(request_hash))
        .col_expr(Column::SessionId, Expr::value(session.0))
        .filter(is_claimed(claim))
        .exec(write.transaction())
        .await?;
    match finished.rows_affected {
        0 => Err(Error::LeaseLost),
        _ => Ok(()),
    }
}

/// Gives a claim up: the request was refused, and may be sent again.
pub async fn abandon(write: &Write, claim: &Claim) -> Result<()> {
    Entity::delete_many()
        .filter(is_claimed(claim))
        .exec(write.transaction())
        .await?;
    Ok(())
}

async fn take_over(write: &Write, key: &Key, claim: Uuid, patience: Duration) -> Result<()> {
    let long_ago = clock::before(write.backend(), patience);
    Entity::update_many()
        .col_expr(Column::Claim, Expr::value(claim))
        .col_expr(Column::BegunAt, clock::now(write.backend()))
        .filter(is(key))
        .filter(Column::SessionId.is_null())
        .filter(Expr::col(Column::BegunAt).lt(long_ago))
        .exec(write.transaction())
        .await?;
    Ok(())
}

async fn find(db: &impl Read, key: &Key) -> Result<Option<Model>> {
    Ok(Entity::find().filter(is(key)).one(&db.executor()).await?)
}

fn is(key: &Key) -> Condition {
    Condition::all()
        .add(Column::Principal.eq(&*key.principal))
        .add(Column::Key.eq(&*key.key))
}

fn is_claimed(claim: &Claim) -> Condition {
    is(&claim.key)
        .add(Column::Claim.eq(claim.claim))
        .add(Column::SessionId.is_null())
}
