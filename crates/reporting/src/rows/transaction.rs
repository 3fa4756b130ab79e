//! A transaction with what was decided of it.

use serde::Serialize;
use tieout_domain::{
    CardLast4, Coding, Confidence, ExpenseLine, MatchStatus, Money, Status, Transaction,
    TransactionRef,
};

use super::proof::Proofs;
use super::{Day, Rows};

/// One transaction, what was decided of it, and what it still lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TransactionRow<'a> {
    /// The statement's number, or one derived from the facts.
    pub id: &'a str,
    /// The cardholder's number; none when the transaction is nobody's.
    pub employee_number: Option<&'a str>,
    /// The cardholder's name, as the expense report writes it where it does.
    pub employee_name: Option<&'a str>,
    /// The card.
    pub card: Option<CardLast4>,
    /// The day it is listed under: of the purchase, else of the booking.
    pub date: Day,
    /// The day of the booking.
    pub post_date: Day,
    /// The amount, negative for a credit.
    pub amount: Option<Money>,
    /// The amount in the currency of the purchase.
    pub foreign_amount: Option<Money>,
    /// The merchant as printed.
    pub merchant: Option<&'a str>,
    /// The merchant's city.
    pub city: Option<&'a str>,
    /// The merchant's state.
    pub state: Option<&'a str>,
    /// Fuel, Meals, Hotel, …: as reported, else as follows from the issuer's group of merchants.
    pub expense_type: Option<&'a str>,
    /// What it was for.
    pub purpose: Option<&'a str>,
    /// What it still lacks.
    pub status: Status,
    /// What matching or a person decided.
    pub match_status: MatchStatus,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, in a sentence.
    pub reason: &'a str,
    /// The receipts that prove it, `; ` between them; empty when there are none.
    pub receipt_ids: String,
    /// What those receipts say together.
    pub receipt_amount: Option<Money>,
    /// How many they are.
    pub receipt_count: usize,
    /// Where it is booked.
    pub coding: &'a Coding,
    /// What was not read, or is remarkable: empty for an ordinary purchase.
    pub note: &'static str,
    /// The statement.
    pub document: &'a str,
    /// The page it stands on.
    pub page: Option<u32>,
}

impl<'a> TransactionRow<'a> {
    pub(super) fn new(
        rows: &'a Rows<'_>,
        at: TransactionRef,
        transaction: &'a Transaction,
        proofs: &Proofs<'_>,
    ) -> Self {
        let outcome = rows.outcome(at);
        let line = rows.first_line(at);
        let employee = transaction.employee;
        Self {
            id: rows.ids.id(at),
            employee_number: employee.and_then(|at| rows.employee_number(at)),
            employee_name: employee.and_then(|at| rows.employee_name(at)),
            card: transaction.card,
            date: transaction.date(),
            post_date: transaction.post_date,
            amount: transaction.amount,
            foreign_amount: transaction.foreign.map(|foreign| foreign.amount),
            merchant: transaction.merchant.as_deref(),
            city: transaction.city.as_deref(),
            state: transaction.state.as_deref(),
            expense_type: line
                .and_then(|line| line.expense_type.as_deref())
                .or(transaction.expense_type.as_deref()),
            purpose: line.and_then(|line| line.purpose.as_deref()),
            status: rows.status(at, transaction),
            match_status: rows.match_status(at),
            confidence: outcome.map_or(Confidence::ZERO, |found| found.confidence),
            reason: outcome.map_or("It has not been matched yet.", |found| &found.reason),
            receipt_ids: proofs.references(rows),
            receipt_amount: proofs.amount(rows),
            receipt_count: proofs.len(),
            coding: outcome.map_or(&transaction.coding, |found| &found.coding),
            note: note(transaction),
            document: rows.books().document_name(transaction.source.document),
            page: transaction.source.page,
        }
    }
}

impl Rows<'_> {
    /// What a transaction still lacks; one that matching has not seen has no receipt.
    pub(crate) fn status(&self, at: TransactionRef, transaction: &Transaction) -> Status {
        let unmatched = || Status::of(false, transaction.coding.is_complete());
        self.outcome(at)
            .map_or_else(unmatched, |outcome| outcome.status)
    }

    /// The first of the report lines that are settled for a transaction.
    fn first_line(&self, at: TransactionRef) -> Option<&ExpenseLine> {
        let lines = self.settled_lines(at).into_iter();
        lines.map(|(_, line, _)| line).next()
    }
}

fn note(transaction: &Transaction) -> &'static str {
    match (transaction.date(), transaction.amount) {
        (None, None) => "No date and no amount could be read",
        (None, Some(_)) => "No date could be read",
        (Some(_), None) => "No amount could be read",
        (Some(_), Some(amount)) if amount.is_negative() => "Credit",
        _ => "",
    }
}
