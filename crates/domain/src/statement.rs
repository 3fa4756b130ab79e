//! What a card issuer's statement says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ControlTotal, Currency, DocumentRef, Employee, Money, Period, Source, Transaction};

/// One card statement, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The issuer as the accounting system names it.
    pub issuer: Option<String>,
    /// The days it covers.
    pub period: Option<Period>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The cardholders, in the order of their first section. Transactions refer to them by place.
    pub employees: Vec<Employee>,
    /// The transactions, in the order in which they are printed.
    pub transactions: Vec<Transaction>,
    /// Payments and fees: on the statement, but nobody's purchases.
    pub other_entries: Vec<OtherEntry>,
    /// The printed totals, each beside the sum of what was extracted.
    pub control_totals: Vec<ControlTotal>,
}

impl Statement {
    /// The document it was read from; none when nothing was found in it.
    pub fn document(&self) -> Option<DocumentRef> {
        let transactions = self.transactions.iter().map(|found| &found.source);
        let totals = self.control_totals.iter().map(|found| &found.source);
        transactions
            .chain(totals)
            .next()
            .map(|source| source.document)
    }
}

/// An entry that is not a purchase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherEntry {
    /// What it is.
    pub kind: OtherKind,
    /// The day it is listed under.
    pub date: Option<NaiveDate>,
    /// As printed.
    pub description: String,
    /// The amount, negative for what reduces the balance.
    pub amount: Option<Money>,
    /// Where it stands.
    pub source: Source,
}

/// The sorts of entry that are not purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherKind {
    /// The company paid the issuer.
    Payment,
    /// The issuer charged a fee or interest.
    Fee,
}
