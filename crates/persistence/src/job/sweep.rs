//! Jobs whose workers are gone.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tieout_domain::id::{DocumentId, SessionId};

use super::{MOST_ATTEMPTS, matching, reading};
use crate::entity::{document, document_payload, session};
use crate::session::{fail, recount};
use crate::{Read, Result, Write, clock};

/// What the sweeper found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// Documents that took their worker with them once too often.
    pub failed_documents: Vec<DocumentId>,
    /// Sessions whose matching did.
    pub failed_sessions: Vec<SessionId>,
}

/// Ends the jobs whose last try ran out of its lease: whatever reads them does not come back.
/// Those with tries left need no sweeping; they are free to be claimed.
pub async fn sweep(write: &Write) -> Result<Swept> {
    let mut swept = Swept::default();
    while let Some((document, session)) = exhausted_document(write).await? {
        let reason = format!(
            "reading it was broken off {MOST_ATTEMPTS} times: it crashed or hung the reader. \
             Print or scan it anew, and upload that"
        );
        reading::failed(write, &reason)
            .filter(document::Column::Id.eq(document.0))
            .exec(write.transaction())
            .await?;
        reading::end(write, document, session).await?;
        swept.failed_documents.push(document);
    }
    while let Some(session) = exhausted_session(write).await? {
        let reason =
            format!("matching was broken off {MOST_ATTEMPTS} times: add a document to try again");
        fail(write, session, &reason).await?;
        recount(write, session).await?;
        swept.failed_sessions.push(session);
    }
    Ok(swept)
}

/// Ends the jobs whose bytes are not there: a backup leaves them out.
pub(crate) async fn fail_without_bytes(write: &Write) -> Result<()> {
    use document::{Column, Entity};
    let bytes = Query::select()
        .column(document_payload::Column::DocumentId)
        .from(document_payload::Entity)
        .and_where(document_payload::Column::DocumentId.is_not_null())
        .take();
    let rows = Entity::find()
        .filter(Expr::cust("status IN ('pending', 'processing')"))
        .filter(Expr::col(Column::Id).not_in_subquery(bytes))
        .all(write.transaction())
        .await?;
    for row in rows {
        let reason =
            "it was not read before the database was restored from a backup: upload it again";
        reading::failed(write, reason)
            .filter(Column::Id.eq(row.id))
            .exec(write.transaction())
            .await?;
        reading::end(write, DocumentId(row.id), SessionId(row.session_id)).await?;
    }
    Ok(())
}

/// Gives back everything that a worker holds, as at shutdown.
pub async fn release_all(write: &Write, worker: &str) -> Result<u64> {
    let released = Expr::col(document::Column::Released).add(1);
    let documents = reading::queued()
        .col_expr(document::Column::Released, released)
        .filter(document::Column::Status.eq("processing"))
        .filter(document::Column::Worker.eq(worker))
        .exec(write.transaction())
        .await?;
    let released = Expr::col(session::Column::Released).add(1);
    let sessions = matching::free()
        .col_expr(session::Column::Released, released)
        .filter(session::Column::Status.eq("matching"))
        .filter(session::Column::Worker.eq(worker))
        .exec(write.transaction())
        .await?;
    Ok(documents.rows_affected + sessions.rows_affected)
}

/// When the next lease runs out; none when no document is being read. For those who wait.
pub async fn next_lease_end(db: &impl Read) -> Result<Option<DateTime<Utc>>> {
    let next = document::Entity::find()
        .filter(Expr::cust("status IN ('pending', 'processing')"))
        .filter(document::Column::LeaseUntil.is_not_null())
        .order_by_asc(document::Column::LeaseUntil)
        .one(&db.executor())
        .await?;
    Ok(next.and_then(|row| row.lease_until))
}

/// How long ago the document was taken in that has waited longest for its reading to end; none when
/// all have been read. By the database's clock.
pub async fn longest_wait(db: &impl Read) -> Result<Option<TimeDelta>> {
    let oldest = document::Entity::find()
        .filter(Expr::cust("status IN ('pending', 'processing')"))
        .order_by_asc(document::Column::QueuedAt)
        .one(&db.executor())
        .await?;
    let Some(oldest) = oldest else {
        return Ok(None);
    };
    Ok(Some(clock::read(db).await? - oldest.queued_at))
}

async fn exhausted_document(write: &Write) -> Result<Option<(DocumentId, SessionId)>> {
    use document::Column;
    let row = document::Entity::find()
        .filter(Expr::cust("status IN ('pending', 'processing')"))
        .filter(Column::Status.eq("processing"))
        .filter(Expr::col(Column::LeaseUntil).lt(clock::now(write.backend())))
        .filter(
            Expr::col(Column::Attempt)
                .sub(Expr::col(Column::Released))
                .gte(MOST_ATTEMPTS),
        )
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(write.transaction())
        .await?;
    Ok(row.map(|row| (DocumentId(row.id), SessionId(row.session_id))))
}

async fn exhausted_session(write: &Write) -> Result<Option<SessionId>> {
    use session::Column;
    let row = session::Entity::find()
        .filter(Expr::cust("status = 'matching'"))
        .filter(Expr::col(Column::LeaseUntil).lt(clock::now(write.backend())))
        .filter(
            Expr::col(Column::Attempt)
                .sub(Expr::col(Column::Released))
                .gte(MOST_ATTEMPTS),
        )
        .limit(1)
        .lock_with_behavior(LockType::NoKeyUpdate, LockBehavior::SkipLocked)
        .one(write.transaction())
        .await?;
    Ok(row.map(|row| SessionId(row.id)))
}
