//! What became of report lines and receipts, as rows.

use sea_orm::JsonValue;
use tieout_domain::id::TransactionId;
use tieout_domain::{EmployeeRef, ProofOutcome, ProofRef, TransactionRef};
use uuid::Uuid;

use super::link::proof;
use super::result::not_parallel;
use crate::books::LoadedBooks;
use crate::entity::proof_outcome::Model;
use crate::row::{from_json, json};
use crate::{Error, Result};

pub(super) fn to_row(
    books: &LoadedBooks,
    place: ProofRef,
    outcome: &ProofOutcome,
    employee: Option<EmployeeRef>,
) -> Result<Model> {
    let receipt = books
        .ids
        .proof(place)
        .ok_or_else(|| not_parallel("proofs"))?;
    let (word, transactions, original): (_, &[TransactionRef], _) = match outcome {
        ProofOutcome::Proves(transactions) => ("proves", transactions, None),
        ProofOutcome::Offered(transactions) => ("offered", transactions, None),
        ProofOutcome::DuplicateOf(original) => ("duplicate", &[], Some(*original)),
        ProofOutcome::Unmatched => ("unmatched", &[], None),
    };
    let keys = transactions
        .iter()
        .map(|place| books.ids.transaction(*place).map(|id| id.0));
    Ok(Model {
        receipt_id: receipt.0,
        session_id: books.session.0,
        outcome: word.to_owned(),
        employee_id: employee
            .and_then(|place| books.ids.employee(place))
            .map(|id| id.0),
        duplicate_of: original
            .and_then(|place| books.ids.proof(place))
            .map(|id| id.0),
        transactions: json(
            keys.collect::<Option<Vec<_>>>()
                .ok_or_else(|| not_parallel("proofs"))?,
        )?,
    })
}

pub(super) fn from_row(books: &LoadedBooks, row: Model) -> Result<ProofOutcome> {
    Ok(match (row.outcome.as_str(), row.duplicate_of) {
        ("proves", _) => ProofOutcome::Proves(places(books, row.transactions)?),
        ("offered", _) => ProofOutcome::Offered(places(books, row.transactions)?),
        ("duplicate", Some(original)) => ProofOutcome::DuplicateOf(proof(books, original)?),
        _ => ProofOutcome::Unmatched,
    })
}

fn places(books: &LoadedBooks, stored: JsonValue) -> Result<Vec<TransactionRef>> {
    let keys: Vec<Uuid> = from_json("a proof's transactions", stored)?;
    let place = |key| {
        let place = books.ids.transaction_ref(TransactionId(key));
        place.ok_or_else(|| {
            Error::corrupt(
                "a proof's outcome",
                "it proves no transaction of the session",
            )
        })
    };
    keys.into_iter().map(place).collect()
}
