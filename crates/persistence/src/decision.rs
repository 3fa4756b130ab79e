//! What people decided: one word on one pair, kept by what the papers say.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use tieout_domain::id::SessionId;
use tieout_domain::{Decision, ProofRef, TransactionRef, Verdict};
use uuid::Uuid;

use crate::books::{BookIds, LoadedBooks};
use crate::entity::decision::{Column, Entity, Model};
use crate::fingerprint::{ProofKey, TransactionKey};
use crate::row::storable;
use crate::session::lock;
use crate::{Error, Missing, Read, Result, Write, bulk, clock};

const APPROVED: &str = "approved";
const REJECTED: &str = "rejected";
const NO_PROOF: &str = "no_proof";

/// Who decided, when, and what they noted beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What they noted.
    pub notes: Option<String>,
}

/// The decisions of a session, as matching takes them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decisions {
    /// Those that hold.
    pub current: Vec<Decision>,
    /// Per transaction, the last word on it.
    pub reviewed: BTreeMap<TransactionRef, Reviewed>,
    /// How many speak of papers that are not among the documents now. They hold again when the
    /// papers come back.
    pub dormant: usize,
}

/// Remembers a decision. It takes the place of what it contradicts: an approval, of another on the
/// same leg and of "no proof"; a rejection, of an approval of the same proof; "no proof", of all
/// approvals.
pub async fn record(
    write: &Write,
    books: &LoadedBooks,
    decision: &Decision,
    actor: &str,
    notes: Option<&str>,
) -> Result<()> {
    lock(write, books.session).await?;
    let transaction = books
        .ids
        .transaction_key(decision.transaction)
        .ok_or(Error::NotFound(Missing::Transaction))?;
    let (verdict, proofs) = spelled_out(&books.ids, &decision.verdict)?;
    remove(
        write,
        books.session,
        transaction,
        contradicted(verdict, &proofs),
    )
    .await?;
    let decided_at = clock::read(write).await?;
    let keys: Vec<Option<&ProofKey>> = match verdict {
        NO_PROOF => vec![None],
        _ => proofs.into_iter().map(Some).collect(),
    };
    let rows = keys.into_iter().map(|proof| Model {
        id: Uuid::now_v7(),
        session_id: books.session.0,
        transaction_key: transaction.as_str().to_owned(),
        proof_key: proof.map(|proof| proof.as_str().to_owned()),
        verdict: verdict.to_owned(),
        actor: actor.to_owned(),
        notes: notes.map(|notes| storable(notes).into_owned()),
        decided_at,
    });
    bulk::insert::<Entity>(write, rows.collect()).await
}

/// Takes back all that was decided on a transaction.
pub async fn withdraw(
    write: &Write,
    books: &LoadedBooks,
    transaction: TransactionRef,
) -> Result<()> {
    lock(write, books.session).await?;
    let key = books
        .ids
        .transaction_key(transaction)
        .ok_or(Error::NotFound(Missing::Transaction))?;
    remove(write, books.session, key, Condition::all()).await
}

/// The decisions of a session, found again among its books.
pub async fn load(db: &impl Read, books: &LoadedBooks) -> Result<Decisions> {
    let rows = Entity::find()
        .filter(Column::SessionId.eq(books.session.0))
        .order_by_asc(Column::DecidedAt)
        .order_by_asc(Column::Id)
        .all(&db.executor())
        .await?;
    Ok(found(rows, &books.ids))
}

fn found(rows: Vec<Model>, ids: &BookIds) -> Decisions {
    let places = Places::of(ids);
    let mut decisions = Decisions::default();
    let mut words: BTreeMap<(TransactionRef, String), Vec<ProofRef>> = BTreeMap::new();
    for row in rows {
        let Some((transaction, proof)) = places.find(&row) else {
            decisions.dormant += 1;
            continue;
        };
        let word = words.entry((transaction, row.verdict)).or_default();
        word.extend(proof);
        let reviewed = Reviewed {
            by: row.actor,
            at: row.decided_at,
            notes: row.notes,
        };
        decisions.reviewed.insert(transaction, reviewed);
    }
    let decision = |((transaction, word), proofs): ((TransactionRef, String), Vec<ProofRef>)| {
        let verdict = match word.as_str() {
            APPROVED => Verdict::Approved(proofs),
            REJECTED => Verdict::Rejected(proofs),
            _ => Verdict::NoProof,
        };
        Decision {
            transaction,
            verdict,
        }
    };
    decisions.current = words.into_iter().map(decision).collect();
    decisions
}

/// Where the papers stand that decisions speak of.
struct Places<'a> {
    transactions: BTreeMap<&'a str, TransactionRef>,
    proofs: BTreeMap<&'a str, ProofRef>,
}

impl<'a> Places<'a> {
    fn of(ids: &'a BookIds) -> Self {
        let transactions = ids.transaction_keys.iter().map(TransactionKey::as_str);
        let lines = ids.line_keys.iter().map(ProofKey::as_str).enumerate();
        let receipts = ids.receipt_keys.iter().map(ProofKey::as_str).enumerate();
        let line = |place| ProofRef::Line(tieout_domain::LineRef::new(place));
        let receipt = |place| ProofRef::Receipt(tieout_domain::ReceiptRef::new(place));
        Self {
            transactions: transactions
                .enumerate()
                .map(|(place, key)| (key, TransactionRef::new(place)))
                .collect(),
            proofs: lines
                .map(|(place, key)| (key, line(place)))
                .chain(receipts.map(|(place, key)| (key, receipt(place))))
                .collect(),
        }
    }

    fn find(&self, row: &Model) -> Option<(TransactionRef, Option<ProofRef>)> {
        let transaction = self
            .transactions
            .get(row.transaction_key.as_str())
            .copied()?;
        match &row.proof_key {
            None => Some((transaction, None)),
            Some(key) => Some((transaction, Some(self.proofs.get(key.as_str()).copied()?))),
        }
    }
}

fn spelled_out<'a>(
    ids: &'a BookIds,
    verdict: &Verdict,
) -> Result<(&'static str, Vec<&'a ProofKey>)> {
    let (word, proofs): (_, &[ProofRef]) = match verdict {
        Verdict::Approved(proofs) => (APPROVED, proofs),
        Verdict::Rejected(proofs) => (REJECTED, proofs),
        Verdict::NoProof => (NO_PROOF, &[]),
    };
    let key = |proof: &ProofRef| {
        ids.proof_key(*proof)
            .ok_or(Error::NotFound(Missing::Receipt))
    };
    Ok((word, proofs.iter().map(key).collect::<Result<_>>()?))
}

/// Which of the earlier words on a transaction no longer hold.
fn contradicted(verdict: &str, proofs: &[&ProofKey]) -> Condition {
    let same_pairs = Column::ProofKey.is_in(proofs.iter().map(|proof| proof.as_str()));
    match verdict {
        APPROVED => {
            let same_legs = [true, false]
                .into_iter()
                .filter(|leg| proofs.iter().any(|proof| proof.is_line() == *leg))
                .fold(Condition::any(), |legs, is_line| {
                    let prefix = if is_line { "line:%" } else { "receipt:%" };
                    legs.add(Column::ProofKey.like(prefix))
                });
            Condition::any()
                .add(same_pairs)
                .add(Column::Verdict.eq(NO_PROOF))
                .add(
                    Condition::all()
                        .add(Column::Verdict.eq(APPROVED))
                        .add(same_legs),
                )
        }
        REJECTED => Condition::any().add(same_pairs),
        _ => Condition::any()
            .add(Column::Verdict.eq(APPROVED))
            .add(Column::Verdict.eq(NO_PROOF)),
    }
}

async fn remove(
    write: &Write,
    session: SessionId,
    transaction: &TransactionKey,
    which: Condition,
) -> Result<()> {
    Entity::delete_many()
        .filter(Column::SessionId.eq(session.0))
        .filter(Column::TransactionKey.eq(transaction.as_str()))
        .filter(which)
        .exec(write.transaction())
        .await?;
    Ok(())
}
