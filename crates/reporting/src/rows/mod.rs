//! What every report shows, prepared once: one module per noun. The workbook, the CSV files and
//! JSON are written from these rows, so that all of them say the same.

mod document;
mod employee;
mod problem;
mod proof;
mod receipt;
mod tally;
mod total;
mod transaction;
mod verdict;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use tieout_domain::{
    Books, DocumentRef, EmployeeRef, PersonName, ProofRef, ReportedPerson, Source, Status,
    Transaction, TransactionOutcome, TransactionRef,
};

pub use document::DocumentRow;
pub use employee::EmployeeRow;
pub use problem::ProblemRow;
pub use receipt::{ReceiptResult, ReceiptRow, ReceiptSource};
pub use tally::Tally;
pub use total::TotalRow;
pub use transaction::TransactionRow;
pub use verdict::Verdict;

use crate::Report;
use crate::transaction_id::TransactionIds;
use proof::Proofs;

/// The rows of one report.
#[derive(Debug)]
pub struct Rows<'a> {
    pub(crate) report: Report<'a>,
    pub(crate) ids: TransactionIds,
    people: BTreeMap<&'a ReportedPerson, EmployeeRef>,
}

impl<'a> Rows<'a> {
    /// Prepares what the rows of `report` share.
    pub fn new(report: &Report<'a>) -> Self {
        let people = report.reconciliation.people.iter();
        Self {
            report: *report,
            ids: TransactionIds::of(&report.books.transactions),
            people: people
                .filter_map(|outcome| Some((&outcome.person, outcome.employee?)))
                .collect(),
        }
    }

    /// Every transaction, by employee, then date; those of nobody last.
    pub fn transactions(&self) -> impl Iterator<Item = TransactionRow<'_>> {
        self.in_order()
            .into_iter()
            .map(|(at, transaction)| self.transaction(at, transaction))
    }

    /// The transactions that still need work, by employee, then date; those of nobody last.
    pub fn exceptions(&self) -> impl Iterator<Item = TransactionRow<'_>> {
        self.transactions()
            .filter(|row| row.status != Status::Complete)
    }

    /// Every receipt and every line of an expense report, by person, then date.
    pub fn receipts(&self) -> impl Iterator<Item = ReceiptRow<'_>> {
        let mut proofs = self.proofs();
        proofs.sort_by(|a, b| {
            let key = |row: &ReceiptRow<'_>| (row.employee_name.map(str::to_lowercase), row.date);
            let (a, b) = (key(a), key(b));
            last_if_none(&a.0, &b.0).then(last_if_none(&a.1, &b.1))
        });
        proofs.into_iter()
    }

    /// Every control total: those that differ first, then those of whole documents, of cards and
    /// of transactions.
    pub fn totals(&self) -> impl Iterator<Item = TotalRow<'_>> {
        let mut totals: Vec<_> = self.books().control_totals.iter().collect();
        totals.sort_by_key(|total| (total.ties_out(), std::cmp::Reverse(total.scope)));
        totals
            .into_iter()
            .map(|total| TotalRow::new(self.books(), total))
    }

    /// Everything that went wrong while reading, the gravest first.
    pub fn problems(&self) -> impl Iterator<Item = ProblemRow<'_>> {
        let mut problems: Vec<_> = self.books().problems.iter().collect();
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.kind.severity()));
        problems
            .into_iter()
            .map(|problem| ProblemRow::new(self.books(), problem))
    }

    /// Every document.
    pub fn documents(&self) -> impl Iterator<Item = DocumentRow<'_>> {
        let places = 0..self.books().documents.len();
        places.filter_map(|place| DocumentRow::new(self.books(), DocumentRef::new(place)))
    }

    /// What each employee spent and still owes, by name: a row per currency.
    pub fn employees(&self) -> Vec<EmployeeRow<'_>> {
        employee::rows(self)
    }

    /// Is the extraction proven?
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.books())
    }

    pub(crate) const fn books(&self) -> &'a Books {
        self.report.books
    }

    /// What was decided of a transaction; none when matching has not seen it.
    pub(crate) fn outcome(&self, transaction: TransactionRef) -> Option<&'a TransactionOutcome> {
        let outcomes = &self.report.reconciliation.transactions;
        outcomes.get(transaction.place())
    }

    /// The name people know the employee by: as the expense report writes it, else as the
    /// statement does.
    pub(crate) fn employee_name(&self, employee: EmployeeRef) -> Option<&'a str> {
        let outcome = self.report.reconciliation.employees.get(employee.place());
        let reported = outcome.and_then(|outcome| outcome.report_name.as_deref());
        let printed = || Some(self.books().employee(employee)?.name.as_str());
        reported.or_else(printed)
    }

    pub(crate) fn employee_number(&self, employee: EmployeeRef) -> Option<&'a str> {
        let employee = self.books().employee(employee)?;
        Some(employee.number.as_str())
    }

    /// The employee that a report means by a person.
    pub(crate) fn employee_of(&self, person: &ReportedPerson) -> Option<EmployeeRef> {
        self.people.get(person).copied()
    }

    /// The words by which a clerk finds a proof: the expense software's number of it, else where
    /// it stands.
    pub(crate) fn proof_reference(&self, proof: ProofRef) -> String {
        match proof {
            ProofRef::Line(at) => match self.books().expense_lines.get(at.place()) {
                Some(line) => match &line.receipt_id {
                    Some(receipt_id) => receipt_id.clone(),
                    None => self.place(&line.source),
                },
                None => String::new(),
            },
            ProofRef::Receipt(at) => self
                .books()
                .receipts
                .get(at.place())
                .map(|receipt| self.place(&receipt.source))
                .unwrap_or_default(),
        }
    }

    fn place(&self, source: &Source) -> String {
        let name = self.books().document_name(source.document);
        match source.page {
            Some(page) => format!("{name}, page {page}"),
            None => name.to_owned(),
        }
    }

    fn in_order(&self) -> Vec<(TransactionRef, &'a Transaction)> {
        let names = self.sort_keys();
        let mut transactions: Vec<_> = self.books().transactions().collect();
        transactions.sort_by(|(_, a), (_, b)| {
            let name = |one: &Transaction| one.employee.and_then(|at| names.get(at.place()));
            last_if_none(&name(a), &name(b))
                .then_with(|| a.employee.cmp(&b.employee))
                .then_with(|| last_if_none(&a.date(), &b.date()))
        });
        transactions
    }

    /// What employees are sorted by, in the order of the books.
    fn sort_keys(&self) -> Vec<String> {
        let employees = self.books().employees();
        employees
            .map(|(at, employee)| sort_key(self.employee_name(at), &employee.name))
            .collect()
    }

    fn transaction(&self, at: TransactionRef, transaction: &'a Transaction) -> TransactionRow<'_> {
        TransactionRow::new(self, at, transaction, &Proofs::of(self, at))
    }
}

pub(crate) fn sort_key(shown: Option<&str>, printed: &PersonName) -> String {
    shown.unwrap_or(printed.as_str()).to_lowercase()
}

/// Orders what is absent behind what is there.
pub(crate) fn last_if_none<T: Ord>(a: &Option<T>, b: &Option<T>) -> Ordering {
    a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b))
}

/// The day of a row, for dates that may be absent.
pub(crate) type Day = Option<NaiveDate>;
