//! Match results.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::id::{MatchId, ReceiptId, SessionId, TransactionId};
use tieout_domain::{Coding, Confidence, LegVerdict, MatchStatus, Status};
use uuid::Uuid;

use super::ordered;
use crate::entity::match_result::{Column, Entity, Model};
use crate::matches::{from_status_word, status_word};
use crate::row::{coding, confidence, from_word, natural, word};
use crate::session::find;
use crate::{Error, Missing, Order, Page, PageRequest, Read, Result};

/// How many ids one statement names.
const IDS_PER_STATEMENT: usize = 1_000;

/// Which matches, in which order.
#[derive(Debug, Clone, Default)]
pub struct MatchQuery {
    /// Only those of which this was decided.
    pub match_status: Option<MatchStatus>,
    /// Only those whose transactions lack this.
    pub status: Option<Status>,
    /// What they are ordered by.
    pub order_by: MatchOrder,
    /// Which end comes first.
    pub order: Order,
    /// Which page.
    pub page: PageRequest,
}

/// What matches can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MatchOrder {
    /// How sure they are.
    #[default]
    Confidence,
    /// When they last changed.
    Updated,
}

/// What was decided of a transaction, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchView {
    /// Its id.
    pub id: MatchId,
    /// Its transaction.
    pub transaction: TransactionId,
    /// The best proof.
    pub receipt: Option<ReceiptId>,
    /// What was decided.
    pub match_status: MatchStatus,
    /// What the transaction still lacks.
    pub status: Status,
    /// How sure `match_status` is.
    pub confidence: Confidence,
    /// Why, in a sentence.
    pub reason: String,
    /// Charge − proof in minor units, where both are in one currency.
    pub amount_difference_minor: Option<i64>,
    /// Proof − charge in days.
    pub date_difference_days: Option<i32>,
    /// How well the merchants agree.
    pub merchant_similarity: Option<Confidence>,
    /// How the leg to the expense report ended.
    pub report_leg: LegView,
    /// How the leg to the receipt documents ended.
    pub document_leg: LegView,
    /// Where the cost is booked.
    pub coding: Coding,
    /// Who reviewed it last.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What they noted.
    pub notes: Option<String>,
    /// Grows whenever the result says something else.
    pub version: u32,
    /// When it was first made.
    pub created_at: DateTime<Utc>,
}

/// How one leg of a match ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegView {
    /// Matched, to be looked at, or nothing.
    pub verdict: LegVerdict,
    /// Did a person decide it?
    pub is_decided: bool,
}

/// One match result, in a session that is to be shown.
pub async fn match_result(db: &impl Read, id: MatchId) -> Result<MatchView> {
    let row = Entity::find_by_id(id.0).one(&db.executor()).await?;
    let row = row.ok_or(Error::NotFound(Missing::Match))?;
    find(db, SessionId(row.session_id)).await?;
    view(row)
}

/// The match results of a session that is to be shown.
pub async fn matches(
    db: &impl Read,
    session: SessionId,
    query: &MatchQuery,
) -> Result<Page<MatchView>> {
    find(db, session).await?;
    let mut select = Entity::find().filter(Column::SessionId.eq(session.0));
    if let Some(status) = query.match_status {
        select = select.filter(Column::MatchStatus.eq(word(status)?));
    }
    if let Some(status) = query.status {
        select = select.filter(Column::Completeness.eq(status_word(status)));
    }
    let column = match query.order_by {
        MatchOrder::Confidence => Column::Confidence,
        MatchOrder::Updated => Column::UpdatedAt,
    };
    let select = ordered(select, column, Column::Id, query.order);
    query.page.of(db, select, view).await
}

/// The match results of some transactions.
pub(super) async fn by_transaction(
    db: &impl Read,
    transactions: &[Uuid],
) -> Result<HashMap<Uuid, MatchView>> {
    let mut found = HashMap::with_capacity(transactions.len());
    for ids in transactions.chunks(IDS_PER_STATEMENT) {
        let rows = Entity::find()
            .filter(Column::TransactionId.is_in(ids.iter().copied()))
            .all(&db.executor())
            .await?;
        for row in rows {
            found.insert(row.transaction_id, view(row)?);
        }
    }
    Ok(found)
}

fn view(row: Model) -> Result<MatchView> {
    Ok(MatchView {
        id: MatchId(row.id),
        transaction: TransactionId(row.transaction_id),
        receipt: row.receipt_id.map(ReceiptId),
        match_status: from_word("a match's status", &row.match_status)?,
        status: from_status_word(&row.completeness)?,
        confidence: confidence(row.confidence),
        reason: row.match_reason,
        amount_difference_minor: row.amount_difference_minor,
        date_difference_days: row.date_difference_days,
        merchant_similarity: row.merchant_similarity.map(confidence),
        report_leg: leg(&row.report_verdict, row.report_is_decided)?,
        document_leg: leg(&row.document_verdict, row.document_is_decided)?,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
        reviewed_by: row.reviewed_by,
        reviewed_at: row.reviewed_at,
        notes: row.notes,
        version: natural(row.version),
        created_at: row.created_at,
    })
}

fn leg(verdict: &str, is_decided: bool) -> Result<LegView> {
    Ok(LegView {
        verdict: from_word("a leg's verdict", verdict)?,
        is_decided,
    })
}
