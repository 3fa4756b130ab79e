//! A receipt, or a line of an expense report, with what became of it.

use serde::Serialize;
use tieout_domain::{
    CardLast4, Coding, EmployeeRef, ExpenseLine, LineRef, Money, ProofOutcome, ProofRef, Receipt,
    ReceiptRef, TransactionRef,
};

use super::{Day, Rows};

/// One receipt with its transactions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReceiptRow<'a> {
    /// The words to find it by: the expense software's number of it, else where it stands.
    pub reference: String,
    /// Where it comes from.
    pub source: ReceiptSource,
    /// The number of whose it is; none when that could not be told.
    pub employee_number: Option<&'a str>,
    /// Whose it is: as the report names them, else the cardholder of its transaction.
    pub employee_name: Option<&'a str>,
    /// The day of the purchase.
    pub date: Day,
    /// Who sold.
    pub vendor: Option<&'a str>,
    /// What was paid.
    pub amount: Option<Money>,
    /// The tax in it.
    pub tax: Option<Money>,
    /// The card that paid.
    pub card: Option<CardLast4>,
    /// Fuel, Meals, Hotel, …
    pub expense_type: Option<&'a str>,
    /// What it was for.
    pub purpose: Option<&'a str>,
    /// Where it is booked; none for receipt documents, which do not say.
    pub coding: Option<&'a Coding>,
    /// Is there a receipt? A report line can lack one.
    pub is_attached: bool,
    /// What became of it.
    pub result: ReceiptResult,
    /// The transactions it proves, or is offered for, `; ` between them.
    pub transaction_ids: String,
    /// What it is a second copy of; empty when it is none.
    pub duplicate_of: String,
    /// The document.
    pub document: &'a str,
    /// The page it stands on.
    pub page: Option<u32>,
}

/// Where a receipt comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptSource {
    /// A receipt document.
    Document,
    /// A line of an expense report.
    ReportLine,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptResult {
    /// It proves a transaction.
    Matched,
    /// A person has to look.
    NeedsReview,
    /// It is a second copy of another.
    Duplicate,
    /// No transaction fits.
    Unmatched,
}

impl ReceiptSource {
    /// As reports print it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Document => "Receipt",
            Self::ReportLine => "Report line",
        }
    }
}

impl ReceiptResult {
    /// As reports print it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Matched => "Matched",
            Self::NeedsReview => "Needs Review",
            Self::Duplicate => "Duplicate",
            Self::Unmatched => "Unmatched",
        }
    }
}

impl Rows<'_> {
    /// The report lines, then the receipt documents, in the order of the books.
    pub(super) fn proofs(&self) -> Vec<ReceiptRow<'_>> {
        let lines = self.books().expense_lines();
        let receipts = self.books().receipts();
        lines
            .map(|(at, line)| self.line_row(at, line))
            .chain(receipts.map(|(at, receipt)| self.receipt_row(at, receipt)))
            .collect()
    }

    fn line_row<'r>(&'r self, at: LineRef, line: &'r ExpenseLine) -> ReceiptRow<'r> {
        let outcomes = &self.report.reconciliation.expense_lines;
        let fate = self.fate(outcomes.get(at.place()));
        let person = line.person.as_ref();
        let employee = person.and_then(|person| self.employee_of(person));
        ReceiptRow {
            reference: self.proof_reference(ProofRef::Line(at)),
            source: ReceiptSource::ReportLine,
            employee_number: employee.and_then(|at| self.employee_number(at)),
            employee_name: person.map(|person| person.name.as_str()),
            date: line.date,
            vendor: line.merchant.as_deref(),
            amount: line.amount,
            tax: None,
            card: None,
            expense_type: line.expense_type.as_deref(),
            purpose: line.purpose.as_deref(),
            coding: Some(&line.coding),
            is_attached: line.is_attached,
            result: fate.result,
            transaction_ids: fate.transaction_ids,
            duplicate_of: fate.duplicate_of,
            document: self.books().document_name(line.source.document),
            page: line.source.page,
        }
    }

    fn receipt_row<'r>(&'r self, at: ReceiptRef, receipt: &'r Receipt) -> ReceiptRow<'r> {
        let outcomes = &self.report.reconciliation.receipts;
        let fate = self.fate(outcomes.get(at.place()));
        ReceiptRow {
            reference: self.proof_reference(ProofRef::Receipt(at)),
            source: ReceiptSource::Document,
            employee_number: fate.employee.and_then(|at| self.employee_number(at)),
            employee_name: fate.employee.and_then(|at| self.employee_name(at)),
            date: receipt.date.as_ref().map(|date| date.value),
            vendor: receipt.vendor.as_ref().map(|vendor| vendor.value.as_str()),
            amount: receipt.total.as_ref().map(|total| total.value),
            tax: receipt.tax.as_ref().map(|tax| tax.value),
            card: receipt.card.as_ref().map(|card| card.value),
            expense_type: None,
            purpose: None,
            coding: None,
            is_attached: true,
            result: fate.result,
            transaction_ids: fate.transaction_ids,
            duplicate_of: fate.duplicate_of,
            document: self.books().document_name(receipt.source.document),
            page: receipt.source.page,
        }
    }

    fn fate(&self, outcome: Option<&ProofOutcome>) -> Fate {
        match outcome {
            Some(ProofOutcome::Proves(transactions)) => {
                self.fate_with(ReceiptResult::Matched, transactions)
            }
            Some(ProofOutcome::Offered(transactions)) => {
                self.fate_with(ReceiptResult::NeedsReview, transactions)
            }
            Some(ProofOutcome::DuplicateOf(original)) => Fate {
                duplicate_of: self.proof_reference(*original),
                ..self.fate_with(ReceiptResult::Duplicate, &[])
            },
            Some(ProofOutcome::Unmatched) | None => self.fate_with(ReceiptResult::Unmatched, &[]),
        }
    }

    fn fate_with(&self, result: ReceiptResult, transactions: &[TransactionRef]) -> Fate {
        let ids: Vec<_> = transactions.iter().map(|at| self.ids.id(*at)).collect();
        let first = transactions.first();
        Fate {
            result,
            transaction_ids: ids.join("; "),
            duplicate_of: String::new(),
            employee: first.and_then(|at| self.books().transactions.get(at.place())?.employee),
        }
    }
}

/// What became of a proof, in the words of a row.
struct Fate {
    result: ReceiptResult,
    transaction_ids: String,
    duplicate_of: String,
    employee: Option<EmployeeRef>,
}
