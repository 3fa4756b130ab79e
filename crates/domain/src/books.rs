//! Everything known of one month before anything is matched.

use std::collections::BTreeMap;

use crate::{
    ControlTotal, Document, DocumentKind, DocumentRef, Employee, EmployeeRef, ExpenseLine,
    ExpenseReport, Extracted, LineRef, OtherEntry, Period, Problem, Receipt, ReceiptRef, Statement,
    TieOut, Transaction, TransactionRef,
};

/// The facts of one session, gathered from all of its documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Books {
    /// The documents, in the order in which they came.
    pub documents: Vec<Document>,
    /// The issuer, as the first statement that names one does.
    pub issuer: Option<String>,
    /// The issuer of each statement that names one.
    pub issuers: BTreeMap<DocumentRef, String>,
    /// The days that the statements cover.
    pub period: Option<Period>,
    /// The cardholders of all statements; one entry per employee number.
    pub employees: Vec<Employee>,
    /// The transactions of all statements.
    pub transactions: Vec<Transaction>,
    /// Payments and fees of all statements.
    pub other_entries: Vec<OtherEntry>,
    /// The lines of all expense reports.
    pub expense_lines: Vec<ExpenseLine>,
    /// The receipts of all receipt documents.
    pub receipts: Vec<Receipt>,
    /// The printed totals of all documents.
    pub control_totals: Vec<ControlTotal>,
    /// What went wrong while reading.
    pub problems: Vec<Problem>,
}

impl Books {
    /// Registers a document; facts read from it carry the reference this returns.
    pub fn add_document(&mut self, document: Document) -> DocumentRef {
        self.documents.push(document);
        DocumentRef::new(self.documents.len() - 1)
    }

    /// Takes in a statement. A cardholder known by the same number from another statement stays
    /// one employee.
    pub fn add_statement(&mut self, statement: Extracted<Statement>) {
        let Extracted { value, problems } = statement;
        self.problems.extend(problems);
        if let Some((document, issuer)) = value.document().zip(value.issuer.clone()) {
            self.issuers.insert(document, issuer);
        }
        self.issuer = self.issuer.take().or(value.issuer);
        self.period = union(self.period, value.period);
        let places: Vec<EmployeeRef> = value
            .employees
            .into_iter()
            .map(|employee| self.add_employee(employee))
            .collect();
        let moved = |old: EmployeeRef| places.get(old.place()).copied();
        let transactions = value.transactions.into_iter();
        self.transactions
            .extend(transactions.map(|transaction| Transaction {
                employee: transaction.employee.and_then(moved),
                ..transaction
            }));
        self.other_entries.extend(value.other_entries);
        let totals = value.control_totals.into_iter();
        self.control_totals.extend(totals.map(|total| ControlTotal {
            employee: total.employee.and_then(moved),
            ..total
        }));
    }

    /// Takes in an expense report.
    pub fn add_expense_report(&mut self, report: Extracted<ExpenseReport>) {
        let Extracted { value, problems } = report;
        self.problems.extend(problems);
        self.expense_lines.extend(value.lines);
        self.control_totals.extend(value.control_totals);
    }

    /// Takes in the receipts of one receipt document.
    pub fn add_receipts(&mut self, receipts: Extracted<Vec<Receipt>>) {
        self.problems.extend(receipts.problems);
        self.receipts.extend(receipts.value);
    }

    /// The issuer of the statement in this document; where it names none, that of the first that
    /// does.
    pub fn issuer_of(&self, document: DocumentRef) -> Option<&str> {
        let own = self.issuers.get(&document);
        own.or(self.issuer.as_ref()).map(String::as_str)
    }

    /// Does what was extracted from every document agree with its printed totals? A statement that
    /// prints none leaves it open, whatever others prove.
    pub fn tie_out(&self) -> TieOut {
        let documents = self.documents.iter().enumerate();
        let verdicts = documents.filter_map(|(place, document)| {
            let verdict = self.document_tie_out(DocumentRef::new(place));
            let has_say = document.kind == Some(DocumentKind::Statement);
            (has_say || verdict != TieOut::NothingToProve).then_some(verdict)
        });
        TieOut::together(verdicts)
    }

    /// Does what was extracted from this document agree with its printed totals?
    pub fn document_tie_out(&self, document: DocumentRef) -> TieOut {
        let totals = self.control_totals.iter();
        let problems = self.problems.iter();
        TieOut::of_document(
            totals.filter(|total| total.source.document == document),
            problems.filter(|problem| problem.source.document == document),
        )
    }

    /// The transactions with their references.
    pub fn transactions(&self) -> impl Iterator<Item = (TransactionRef, &Transaction)> {
        let numbered = self.transactions.iter().enumerate();
        numbered.map(|(place, transaction)| (TransactionRef::new(place), transaction))
    }

    /// The expense lines with their references.
    pub fn expense_lines(&self) -> impl Iterator<Item = (LineRef, &ExpenseLine)> {
        let numbered = self.expense_lines.iter().enumerate();
        numbered.map(|(place, line)| (LineRef::new(place), line))
    }

    /// The receipts with their references.
    pub fn receipts(&self) -> impl Iterator<Item = (ReceiptRef, &Receipt)> {
        let numbered = self.receipts.iter().enumerate();
        numbered.map(|(place, receipt)| (ReceiptRef::new(place), receipt))
    }

    /// The employees with their references.
    pub fn employees(&self) -> impl Iterator<Item = (EmployeeRef, &Employee)> {
        let numbered = self.employees.iter().enumerate();
        numbered.map(|(place, employee)| (EmployeeRef::new(place), employee))
    }

    /// The employee, if the reference is into these books.
    pub fn employee(&self, employee: EmployeeRef) -> Option<&Employee> {
        self.employees.get(employee.place())
    }

    /// The name of a document; empty for a reference that is not into these books.
    pub fn document_name(&self, document: DocumentRef) -> &str {
        self.documents
            .get(document.place())
            .map_or("", |document| &document.name)
    }

    fn add_employee(&mut self, employee: Employee) -> EmployeeRef {
        let known = self
            .employees
            .iter()
            .position(|known| known.number.is_same_as(&employee.number));
        let Some(place) = known else {
            self.employees.push(employee);
            return EmployeeRef::new(self.employees.len() - 1);
        };
        if let Some(known) = self.employees.get_mut(place) {
            known.absorb(employee);
        }
        EmployeeRef::new(place)
    }
}

impl Employee {
    /// Takes over what `other`, the same person in another section, adds.
    fn absorb(&mut self, other: Self) {
        let new_cards = other
            .cards
            .into_iter()
            .filter(|card| !self.cards.contains(card))
            .collect::<Vec<_>>();
        self.cards.extend(new_cards);
        self.department = self.department.take().or(other.department);
        self.cost_center = self.cost_center.take().or(other.cost_center);
    }
}

fn union(a: Option<Period>, b: Option<Period>) -> Option<Period> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.union(b)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, EmployeeNumber, Figure, PersonName, Scope, Source};

    fn employee(number: &str, card: &str) -> Employee {
        Employee {
            number: EmployeeNumber::new(number).unwrap(),
            number_is_derived: false,
            name: PersonName::new("JANEDOE").unwrap(),
            cards: vec![card.parse().unwrap()],
            department: None,
            cost_center: None,
        }
    }

    fn total(holder: EmployeeRef) -> ControlTotal {
        ControlTotal {
            scope: Scope::Card,
            label: "Card Totals: transactions".to_owned(),
            employee: Some(holder),
            printed: Figure::Count(1),
            extracted: Figure::Count(1),
            source: Source::document(DocumentRef::new(0)),
        }
    }

    fn statement(employees: Vec<Employee>, holder: usize) -> Extracted<Statement> {
        let mut transaction = Transaction::unread(Source::document(DocumentRef::new(0)));
        transaction.employee = Some(EmployeeRef::new(holder));
        Extracted::clean(Statement {
            issuer: None,
            period: None,
            currency: Currency::USD,
            employees,
            transactions: vec![transaction],
            other_entries: Vec::new(),
            control_totals: vec![total(EmployeeRef::new(holder))],
        })
    }

    #[test]
    fn a_cardholder_of_two_statements_is_one_employee() {
        let mut books = Books::default();
        books.add_statement(statement(vec![employee("E1", "0001")], 0));
        books.add_statement(statement(
            vec![employee("E2", "0002"), employee("e1", "0003")],
            1,
        ));
        assert_eq!(books.employees.len(), 2);
        assert_eq!(books.employees[0].cards.len(), 2);
        let holders: Vec<_> = books.transactions.iter().map(|t| t.employee).collect();
        assert_eq!(holders, [Some(EmployeeRef::new(0)); 2]);
        let totals: Vec<_> = books.control_totals.iter().map(|t| t.employee).collect();
        assert_eq!(totals, holders);
    }

    #[test]
    fn each_statement_keeps_its_issuer() {
        let place = DocumentRef::new;
        let mut books = Books::default();
        for (document, issuer) in [(0, Some("FIRST")), (1, None), (2, Some("THIRD"))] {
            let mut statement = statement(Vec::new(), 0);
            statement.value.issuer = issuer.map(str::to_owned);
            statement.value.transactions[0].source = Source::document(place(document));
            books.add_statement(statement);
        }
        let issuers: Vec<_> = (0..3).map(|at| books.issuer_of(place(at))).collect();
        assert_eq!(issuers, [Some("FIRST"), Some("FIRST"), Some("THIRD")]);
    }

    #[test]
    fn a_reference_that_leads_nowhere_becomes_unresolved() {
        let mut books = Books::default();
        books.add_statement(statement(Vec::new(), 7));
        assert_eq!(books.transactions[0].employee, None);
    }
}
