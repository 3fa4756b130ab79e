//! Sessions: made, found, renamed, deleted.

mod list;
mod status;
mod summary;

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
};
use tieout_domain::id::SessionId;
use tieout_domain::{Period, SessionStatus};
use uuid::Uuid;

use crate::document::{self, Added, Upload};
use crate::entity::{document as document_entity, session};
use crate::row::{from_word, key, natural, period, storable, word};
use crate::{Error, Missing, Read, Result, Write, bulk, clock, reuse};

pub use list::{SessionOrder, SessionQuery, list};
pub(crate) use status::{advance, fail, lock, recount, settle};
pub use status::{lock_settled, request_matching};
pub use summary::{Summary, summaries};

/// A session without what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Its name: "March 2025".
    pub name: String,
    /// Where it is.
    pub status: SessionStatus,
    /// What failed, if it did.
    pub error: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// From this instant on it is not shown.
    pub expires_at: DateTime<Utc>,
    /// Grows with every change to it or to what hangs on it.
    pub revision: i64,
    /// How many documents it has.
    pub documents: u32,
    /// How many transactions were read.
    pub transactions: u32,
    /// How many report lines and receipts were read.
    pub receipts: u32,
    /// How many transactions are matched or approved.
    pub matched: u32,
    /// The days that its statements cover.
    pub period: Option<Period>,
    /// How often it has been matched.
    pub run: u32,
}

/// A session to be made.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its name.
    pub name: String,
    /// How long it is kept.
    pub retention: Duration,
}

/// Makes a session with its first documents, which are queued for reading.
pub async fn create(
    write: &Write,
    new: &NewSession,
    uploads: &[Upload],
) -> Result<(SessionId, Vec<Added>)> {
    let id = Uuid::now_v7();
    let created_at = clock::read(write).await?;
    let status = match uploads {
        [] => SessionStatus::Completed,
        _ => SessionStatus::Processing,
    };
    let row = session::Model {
        id,
        name: storable(&new.name).into_owned(),
        name_key: key(&storable(&new.name)),
        status: word(status)?,
        error: None,
        created_at,
        updated_at: created_at,
        expires_at: created_at + new.retention,
        revision: 1,
        upload_count: 0,
        total_transactions: 0,
        total_receipts: 0,
        matched_count: 0,
        period_start: None,
        period_end: None,
        attempt: 0,
        released: 0,
        worker: None,
        lease_until: None,
        run: 0,
    };
    bulk::insert::<session::Entity>(write, vec![row]).await?;
    let added = document::enqueue(write, SessionId(id), uploads).await?;
    recount(write, SessionId(id)).await?;
    Ok((SessionId(id), added))
}

/// The session, if there is one and it is not past its retention.
pub async fn get(db: &impl Read, id: SessionId) -> Result<Session> {
    from_row(find(db, id).await?)
}

/// Gives it another name.
pub async fn rename(write: &Write, id: SessionId, name: &str) -> Result<()> {
    find(write, id).await?;
    let name = storable(name);
    session::Entity::update_many()
        .col_expr(session::Column::Name, Expr::value(name.as_ref()))
        .col_expr(session::Column::NameKey, Expr::value(key(&name)))
        .filter(session::Column::Id.eq(id.0))
        .exec(write.transaction())
        .await?;
    recount(write, id).await
}

/// Deletes it with all that hangs on it. While work goes on only if forced; the work then finds
/// nothing to be written to, and stops.
pub async fn delete(write: &Write, id: SessionId, force: bool) -> Result<()> {
    // Documents are locked before their session everywhere, so that nobody waits in a circle.
    document_entity::Entity::find()
        .select_only()
        .column(document_entity::Column::Id)
        .filter(document_entity::Column::SessionId.eq(id.0))
        .lock(LockType::Update)
        .into_tuple::<Uuid>()
        .all(write.transaction())
        .await?;
    let session = lock(write, id).await?;
    if session_status(&session)?.is_in_work() && !force {
        return Err(Error::InWork);
    }
    reuse::forget(write, id.0).await?;
    session::Entity::delete_by_id(id.0)
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// The row of a session that is to be shown.
pub(crate) async fn find(db: &impl Read, id: SessionId) -> Result<session::Model> {
    live(db, session::Entity::find_by_id(id.0)).await
}

/// The one row that `query` finds, if its session is not past its retention.
async fn live(db: &impl Read, query: Select<session::Entity>) -> Result<session::Model> {
    #[derive(FromQueryResult)]
    struct Found {
        #[sea_orm(nested)]
        session: session::Model,
        is_live: bool,
    }
    let db = db.executor();
    let found = query
        .column_as(is_live(db.get_database_backend()), "is_live")
        .into_model::<Found>()
        .one(&db)
        .await?;
    match found {
        Some(found) if found.is_live => Ok(found.session),
        Some(found) => Err(Error::Expired {
            at: found.session.expires_at,
        }),
        None => Err(Error::NotFound(Missing::Session)),
    }
}

/// The condition of being shown, by the database's clock.
pub(crate) fn is_live(backend: sea_orm::DbBackend) -> Expr {
    Expr::col((session::Entity, session::Column::ExpiresAt)).gt(clock::now(backend))
}

pub(crate) fn session_status(row: &session::Model) -> Result<SessionStatus> {
    from_word("a session's status", &row.status)
}

fn from_row(row: session::Model) -> Result<Session> {
    Ok(Session {
        id: SessionId(row.id),
        status: session_status(&row)?,
        period: period(row.period_start, row.period_end)?,
        name: row.name,
        error: row.error,
        created_at: row.created_at,
        updated_at: row.updated_at,
        expires_at: row.expires_at,
        revision: row.revision,
        documents: natural(row.upload_count),
        transactions: natural(row.total_transactions),
        receipts: natural(row.total_receipts),
        matched: natural(row.matched_count),
        run: natural(row.run),
    })
}
