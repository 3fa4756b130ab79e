//! A sample month as its truth tells it: the books as a perfect reader would fill them, and the
//! decisions as a perfect matcher would take them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tieout_domain::{
    Books, Coding, Confidence, ControlTotal, Currency, Document, DocumentKind, DocumentRef,
    Employee, EmployeeNumber, EmployeeOutcome, EmployeeRef, ExpenseLine, Factors, Field, Figure,
    LegOutcome, LegVerdict, LineRef, Link, MatchKind, MatchStatus, Money, Period, PersonName,
    PersonOutcome, ProofOutcome, ProofRef, Receipt, ReceiptRef, Reconciliation, ReportedPerson,
    Scope, Source, Status, StatusCounts, Transaction, TransactionOutcome, TransactionRef,
};

use super::Month;

/// The sample `set`: `small`, `month`, …
pub(crate) fn month(set: &str) -> Month {
    let truth = Truth::read(set);
    let books = truth.books();
    let reconciliation = truth.reconciliation(&books);
    Month::new(books, reconciliation)
}

/// The rows that pVault should receive, as the sample writes them.
pub(crate) fn expected_pvault(set: &str) -> String {
    std::fs::read_to_string(folder(set).join("pvault_expected.csv")).unwrap()
}

fn folder(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples")
        .join(set)
}

struct Truth {
    json: Value,
    /// Per list, the place of each id.
    places: BTreeMap<String, usize>,
    files: Vec<String>,
}

impl Truth {
    fn read(set: &str) -> Self {
        let text = std::fs::read_to_string(folder(set).join("truth.json")).unwrap();
        let json: Value = serde_json::from_str(&text).unwrap();
        let lists = ["employees", "transactions", "expense_lines", "receipts"];
        let places = lists.iter().flat_map(|list| {
            let rows = json[list].as_array().unwrap().iter().enumerate();
            rows.map(|(place, row)| (string(&row["id"]).unwrap(), place))
        });
        let places = places.collect();
        let names = ["statement", "report"].map(|file| string(&json["files"][file]).unwrap());
        let receipts = json["receipts"].as_array().unwrap().iter();
        let files = names
            .into_iter()
            .chain(receipts.map(|row| string(&row["file"]).unwrap()));
        let files = files.collect();
        Self {
            json,
            places,
            files,
        }
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.json[name].as_array().unwrap().iter()
    }

    fn place(&self, id: &Value) -> usize {
        self.places[id.as_str().unwrap()]
    }

    fn source(&self, row: &Value) -> Source {
        let file = row["file"].as_str().unwrap();
        let document = self.files.iter().position(|name| name == file).unwrap();
        Source::page(
            DocumentRef::new(document),
            row["page"].as_u64().unwrap() as u32,
        )
    }

    fn books(&self) -> Books {
        let period = &self.json["period"];
        Books {
            documents: self.files.iter().enumerate().map(document).collect(),
            issuer: string(&self.json["pvault_rows"][0]["Credit Card Vendor"]),
            period: Period::new(day(&period["start"]).unwrap(), day(&period["end"]).unwrap()).ok(),
            employees: self
                .list("employees")
                .map(|row| self.employee(row))
                .collect(),
            transactions: self
                .list("transactions")
                .map(|row| self.transaction(row))
                .collect(),
            expense_lines: self
                .list("expense_lines")
                .map(|row| self.line(row))
                .collect(),
            receipts: self.list("receipts").map(|row| self.receipt(row)).collect(),
            control_totals: self.totals(),
            ..Books::default()
        }
    }

    fn employee(&self, row: &Value) -> Employee {
        let cards = self
            .list("cards")
            .filter(|card| card["employee"] == row["id"]);
        Employee {
            number: EmployeeNumber::new(row["employee_id"].as_str().unwrap()).unwrap(),
            number_is_derived: false,
            name: PersonName::new(row["statement_name"].as_str().unwrap()).unwrap(),
            cards: cards
                .map(|card| card["card_last_four"].as_str().unwrap().parse().unwrap())
                .collect(),
            department: None,
            cost_center: None,
        }
    }

    fn transaction(&self, row: &Value) -> Transaction {
        let foreign = &row["foreign"];
        Transaction {
            employee: Some(EmployeeRef::new(self.place(&row["employee"]))),
            card: Some(row["card_last_four"].as_str().unwrap().parse().unwrap()),
            transaction_date: day(&row["transaction_date"]),
            post_date: day(&row["posted_date"]),
            amount: money(&row["amount"]),
            foreign: foreign.is_object().then(|| tieout_domain::ForeignAmount {
                amount: Money::parse(
                    foreign["amount"].as_str().unwrap(),
                    foreign["currency"].as_str().unwrap().parse().unwrap(),
                )
                .unwrap(),
                rate: None,
            }),
            merchant: string(&row["merchant"]),
            city: string(&row["city"]),
            state: string(&row["state"]),
            category: string(&row["merchant_group"]),
            reference: string(&row["transaction_number"]),
            ..Transaction::unread(self.source(row))
        }
    }

    fn line(&self, row: &Value) -> ExpenseLine {
        let employee = &self.json["employees"][self.place(&row["employee"])];
        ExpenseLine {
            person: Some(person(employee)),
            expense_type: string(&row["expense_type"]),
            date: day(&row["date"]),
            amount: money(&row["amount"]),
            unrounded: None,
            purpose: string(&row["purpose"]),
            merchant: string(&row["merchant"]),
            address: string(&row["address"]),
            receipt_id: string(&row["receipt_id"]),
            coding: Coding {
                job: string(&row["job"]),
                phase: string(&row["phase"]),
                cost_type: string(&row["cost_type"]),
                gl_account: string(&row["gl_account"]),
            },
            is_attached: row["attached"].as_bool().unwrap(),
            source: self.source(row),
        }
    }

    fn receipt(&self, row: &Value) -> Receipt {
        let currency: Currency = row["currency"].as_str().unwrap().parse().unwrap();
        let amount = |name: &str| {
            let text = row[name].as_str()?;
            Some(field(Money::parse(text, currency).unwrap()))
        };
        Receipt {
            vendor: string(&row["vendor"]).map(field),
            date: day(&row["date"]).map(field),
            total: amount("total"),
            tax: amount("tax"),
            invoice_number: string(&row["invoice_number"]).map(field),
            ..Receipt::unread(self.source(row))
        }
    }

    fn totals(&self) -> Vec<ControlTotal> {
        let totals = &self.json["control_totals"];
        let of_report = total(None, "Report Totals: net cost", &totals["net"]);
        let cards = self.list("cards").map(|card| {
            let employee = EmployeeRef::new(self.place(&card["employee"]));
            let label = format!(
                "Card Totals, ··{}: net cost",
                card["card_last_four"].as_str().unwrap()
            );
            total(
                Some(employee),
                &label,
                &totals["cards"][card["id"].as_str().unwrap()]["net"],
            )
        });
        cards.chain([of_report]).collect()
    }

    fn reconciliation(&self, books: &Books) -> Reconciliation {
        let mut legs =
            vec![(LegOutcome::default(), LegOutcome::default()); books.transactions.len()];
        let mut lines = vec![ProofOutcome::Unmatched; books.expense_lines.len()];
        let mut receipts = vec![ProofOutcome::Unmatched; books.receipts.len()];
        for row in self
            .list("matches")
            .filter(|row| row["optional"] == Value::Bool(false))
        {
            let transaction = self.place(&row["transaction"]);
            let place = self.place(&row["ref"]);
            let (leg, outcome, proof) = match row["source"].as_str().unwrap() {
                "expense_line" => (
                    &mut legs[transaction].0,
                    &mut lines[place],
                    ProofRef::Line(LineRef::new(place)),
                ),
                _ => (
                    &mut legs[transaction].1,
                    &mut receipts[place],
                    ProofRef::Receipt(ReceiptRef::new(place)),
                ),
            };
            leg.verdict = LegVerdict::Matched;
            leg.links
                .push(link(proof, money(&row["allocated_amount"]).unwrap()));
            prove(outcome, TransactionRef::new(transaction));
        }
        let statuses: Vec<Status> = self
            .list("transactions")
            .map(|row| serde_json::from_value(row["status"].clone()).unwrap())
            .collect();
        let outcomes = legs.into_iter().zip(&statuses);
        Reconciliation {
            transactions: outcomes
                .map(|(legs, status)| outcome(books, legs, *status))
                .collect(),
            expense_lines: lines,
            receipts,
            employees: self.employee_outcomes(books, &statuses),
            people: self.people(),
        }
    }

    fn employee_outcomes(&self, books: &Books, statuses: &[Status]) -> Vec<EmployeeOutcome> {
        let outcome = |(place, row): (usize, &Value)| {
            let mut counts = StatusCounts::default();
            for (transaction, status) in books.transactions.iter().zip(statuses) {
                if transaction.employee == Some(EmployeeRef::new(place)) {
                    counts.add(*status);
                }
            }
            EmployeeOutcome {
                report_name: string(&row["report_name"]),
                counts,
            }
        };
        self.list("employees").enumerate().map(outcome).collect()
    }

    fn people(&self) -> Vec<PersonOutcome> {
        let people = self.list("employees").enumerate();
        people
            .map(|(place, row)| PersonOutcome {
                person: person(row),
                employee: Some(EmployeeRef::new(place)),
                candidates: Vec::new(),
                reason: "Same name.".to_owned(),
            })
            .collect()
    }
}

fn document((place, name): (usize, &String)) -> Document {
    Document {
        name: name.clone(),
        kind: Some(match place {
            0 => DocumentKind::Statement,
            1 => DocumentKind::ExpenseReport,
            _ => DocumentKind::Receipt,
        }),
        layout: None,
        pages: None,
    }
}

fn outcome(
    books: &Books,
    (report, document): (LegOutcome, LegOutcome),
    status: Status,
) -> TransactionOutcome {
    let line = report.links.first().and_then(|link| match link.proof {
        ProofRef::Line(at) => books.expense_lines.get(at.place()),
        ProofRef::Receipt(_) => None,
    });
    let attached = line.is_some_and(|line| line.is_attached);
    let on_report = report.links.first().filter(|_| attached);
    let proof = document.links.first().or(on_report).map(|link| link.proof);
    TransactionOutcome {
        match_status: match proof {
            Some(_) => MatchStatus::Matched,
            None => MatchStatus::Unmatched,
        },
        proof,
        confidence: if proof.is_some() {
            Confidence::ONE
        } else {
            Confidence::ZERO
        },
        reason: match proof {
            Some(_) => "Same amount, same day, same merchant.".to_owned(),
            None => "No receipt fits the amount, the day and the merchant.".to_owned(),
        },
        status,
        coding: line.map(|line| line.coding.clone()).unwrap_or_default(),
        report_leg: report,
        document_leg: document,
    }
}

fn prove(outcome: &mut ProofOutcome, transaction: TransactionRef) {
    match outcome {
        ProofOutcome::Proves(transactions) => transactions.push(transaction),
        other => *other = ProofOutcome::Proves(vec![transaction]),
    }
}

pub(crate) fn link(proof: ProofRef, allocated: Money) -> Link {
    Link {
        proof,
        kind: MatchKind::Exact,
        allocated,
        confidence: Confidence::ONE,
        factors: Factors {
            amount: Confidence::ONE,
            date: Confidence::ONE,
            merchant: Confidence::ONE,
        },
        differences: Vec::new(),
        reason: "Same amount, same day, same merchant.".to_owned(),
    }
}

fn total(employee: Option<EmployeeRef>, label: &str, amount: &Value) -> ControlTotal {
    let figure = Figure::Amount(money(amount).unwrap());
    ControlTotal {
        scope: if employee.is_some() {
            Scope::Card
        } else {
            Scope::Report
        },
        label: label.to_owned(),
        employee,
        printed: figure,
        extracted: figure,
        source: Source::page(DocumentRef::new(0), 1),
    }
}

fn person(employee: &Value) -> ReportedPerson {
    ReportedPerson {
        name: PersonName::new(employee["report_name"].as_str().unwrap()).unwrap(),
        number: None,
    }
}

pub(crate) fn field<T>(value: T) -> Field<T> {
    Field {
        value,
        confidence: Confidence::ONE,
        area: None,
    }
}

fn string(value: &Value) -> Option<String> {
    value
        .as_str()
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

fn day(value: &Value) -> Option<chrono::NaiveDate> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn money(value: &Value) -> Option<Money> {
    value
        .as_str()
        .map(|text| Money::parse(text, Currency::USD).unwrap())
}
