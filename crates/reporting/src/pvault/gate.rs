//! Who may pass into pVault: nothing incomplete, and nothing that does not tie out.

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{
    Books, ControlTotal, DocumentRef, EmployeeRef, Figure, Scope, StatusCounts, TieOut,
    Transaction, TransactionRef,
};

use super::row;
use super::{LeftOut, Reason};
use crate::Rows;
use crate::settings::Unproven;

/// What the gate says of an employee.
pub(super) enum Judgement<'g> {
    /// There is no transaction to judge.
    HasNothing,
    /// These may be exported.
    Passes(&'g [TransactionRef]),
    /// None may.
    IsLeftOut(LeftOut),
}

/// The gate, for one month.
pub(super) struct Gate<'r> {
    rows: &'r Rows<'r>,
    counts: BTreeMap<Option<EmployeeRef>, StatusCounts>,
    transactions: BTreeMap<Option<EmployeeRef>, Vec<TransactionRef>>,
    /// The totals that differ and that nobody else explains, per document.
    differing: BTreeMap<DocumentRef, Vec<&'r ControlTotal>>,
}

impl<'r> Gate<'r> {
    pub(super) fn of(rows: &'r Rows<'r>) -> Self {
        let mut transactions: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, transaction) in rows.books().transactions() {
            transactions
                .entry(transaction.employee)
                .or_default()
                .push(at);
        }
        Self {
            rows,
            counts: rows.counts(),
            transactions,
            differing: unexplained(rows.books()),
        }
    }

    /// May this employee pass?
    pub(super) fn judge(&self, employee: EmployeeRef) -> Judgement<'_> {
        let transactions = self.transactions_of(Some(employee));
        if transactions.is_empty() {
            return Judgement::HasNothing;
        }
        let reasons = self.reasons(employee, transactions);
        if reasons.is_empty() {
            Judgement::Passes(transactions)
        } else {
            Judgement::IsLeftOut(self.left_out(Some(employee), reasons))
        }
    }

    /// The transactions that are nobody's: never exported.
    pub(super) fn unresolved(&self) -> Option<LeftOut> {
        let count = self.transactions_of(None).len();
        let reason = Reason::NobodysTransactions(count);
        (count > 0).then(|| self.left_out(None, vec![reason]))
    }

    fn reasons(&self, employee: EmployeeRef, transactions: &[TransactionRef]) -> Vec<Reason> {
        let counts = self.counts_of(Some(employee));
        let incomplete = (!counts.is_complete()).then_some(Reason::Incomplete(counts));
        let unread = self.count(transactions, |at| {
            let transaction = self.rows.books().transactions.get(at.place());
            transaction.is_none_or(Transaction::is_incomplete)
        });
        let not_adding_up = self.count(transactions, |at| !row::adds_up(self.rows, at));
        [
            incomplete,
            unread.map(Reason::Unread),
            not_adding_up.map(Reason::DoesNotAddUp),
        ]
        .into_iter()
        .flatten()
        .chain(self.not_tying_out(employee, transactions))
        .collect()
    }

    fn not_tying_out(
        &self,
        employee: EmployeeRef,
        transactions: &[TransactionRef],
    ) -> Option<Reason> {
        let documents = self.documents(transactions);
        let concerned: Vec<_> = documents
            .iter()
            .filter_map(|document| self.differing.get(document))
            .flatten()
            .filter(|total| concerns(total, employee))
            .collect();
        match concerned.first() {
            Some(first) => Some(self.does_not_tie_out(first, concerned.len())),
            None => self.not_proven(&documents),
        }
    }

    fn does_not_tie_out(&self, first: &ControlTotal, totals: usize) -> Reason {
        let name = self.rows.books().document_name(first.source.document);
        let page = first.source.page.map(|page| format!(", page {page}"));
        let difference = first.difference().map(|figure| figure.to_string());
        Reason::DoesNotTieOut {
            totals,
            place: format!("{name}{}", page.unwrap_or_default()),
            label: first.label.clone(),
            difference: difference.unwrap_or_else(|| "not comparable".to_owned()),
        }
    }

    fn not_proven(&self, documents: &BTreeSet<DocumentRef>) -> Option<Reason> {
        let books = self.rows.books();
        if self.rows.report.settings.pvault.unproven == Unproven::Export {
            return None;
        }
        let unproven = documents
            .iter()
            .find(|document| books.document_tie_out(**document) == TieOut::NothingToProve)?;
        Some(Reason::NotProven(books.document_name(*unproven).to_owned()))
    }

    fn documents(&self, transactions: &[TransactionRef]) -> BTreeSet<DocumentRef> {
        let books = self.rows.books();
        transactions
            .iter()
            .filter_map(|at| books.transactions.get(at.place()))
            .map(|transaction| transaction.source.document)
            .collect()
    }

    fn left_out(&self, employee: Option<EmployeeRef>, reasons: Vec<Reason>) -> LeftOut {
        let books = self.rows.books();
        let amounts = self
            .transactions_of(employee)
            .iter()
            .map(|at| books.transactions.get(at.place())?.amount);
        LeftOut {
            employee,
            employee_number: employee
                .and_then(|at| self.rows.employee_number(at))
                .map(str::to_owned),
            employee_name: employee
                .and_then(|at| self.rows.employee_name(at))
                .map(str::to_owned),
            reasons,
            counts: self.counts_of(employee),
            transactions: amounts.collect(),
        }
    }

    fn count(
        &self,
        transactions: &[TransactionRef],
        is_wanted: impl Fn(TransactionRef) -> bool,
    ) -> Option<usize> {
        let count = transactions.iter().filter(|at| is_wanted(**at)).count();
        (count > 0).then_some(count)
    }

    fn transactions_of(&self, employee: Option<EmployeeRef>) -> &[TransactionRef] {
        self.transactions.get(&employee).map_or(&[], Vec::as_slice)
    }

    fn counts_of(&self, employee: Option<EmployeeRef>) -> StatusCounts {
        self.counts.get(&employee).copied().unwrap_or_default()
    }
}

/// Does a total that differs cast doubt on this employee's transactions? Her own totals do, and
/// those of which it is not known whose they are.
fn concerns(total: &ControlTotal, employee: EmployeeRef) -> bool {
    total.employee.is_none_or(|owner| owner == employee)
}

/// The totals that differ, without those of a whole document that differ by exactly what the
/// cards in it differ by: there, the doubt is with the holders of those cards alone.
fn unexplained(books: &Books) -> BTreeMap<DocumentRef, Vec<&ControlTotal>> {
    let mut differing: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for total in books
        .control_totals
        .iter()
        .filter(|total| !total.ties_out())
    {
        let of_document = differing.entry(total.source.document).or_default();
        of_document.push(total);
    }
    for totals in differing.values_mut() {
        let explained: Vec<_> = totals
            .iter()
            .map(|total| is_explained(total, totals))
            .collect();
        let mut explained = explained.into_iter();
        totals.retain(|_| !explained.next().unwrap_or_default());
    }
    differing
}

/// Is what a whole document differs by the sum of what its cardholders differ by?
fn is_explained(total: &ControlTotal, differing: &[&ControlTotal]) -> bool {
    let is_of_a_cardholder =
        |other: &&&ControlTotal| other.scope == Scope::Card && other.employee.is_some();
    let differences = differing
        .iter()
        .filter(is_of_a_cardholder)
        .filter(|other| other.measure() == total.measure())
        .map(|other| other.difference());
    let is_of_the_document = total.scope == Scope::Report && total.employee.is_none();
    is_of_the_document && sum(differences).is_some_and(|sum| Some(sum) == total.difference())
}

/// The sum of figures of one sort; none when there are none, or when they cannot be added.
fn sum(figures: impl Iterator<Item = Option<Figure>>) -> Option<Figure> {
    let all: Option<Vec<_>> = figures.collect();
    all?.into_iter()
        .map(Some)
        .reduce(|a, b| add(a?, b?))
        .flatten()
}

fn add(a: Figure, b: Figure) -> Option<Figure> {
    match (a, b) {
        (Figure::Amount(a), Figure::Amount(b)) => a.checked_add(b).ok().map(Figure::Amount),
        (Figure::Count(a), Figure::Count(b)) => a.checked_add(b).map(Figure::Count),
        _ => None,
    }
}
