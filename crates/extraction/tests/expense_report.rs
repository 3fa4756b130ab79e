//! The sample expense reports, line by line against their truth.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tieout_domain::{Currency, DocumentRef, ExpenseLine, ExpenseReport, Extracted, Layout, TieOut};
use tieout_extraction::expense_report::{Profiles, is_expense_report, read};
use tieout_extraction::pdf::{Document, Limits, Page};
use tieout_extraction::table::upright;

fn sample(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples")
        .join(path)
}

fn pages(path: &str) -> Vec<Page> {
    let bytes = fs::read(sample(path)).unwrap();
    let mut document = Document::open(&bytes, &Limits::default()).unwrap();
    (1..=document.page_count())
        .map(|number| upright(document.page(number).unwrap()))
        .collect()
}

fn report(set: &str) -> (Layout, Extracted<ExpenseReport>) {
    let pages = pages(&format!("{set}/expense_report.pdf"));
    read(
        &pages,
        DocumentRef::new(0),
        Currency::USD,
        &Profiles::default(),
    )
}

fn truth(set: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(sample(&format!("{set}/truth.json"))).unwrap())
        .unwrap()
}

/// All fields of a line as texts, an absent one empty.
type Fields = Vec<String>;

fn fields_read(line: &ExpenseLine) -> Fields {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let printed = line
        .unrounded
        .map(|exact| exact.to_string())
        .or(line.amount.map(|amount| amount.to_string()));
    vec![
        line.source.page.unwrap_or_default().to_string(),
        text(&line.receipt_id),
        line.person
            .as_ref()
            .map(|person| person.name.to_string())
            .unwrap_or_default(),
        text(&line.expense_type),
        line.date.map(|date| date.to_string()).unwrap_or_default(),
        printed.unwrap_or_default(),
        text(&line.purpose),
        one_space(&text(&line.merchant)),
        text(&line.address),
        text(&line.coding.job),
        text(&line.coding.phase),
        text(&line.coding.cost_type),
        text(&line.coding.gl_account),
        line.is_attached.to_string(),
    ]
}

fn fields_true(line: &Value, employees: &Value) -> Fields {
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let employee = employees
        .as_array()
        .unwrap()
        .iter()
        .find(|employee| employee["id"] == line["employee"])
        .unwrap();
    vec![
        line["page"].to_string(),
        text("receipt_id"),
        employee["report_name"].as_str().unwrap().to_owned(),
        text("expense_type"),
        text("date"),
        text("amount"),
        text("purpose"),
        one_space(&text("merchant")),
        text("address"),
        text("job"),
        text("phase"),
        text("cost_type"),
        text("gl_account"),
        line["attached"].to_string(),
    ]
}

/// `SOUTHWES    526…` is broken over two lines at its spaces, and how many there were cannot be seen.
fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check(set: &str) {
    let (layout, report) = report(set);
    let truth = truth(set);
    let lines = truth["expense_lines"].as_array().unwrap();
    let mut expected: Vec<Fields> = lines
        .iter()
        .map(|line| fields_true(line, &truth["employees"]))
        .collect();
    let mut read: Vec<Fields> = report.value.lines.iter().map(fields_read).collect();
    expected.sort();
    read.sort();
    assert_eq!(read.len(), expected.len(), "{set}");
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(read, expected, "{set}");
    }
    assert_eq!(report.problems, [], "{set}");
    assert_eq!(
        TieOut::of(&report.value.control_totals),
        TieOut::TiesOut,
        "{set}"
    );
    assert_eq!(
        (layout.name.as_str(), layout.is_guessed),
        ("Expense Report with Coding", false)
    );
}

#[test]
fn the_small_report_is_read_exactly() {
    check("small");
}

#[test]
fn the_report_of_a_month_is_read_exactly() {
    check("month");
}

#[test]
fn the_reports_beside_other_statement_layouts_are_read_exactly() {
    for set in [
        "layouts/a_variants",
        "layouts/b",
        "layouts/c",
        "layouts/c_trailing_minus",
    ] {
        check(set);
    }
}

#[test]
fn the_period_and_every_total_are_found() {
    let (_, report) = report("small");
    let period = report.value.period.unwrap();
    assert_eq!(
        (period.start().to_string(), period.end().to_string()),
        ("2025-03-01".into(), "2025-03-31".into())
    );
    let labels: Vec<&str> = report
        .value
        .control_totals
        .iter()
        .map(|total| total.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "Total for Quillthorne, Silas",
            "Total for Quillwell, Jane",
            "Total for Quillwels, Jane",
            "Report Total"
        ]
    );
}

#[test]
fn a_statement_is_no_expense_report() {
    assert!(is_expense_report(
        &pages("small/expense_report.pdf"),
        &Profiles::default()
    ));
    for path in [
        "small/statement.pdf",
        "layouts/b/statement.pdf",
        "layouts/c/statement.pdf",
    ] {
        assert!(
            !is_expense_report(&pages(path), &Profiles::default()),
            "{path}"
        );
    }
}
