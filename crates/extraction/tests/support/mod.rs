//! What the tests of statements share: the samples with their truth, and PDF files made on the spot.

#![allow(
    dead_code,
    reason = "every test file is a crate of its own and uses a part of this"
)]

pub(crate) mod issuer;
pub(crate) mod paper;
pub(crate) mod truth;

use std::path::PathBuf;

use tieout_domain::{DocumentKind, DocumentRef, ProblemKind, Statement};
use tieout_extraction::{Facts, Input, Reading, Settings, read};

/// The bytes of a shared sample.
pub(crate) fn sample(path: &str) -> Vec<u8> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples"));
    std::fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads `bytes` as what a person says they are.
pub(crate) fn read_as(kind: Option<DocumentKind>, bytes: &[u8], settings: &Settings) -> Reading {
    let input = Input {
        document: DocumentRef::new(0),
        name: "march.pdf",
        bytes,
    };
    read(&input, kind, settings, &mut |_| ())
}

/// Reads `bytes` as a statement, with the embedded profiles.
pub(crate) fn statement(bytes: &[u8]) -> (Statement, Reading) {
    statement_with(bytes, &Settings::default())
}

pub(crate) fn statement_with(bytes: &[u8], settings: &Settings) -> (Statement, Reading) {
    let mut reading = read_as(Some(DocumentKind::Statement), bytes, settings);
    match reading.facts.take() {
        Some(Facts::Statement(statement)) => (statement, reading),
        other => panic!("no statement but {other:?}; {:?}", reading.problems),
    }
}

/// The sentences about `reading`, of one kind.
pub(crate) fn sentences(reading: &Reading, kind: ProblemKind) -> Vec<String> {
    let problems = reading
        .problems
        .iter()
        .filter(|problem| problem.kind == kind);
    problems
        .map(|problem| problem.sentence(&reading.document.name).to_string())
        .collect()
}

/// One line per transaction: who, card, dates, amount, merchant, place.
pub(crate) fn rows(statement: &Statement) -> Vec<String> {
    let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let transactions = statement.transactions.iter();
    transactions
        .map(|found| {
            let employee = found
                .employee
                .and_then(|at| statement.employees.get(at.place()));
            [
                text(employee.map(|employee| employee.name.to_string())),
                text(found.card.map(|card| card.to_string())),
                text(found.transaction_date.map(|day| day.to_string())),
                text(found.post_date.map(|day| day.to_string())),
                text(found.amount.map(|amount| amount.to_string())),
                text(found.merchant.clone()),
                text(found.city.clone()),
                text(found.state.clone()),
            ]
            .join(" | ")
        })
        .collect()
}

/// One line per control total.
pub(crate) fn totals(statement: &Statement) -> Vec<String> {
    let totals = statement.control_totals.iter();
    totals
        .map(|total| format!("{} = {} ({})", total.label, total.printed, total.extracted))
        .collect()
}
