//! A small month made by hand, with one of everything: all statuses, a credit, two receipts for
//! one charge, a duplicate, a transaction of nobody, an unread amount, text that means harm.

use chrono::NaiveDate;
use tieout_domain::{
    Books, Coding, Confidence, ControlTotal, Currency, Document, DocumentKind, DocumentRef,
    Employee, EmployeeNumber, EmployeeOutcome, EmployeeRef, ExpenseLine, Figure, LegOutcome,
    LegVerdict, LineRef, MatchStatus, Money, Period, PersonName, PersonOutcome, Problem,
    ProblemKind, ProofOutcome, ProofRef, Receipt, ReceiptRef, Reconciliation, ReportedPerson,
    Scope, Source, Status, StatusCounts, Transaction, TransactionOutcome, TransactionRef,
};

use super::Month;
use super::truth::{field, link};

const STATEMENT: usize = 0;
const REPORT: usize = 1;
const RECEIPT: usize = 2;

/// The month. Ada is complete; Bo still owes something of every sort; one charge is nobody's.
pub(crate) fn month() -> Month {
    Month::new(books(), reconciliation())
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

pub(crate) fn employee(place: usize) -> EmployeeRef {
    EmployeeRef::new(place)
}

/// A control total of the statement: what is printed, what was extracted.
pub(crate) fn total(
    scope: Scope,
    label: &str,
    owner: Option<EmployeeRef>,
    (printed, extracted): (i64, i64),
) -> ControlTotal {
    ControlTotal {
        scope,
        label: label.to_owned(),
        employee: owner,
        printed: Figure::Amount(usd(printed)),
        extracted: Figure::Amount(usd(extracted)),
        source: on(STATEMENT, 2),
    }
}

fn books() -> Books {
    Books {
        documents: vec![
            document("statement.pdf", DocumentKind::Statement),
            document("report.pdf", DocumentKind::ExpenseReport),
            document("receipt.pdf", DocumentKind::Receipt),
        ],
        issuer: Some("FIRST BANK".to_owned()),
        period: Period::new(march(1), march(31)).ok(),
        employees: vec![
            cardholder("100", "ADALOVELACE", "0028"),
            cardholder("200", "BO DIDDLEY", "4281"),
        ],
        transactions: transactions(),
        expense_lines: lines(),
        receipts: vec![receipt()],
        control_totals: totals(),
        problems: vec![
            Problem::new(
                ProblemKind::IncompleteTransaction,
                on(STATEMENT, 3).with_text("03/19 =HYPERLINK(\"x\") ???"),
                "The amount of a transaction could not be read: compare it with the page.",
            ),
            Problem::new(
                ProblemKind::Ambiguous,
                on(RECEIPT, 1),
                "03/04 was read as March 4.",
            ),
        ],
        ..Books::default()
    }
}

fn transactions() -> Vec<Transaction> {
    let ada = charge(0, "0028");
    let bo = charge(1, "4281");
    vec![
        Transaction {
            reference: Some("700001".to_owned()),
            ..charged(&ada, 5, 12_000, "HILTON HOTELS")
        },
        charged(&ada, 2, 4_550, "SHELL OIL 123"),
        charged(&ada, 9, -550, "SHELL OIL 123"),
        charged(&bo, 4, 1_019, "SONIC DRIVE IN"),
        charged(&bo, 4, 1_019, "SONIC DRIVE IN"),
        charged(&bo, 11, 123_456, "=cmd|' /C calc'!A0"),
        Transaction {
            amount: None,
            source: on(STATEMENT, 3),
            ..charged(&bo, 19, 0, "UNREAD")
        },
        Transaction {
            employee: None,
            card: None,
            ..charged(&ada, 20, 999, "NOBODYS \"LUNCH\", INC")
        },
    ]
}

fn lines() -> Vec<ExpenseLine> {
    let ada = |date, cents, id: &str| line("Lovelace, Ada", date, cents, id);
    let bo = |date, cents, id: &str| line("Diddley, Bo", date, cents, id);
    vec![
        ada(5, 9_000, "R1"),
        ada(5, 3_000, "R2"),
        ada(2, 4_550, "R3"),
        ada(9, -550, "R4"),
        ExpenseLine {
            is_attached: false,
            purpose: Some("-2+3".to_owned()),
            ..bo(4, 1_019, "R5")
        },
        ExpenseLine {
            coding: Coding::default(),
            ..bo(4, 1_019, "R6")
        },
        ada(2, 4_550, "R7"),
    ]
}

fn receipt() -> Receipt {
    Receipt {
        vendor: Some(field("Shell".to_owned())),
        date: Some(field(march(2))),
        total: Some(field(usd(4_550))),
        tax: Some(field(usd(350))),
        ..Receipt::unread(on(RECEIPT, 1))
    }
}

fn totals() -> Vec<ControlTotal> {
    vec![
        total(
            Scope::Card,
            "Card Totals, ··0028: net",
            Some(employee(0)),
            (16_000, 16_000),
        ),
        total(
            Scope::Card,
            "Card Totals, ··4281: net",
            Some(employee(1)),
            (126_000, 125_494),
        ),
        total(
            Scope::Report,
            "Report Totals: net",
            None,
            (142_999, 142_493),
        ),
    ]
}

fn reconciliation() -> Reconciliation {
    let on_report = |links: &[(usize, i64)]| {
        leg(links
            .iter()
            .map(|(at, cents)| link(ProofRef::Line(LineRef::new(*at)), usd(*cents))))
    };
    let on_paper = |cents| leg([link(ProofRef::Receipt(ReceiptRef::new(0)), usd(cents))]);
    let first = |place| Some(ProofRef::Line(LineRef::new(place)));
    let none = LegOutcome::default;
    use Status::{Complete, MissingBoth, MissingGlCode, MissingReceipt};
    let mut transactions = vec![
        outcome(
            on_report(&[(0, 9_000), (1, 3_000)]),
            none(),
            first(0),
            Complete,
        ),
        outcome(
            on_report(&[(2, 4_550)]),
            on_paper(4_550),
            Some(ProofRef::Receipt(ReceiptRef::new(0))),
            Complete,
        ),
        outcome(on_report(&[(3, -550)]), none(), first(3), Complete),
        outcome(on_report(&[(4, 1_019)]), none(), None, MissingReceipt),
        outcome(on_report(&[(5, 1_019)]), none(), first(5), MissingGlCode),
        TransactionOutcome {
            match_status: MatchStatus::ManualReview,
            ..outcome(none(), none(), None, MissingBoth)
        },
        outcome(none(), none(), None, MissingBoth),
        outcome(none(), none(), None, MissingBoth),
    ];
    for at in [0, 1, 2, 3] {
        transactions[at].coding = coding();
    }
    let proves = |place| ProofOutcome::Proves(vec![TransactionRef::new(place)]);
    Reconciliation {
        transactions,
        expense_lines: vec![
            proves(0),
            proves(0),
            proves(1),
            proves(2),
            proves(3),
            proves(4),
            ProofOutcome::DuplicateOf(ProofRef::Line(LineRef::new(2))),
        ],
        receipts: vec![proves(1)],
        employees: vec![reported("Lovelace, Ada", 3), reported("Diddley, Bo", 0)],
        people: vec![person("Diddley, Bo", 1), person("Lovelace, Ada", 0)],
    }
}

fn outcome(
    report_leg: LegOutcome,
    document_leg: LegOutcome,
    proof: Option<ProofRef>,
    status: Status,
) -> TransactionOutcome {
    let is_matched = report_leg.verdict == LegVerdict::Matched;
    TransactionOutcome {
        report_leg,
        document_leg,
        match_status: match is_matched {
            true => MatchStatus::Matched,
            false => MatchStatus::Unmatched,
        },
        proof,
        confidence: Confidence::from_basis_points(if is_matched { 9_349 } else { 0 }),
        reason: match is_matched {
            true => "Same amount, same day.".to_owned(),
            false => "No receipt fits.".to_owned(),
        },
        status,
        coding: Coding::default(),
    }
}

fn leg(links: impl IntoIterator<Item = tieout_domain::Link>) -> LegOutcome {
    LegOutcome {
        verdict: LegVerdict::Matched,
        links: links.into_iter().collect(),
        ..LegOutcome::default()
    }
}

fn reported(name: &str, complete: usize) -> EmployeeOutcome {
    EmployeeOutcome {
        report_name: Some(name.to_owned()),
        counts: StatusCounts {
            complete,
            ..StatusCounts::default()
        },
    }
}

fn person(name: &str, place: usize) -> PersonOutcome {
    PersonOutcome {
        person: reported_person(name),
        employee: Some(employee(place)),
        candidates: Vec::new(),
        reason: "Same name.".to_owned(),
    }
}

fn reported_person(name: &str) -> ReportedPerson {
    ReportedPerson {
        name: PersonName::new(name).unwrap(),
        number: None,
    }
}

fn charge(holder: usize, card: &str) -> Transaction {
    Transaction {
        employee: Some(employee(holder)),
        card: Some(card.parse().unwrap()),
        ..Transaction::unread(on(STATEMENT, 1))
    }
}

fn charged(of: &Transaction, day: u32, cents: i64, merchant: &str) -> Transaction {
    Transaction {
        transaction_date: Some(march(day)),
        post_date: Some(march(day + 1)),
        amount: Some(usd(cents)),
        merchant: Some(merchant.to_owned()),
        ..of.clone()
    }
}

fn line(name: &str, day: u32, cents: i64, id: &str) -> ExpenseLine {
    ExpenseLine {
        person: Some(reported_person(name)),
        expense_type: Some("Fuel".to_owned()),
        date: Some(march(day)),
        amount: Some(usd(cents)),
        unrounded: None,
        purpose: Some("Truck 181, diesel".to_owned()),
        merchant: Some("SHELL".to_owned()),
        address: None,
        receipt_id: Some(id.to_owned()),
        coding: coding(),
        is_attached: true,
        source: on(REPORT, 1),
    }
}

fn coding() -> Coding {
    Coding {
        job: Some("25-1115".to_owned()),
        phase: Some("28-310".to_owned()),
        cost_type: Some("M".to_owned()),
        gl_account: Some("6310-10".to_owned()),
    }
}

fn cardholder(number: &str, name: &str, card: &str) -> Employee {
    Employee {
        number: EmployeeNumber::new(number).unwrap(),
        number_is_derived: false,
        name: PersonName::new(name).unwrap(),
        cards: vec![card.parse().unwrap()],
        department: None,
        cost_center: None,
    }
}

fn document(name: &str, kind: DocumentKind) -> Document {
    Document {
        name: name.to_owned(),
        kind: Some(kind),
        layout: None,
        pages: Some(3),
    }
}

fn on(document: usize, page: u32) -> Source {
    Source::page(DocumentRef::new(document), page)
}

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 3, day).unwrap()
}
