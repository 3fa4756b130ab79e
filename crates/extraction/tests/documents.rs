//! What a document is told to be, and what is said when it is something else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{read_as, sample, sentences, statement};
use tieout_domain::{DocumentKind, ProblemKind};
use tieout_extraction::{Facts, Settings};

#[test]
fn a_statement_without_transactions_says_what_it_was_taken_for() {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "Dear customer, thank you for your business.");
    let (_, reading) = statement(&paper.bytes());
    assert_eq!(
        sentences(&reading, ProblemKind::NoTransactions),
        [
            "march.pdf: no transactions were found; no layout profile describes the document, and no table with dates and amounts was found in it: check that it is a card statement"
        ]
    );
}

#[test]
fn a_statement_that_was_uploaded_as_an_expense_report_is_told() {
    let reading = read_as(
        Some(DocumentKind::ExpenseReport),
        &sample("small/statement.pdf"),
        &Settings::default(),
    );
    assert_eq!(
        sentences(&reading, ProblemKind::UnexpectedKind),
        [
            "march.pdf: was uploaded as an expense report, but looks like a statement (Cardholder Activity Report): if that is right, change its kind to statement"
        ]
    );
}

#[test]
fn documents_are_told_apart_by_their_content() {
    let kind_of = |path: &str| {
        read_as(None, &sample(path), &Settings::default())
            .document
            .kind
    };
    assert_eq!(
        kind_of("small/statement.pdf"),
        Some(DocumentKind::Statement)
    );
    assert_eq!(
        kind_of("layouts/b/statement.pdf"),
        Some(DocumentKind::Statement)
    );
    assert_eq!(
        kind_of("small/expense_report.pdf"),
        Some(DocumentKind::ExpenseReport)
    );
    assert_eq!(
        kind_of("small/receipts/receipt_01.pdf"),
        Some(DocumentKind::Receipt)
    );
}

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    let complaint = |bytes: &[u8]| {
        let reading = read_as(None, bytes, &Settings::default());
        assert_eq!(reading.facts, None);
        reading.problems[0].sentence("march.pdf").to_string()
    };
    assert_eq!(complaint(b""), "march.pdf: is empty: upload the file again");
    assert_eq!(
        complaint(b"PK\x03\x04 xl/workbook.xml"),
        "march.pdf: is an Excel workbook, which cannot be read: upload a PDF, an image, or a CSV or OFX export"
    );
    assert!(complaint(b"%PDF-1.4 and nothing else").starts_with("march.pdf: is damaged"));
}

#[test]
fn a_picture_of_a_statement_is_not_read() {
    let reading = read_as(
        Some(DocumentKind::Statement),
        b"\xff\xd8\xff\xe0 a photo",
        &Settings::default(),
    );
    assert_eq!(reading.facts, None);
    assert_eq!(
        sentences(&reading, ProblemKind::NoText),
        [
            "march.pdf: is an image, and statements and reports are read from PDF files that hold text: export it as PDF from where it came from and upload that"
        ]
    );
}

#[test]
fn progress_is_told_page_by_page() {
    let bytes = sample("small/statement.pdf");
    let input = tieout_extraction::Input {
        document: tieout_domain::DocumentRef::new(0),
        name: "march.pdf",
        bytes: &bytes,
    };
    let mut pages = Vec::new();
    let reading = tieout_extraction::read(&input, None, &Settings::default(), &mut |told| {
        pages.push((told.page, told.pages));
    });
    assert_eq!(pages, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    assert!(matches!(reading.facts, Some(Facts::Statement(_))));
}
