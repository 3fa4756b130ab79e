//! The proofs that were laid against transactions.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tieout_domain::id::{MatchId, ReceiptId};
use tieout_domain::{Confidence, Factors, MatchKind, Money};
use uuid::Uuid;

use crate::entity::match_link::{Column, Entity, Model};
use crate::matches::{LINK, REPORT, StoredDifference};
use crate::row::{confidence, from_json, from_word, money};
use crate::{Error, Read, Result};

/// How many ids one statement names.
const IDS_PER_STATEMENT: usize = 1_000;

/// A proof laid against a transaction, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkView {
    /// Is the proof a line of an expense report, and not a receipt?
    pub is_of_report: bool,
    /// Is it the next best, and not what was settled or offered?
    pub is_runner_up: bool,
    /// The proof.
    pub receipt: ReceiptId,
    /// The shape of the pair.
    pub kind: MatchKind,
    /// How much of the transaction it covers.
    pub allocated: Money,
    /// How sure the pair is.
    pub confidence: Confidence,
    /// What the confidence is made of.
    pub factors: Factors,
    /// In what the two papers differ.
    pub differences: Vec<StoredDifference>,
    /// Why, in a sentence.
    pub reason: String,
}

/// The links of some matches, the best first.
pub async fn links(db: &impl Read, matches: &[MatchId]) -> Result<HashMap<MatchId, Vec<LinkView>>> {
    let ids: Vec<Uuid> = matches.iter().map(|id| id.0).collect();
    let mut found: HashMap<MatchId, Vec<LinkView>> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(IDS_PER_STATEMENT) {
        let rows = Entity::find()
            .filter(Column::MatchId.is_in(ids.iter().copied()))
            .order_by_asc(Column::Position)
            .all(&db.executor())
            .await?;
        for row in rows {
            let links = found.entry(MatchId(row.match_id)).or_default();
            links.push(view(row)?);
        }
    }
    Ok(found)
}

fn view(row: Model) -> Result<LinkView> {
    let allocated: Option<Money> = money(Some(row.allocated_minor), Some(&row.currency))?;
    Ok(LinkView {
        is_of_report: row.leg == REPORT,
        is_runner_up: row.role != LINK,
        receipt: ReceiptId(row.receipt_id),
        kind: from_word("a link's kind", &row.kind)?,
        allocated: allocated.ok_or_else(|| Error::corrupt("a link", "it allocates nothing"))?,
        confidence: confidence(row.confidence),
        factors: Factors {
            amount: confidence(row.amount_factor),
            date: confidence(row.date_factor),
            merchant: confidence(row.merchant_factor),
        },
        differences: from_json("a link's differences", row.differences)?,
        reason: row.reason,
    })
}
