//! Facts by the number: statements and months as large as a test needs them.

use tieout_domain::{
    Books, Coding, Confidence, ControlTotal, Currency, DocumentRef, Employee, EmployeeNumber,
    EmployeeOutcome, EmployeeRef, ExpenseLine, ExpenseReport, Extracted, Factors, Figure, Item,
    LegOutcome, LegVerdict, LineRef, Link, MatchKind, MatchStatus, Period, PersonName,
    ProofOutcome, ProofRef, Reconciliation, ReportedPerson, Scope, Source, Statement, Status,
    Transaction, TransactionOutcome, TransactionRef,
};
use tieout_persistence::facts::{Content, ReadDocument};

use crate::{day, usd};

/// How large a month is.
#[derive(Debug, Clone, Copy)]
pub struct MonthSize {
    /// Cardholders.
    pub employees: usize,
    /// Transactions; the cardholders take turns.
    pub transactions: usize,
}

/// A statement and an expense report in which each line proves the transaction at its place.
pub fn month_of(size: MonthSize) -> [ReadDocument; 2] {
    [statement_of(size, 0), report_of(size, 1)]
}

/// A statement, read as the document at that place of its session.
pub fn statement_of(size: MonthSize, document: usize) -> ReadDocument {
    let document = DocumentRef::new(document);
    let transactions = (0..size.transactions).map(|place| transaction(place, size, document));
    let statement = Statement {
        issuer: Some("Comdata".to_owned()),
        period: Period::new(day(1), day(31)).ok(),
        currency: Currency::USD,
        employees: (0..size.employees).map(employee).collect(),
        transactions: transactions.collect(),
        other_entries: Vec::new(),
        control_totals: vec![total(size, document)],
    };
    ReadDocument {
        layout: None,
        pages: Some(2),
        content: Content::Statement(Extracted::clean(statement)),
    }
}

/// The outcome in which every line proves the transaction at its place; a transaction without a
/// line is unmatched.
pub fn matched(books: &Books) -> Reconciliation {
    let charges = books.transactions.iter().enumerate();
    let transactions: Vec<_> = charges
        .map(|(place, charge)| match books.expense_lines.get(place) {
            Some(_) => outcome(place, charge),
            None => unmatched(),
        })
        .collect();
    let proves = |place| ProofOutcome::Proves(vec![TransactionRef::new(place)]);
    let mut employees = vec![EmployeeOutcome::default(); books.employees.len()];
    for (transaction, outcome) in books.transactions.iter().zip(&transactions) {
        let place = transaction.employee.map(EmployeeRef::place);
        if let Some(employee) = place.and_then(|place| employees.get_mut(place)) {
            employee.counts.add(outcome.status);
        }
    }
    Reconciliation {
        transactions,
        expense_lines: (0..books.expense_lines.len()).map(proves).collect(),
        receipts: vec![ProofOutcome::Unmatched; books.receipts.len()],
        employees,
        people: Vec::new(),
    }
}

fn report_of(size: MonthSize, document: usize) -> ReadDocument {
    let document = DocumentRef::new(document);
    let lines = (0..size.transactions).map(|place| line(place, size, document));
    let report = ExpenseReport {
        period: None,
        currency: Currency::USD,
        lines: lines.collect(),
        control_totals: Vec::new(),
    };
    ReadDocument {
        layout: None,
        pages: Some(1),
        content: Content::ExpenseReport(Extracted::clean(report)),
    }
}

fn employee(place: usize) -> Employee {
    Employee {
        number: EmployeeNumber::new(&format!("E{place:04}")).expect("a number"),
        number_is_derived: false,
        name: name(place),
        cards: vec![format!("{:04}", place % 10_000).parse().expect("a card")],
        department: Some("Field".to_owned()),
        cost_center: None,
    }
}

fn name(place: usize) -> PersonName {
    PersonName::new(&format!("Person{place}, Test")).expect("a name")
}

fn transaction(place: usize, size: MonthSize, document: DocumentRef) -> Transaction {
    let source = Source::page(document, 1).with_text(&format!("line {place}"));
    Transaction {
        employee: Some(EmployeeRef::new(place % size.employees)),
        card: employee(place % size.employees).cards.first().copied(),
        transaction_date: Some(day_of(place)),
        post_date: Some(day_of(place)),
        amount: Some(cents(place)),
        merchant: Some(format!("Merchant {}", place % 97)),
        city: Some("Jefferson".to_owned()),
        state: Some("LA".to_owned()),
        category: Some("FUEL".to_owned()),
        expense_type: Some("Fuel".to_owned()),
        reference: Some(format!("2025-{place}")),
        items: vec![Item {
            description: Some("Diesel".to_owned()),
            unit_price: None,
            quantity: None,
            gross: Some(cents(place)),
            discount: None,
            net: Some(cents(place)),
        }],
        ..Transaction::unread(source)
    }
}

fn line(place: usize, size: MonthSize, document: DocumentRef) -> ExpenseLine {
    ExpenseLine {
        person: Some(ReportedPerson {
            name: name(place % size.employees),
            number: None,
        }),
        expense_type: Some("Fuel".to_owned()),
        date: Some(day_of(place)),
        amount: Some(cents(place)),
        unrounded: None,
        purpose: Some("Site visit".to_owned()),
        merchant: Some(format!("Merchant {}", place % 97)),
        address: None,
        receipt_id: Some(format!("R{place}")),
        coding: coding(),
        is_attached: true,
        source: Source::page(document, 1).with_text(&format!("report line {place}")),
    }
}

fn total(size: MonthSize, document: DocumentRef) -> ControlTotal {
    let count = Figure::Count(i64::try_from(size.transactions).expect("a number of transactions"));
    ControlTotal {
        scope: Scope::Report,
        label: "Transactions".to_owned(),
        employee: None,
        printed: count,
        extracted: count,
        source: Source::page(document, 2),
    }
}

fn outcome(place: usize, charge: &Transaction) -> TransactionOutcome {
    let proof = ProofRef::Line(LineRef::new(place));
    let link = Link {
        proof,
        kind: MatchKind::Exact,
        allocated: charge.amount.unwrap_or(usd(1)),
        confidence: Confidence::ONE,
        factors: Factors {
            amount: Confidence::ONE,
            date: Confidence::ONE,
            merchant: Confidence::ONE,
        },
        differences: Vec::new(),
        reason: "Same amount, same day".to_owned(),
    };
    TransactionOutcome {
        report_leg: LegOutcome {
            verdict: LegVerdict::Matched,
            links: vec![link],
            ..LegOutcome::default()
        },
        document_leg: LegOutcome::default(),
        match_status: MatchStatus::Matched,
        proof: Some(proof),
        confidence: Confidence::ONE,
        reason: "Same amount, same day".to_owned(),
        status: Status::Complete,
        coding: coding(),
    }
}

fn unmatched() -> TransactionOutcome {
    TransactionOutcome {
        report_leg: LegOutcome::default(),
        document_leg: LegOutcome::default(),
        match_status: MatchStatus::Unmatched,
        proof: None,
        confidence: Confidence::ZERO,
        reason: "Nothing fits".to_owned(),
        status: Status::MissingBoth,
        coding: Coding::default(),
    }
}

fn coding() -> Coding {
    Coding {
        gl_account: Some("6100".to_owned()),
        ..Coding::default()
    }
}

fn day_of(place: usize) -> chrono::NaiveDate {
    day(u32::try_from(place % 31).unwrap_or(0) + 1)
}

fn cents(place: usize) -> tieout_domain::Money {
    usd(i64::try_from(place).unwrap_or(0) * 7 + 100)
}
