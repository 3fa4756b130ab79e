//! The outcome of a transaction as a row.

use chrono::{DateTime, NaiveDate, Utc};
use tieout_domain::{
    Books, Coding, LegOutcome, Link, Money, ProofRef, Status, Transaction, TransactionOutcome,
};
use uuid::Uuid;

use crate::books::LoadedBooks;
use crate::decision::Reviewed;
use crate::entity::match_result::Model;
use crate::row::{coding, confidence, from_word, points, storable, word};
use crate::{Error, Result};

/// The row of a transaction's outcome. What a row before it was known by is kept.
pub(super) fn to_row(
    books: &LoadedBooks,
    place: usize,
    outcome: &TransactionOutcome,
    reviewed: Option<&Reviewed>,
    before: Option<&Model>,
    now: DateTime<Utc>,
) -> Result<Model> {
    let charge = books.books.transactions.get(place);
    let transaction = books.ids.transactions.get(place);
    let transaction_id = transaction.ok_or_else(|| not_parallel("transactions"))?.0;
    let link = outcome.proof.and_then(|proof| link_to(outcome, proof));
    let Coding {
        job,
        phase,
        cost_type,
        gl_account,
    } = outcome.coding.clone();
    let mut row = Model {
        id: before.map_or_else(Uuid::now_v7, |before| before.id),
        session_id: books.session.0,
        transaction_id,
        receipt_id: outcome
            .proof
            .and_then(|proof| books.ids.proof(proof))
            .map(|id| id.0),
        match_status: word(outcome.match_status)?,
        completeness: status_word(outcome.status).to_owned(),
        confidence: points(outcome.confidence),
        match_reason: storable(&outcome.reason).into_owned(),
        amount_difference_minor: difference(charge, outcome.proof, &books.books),
        date_difference_days: days(charge, outcome.proof, &books.books),
        merchant_similarity: link.map(|link| points(link.factors.merchant)),
        report_verdict: word(outcome.report_leg.verdict)?,
        report_is_decided: outcome.report_leg.is_decided,
        document_verdict: word(outcome.document_leg.verdict)?,
        document_is_decided: outcome.document_leg.is_decided,
        job,
        phase,
        cost_type,
        gl_account,
        reviewed_by: reviewed.map(|reviewed| reviewed.by.clone()),
        reviewed_at: reviewed.map(|reviewed| reviewed.at),
        notes: reviewed.and_then(|reviewed| reviewed.notes.clone()),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    if let Some(before) = before {
        inherit(&mut row, before);
    }
    Ok(row)
}

/// The outcome that a row holds, without the links of its legs.
pub(super) fn from_row(row: Model, proof: Option<ProofRef>) -> Result<TransactionOutcome> {
    let leg = |verdict: &str, is_decided| {
        Ok::<_, Error>(LegOutcome {
            verdict: from_word("a leg's verdict", verdict)?,
            is_decided,
            ..LegOutcome::default()
        })
    };
    Ok(TransactionOutcome {
        report_leg: leg(&row.report_verdict, row.report_is_decided)?,
        document_leg: leg(&row.document_verdict, row.document_is_decided)?,
        match_status: from_word("a match's status", &row.match_status)?,
        proof,
        confidence: confidence(row.confidence),
        reason: row.match_reason,
        status: from_status_word(&row.completeness)?,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
    })
}

/// The lists of a reconciliation must run parallel to those of the books it is of.
pub(super) fn not_parallel(list: &'static str) -> Error {
    Error::corrupt(
        list,
        "the reconciliation does not run parallel to the books",
    )
}

pub(crate) const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::MissingReceipt => "missing_receipt",
        Status::MissingGlCode => "missing_gl_code",
        Status::MissingBoth => "missing_both",
    }
}

pub(crate) fn from_status_word(word: &str) -> Result<Status> {
    Status::ALL
        .into_iter()
        .find(|status| status_word(*status) == word)
        .ok_or_else(|| Error::corrupt("a transaction's status", format!("{word:?} is none")))
}

/// A row that says the same keeps its version; one that says something else gets the next.
fn inherit(row: &mut Model, before: &Model) {
    row.created_at = before.created_at;
    let same = Model {
        version: before.version,
        updated_at: before.updated_at,
        ..row.clone()
    };
    if same == *before {
        *row = same;
    } else {
        row.version = before.version.saturating_add(1);
    }
}

fn link_to(outcome: &TransactionOutcome, proof: ProofRef) -> Option<&Link> {
    let legs = [&outcome.document_leg, &outcome.report_leg];
    let mut links = legs.into_iter().flat_map(|leg| &leg.links);
    links.find(|link| link.proof == proof)
}

/// Charge − proof, where both are in one currency.
fn difference(charge: Option<&Transaction>, proof: Option<ProofRef>, books: &Books) -> Option<i64> {
    let charged = charge?.amount?;
    let proved = amount(proof?, books)?;
    charged.checked_sub(proved).ok().map(Money::minor)
}

/// Proof − charge: negative when the proof is earlier.
fn days(charge: Option<&Transaction>, proof: Option<ProofRef>, books: &Books) -> Option<i32> {
    let days = date(proof?, books)?.signed_duration_since(charge?.date()?);
    i32::try_from(days.num_days()).ok()
}

fn amount(proof: ProofRef, books: &Books) -> Option<Money> {
    match proof {
        ProofRef::Line(line) => books.expense_lines.get(line.place())?.amount,
        ProofRef::Receipt(receipt) => {
            let receipt = books.receipts.get(receipt.place())?;
            receipt.total.as_ref().map(|total| total.value)
        }
    }
}

fn date(proof: ProofRef, books: &Books) -> Option<NaiveDate> {
    match proof {
        ProofRef::Line(line) => books.expense_lines.get(line.place())?.date,
        ProofRef::Receipt(receipt) => {
            let receipt = books.receipts.get(receipt.place())?;
            receipt.date.as_ref().map(|date| date.value)
        }
    }
}
