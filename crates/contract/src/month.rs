//! A reconciled month as one JSON document: what `tieout reconcile --json` writes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tieout_domain::{CardLast4, Confidence, MatchKind, ProblemKind, Scope, Severity, Status};

/// A reconciled month.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Does every printed total agree with what was extracted? `false` also when none is printed:
    /// nothing is proven then.
    pub ties_out: bool,
    /// The first and the last day that the statements cover.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The documents it was made from.
    pub documents: Vec<DocumentRow>,
    /// Every transaction of the statements.
    pub transactions: Vec<TransactionRow>,
    /// Every line of the expense reports.
    pub expense_lines: Vec<ExpenseLineRow>,
    /// Every receipt of the receipt documents.
    pub receipts: Vec<ReceiptRow>,
    /// Which proof goes with which transaction.
    pub matches: Vec<MatchRow>,
    /// The cardholders.
    pub employees: Vec<EmployeeRow>,
    /// Every printed total beside what was extracted.
    pub control_totals: Vec<ControlTotalRow>,
    /// The rows for pVault: the eighteen columns by name.
    pub pvault_rows: Vec<BTreeMap<String, String>>,
    /// Who is left out of pVault, and why.
    pub pvault_left_out: Vec<LeftOutRow>,
    /// What could not be read, or not be trusted.
    pub problems: Vec<ProblemRow>,
}

/// A document and how its extraction went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// The file's name.
    pub name: String,
    /// `statement`, `expense report` or `receipt`; none when it could not be told.
    pub kind: Option<String>,
    /// The layout by which it was read.
    pub layout: Option<String>,
    /// No profile described it, and the table was guessed.
    pub layout_is_guessed: bool,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// Does it agree with its own printed totals? None when it prints none.
    pub ties_out: Option<bool>,
}

/// One transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransactionRow {
    /// Its name within this document: `T0001`.
    pub key: String,
    /// The cardholder's printed number, else the name.
    pub employee: Option<String>,
    /// The cardholder's name as the statement prints it.
    pub employee_name: Option<String>,
    /// The last four digits of the card.
    pub card_last_four: Option<CardLast4>,
    /// The day it is listed under: of the purchase, else of the booking.
    pub date: Option<NaiveDate>,
    /// The day of the purchase, where printed.
    pub transaction_date: Option<NaiveDate>,
    /// The day the issuer booked it, where printed.
    pub posted_date: Option<NaiveDate>,
    /// The amount, negative for a credit.
    pub amount: Option<String>,
    /// ISO 4217 code of the amount's currency.
    pub currency: Option<String>,
    /// The merchant as printed.
    pub merchant: Option<String>,
    /// City as printed.
    pub city: Option<String>,
    /// State as printed.
    pub state: Option<String>,
    /// The issuer's group of merchants.
    pub merchant_group: Option<String>,
    /// The expense type that follows from the group.
    pub expense_type: Option<String>,
    /// Level of detail as printed.
    pub level: Option<String>,
    /// The statement's own number.
    pub transaction_number: Option<String>,
    /// The amount in the currency of the purchase.
    pub foreign: Option<ForeignRow>,
    /// The product lines.
    pub items: Vec<ItemRow>,
    /// The document it stands in.
    pub file: String,
    /// The page it stands on, from 1.
    pub page: Option<u32>,
    /// What it still lacks; none before it is matched.
    pub status: Option<Status>,
    /// `matched`, `unmatched`, `manual_review`, `approved` or `rejected`; none before it is matched.
    pub match_status: Option<String>,
    /// What was wrong with reading it.
    pub problems: Vec<String>,
}

/// An amount in the currency of the purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignRow {
    /// ISO 4217 code.
    pub currency: String,
    /// The amount.
    pub amount: String,
    /// Statement currency per unit, where printed.
    pub rate: Option<String>,
}

/// One product line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// The product; empty where the statement leaves it empty.
    pub description: String,
    /// Price per unit.
    pub ppu: Option<String>,
    /// Units.
    pub quantity: Option<String>,
    /// Before discount.
    pub gross: Option<String>,
    /// Discount.
    pub discount: Option<String>,
    /// Charged.
    pub net: Option<String>,
}

/// One line of an expense report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpenseLineRow {
    /// Its name within this document: `X0001`.
    pub key: String,
    /// The person as the report names them.
    pub employee: Option<String>,
    /// Expense type.
    pub expense_type: Option<String>,
    /// Day of the expense.
    pub date: Option<NaiveDate>,
    /// Amount, with as many decimals as the report prints.
    pub amount: Option<String>,
    /// What it was for.
    pub purpose: Option<String>,
    /// Merchant or card descriptor.
    pub merchant: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// The expense software's receipt number.
    pub receipt_id: Option<String>,
    /// Job.
    pub job: Option<String>,
    /// Phase.
    pub phase: Option<String>,
    /// Cost type.
    pub cost_type: Option<String>,
    /// General-ledger account.
    pub gl_account: Option<String>,
    /// Is a receipt attached in the expense software?
    pub attached: bool,
    /// The document it stands in.
    pub file: String,
    /// The page it stands on, from 1.
    pub page: Option<u32>,
    /// The line that this one is a second copy of.
    pub duplicate_of: Option<String>,
}

/// One receipt of a receipt document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptRow {
    /// Its name within this document: `R0001`.
    pub key: String,
    /// The document it stands in.
    pub file: String,
    /// The page it stands on, from 1.
    pub page: Option<u32>,
    /// Vendor.
    pub vendor: Option<String>,
    /// Day of the purchase.
    pub date: Option<NaiveDate>,
    /// The total.
    pub amount: Option<String>,
    /// ISO 4217 code of the total's currency.
    pub currency: Option<String>,
    /// Before tax and tip.
    pub subtotal: Option<String>,
    /// Tax.
    pub tax: Option<String>,
    /// Tip.
    pub tip: Option<String>,
    /// The last four digits of the card.
    pub card_last_four: Option<CardLast4>,
    /// The receipt that this one is a second copy of.
    pub duplicate_of: Option<String>,
}

/// One proof laid against one transaction: exactly one of `expense_line` and `receipt` is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchRow {
    /// The transaction's key.
    pub transaction: String,
    /// The expense line's key.
    pub expense_line: Option<String>,
    /// The receipt's key.
    pub receipt: Option<String>,
    /// Settled, or the first candidate offered.
    pub outcome: Outcome,
    /// The shape of the pair.
    pub kind: MatchKind,
    /// How much of the transaction the proof covers.
    pub allocated_amount: String,
    /// How sure the pair is.
    pub confidence: Confidence,
    /// Why, in a sentence.
    pub reason: String,
}

/// How a match stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Settled.
    Matched,
    /// A person has to look; this is the first candidate.
    Review,
}

/// One cardholder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeRow {
    /// The printed number.
    pub employee: String,
    /// The name as the statement prints it.
    pub name: String,
    /// The name as the expense report writes it.
    pub report_name: Option<String>,
    /// How many transactions.
    pub transactions: usize,
    /// Are there transactions, and are all of them complete?
    pub complete: bool,
    /// How many transactions have each status, by its words.
    pub counts: BTreeMap<String, usize>,
}

/// A printed total beside what was extracted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTotalRow {
    /// The document it is printed on.
    pub document: String,
    /// The page it is printed on, from 1.
    pub page: Option<u32>,
    /// What it sums.
    pub scope: Scope,
    /// The words to find it by.
    pub label: String,
    /// What is printed.
    pub printed: String,
    /// What was extracted.
    pub extracted: String,
    /// Extracted − printed; none when the two cannot be compared.
    pub difference: Option<String>,
}

/// An employee whose transactions stay out of pVault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutRow {
    /// Printed number or name; none for transactions that belong to nobody.
    pub employee: Option<String>,
    /// Why, in a sentence.
    pub reason: String,
}

/// Something that a person should know about a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// The document's name.
    pub document: String,
    /// The page, from 1.
    pub page: Option<u32>,
    /// What sort of problem.
    pub kind: ProblemKind,
    /// How much it weighs.
    pub severity: Severity,
    /// What stood there.
    pub text: String,
    /// What happened and what to do.
    pub message: String,
}
