//! What each employee spent, and still owes.

use std::collections::BTreeMap;

use serde::Serialize;
use tieout_domain::{
    Currency, Decimal, EmployeeRef, MatchStatus, Money, Status, StatusCounts, TransactionRef,
};

use super::proof::Proofs;
use super::{Rows, last_if_none};
use crate::words::plural;

/// One employee's month in one currency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EmployeeRow<'a> {
    /// The number; none for the transactions that are nobody's.
    pub number: Option<&'a str>,
    /// The name, as the expense report writes it where it does.
    pub name: Option<&'a str>,
    /// The currency of the sums; none when no transaction has an amount.
    pub currency: Option<Currency>,
    /// The sum of the transactions.
    pub card_activity: Decimal,
    /// The sum of the transactions that receipts cover.
    pub receipt_total: Decimal,
    /// How many receipts those are.
    pub receipt_count: usize,
    /// The sum of the transactions without a receipt.
    pub missing_amount: Decimal,
    /// How many transactions have each status.
    pub counts: StatusCounts,
    /// How many a person has to look at.
    pub to_review: usize,
    /// How many are credits.
    pub credits: usize,
    /// How many lack their date or their amount.
    pub unread: usize,
    /// Is each of the employee's transactions, in any currency, complete?
    pub is_complete: bool,
}

impl EmployeeRow<'_> {
    /// What is remarkable, in a few words; empty when nothing is.
    pub fn flags(&self) -> String {
        let counts = &self.counts;
        let flags = [
            (counts.missing_both, "missing both"),
            (counts.missing_receipt, "missing a receipt"),
            (counts.missing_gl_code, "missing a GL code"),
            (self.to_review, "to review"),
            (self.unread, "not fully read"),
        ];
        let credits = plural(self.credits, "credit", "credits");
        let mut said: Vec<_> = flags
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        if self.credits > 0 {
            said.push(credits);
        }
        said.join(", ")
    }

    fn add(&mut self, transaction: &Found) {
        let amount = transaction
            .amount
            .map(Money::to_decimal)
            .unwrap_or_default();
        self.card_activity += amount;
        match transaction.status {
            Status::Complete | Status::MissingGlCode => self.receipt_total += amount,
            Status::MissingReceipt | Status::MissingBoth => self.missing_amount += amount,
        }
        self.receipt_count += transaction.receipt_count;
        self.counts.add(transaction.status);
        self.to_review += usize::from(transaction.needs_review);
        self.credits += usize::from(amount < Decimal::ZERO);
        self.unread += usize::from(transaction.is_unread);
    }
}

/// Of a transaction, what an employee's row needs.
struct Found {
    amount: Option<Money>,
    status: Status,
    receipt_count: usize,
    needs_review: bool,
    is_unread: bool,
}

/// Every employee with a transaction, by name; then what is nobody's.
pub(super) fn rows<'r>(rows: &'r Rows<'_>) -> Vec<EmployeeRow<'r>> {
    let mut found: BTreeMap<(Option<EmployeeRef>, Option<Currency>), EmployeeRow<'r>> =
        BTreeMap::new();
    let counts = rows.counts();
    let is_complete = |employee: Option<EmployeeRef>| {
        employee.is_some() && counts.get(&employee).is_some_and(StatusCounts::is_complete)
    };
    let own = own_currencies(rows);
    for (at, transaction) in rows.books().transactions() {
        let employee = transaction.employee;
        let printed = transaction.amount.map(Money::currency);
        let currency = printed.or_else(|| own.get(&employee).copied());
        found
            .entry((employee, currency))
            .or_insert_with(|| empty(rows, employee, currency, is_complete(employee)))
            .add(&Found {
                amount: transaction.amount,
                status: rows.status(at, transaction),
                receipt_count: Proofs::of(rows, at).len(),
                needs_review: rows.match_status(at) == MatchStatus::ManualReview,
                is_unread: transaction.is_incomplete(),
            });
    }
    let mut employees: Vec<_> = found.into_values().collect();
    employees.sort_by(|a, b| {
        let key = |row: &EmployeeRow<'_>| row.name.map(str::to_lowercase);
        last_if_none(&key(a), &key(b))
    });
    employees
}

/// The currency in which each employee spent first: what lacks its amount is counted there.
fn own_currencies(rows: &Rows<'_>) -> BTreeMap<Option<EmployeeRef>, Currency> {
    let mut own = BTreeMap::new();
    for transaction in &rows.books().transactions {
        if let Some(amount) = transaction.amount {
            own.entry(transaction.employee).or_insert(amount.currency());
        }
    }
    own
}

fn empty<'r>(
    rows: &'r Rows<'_>,
    employee: Option<EmployeeRef>,
    currency: Option<Currency>,
    is_complete: bool,
) -> EmployeeRow<'r> {
    EmployeeRow {
        number: employee.and_then(|at| rows.employee_number(at)),
        name: employee.and_then(|at| rows.employee_name(at)),
        currency,
        card_activity: Decimal::ZERO,
        receipt_total: Decimal::ZERO,
        receipt_count: 0,
        missing_amount: Decimal::ZERO,
        counts: StatusCounts::default(),
        to_review: 0,
        credits: 0,
        unread: 0,
        is_complete,
    }
}

impl Rows<'_> {
    /// How many transactions of each employee have each status; those of nobody under none.
    pub(crate) fn counts(&self) -> BTreeMap<Option<EmployeeRef>, StatusCounts> {
        let mut counts: BTreeMap<_, StatusCounts> = BTreeMap::new();
        for (at, transaction) in self.books().transactions() {
            let status = self.status(at, transaction);
            counts.entry(transaction.employee).or_default().add(status);
        }
        counts
    }

    /// What matching or a person decided; nothing fits what matching has not seen.
    pub(crate) fn match_status(&self, at: TransactionRef) -> MatchStatus {
        self.outcome(at)
            .map_or(MatchStatus::Unmatched, |outcome| outcome.match_status)
    }
}
