//! Matching a session, as a job.

use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use tieout_domain::id::SessionId;
use tieout_domain::{Reconciliation, SessionStatus};

use super::{MOST_ATTEMPTS, Matching, Worker};
use crate::books::LoadedBooks;
use crate::entity::session::{Column, Entity};
use crate::row::null;
use crate::session::{advance, recount};
use crate::{Error, Result, Write, clock, matches};

/// The session that has waited longest to be matched, claimed for `worker`.
pub async fn claim_matching(write: &Write, worker: &Worker) -> Result<Option<Matching>> {
    let is_free = Condition::any()
        .add(Column::LeaseUntil.is_null())
        .add(Expr::col(Column::LeaseUntil).lt(clock::now(write.backend())));
    let found = Entity::find()
        .filter(Expr::cust("status = 'matching'"))
        .filter(is_free)
        .filter(
            Expr::col(Column::Attempt)
                .sub(Expr::col(Column::Released))
                .lt(MOST_ATTEMPTS),
        )
        .order_by_asc(Column::UpdatedAt)
        .limit(1)
        .lock_with_behavior(LockType::NoKeyUpdate, LockBehavior::SkipLocked)
        .one(write.transaction())
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let attempt = row.attempt + 1;
    Entity::update_many()
        .col_expr(Column::Attempt, Expr::value(attempt))
        .col_expr(Column::Worker, Expr::value(&*worker.name))
        .col_expr(
            Column::LeaseUntil,
            clock::after(write.backend(), worker.lease),
        )
        .filter(Column::Id.eq(row.id))
        .exec(write.transaction())
        .await?;
    Ok(Some(Matching {
        session: SessionId(row.id),
        attempt,
    }))
}

/// Renews the claim. Fails when it has passed to another.
pub async fn heartbeat_matching(write: &Write, matching: &Matching, worker: &Worker) -> Result<()> {
    let lease = clock::after(write.backend(), worker.lease);
    let update = Entity::update_many().col_expr(Column::LeaseUntil, lease);
    if_ours(write, update, matching).await
}

/// Gives the job back untouched, as at shutdown. It does not count as a try.
pub async fn release_matching(write: &Write, matching: &Matching) -> Result<()> {
    let released = Expr::col(Column::Released).add(1);
    let update = free().col_expr(Column::Released, released);
    if_ours(write, update, matching).await
}

/// Stores what was decided and ends the session's work, if the claim is still ours.
pub async fn complete_matching(
    write: &Write,
    matching: &Matching,
    books: &LoadedBooks,
    outcome: &Reconciliation,
) -> Result<()> {
    let row = Entity::find()
        .filter(is_ours(matching))
        .lock(LockType::NoKeyUpdate)
        .one(write.transaction())
        .await?
        .ok_or(Error::LeaseLost)?;
    matches::save(write, books, outcome).await?;
    advance(write, &row, SessionStatus::Completed).await?;
    recount(write, matching.session).await
}

/// The update that makes a session wait for another worker.
pub(super) fn free() -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Worker, null())
        .col_expr(Column::LeaseUntil, null())
}

fn is_ours(matching: &Matching) -> Condition {
    Condition::all()
        .add(Column::Id.eq(matching.session.0))
        .add(Column::Attempt.eq(matching.attempt))
        .add(Column::Status.eq("matching"))
        .add(Column::LeaseUntil.is_not_null())
}

async fn if_ours(write: &Write, update: UpdateMany<Entity>, matching: &Matching) -> Result<()> {
    let updated = update
        .filter(is_ours(matching))
        .exec(write.transaction())
        .await?;
    match updated.rows_affected {
        0 => Err(Error::LeaseLost),
        _ => Ok(()),
    }
}
