//! The sample months as if everything in them had been read perfectly.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use tieout_domain::{
    Books, Coding, Confidence, Currency, Decimal, DocumentRef, Employee, EmployeeNumber,
    EmployeeRef, ExpenseLine, Field, ForeignAmount, LineRef, Money, PersonName, ProofRef, Receipt,
    ReceiptRef, ReportedPerson, Source, Transaction, TransactionRef,
};

use super::score::{TruePair, Truth};

/// A sample month, and what is true of it.
pub(crate) struct Sample {
    pub(crate) books: Books,
    pub(crate) truth: Truth,
    /// The status of each transaction, and its group.
    pub(crate) statuses: Vec<(String, String)>,
    /// Whether each employee is complete.
    pub(crate) completeness: Vec<bool>,
    /// The ids of the transactions in the sample.
    pub(crate) ids: Vec<String>,
}

/// Reads `samples/<name>/truth.json`.
pub(crate) fn sample(name: &str) -> Sample {
    let path: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "../../samples",
        name,
        "truth.json",
    ]
    .iter()
    .collect();
    let text = std::fs::read_to_string(&path).expect("the sample is in the repository");
    let truth: Value = serde_json::from_str(&text).expect("the truth is JSON");
    let employees = Employees::of(&truth);
    let mut books = Books {
        employees: list(&truth, "employees")
            .iter()
            .map(|it| employees.read(it))
            .collect(),
        ..Books::default()
    };
    books.transactions = list(&truth, "transactions")
        .iter()
        .map(|it| employees.transaction(it))
        .collect();
    books.expense_lines = list(&truth, "expense_lines")
        .iter()
        .map(|it| employees.line(it))
        .collect();
    books.receipts = list(&truth, "receipts").iter().map(receipt).collect();
    Sample {
        truth: read_truth(&truth),
        statuses: list(&truth, "transactions")
            .iter()
            .map(|it| (string(it, "status"), group_of(it)))
            .collect(),
        completeness: list(&truth, "employees")
            .iter()
            .map(|it| is_complete(&truth, it))
            .collect(),
        ids: list(&truth, "transactions")
            .iter()
            .map(|it| string(it, "id"))
            .collect(),
        books,
    }
}

/// The employees by their ids in the sample.
struct Employees {
    places: BTreeMap<String, EmployeeRef>,
    report_names: BTreeMap<String, String>,
    cards: BTreeMap<String, String>,
}

impl Employees {
    fn of(truth: &Value) -> Self {
        let employees = list(truth, "employees");
        Self {
            places: employees
                .iter()
                .enumerate()
                .map(|(place, it)| (string(it, "id"), EmployeeRef::new(place)))
                .collect(),
            report_names: employees
                .iter()
                .map(|it| (string(it, "id"), string(it, "report_name")))
                .collect(),
            cards: list(truth, "cards")
                .iter()
                .map(|it| (string(it, "id"), string(it, "card_last_four")))
                .collect(),
        }
    }

    fn read(&self, it: &Value) -> Employee {
        let cards = list(it, "cards")
            .iter()
            .filter_map(|card| self.cards.get(card.as_str()?));
        Employee {
            number: EmployeeNumber::new(&string(it, "employee_id")).expect("a number"),
            number_is_derived: false,
            name: PersonName::new(&string(it, "statement_name")).expect("a name"),
            cards: cards.map(|card| card.parse().expect("a card")).collect(),
            department: None,
            cost_center: None,
        }
    }

    fn transaction(&self, it: &Value) -> Transaction {
        let foreign = it.get("foreign").filter(|foreign| !foreign.is_null());
        Transaction {
            employee: self.places.get(&string(it, "employee")).copied(),
            card: text(it, "card_last_four").map(|card| card.parse().expect("a card")),
            transaction_date: date(it, "transaction_date"),
            post_date: date(it, "posted_date"),
            amount: money(it, "amount", Currency::USD),
            foreign: foreign.map(|foreign| ForeignAmount {
                amount: money(foreign, "amount", currency(foreign)).expect("an amount"),
                rate: text(foreign, "rate").map(|rate| rate.parse().expect("a rate")),
            }),
            merchant: text(it, "merchant"),
            city: text(it, "city"),
            state: text(it, "state"),
            category: text(it, "merchant_group"),
            reference: text(it, "transaction_number"),
            ..Transaction::unread(Source::document(DocumentRef::new(0)))
        }
    }

    fn line(&self, it: &Value) -> ExpenseLine {
        let name = self
            .report_names
            .get(&string(it, "employee"))
            .expect("an employee");
        let printed: Decimal = string(it, "amount").parse().expect("an amount");
        ExpenseLine {
            person: Some(ReportedPerson {
                name: PersonName::new(name).expect("a name"),
                number: None,
            }),
            expense_type: text(it, "expense_type"),
            date: date(it, "date"),
            amount: Some(Money::from_decimal(printed, Currency::USD).expect("an amount")),
            unrounded: (printed.scale() > 2).then_some(printed),
            purpose: text(it, "purpose"),
            merchant: text(it, "merchant"),
            address: text(it, "address"),
            receipt_id: text(it, "receipt_id"),
            coding: Coding {
                job: text(it, "job"),
                phase: text(it, "phase"),
                cost_type: text(it, "cost_type"),
                gl_account: text(it, "gl_account"),
            },
            is_attached: it["attached"] == true,
            source: Source::document(DocumentRef::new(1)),
        }
    }
}

fn receipt(it: &Value) -> Receipt {
    let currency = currency(it);
    Receipt {
        vendor: text(it, "vendor").map(field),
        date: date(it, "date").map(field),
        total: money(it, "total", currency).map(field),
        subtotal: money(it, "subtotal", currency).map(field),
        tax: money(it, "tax", currency).map(field),
        tip: money(it, "tip", currency).map(field),
        card: text(it, "card_last_four").map(|card| field(card.parse().expect("a card"))),
        invoice_number: text(it, "invoice_number").map(field),
        ..Receipt::unread(Source::document(DocumentRef::new(2)))
    }
}

fn field<T>(value: T) -> Field<T> {
    Field {
        value,
        confidence: Confidence::ONE,
        area: None,
    }
}

fn read_truth(truth: &Value) -> Truth {
    let transactions = places(truth, "transactions");
    let lines = places(truth, "expense_lines");
    let receipts = places(truth, "receipts");
    let line = |id: &str| lines.get(id).map(|at| ProofRef::Line(LineRef::new(*at)));
    let receipt = |id: &str| {
        receipts
            .get(id)
            .map(|at| ProofRef::Receipt(ReceiptRef::new(*at)))
    };
    let proof = |id: &str| line(id).or_else(|| receipt(id)).expect("a proof");
    let pair = |it: &Value| TruePair {
        transaction: TransactionRef::new(transactions[&string(it, "transaction")]),
        proof: proof(&string(it, "ref")),
        is_optional: it["optional"] == true,
    };
    let papers = list(truth, "expense_lines")
        .iter()
        .chain(list(truth, "receipts"));
    Truth {
        pairs: list(truth, "matches").iter().map(pair).collect(),
        transaction_groups: list(truth, "transactions")
            .iter()
            .map(|it| {
                (
                    TransactionRef::new(transactions[&string(it, "id")]),
                    group_of(it),
                )
            })
            .collect(),
        proof_groups: papers
            .map(|it| (proof(&string(it, "id")), group_of(it)))
            .collect(),
    }
}

fn is_complete(truth: &Value, employee: &Value) -> bool {
    truth["employee_completeness"][string(employee, "id")]["complete"] == true
}

fn places(truth: &Value, name: &str) -> BTreeMap<String, usize> {
    let items = list(truth, name).iter().enumerate();
    items.map(|(place, it)| (string(it, "id"), place)).collect()
}

fn group_of(it: &Value) -> String {
    text(it, "interchangeable_group").unwrap_or_else(|| string(it, "id"))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(str::to_owned)
}

fn string(value: &Value, name: &str) -> String {
    text(value, name).unwrap_or_default()
}

fn date(value: &Value, name: &str) -> Option<chrono::NaiveDate> {
    text(value, name).map(|date| date.parse().expect("a date"))
}

fn currency(value: &Value) -> Currency {
    text(value, "currency").map_or(Currency::USD, |code| code.parse().expect("a currency"))
}

fn money(value: &Value, name: &str, currency: Currency) -> Option<Money> {
    text(value, name).map(|amount| Money::parse(&amount, currency).expect("an amount"))
}
