//! The links of a transaction's two legs as rows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tieout_domain::id::{ReceiptId, TransactionId};
use tieout_domain::{Difference, Factors, LegOutcome, Link, Money, ProofRef, TransactionOutcome};
use uuid::Uuid;

use super::result::not_parallel;
use crate::books::LoadedBooks;
use crate::entity::match_link::Model;
use crate::row::{confidence, count, from_json, from_word, json, money, points, storable, word};
use crate::{Error, Result};

pub(crate) const REPORT: &str = "report";
pub(super) const DOCUMENT: &str = "document";
pub(crate) const LINK: &str = "link";
const RUNNER_UP: &str = "runner_up";

/// A difference as it is stored: what refers to papers, by their keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StoredDifference {
    /// It refers to papers.
    Keyed(KeyedDifference),
    /// It stands for itself.
    Plain(Difference),
}

/// A difference that refers to papers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "difference")]
pub enum KeyedDifference {
    /// The receipt covers other transactions too.
    PartOfSplitShipment {
        /// All transactions it covers.
        transactions: Vec<TransactionId>,
    },
    /// Other receipts cover the transaction too.
    OneOfCombinedReceipts {
        /// All that cover it.
        proofs: Vec<ReceiptId>,
    },
    /// The credit gives back this purchase.
    RefundOf {
        /// The purchase.
        purchase: TransactionId,
        /// Its day.
        date: Option<NaiveDate>,
    },
}

/// The rows of all links of one outcome.
pub(super) fn to_rows(
    books: &LoadedBooks,
    match_id: Uuid,
    outcome: &TransactionOutcome,
) -> Result<Vec<Model>> {
    let legs = [
        (REPORT, &outcome.report_leg),
        (DOCUMENT, &outcome.document_leg),
    ];
    let mut rows = Vec::new();
    for (
        leg,
        LegOutcome {
            links, runners_up, ..
        },
    ) in legs
    {
        for (role, links) in [(LINK, links), (RUNNER_UP, runners_up)] {
            for (position, link) in links.iter().enumerate() {
                rows.push(Model {
                    match_id,
                    leg: leg.to_owned(),
                    role: role.to_owned(),
                    position: count(position),
                    ..to_row(books, link)?
                });
            }
        }
    }
    Ok(rows)
}

/// Puts links, which come in their order, onto the legs that they belong to.
pub(super) fn put(books: &LoadedBooks, row: Model, outcome: &mut TransactionOutcome) -> Result<()> {
    let leg = match row.leg.as_str() {
        REPORT => &mut outcome.report_leg,
        _ => &mut outcome.document_leg,
    };
    let links = match row.role.as_str() {
        LINK => &mut leg.links,
        _ => &mut leg.runners_up,
    };
    links.push(from_row(books, row)?);
    Ok(())
}

fn to_row(books: &LoadedBooks, link: &Link) -> Result<Model> {
    let proof = books
        .ids
        .proof(link.proof)
        .ok_or_else(|| not_parallel("proofs"))?;
    let differences = link
        .differences
        .iter()
        .map(|difference| to_stored(books, difference));
    Ok(Model {
        match_id: Uuid::nil(),
        leg: String::new(),
        role: String::new(),
        position: 0,
        session_id: books.session.0,
        receipt_id: proof.0,
        kind: word(link.kind)?,
        allocated_minor: link.allocated.minor(),
        currency: link.allocated.currency().code().to_owned(),
        confidence: points(link.confidence),
        amount_factor: points(link.factors.amount),
        date_factor: points(link.factors.date),
        merchant_factor: points(link.factors.merchant),
        differences: json(differences.collect::<Result<Vec<_>>>()?)?,
        reason: storable(&link.reason).into_owned(),
    })
}

fn from_row(books: &LoadedBooks, row: Model) -> Result<Link> {
    let allocated: Option<Money> = money(Some(row.allocated_minor), Some(&row.currency))?;
    let stored: Vec<StoredDifference> = from_json("a link's differences", row.differences)?;
    let differences = stored.into_iter().map(|stored| from_stored(books, stored));
    Ok(Link {
        proof: proof(books, row.receipt_id)?,
        kind: from_word("a link's kind", &row.kind)?,
        allocated: allocated.ok_or_else(|| Error::corrupt("a link", "it allocates nothing"))?,
        confidence: confidence(row.confidence),
        factors: Factors {
            amount: confidence(row.amount_factor),
            date: confidence(row.date_factor),
            merchant: confidence(row.merchant_factor),
        },
        differences: differences.collect::<Result<_>>()?,
        reason: row.reason,
    })
}

fn to_stored(books: &LoadedBooks, difference: &Difference) -> Result<StoredDifference> {
    let transaction = |place| {
        let id = books.ids.transaction(place);
        id.ok_or_else(|| not_parallel("transactions"))
    };
    let proof = |place| {
        let id = books.ids.proof(place);
        id.ok_or_else(|| not_parallel("proofs"))
    };
    Ok(match difference {
        Difference::PartOfSplitShipment { transactions } => {
            let keys = transactions.iter().map(|place| transaction(*place));
            StoredDifference::Keyed(KeyedDifference::PartOfSplitShipment {
                transactions: keys.collect::<Result<_>>()?,
            })
        }
        Difference::OneOfCombinedReceipts { proofs } => {
            let keys = proofs.iter().map(|place| proof(*place));
            StoredDifference::Keyed(KeyedDifference::OneOfCombinedReceipts {
                proofs: keys.collect::<Result<_>>()?,
            })
        }
        Difference::RefundOf { purchase, date } => {
            let purchase = transaction(*purchase)?;
            StoredDifference::Keyed(KeyedDifference::RefundOf {
                purchase,
                date: *date,
            })
        }
        other => StoredDifference::Plain(other.clone()),
    })
}

fn from_stored(books: &LoadedBooks, stored: StoredDifference) -> Result<Difference> {
    let transaction = |key: TransactionId| {
        let place = books.ids.transaction_ref(key);
        place.ok_or_else(|| Error::corrupt("a link", "it refers to no transaction of the session"))
    };
    Ok(match stored {
        StoredDifference::Plain(difference) => difference,
        StoredDifference::Keyed(KeyedDifference::PartOfSplitShipment { transactions }) => {
            let places = transactions.into_iter().map(transaction);
            Difference::PartOfSplitShipment {
                transactions: places.collect::<Result<_>>()?,
            }
        }
        StoredDifference::Keyed(KeyedDifference::OneOfCombinedReceipts { proofs }) => {
            let places = proofs.into_iter().map(|key| proof(books, key.0));
            Difference::OneOfCombinedReceipts {
                proofs: places.collect::<Result<_>>()?,
            }
        }
        StoredDifference::Keyed(KeyedDifference::RefundOf { purchase, date }) => {
            Difference::RefundOf {
                purchase: transaction(purchase)?,
                date,
            }
        }
    })
}

pub(super) fn proof(books: &LoadedBooks, key: Uuid) -> Result<ProofRef> {
    let place = books.ids.proof_ref(ReceiptId(key));
    place.ok_or_else(|| Error::corrupt("a link", "it refers to no proof of the session"))
}
