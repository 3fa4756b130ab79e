//! What statements do to those who read them: cases that no sample shows, on documents made for them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{rows, sentences, statement, statement_with, totals};
use tieout_domain::{ProblemKind, Scope, TieOut};
use tieout_extraction::Settings;

/// Left (or, negative, right) edges of the columns of an employee-header-line statement.
const DATE: f32 = 40.0;
const MERCHANT: f32 = 130.0;
const AMOUNT: f32 = -560.0;

/// A statement with one section, its rows and its printed total.
fn section(rows: &[(&str, &str, &str)], total: &str) -> Paper {
    let mut paper = Paper::new();
    paper.text(DATE, 30.0, "STATEMENT OF ACCOUNT   03/01/2025 - 03/31/2025");
    paper.text(DATE, 50.0, "A-5771   Jane Rowan   4532-1223-8489-0039");
    paper.row(
        64.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    let mut y = 76.0;
    for (date, merchant, amount) in rows {
        paper.row(y, &[(DATE, date), (MERCHANT, merchant), (AMOUNT, amount)]);
        y += 12.0;
    }
    paper.row(
        y,
        &[
            (MERCHANT, "Totals For Card Nbr: 4532-1223-8489-0039"),
            (AMOUNT, total),
        ],
    );
    paper
}

#[test]
fn a_date_that_cannot_be_read_makes_an_incomplete_transaction() {
    let paper = section(
        &[
            ("03/02/2025", "GAS 1", "10.00"),
            ("0?/14/2025", "OIL 958", "8.10"),
            ("03/18/2025", "GAS 2", "1.00"),
        ],
        "$19.10",
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[1],
        "Jane Rowan | 0039 | - | - | 8.10 | OIL 958 | - | -"
    );
    assert!(statement.transactions[1].is_incomplete());
    assert_eq!(TieOut::of(&statement.control_totals), TieOut::TiesOut);
    assert_eq!(
        sentences(&reading, ProblemKind::IncompleteTransaction),
        [
            "march.pdf, page 1: the transaction “OIL 958” has a date that cannot be read, “0?/14/2025”; look at the line in the document and enter the date"
        ]
    );
}

#[test]
fn an_amount_that_cannot_be_read_makes_an_incomplete_transaction_and_a_difference() {
    let paper = section(
        &[
            ("03/02/2025", "GAS 1", "10.00"),
            ("03/14/2025", "OIL 958", "8O.1?"),
            ("03/18/2025", "GAS 2", "1.00"),
        ],
        "$19.10",
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions.len(), 3);
    assert_eq!(
        sentences(&reading, ProblemKind::IncompleteTransaction),
        [
            "march.pdf, page 1: the transaction “OIL 958” has no readable amount; look at the line in the document and enter the amount"
        ]
    );
    assert_eq!(
        sentences(&reading, ProblemKind::DoesNotTieOut),
        [
            "march.pdf, page 1: “Totals For Card Nbr: ****0039: amount” is printed as 19.10 USD, but what was extracted comes to 11.00 USD, a difference of -8.10 USD; compare the transactions above it with the document"
        ]
    );
}

#[test]
fn an_amount_of_nothing_is_no_charge() {
    let paper = section(
        &[
            ("03/02/2025", "GAS 1", "10.00"),
            ("03/14/2025", "VOID", "0.00"),
        ],
        "$10.00",
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions[1].amount, None);
    assert_eq!(
        sentences(&reading, ProblemKind::IncompleteTransaction),
        [
            "march.pdf, page 1: the transaction “VOID” has an amount of 0.00, which is neither a charge nor a credit; look at the line in the document and enter the amount, or ignore it"
        ]
    );
}

#[test]
fn a_total_that_differs_is_told_and_the_rest_still_ties_out() {
    let paper = section(
        &[
            ("03/02/2025", "GAS 1", "10.00"),
            ("03/14/2025", "OIL", "-0.45"),
        ],
        "$10.04",
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(TieOut::of(&statement.control_totals), TieOut::Differs);
    assert_eq!(
        totals(&statement),
        ["Totals For Card Nbr: ****0039: amount = 10.04 (9.55)"]
    );
    assert_eq!(statement.control_totals[0].scope, Scope::Card);
    assert_eq!(sentences(&reading, ProblemKind::DoesNotTieOut).len(), 1);
}

#[test]
fn a_line_amid_the_rows_that_is_not_understood_is_told() {
    let mut paper = section(
        &[
            ("03/02/2025", "GAS 1", "10.00"),
            ("", "", ""),
            ("03/18/2025", "GAS 2", "1.00"),
        ],
        "$11.00",
    );
    paper.text(300.0, 89.5, "see note 4 overleaf");
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions.len(), 2);
    assert_eq!(
        sentences(&reading, ProblemKind::UnreadLine),
        [
            "march.pdf, page 1: a line amid the transactions was not understood: “see note 4 overleaf”; look whether it is a transaction and add it by hand if so"
        ]
    );
}

#[test]
fn notes_and_footers_raise_no_alarm() {
    let mut paper = section(&[("03/02/2025", "GAS 1", "10.00")], "$10.00");
    paper.text(40.0, 400.0, "1. Example: if on 01/15/2025 you are charged $125.40 you may dispute it before 03/15/2025.");
    paper.text(40.0, 412.0, "Late payments incur a fee of up to $39.00.");
    paper.text(
        40.0,
        760.0,
        "Confidential                                  Page 1 of 1",
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions.len(), 1);
    assert_eq!(reading.problems, []);
}

#[test]
fn credits_are_written_in_many_ways() {
    for credit in ["-4.50", "4.50-", "(4.50)", "4.50CR", "4.50 CR", "-$4.50"] {
        let paper = section(
            &[
                ("03/02/2025", "GAS 1", "10.00"),
                ("03/14/2025", "OIL", credit),
            ],
            "$5.50",
        );
        let (statement, reading) = statement(&paper.bytes());
        assert_eq!(
            statement.transactions[1].amount.unwrap().to_string(),
            "-4.50",
            "{credit}"
        );
        assert_eq!(reading.problems, [], "{credit}");
    }
}

#[test]
fn dates_are_written_in_many_ways() {
    for (first, second) in [
        ("03/02/25", "03/14/25"),
        ("2025-03-02", "2025-03-14"),
        ("02-MAR-2025", "14-MAR-2025"),
        ("Mar 2", "Mar 14"),
        ("02.03.2025", "14.03.2025"),
    ] {
        let paper = section(
            &[(first, "GAS 1", "10.00"), (second, "OIL", "1.00")],
            "$11.00",
        );
        let (statement, reading) = statement(&paper.bytes());
        let days: Vec<String> = statement
            .transactions
            .iter()
            .map(|found| found.date().unwrap().to_string())
            .collect();
        assert_eq!(days, ["2025-03-02", "2025-03-14"], "{first}");
        assert_eq!(reading.problems, [], "{first}");
    }
}

#[test]
fn a_section_goes_on_on_the_next_page_with_or_without_its_header() {
    let mut paper = section(&[("03/02/2025", "GAS 1", "10.00")], "");
    paper
        .page()
        .text(DATE, 30.0, "A-5771   Jane Rowan   4532-1223-8489-0039");
    paper.row(
        44.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    paper.row(
        56.0,
        &[(DATE, "03/03/2025"), (MERCHANT, "GAS 2"), (AMOUNT, "5.00")],
    );
    paper.page().row(
        30.0,
        &[(DATE, "03/04/2025"), (MERCHANT, "GAS 3"), (AMOUNT, "2.00")],
    );
    paper.row(
        42.0,
        &[(MERCHANT, "Totals For: JANE ROWAN"), (AMOUNT, "$17.00")],
    );
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions.len(), 3);
    assert_eq!(statement.employees.len(), 1);
    assert_eq!(
        totals(&statement),
        ["Totals For: JANE ROWAN: amount = 17.00 (17.00)"]
    );
    assert_eq!(reading.problems, []);
}

#[test]
fn a_merchant_that_wraps_stays_one_merchant() {
    let mut paper = section(
        &[("03/02/2025", "TST* THE COPPER LADLE COEUR", "10.00")],
        "",
    );
    paper.text(MERCHANT, 84.0, "D ALENE ID");
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        statement.transactions[0].merchant.as_deref(),
        Some("TST* THE COPPER LADLE COEUR D ALENE ID")
    );
}

#[test]
fn an_empty_section_proves_nothing() {
    let mut paper = section(&[("03/02/2025", "GAS 1", "10.00")], "$10.00");
    paper.text(DATE, 200.0, "B-1336   Max Holt   4532123435432283");
    paper.row(
        214.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    paper.row(
        226.0,
        &[(MERCHANT, "Totals For: MAX HOLT"), (AMOUNT, "$0.00")],
    );
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        totals(&statement),
        ["Totals For Card Nbr: ****0039: amount = 10.00 (10.00)"]
    );
}

#[test]
fn what_was_posted_before_it_was_bought_or_lies_in_the_future_is_told() {
    let mut paper = Paper::new();
    paper.row(
        64.0,
        &[
            (40.0, "Trans Date"),
            (120.0, "Post Date"),
            (200.0, "Description"),
            (350.0, "Card"),
            (AMOUNT, "Amount"),
        ],
    );
    paper.row(
        76.0,
        &[
            (40.0, "03/20/2025"),
            (120.0, "03/18/2025"),
            (200.0, "GAS 1"),
            (350.0, "xxxx0039"),
            (AMOUNT, "1.00"),
        ],
    );
    paper.row(
        88.0,
        &[
            (40.0, "03/30/2025"),
            (120.0, "03/31/2025"),
            (200.0, "GAS 2"),
            (350.0, "xxxx0039"),
            (AMOUNT, "1.00"),
        ],
    );
    let settings = Settings {
        today: chrono::NaiveDate::from_ymd_opt(2025, 3, 25),
        ..Settings::default()
    };
    let (_, reading) = statement_with(&paper.bytes(), &settings);
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf, page 1: the transaction “GAS 1” was posted on 2025-03-18, before it was made on 2025-03-20: check both dates",
            "march.pdf, page 1: the transaction “GAS 2” is dated 2025-03-30, which is in the future: check the date",
        ]
    );
}

#[test]
fn rows_beyond_the_limit_are_not_read_and_it_is_said() {
    let mut settings = Settings::default();
    settings.limits.max_rows = 10;
    let mut paper = section(&[("03/02/2025", "GAS 1", "10.00")], "$10.00");
    for _ in 0..12 {
        paper
            .page()
            .text(DATE, 50.0, "A-5771   Jane Rowan   4532-1223-8489-0039");
        paper.row(
            64.0,
            &[
                (DATE, "Date"),
                (MERCHANT, "Description"),
                (AMOUNT, "Amount"),
            ],
        );
        for y in [76.0, 88.0] {
            paper.row(
                y,
                &[(DATE, "03/03/2025"), (MERCHANT, "GAS 2"), (AMOUNT, "5.00")],
            );
        }
    }
    let (statement, reading) = statement_with(&paper.bytes(), &settings);
    assert!(statement.transactions.len() < 30);
    assert_eq!(
        sentences(&reading, ProblemKind::LimitReached),
        ["march.pdf: has more than 10 rows; the rest was not read: split the document"]
    );
}
