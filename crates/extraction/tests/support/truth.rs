//! The truth about the samples, and the comparison with it.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use tieout_domain::{Item, Statement, TieOut, Transaction};

use super::{rows, sample, statement};

#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    layout: String,
    employees: Vec<Person>,
    transactions: Vec<Expected>,
    non_purchase_entries: Vec<OtherExpected>,
}

#[derive(Debug, Deserialize)]
struct Person {
    id: String,
    employee_id: String,
    statement_name: String,
    cards: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Expected {
    employee: String,
    card_last_four: String,
    transaction_date: Option<String>,
    posted_date: Option<String>,
    level: Option<String>,
    transaction_number: Option<String>,
    amount: String,
    merchant: String,
    city: Option<String>,
    state: Option<String>,
    merchant_group: Option<String>,
    lines: Vec<Line>,
    foreign: Option<Foreign>,
    page: u32,
}

#[derive(Debug, Deserialize)]
struct Line {
    description: String,
    ppu: String,
    quantity: String,
    gross: String,
    discount: String,
    net: String,
}

#[derive(Debug, Deserialize)]
struct Foreign {
    currency: String,
    amount: String,
    rate: String,
}

#[derive(Debug, Deserialize)]
struct OtherExpected {
    amount: String,
}

/// Reads the statement `file`, compares every field of every transaction with `truth`, and demands
/// that every printed total ties out and nothing is complained of.
pub(crate) fn check(file: &str, truth: &str) -> Statement {
    let truth: Truth = serde_json::from_slice(&sample(truth)).unwrap();
    let (statement, reading) = statement(&sample(file));
    assert_eq!(reading.problems, [], "{file}");
    assert_eq!(
        TieOut::of(&statement.control_totals),
        TieOut::TiesOut,
        "{file}"
    );
    let (mut expected, mut found) = (truth.described(), described(&statement, &truth.layout));
    expected.sort();
    found.sort();
    similar(&expected, &found, file);
    truth.check_people(&statement);
    truth.check_other_entries(&statement);
    statement
}

/// Says which rows differ, and not thousands that do not.
fn similar(expected: &[String], found: &[String], file: &str) {
    let only_in = |these: &[String], those: &[String]| -> Vec<String> {
        let those: HashSet<&String> = those.iter().collect();
        these
            .iter()
            .filter(|row| !those.contains(row))
            .take(5)
            .cloned()
            .collect()
    };
    let (missing, surplus) = (only_in(expected, found), only_in(found, expected));
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "{file}: missing {missing:#?}, surplus {surplus:#?}"
    );
    assert_eq!(expected.len(), found.len(), "{file}");
}

impl Truth {
    fn described(&self) -> Vec<String> {
        let people: HashMap<&str, &Person> = self
            .employees
            .iter()
            .map(|person| (person.id.as_str(), person))
            .collect();
        let describe = |row: &Expected| row.describe(people[row.employee.as_str()], &self.layout);
        self.transactions.iter().map(describe).collect()
    }

    fn check_people(&self, statement: &Statement) {
        assert_eq!(statement.employees.len(), self.employees.len());
        for person in &self.employees {
            let found = statement
                .employees
                .iter()
                .find(|employee| match self.layout.as_str() {
                    "C" => {
                        employee.name.as_str() == person.statement_name
                            && employee.number_is_derived
                    }
                    _ => {
                        employee.number.as_str() == person.employee_id
                            && !employee.number_is_derived
                    }
                });
            let found = found.unwrap_or_else(|| panic!("{} is missing", person.statement_name));
            assert_eq!(
                found.cards.len(),
                person.cards.len(),
                "{}",
                person.statement_name
            );
        }
    }

    fn check_other_entries(&self, statement: &Statement) {
        let found = statement
            .other_entries
            .iter()
            .map(|entry| entry.amount.unwrap().to_string());
        let expected = self
            .non_purchase_entries
            .iter()
            .map(|entry| entry.amount.clone());
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}

impl Expected {
    fn describe(&self, person: &Person, layout: &str) -> String {
        // Layout C prints no employee numbers, and layout B no places of their own.
        let who = if layout == "C" {
            &person.statement_name
        } else {
            &person.employee_id
        };
        let place = (layout != "B").then_some((&self.city, &self.state));
        let foreign = self.foreign.as_ref().filter(|_| layout == "C");
        let foreign = foreign
            .map(|foreign| format!("{} {} @ {}", foreign.currency, foreign.amount, foreign.rate));
        let lines: Vec<String> = self.lines.iter().map(Line::describe).collect();
        format!(
            "p{} {who} {} {:?}/{:?} {} {:?} {} {place:?} {:?} {:?} {foreign:?} {lines:?}",
            self.page,
            self.card_last_four,
            self.transaction_date,
            self.posted_date,
            self.amount,
            self.transaction_number,
            self.merchant,
            self.merchant_group,
            self.level,
        )
    }
}

impl Line {
    fn describe(&self) -> String {
        [
            &self.description,
            &self.ppu,
            &self.quantity,
            &self.gross,
            &self.discount,
            &self.net,
        ]
        .map(String::as_str)
        .join(" ")
    }
}

fn described(statement: &Statement, layout: &str) -> Vec<String> {
    let describe = |found: &Transaction| {
        let employee = &statement.employees[found.employee.unwrap().place()];
        let who = if layout == "C" {
            employee.name.to_string()
        } else {
            employee.number.to_string()
        };
        let place = (layout != "B").then_some((&found.city, &found.state));
        let foreign = found.foreign.map(|foreign| {
            format!(
                "{} {} @ {}",
                foreign.amount.currency(),
                foreign.amount,
                foreign.rate.unwrap()
            )
        });
        let lines: Vec<String> = found.items.iter().map(describe_item).collect();
        format!(
            "p{} {who} {} {:?}/{:?} {} {:?} {} {place:?} {:?} {:?} {foreign:?} {lines:?}",
            found.source.page.unwrap(),
            found.card.unwrap(),
            found.transaction_date.map(|day| day.to_string()),
            found.post_date.map(|day| day.to_string()),
            found.amount.unwrap(),
            found.reference,
            found.merchant.as_ref().unwrap(),
            found.category,
            found.level,
        )
    };
    assert_eq!(rows(statement).len(), statement.transactions.len());
    statement.transactions.iter().map(describe).collect()
}

fn describe_item(item: &Item) -> String {
    let money = |amount: Option<tieout_domain::Money>| amount.unwrap().to_string();
    let parts = [
        item.description.clone().unwrap_or_default(),
        item.unit_price.unwrap().to_string(),
        item.quantity.unwrap().to_string(),
        money(item.gross),
        money(item.discount),
        money(item.net),
    ];
    parts.join(" ")
}
