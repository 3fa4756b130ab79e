//! A session with what hangs on it, so that one thing finds the other.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::sorted::sorted;
use tieout_contract::control_total::ControlTotal;
use tieout_contract::document::Document;
use tieout_contract::employee::Employee;
use tieout_contract::matches::MatchResult;
use tieout_contract::problem::Problem;
use tieout_contract::pvault::LeftOut;
use tieout_contract::receipt::Receipt;
use tieout_contract::session::Session;
use tieout_contract::transaction::{Transaction, TransactionStatus};
use tieout_domain::id::{DocumentId, EmployeeId, ReceiptId, TransactionId};
use tieout_domain::{Currency, Decimal, DocumentKind, MatchStatus, ProblemKind};

/// A session with what hangs on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// The session itself.
    pub session: Session,
    /// Its documents.
    pub documents: Vec<Document>,
    /// The cardholders, by name.
    pub employees: Vec<Employee>,
    /// The transactions, by date.
    pub transactions: Vec<Arc<Transaction>>,
    /// The report lines and receipts, by date.
    pub receipts: Vec<Arc<Receipt>>,
    /// What was decided, the least sure first.
    pub matches: Vec<Arc<MatchResult>>,
    /// Every printed total beside what was extracted.
    pub control_totals: Vec<ControlTotal>,
    /// What could not be read, or not be trusted.
    pub problems: Vec<Problem>,
    /// Who is left out of pVault.
    pub left_out: Vec<LeftOut>,
    places: Places,
}

/// What hangs on a session, as the service tells it.
#[derive(serde::Deserialize)]
pub struct Parts {
    documents: Vec<Document>,
    employees: Vec<Employee>,
    transactions: Vec<Transaction>,
    receipts: Vec<Receipt>,
    match_results: Vec<MatchResult>,
    control_totals: Vec<ControlTotal>,
    problems: Vec<Problem>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Places {
    transactions: HashMap<TransactionId, usize>,
    receipts: HashMap<ReceiptId, usize>,
    employees: HashMap<EmployeeId, usize>,
    matches: HashMap<TransactionId, usize>,
    documents: HashMap<DocumentId, usize>,
}

impl Month {
    /// From what the service tells.
    pub fn of(session: Session, parts: Parts) -> Self {
        let mut month = Self {
            session,
            documents: parts.documents,
            employees: parts.employees,
            transactions: parts.transactions.into_iter().map(Arc::new).collect(),
            receipts: parts.receipts.into_iter().map(Arc::new).collect(),
            matches: parts.match_results.into_iter().map(Arc::new).collect(),
            control_totals: parts.control_totals,
            problems: parts.problems,
            left_out: parts.left_out,
            places: Places::default(),
        };
        month.places = Places {
            transactions: places(&month.transactions, |one| one.id),
            receipts: places(&month.receipts, |one| one.id),
            employees: places(&month.employees, |one| one.id),
            matches: places(&month.matches, |one| one.transaction_id),
            documents: places(&month.documents, |one| one.id),
        };
        month
    }

    /// The transaction of that id.
    pub fn transaction(&self, id: TransactionId) -> Option<&Arc<Transaction>> {
        self.transactions.get(*self.places.transactions.get(&id)?)
    }

    /// The receipt of that id.
    pub fn receipt(&self, id: ReceiptId) -> Option<&Arc<Receipt>> {
        self.receipts.get(*self.places.receipts.get(&id)?)
    }

    /// The document of that id.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.documents.get(*self.places.documents.get(&id)?)
    }

    /// The employee of that id.
    pub fn employee(&self, id: Option<EmployeeId>) -> Option<&Employee> {
        self.employees.get(*self.places.employees.get(&id?)?)
    }

    /// The name of an employee, as people write it.
    pub fn employee_name(&self, id: Option<EmployeeId>) -> &str {
        self.employee(id).map_or("", written_name)
    }

    /// What was decided of a transaction.
    pub fn match_of(&self, id: TransactionId) -> Option<&Arc<MatchResult>> {
        self.matches.get(*self.places.matches.get(&id)?)
    }

    /// Puts a decision where the one before stood.
    pub fn decided(&mut self, result: MatchResult) {
        let place = self.places.matches.get(&result.transaction_id);
        if let Some(slot) = place.and_then(|place| self.matches.get_mut(*place)) {
            *slot = Arc::new(result);
        }
    }

    /// The matches that wait for a person, the least sure first.
    pub fn undecided(&self) -> impl Iterator<Item = &Arc<MatchResult>> {
        self.matches
            .iter()
            .filter(|result| result.match_status == MatchStatus::ManualReview)
    }

    /// The transactions that lack something.
    pub fn exceptions(&self) -> impl Iterator<Item = &Arc<Transaction>> {
        self.transactions
            .iter()
            .filter(|one| one.status != Some(TransactionStatus::Complete))
    }

    /// What the exceptions come to, by currency.
    pub fn missing_sums(&self) -> Vec<(Currency, Decimal)> {
        sums(self.exceptions().map(AsRef::as_ref))
    }

    /// The totals that the statements print and that do not agree.
    pub fn differing_totals(&self) -> impl Iterator<Item = &ControlTotal> {
        self.control_totals.iter().filter(|total| !total.ties_out)
    }

    /// The lines that look like transactions and were not taken as such.
    pub fn unread_lines(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::UnreadLine)
    }

    /// The statements among the documents.
    pub fn statements(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .filter(|document| document.kind == Some(DocumentKind::Statement))
    }

    /// What was charged by expense type, the most first: of the currency that most is charged in.
    pub fn by_expense_type(&self) -> Vec<(String, Currency, Decimal)> {
        let Some(main) = self
            .session
            .summary
            .charged
            .iter()
            .max_by_key(|sum| sum.transactions)
        else {
            return Vec::new();
        };
        let mut types: HashMap<&str, Decimal> = HashMap::new();
        for one in self
            .transactions
            .iter()
            .filter(|one| one.currency == Some(main.currency))
        {
            let sum = types
                .entry(one.expense_type.as_deref().unwrap_or("Other"))
                .or_default();
            *sum = sum.saturating_add(one.amount.unwrap_or_default());
        }
        let types: Vec<_> = types
            .into_iter()
            .map(|(kind, sum)| (kind.to_owned(), main.currency, sum))
            .collect();
        sorted(types, |(name, _, sum)| (Reverse(*sum), name.clone()))
    }
}

/// The name as the expense report writes it: statements run names together.
pub fn written_name(employee: &Employee) -> &str {
    employee.report_name.as_deref().unwrap_or(&employee.name)
}

/// What transactions come to, by currency.
pub fn sums<'a>(transactions: impl Iterator<Item = &'a Transaction>) -> Vec<(Currency, Decimal)> {
    let mut sums: Vec<(Currency, Decimal)> = Vec::new();
    for one in transactions {
        if let (Some(currency), Some(amount)) = (one.currency, one.amount) {
            add(&mut sums, currency, amount);
        }
    }
    sums
}

/// Adds an amount to the sum in its currency.
pub fn add(sums: &mut Vec<(Currency, Decimal)>, currency: Currency, amount: Decimal) {
    match sums.iter_mut().find(|(known, _)| *known == currency) {
        Some((_, sum)) => *sum = sum.saturating_add(amount),
        None => sums.push((currency, amount)),
    }
}

fn places<T, K: std::hash::Hash + Eq>(list: &[T], key: impl Fn(&T) -> K) -> HashMap<K, usize> {
    list.iter()
        .enumerate()
        .map(|(place, one)| (key(one), place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_mix_currencies() {
        let mut sums = Vec::new();
        add(&mut sums, Currency::USD, Decimal::new(100, 2));
        add(&mut sums, Currency::EUR, Decimal::new(700, 2));
        add(&mut sums, Currency::USD, Decimal::new(-30, 2));
        let expected = [
            (Currency::USD, Decimal::new(70, 2)),
            (Currency::EUR, Decimal::new(700, 2)),
        ];
        assert_eq!(sums, expected);
    }
}
