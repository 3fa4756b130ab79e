//! A month end to end, as the command writes it, against the truth.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its input has failed"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{reconcile, sample, tieout, truth};
use serde_json::Value;

/// Set, statement, transactions.
const SETS: [(&str, &str, usize); 5] = [
    ("small", "statement.pdf", 14),
    ("month", "statement.pdf", 1518),
    ("layouts/b", "statement.pdf", 62),
    ("layouts/c", "statement.pdf", 48),
    ("layouts/a_variants", "a_rotate90.pdf", 20),
];

#[test]
fn every_set_ties_out_and_has_every_transaction() {
    for (set, statement, transactions) in SETS {
        let (ran, result) = reconcile(set, statement);
        assert_eq!(ran.code, Some(0), "{set}: {}{}", ran.stdout, ran.stderr);
        assert_eq!(result["ties_out"], Value::Bool(true), "{set}");
        assert_eq!(
            result["transactions"].as_array().unwrap().len(),
            transactions,
            "{set}"
        );
    }
}

/// What the month's status is without its receipt documents: one purchase, of which the report
/// knows nothing, has no other proof.
#[test]
fn the_month_has_the_status_of_every_transaction() {
    let truth = truth("month");
    let (_, result) = reconcile("month", "statement.pdf");
    let by_number = |rows: &Value| -> BTreeMap<String, String> {
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            (text("transaction_number"), text("status"))
        })
        .collect()
    };
    let groups: BTreeMap<&str, &str> = truth["transactions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| {
            Some((
                row["transaction_number"].as_str()?,
                row["interchangeable_group"].as_str()?,
            ))
        })
        .collect();
    let (wanted, found) = (
        by_number(&truth["transactions"]),
        by_number(&result["transactions"]),
    );
    assert_eq!(wanted.len(), found.len());
    let differing: Vec<_> = wanted
        .iter()
        .filter(|(number, status)| {
            found.get(*number) != Some(*status) && !groups.contains_key(number.as_str())
        })
        .map(|(number, status)| (number, status, &found[number]))
        .collect();
    assert!(differing.len() <= 1, "{differing:?}");
}

#[test]
fn the_month_gives_pvault_the_rows_it_expects() {
    let (_, result) = reconcile("month", "statement.pdf");
    let mut reader = csv::Reader::from_path(sample("month/pvault_expected.csv")).unwrap();
    let titles = reader.headers().unwrap().clone();
    let wanted: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let found: Vec<Vec<String>> = result["pvault_rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            titles
                .iter()
                .map(|title| row[title].as_str().unwrap().to_owned())
                .collect()
        })
        .collect();
    assert_eq!(found.len(), 697);
    let alike = interchangeable(&truth("month"));
    let missing: Vec<_> = wanted
        .iter()
        .filter(|row| !found.contains(row) && !row.iter().any(|cell| alike.contains(cell)))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_reports_are_written_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("march");
    let ran = tieout([
        "reconcile".as_ref(),
        sample("small/statement.pdf").as_os_str(),
        sample("small/expense_report.pdf").as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let mut names: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "pvault.csv",
            "reconciliation.csv",
            "reconciliation.xlsx",
            "reminders.csv",
            "reminders.txt",
        ]
    );
    let pvault = fs::read_to_string(out.join("pvault.csv")).unwrap();
    assert!(
        pvault.starts_with("Transaction ID,Transaction Date,"),
        "{pvault}"
    );
}

#[test]
fn the_same_documents_give_the_same_result_in_any_order() {
    let statement = sample("small/statement.pdf");
    let report = sample("small/expense_report.pdf");
    let matches = |files: [&Path; 2]| {
        let [first, second] = files.map(Path::as_os_str);
        let ran = tieout([
            "reconcile".as_ref(),
            first,
            second,
            "--json".as_ref(),
            "-".as_ref(),
        ]);
        let result: Value = serde_json::from_str(&ran.stdout).unwrap();
        result["matches"].clone()
    };
    assert_eq!(
        matches([&statement, &report]),
        matches([&report, &statement])
    );
}

/// The numbers of transactions and receipts that may change places with another of their kind.
fn interchangeable(truth: &Value) -> BTreeSet<String> {
    let numbered = [
        ("transactions", "transaction_number"),
        ("expense_lines", "receipt_id"),
    ];
    numbered
        .into_iter()
        .flat_map(|(list, number)| {
            let rows = truth[list].as_array().unwrap().iter();
            rows.filter(|row| !row["interchangeable_group"].is_null())
                .map(move |row| row[number].as_str().unwrap().to_owned())
        })
        .collect()
}
