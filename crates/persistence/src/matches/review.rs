//! What a reviewer refers to: a match, as they saw it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::id::{MatchId, SessionId, TransactionId};

use crate::entity::match_result::{Column, Entity, Model};
use crate::row::natural;
use crate::session::{self, lock};
use crate::{Error, Missing, Read, Result, Write};

/// A match result, by what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchRef {
    /// Its id, which stays through every new matching.
    pub id: MatchId,
    /// The session.
    pub session: SessionId,
    /// The transaction.
    pub transaction: TransactionId,
    /// Grows whenever the result says something else.
    pub version: u32,
}

/// The match by that id, in a session that is to be shown.
pub async fn find(db: &impl Read, id: MatchId) -> Result<MatchRef> {
    live(db, Entity::find_by_id(id.0).one(&db.executor()).await?).await
}

/// The match of a transaction.
pub async fn of_transaction(db: &impl Read, id: TransactionId) -> Result<MatchRef> {
    let row = Entity::find()
        .filter(Column::TransactionId.eq(id.0))
        .one(&db.executor())
        .await?;
    live(db, row).await
}

/// Goes on only if the match is still as the reviewer saw it; it then stays so until the end of
/// this transaction.
pub async fn expect_version(write: &Write, seen: &MatchRef) -> Result<()> {
    lock(write, seen.session).await?;
    if find(write, seen.id).await?.version == seen.version {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

async fn live(db: &impl Read, row: Option<Model>) -> Result<MatchRef> {
    let row = row.ok_or(Error::NotFound(Missing::Match))?;
    session::find(db, SessionId(row.session_id)).await?;
    Ok(MatchRef {
        id: MatchId(row.id),
        session: SessionId(row.session_id),
        transaction: TransactionId(row.transaction_id),
        version: natural(row.version),
    })
}
