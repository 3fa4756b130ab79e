//! What is past its time goes.

use std::time::Duration;

use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::entity::{
    audit_event, document, document_payload, idempotency_key, receipt, receipt_mark, session,
    transaction,
};
use crate::job::fail_without_bytes;
use crate::{Database, Result, Write, clock};

/// How long what is kept without a session is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Events of the audit trail.
    pub audit: Duration,
    /// Marks by which a receipt is known again.
    pub receipt_marks: Duration,
    /// Bytes that no document came of.
    pub orphans: Duration,
}

/// What a cleanup deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Sessions past their retention.
    pub sessions: u64,
    /// Documents that went with them.
    pub documents: u64,
    /// Transactions that went with them.
    pub transactions: u64,
    /// Report lines and receipts that went with them.
    pub receipts: u64,
    /// Uploads that no document came of.
    pub orphans: u64,
    /// Keys of requests that were never answered.
    pub unanswered: u64,
    /// Events of the audit trail.
    pub audit_events: u64,
}

/// How many sessions go in one transaction: others want to write, too.
const SESSIONS_AT_ONCE: u64 = 20;

impl Default for Retention {
    fn default() -> Self {
        Self {
            audit: Duration::from_secs(400 * 24 * 60 * 60),
            receipt_marks: Duration::from_secs(400 * 24 * 60 * 60),
            orphans: Duration::from_secs(24 * 60 * 60),
        }
    }
}

/// Deletes all sessions past their retention, except those in work, with all that hangs on them;
/// and what was forgotten along the way.
pub async fn cleanup(db: &Database, retention: &Retention) -> Result<Cleaned> {
    let mut cleaned = Cleaned::default();
    loop {
        let write = db.write().await?;
        let expired = expired(&write).await?;
        if expired.is_empty() {
            break;
        }
        delete(&write, &expired, &mut cleaned).await?;
        write.commit().await?;
    }
    let write = db.write().await?;
    delete_leftovers(&write, retention, &mut cleaned).await?;
    write.commit().await?;
    give_space_back(db).await?;
    Ok(cleaned)
}

/// Makes a restored backup fit to be served: what has expired since goes, and documents whose bytes
/// the backup leaves out are told to be uploaded again.
pub async fn after_restore(db: &Database, retention: &Retention) -> Result<Cleaned> {
    let write = db.write().await?;
    fail_without_bytes(&write).await?;
    write.commit().await?;
    cleanup(db, retention).await
}

async fn expired(write: &Write) -> Result<Vec<Uuid>> {
    use session::Column;
    Ok(session::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Expr::col(Column::ExpiresAt).lte(clock::now(write.backend())))
        .filter(Column::Status.is_in(["completed", "failed"]))
        .order_by_asc(Column::ExpiresAt)
        .limit(SESSIONS_AT_ONCE)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple()
        .all(write.transaction())
        .await?)
}

async fn delete(write: &Write, sessions: &[Uuid], cleaned: &mut Cleaned) -> Result<()> {
    let ids = || sessions.iter().copied();
    let db = write.transaction();
    let documents = document::Entity::find().filter(document::Column::SessionId.is_in(ids()));
    cleaned.documents += documents.count(db).await?;
    let transactions =
        transaction::Entity::find().filter(transaction::Column::SessionId.is_in(ids()));
    cleaned.transactions += transactions.count(db).await?;
    let receipts = receipt::Entity::find().filter(receipt::Column::SessionId.is_in(ids()));
    cleaned.receipts += receipts.count(db).await?;
    let deleted = session::Entity::delete_many()
        .filter(session::Column::Id.is_in(ids()))
        .exec(db)
        .await?;
    cleaned.sessions += deleted.rows_affected;
    Ok(())
}

async fn delete_leftovers(
    write: &Write,
    retention: &Retention,
    cleaned: &mut Cleaned,
) -> Result<()> {
    let long_ago = |span| clock::before(write.backend(), span);
    let db = write.transaction();
    let orphans = document_payload::Entity::delete_many()
        .filter(document_payload::Column::DocumentId.is_null())
        .filter(Expr::col(document_payload::Column::CreatedAt).lt(long_ago(retention.orphans)))
        .exec(db)
        .await?;
    let unanswered = idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::SessionId.is_null())
        .filter(Expr::col(idempotency_key::Column::BegunAt).lt(long_ago(retention.orphans)))
        .exec(db)
        .await?;
    let events = audit_event::Entity::delete_many()
        .filter(Expr::col(audit_event::Column::OccurredAt).lt(long_ago(retention.audit)))
        .exec(db)
        .await?;
    receipt_mark::Entity::delete_many()
        .filter(Expr::col(receipt_mark::Column::SeenAt).lt(long_ago(retention.receipt_marks)))
        .exec(db)
        .await?;
    cleaned.orphans = orphans.rows_affected;
    cleaned.unanswered = unanswered.rows_affected;
    cleaned.audit_events = events.rows_affected;
    Ok(())
}

/// PostgreSQL does this by itself.
async fn give_space_back(db: &Database) -> Result<()> {
    let connection = db.schema_connection();
    if connection.get_database_backend() == DbBackend::Sqlite {
        connection
            .execute_unprepared("PRAGMA incremental_vacuum")
            .await?;
        // Deleted bytes stand in the log, too, until it is written back.
        connection
            .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
            .await?;
    }
    Ok(())
}
