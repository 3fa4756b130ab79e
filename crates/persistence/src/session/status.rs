//! From one status to the next, and the counts that are shown beside it.

use sea_orm::sea_query::{
    Alias, Asterisk, Expr, ExprTrait, Func, LockType, Query, SelectStatement,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;

use super::{find, session_status};
use crate::entity::{document, match_result, receipt, session, transaction};
use crate::row::{null, word};
use crate::{Error, Missing, Result, Write, clock, correction};

/// The session's row, which nobody else can change until the end of this transaction.
pub(crate) async fn lock(write: &Write, id: SessionId) -> Result<session::Model> {
    session::Entity::find_by_id(id.0)
        .lock(LockType::NoKeyUpdate)
        .one(write.transaction())
        .await?
        .ok_or(Error::NotFound(Missing::Session))
}

/// Goes on to `to`, if the session may.
pub(crate) async fn advance(write: &Write, row: &session::Model, to: SessionStatus) -> Result<()> {
    let to = session_status(row)?.advance(to)?;
    let mut update = session::Entity::update_many()
        .col_expr(session::Column::Status, Expr::value(word(to)?))
        .col_expr(session::Column::UpdatedAt, clock::now(write.backend()))
        .col_expr(session::Column::Worker, null())
        .col_expr(session::Column::LeaseUntil, null());
    if to != SessionStatus::Failed {
        update = update.col_expr(session::Column::Error, null());
    }
    if to == SessionStatus::Matching {
        // Attempts are counted anew for each matching; the number itself only ever grows.
        update = update.col_expr(
            session::Column::Released,
            Expr::col(session::Column::Attempt),
        );
    }
    update
        .filter(session::Column::Id.eq(row.id))
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// Keeps a finished session as it is until the end of this transaction.
pub async fn lock_settled(write: &Write, id: SessionId) -> Result<()> {
    find(write, id).await?;
    let row = lock(write, id).await?;
    if session_status(&row)?.is_in_work() {
        return Err(Error::InWork);
    }
    Ok(())
}

/// Asks for a finished session to be matched again: a decision, an alias or a correction changed.
pub async fn request_matching(write: &Write, id: SessionId) -> Result<()> {
    find(write, id).await?;
    let row = lock(write, id).await?;
    if session_status(&row)?.is_in_work() {
        return Err(Error::InWork);
    }
    advance(write, &row, SessionStatus::Processing).await?;
    settle(write, id).await?;
    recount(write, id).await
}

/// Decides what the session does now that a document has come to its end: nothing while others
/// are still to be read; matching when something was read; failure when nothing was.
pub(crate) async fn settle(write: &Write, id: SessionId) -> Result<()> {
    let count = |status: &'static [&'static str]| {
        document::Entity::find()
            .filter(document::Column::SessionId.eq(id.0))
            .filter(document::Column::Status.is_in(status.iter().copied()))
            .count(write.transaction())
    };
    if count(&["pending", "processing"]).await? > 0 {
        return Ok(());
    }
    if count(&["completed"]).await? == 0 {
        return fail(
            write,
            id,
            "none of the documents could be read: each says why",
        )
        .await;
    }
    correction::reapply(write, id).await?;
    let row = lock(write, id).await?;
    if session_status(&row)? == SessionStatus::Processing {
        advance(write, &row, SessionStatus::Extracting).await?;
    }
    let row = lock(write, id).await?;
    advance(write, &row, SessionStatus::Matching).await
}

/// Ends the session's work with the words of what went wrong.
pub(crate) async fn fail(write: &Write, id: SessionId, reason: &str) -> Result<()> {
    let row = lock(write, id).await?;
    advance(write, &row, SessionStatus::Failed).await?;
    session::Entity::update_many()
        .col_expr(session::Column::Error, Expr::value(reason))
        .filter(session::Column::Id.eq(id.0))
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// Makes the counts say what the child rows say, and the revision that something changed.
pub(crate) async fn recount(write: &Write, id: SessionId) -> Result<()> {
    use session::Column;
    let matched = match_result::Column::MatchStatus.is_in(["matched", "approved"]);
    let documents = count(document::Entity, document::Column::SessionId, id);
    let transactions = count(transaction::Entity, transaction::Column::SessionId, id);
    let receipts = count(receipt::Entity, receipt::Column::SessionId, id);
    let mut matches = count(match_result::Entity, match_result::Column::SessionId, id);
    matches.and_where(matched);
    session::Entity::update_many()
        .col_expr(Column::UploadCount, scalar(documents))
        .col_expr(Column::TotalTransactions, scalar(transactions))
        .col_expr(Column::TotalReceipts, scalar(receipts))
        .col_expr(Column::MatchedCount, scalar(matches))
        .col_expr(Column::PeriodStart, scalar(ends(id, true)))
        .col_expr(Column::PeriodEnd, scalar(ends(id, false)))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .col_expr(Column::UpdatedAt, clock::now(write.backend()))
        .filter(Column::Id.eq(id.0))
        .exec(write.transaction())
        .await?;
    Ok(())
}

fn count<E: EntityTrait>(table: E, session_id: E::Column, id: SessionId) -> SelectStatement {
    Query::select()
        .expr(Func::cast_as(
            Func::count(Expr::col(Asterisk)),
            Alias::new("integer"),
        ))
        .from(table)
        .and_where(session_id.eq(id.0))
        .take()
}

fn ends(id: SessionId, first: bool) -> SelectStatement {
    let end = if first {
        Func::min(Expr::col(document::Column::PeriodStart))
    } else {
        Func::max(Expr::col(document::Column::PeriodEnd))
    };
    Query::select()
        .expr(end)
        .from(document::Entity)
        .and_where(document::Column::SessionId.eq(id.0))
        .take()
}

fn scalar(query: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(query.into()))
}
