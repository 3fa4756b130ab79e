//! Reading a document, as a job.

use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
};
use tieout_domain::SessionStatus;
use tieout_domain::id::{DocumentId, SessionId};

use super::{GivenUp, MOST_ATTEMPTS, Reading, Worker};
use crate::entity::document::{self, Column, Entity};
use crate::row::{count, natural, null, storable};
use crate::session::{advance, lock, recount, session_status, settle};
use crate::{Error, Result, Write, clock, document as documents, facts, payload};

/// The document that has waited longest, claimed for `worker`; none when nothing waits. A document
/// whose lease has run out waits, too.
pub async fn claim_reading(write: &Write, worker: &Worker) -> Result<Option<Reading>> {
    let found = Entity::find()
        .filter(is_free(write))
        .filter(
            Expr::col(Column::Attempt)
                .sub(Expr::col(Column::Released))
                .lt(MOST_ATTEMPTS),
        )
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(write.transaction())
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let attempt = row.attempt + 1;
    Entity::update_many()
        .col_expr(Column::Status, Expr::value("processing"))
        .col_expr(Column::Attempt, Expr::value(attempt))
        .col_expr(Column::Worker, Expr::value(&*worker.name))
        .col_expr(
            Column::LeaseUntil,
            clock::after(write.backend(), worker.lease),
        )
        .col_expr(Column::PagesDone, Expr::value(0))
        .filter(Column::Id.eq(row.id))
        .exec(write.transaction())
        .await?;
    let session = lock(write, SessionId(row.session_id)).await?;
    if session_status(&session)? == SessionStatus::Processing {
        advance(write, &session, SessionStatus::Extracting).await?;
    }
    to_reading(row, attempt).map(Some)
}

/// Renews the claim, and says how far the reading is. Fails when the claim has passed to another.
pub async fn heartbeat_reading(
    write: &Write,
    reading: &Reading,
    worker: &Worker,
    pages: Option<(u32, u32)>,
) -> Result<()> {
    let mut update = Entity::update_many().col_expr(
        Column::LeaseUntil,
        clock::after(write.backend(), worker.lease),
    );
    if let Some((done, of)) = pages {
        update = update
            .col_expr(Column::PagesDone, Expr::value(count(Ord::min(done, of))))
            .col_expr(Column::Pages, Expr::value(count(of)));
    }
    if_ours(write, update, reading).await
}

/// Gives the job back untouched, as at shutdown. It does not count as a try.
pub async fn release_reading(write: &Write, reading: &Reading) -> Result<()> {
    let released = Expr::col(Column::Released).add(1);
    let update = queued().col_expr(Column::Released, released);
    if_ours(write, update, reading).await
}

/// Gives the try up for a `reason` that may be gone next time. After the last try the document
/// has failed.
pub async fn retry_reading(write: &Write, reading: &Reading, reason: &str) -> Result<GivenUp> {
    if i64::from(reading.tries_before) + 1 >= i64::from(MOST_ATTEMPTS) {
        fail_reading(write, reading, reason).await?;
        return Ok(GivenUp::Failed);
    }
    let reason = storable(reason);
    let update = queued().col_expr(Column::Error, Expr::value(reason.as_ref()));
    if_ours(write, update, reading).await?;
    Ok(GivenUp::Queued)
}

/// Ends the job: the document cannot be read, for a `reason` that people will see. Its bytes go.
pub async fn fail_reading(write: &Write, reading: &Reading, reason: &str) -> Result<()> {
    if_ours(write, failed(write, reason), reading).await?;
    end(write, reading.document, reading.session).await
}

/// Goes on only while the claim is ours, and keeps it so until the end of this transaction.
pub(crate) async fn still_ours(write: &Write, reading: &Reading) -> Result<document::Model> {
    Entity::find()
        .filter(is_ours(reading))
        .lock(LockType::Update)
        .one(write.transaction())
        .await?
        .ok_or(Error::LeaseLost)
}

/// What follows when a document has failed: nothing read from it stays, nor its bytes.
pub(super) async fn end(write: &Write, document: DocumentId, session: SessionId) -> Result<()> {
    lock(write, session).await?;
    facts::remove(write, session, document).await?;
    payload::delete(write, document).await?;
    settle(write, session).await?;
    recount(write, session).await
}

/// The update that makes a document fail.
pub(super) fn failed(write: &Write, reason: &str) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value("failed"))
        .col_expr(Column::Error, Expr::value(storable(reason).as_ref()))
        .col_expr(Column::Worker, null())
        .col_expr(Column::LeaseUntil, null())
        .col_expr(Column::FinishedAt, clock::now(write.backend()))
}

/// The update that makes a document wait.
pub(super) fn queued() -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value("pending"))
        .col_expr(Column::Worker, null())
        .col_expr(Column::LeaseUntil, null())
        .col_expr(Column::PagesDone, Expr::value(0))
}

fn is_free(write: &Write) -> Condition {
    let is_abandoned = Column::Status
        .eq("processing")
        .and(Expr::col(Column::LeaseUntil).lt(clock::now(write.backend())));
    // The first condition is the index's own.
    Condition::all()
        .add(Expr::cust("status IN ('pending', 'processing')"))
        .add(
            Condition::any()
                .add(Column::Status.eq("pending"))
                .add(is_abandoned),
        )
}

fn is_ours(reading: &Reading) -> Condition {
    Condition::all()
        .add(Column::Id.eq(reading.document.0))
        .add(Column::Attempt.eq(reading.attempt))
        .add(Column::Status.eq("processing"))
}

async fn if_ours(write: &Write, update: UpdateMany<Entity>, reading: &Reading) -> Result<()> {
    let updated = update
        .filter(is_ours(reading))
        .exec(write.transaction())
        .await?;
    match updated.rows_affected {
        0 => Err(Error::LeaseLost),
        _ => Ok(()),
    }
}

fn to_reading(row: document::Model, attempt: i32) -> Result<Reading> {
    let is_chosen = row.kind_source.as_deref() == Some("chosen");
    Ok(Reading {
        document: DocumentId(row.id),
        session: SessionId(row.session_id),
        position: natural(row.position),
        chosen_kind: documents::kind(&row)?.filter(|_| is_chosen),
        name: row.file_name,
        size: row.size,
        mime_type: row.mime_type,
        content_hash: row.content_hash,
        tries_before: natural(row.attempt - row.released),
        attempt,
    })
}
