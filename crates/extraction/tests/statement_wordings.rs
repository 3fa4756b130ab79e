//! Statements of issuers that no sample shows: other wordings, other places, other signs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::issuer::{AMOUNT, DATE, MERCHANT, amounts, headings, march, purchase};
use support::paper::Paper;
use support::{sentences, statement, totals};
use tieout_domain::ProblemKind;

#[test]
fn charges_and_credits_may_be_told_apart_by_a_column_of_their_own() {
    let directed = |heading, charge, credit| {
        let mut paper = march();
        paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
        paper.row(
            80.0,
            &[
                (DATE, "Date"),
                (MERCHANT, "Description"),
                (-460.0, "Amount"),
                (480.0, heading),
            ],
        );
        for (y, direction) in [(92.0, charge), (104.0, credit), (116.0, charge)] {
            paper.row(
                y,
                &[
                    (DATE, "03/09/2025"),
                    (MERCHANT, "PAPER MILL"),
                    (-460.0, "17.26"),
                    (480.0, direction),
                ],
            );
        }
        paper.row(128.0, &[(MERCHANT, "Total"), (-460.0, "17.26")]);
        let (statement, _) = statement(&paper.bytes());
        assert_eq!(totals(&statement), ["Total: amount = 17.26 (17.26)"]);
        amounts(&statement)
    };
    assert_eq!(directed("DR/CR", "DR", "CR"), ["17.26", "-17.26", "17.26"]);
    assert_eq!(
        directed("Type", "SALE", "RETURN"),
        ["17.26", "-17.26", "17.26"]
    );
}

#[test]
fn a_period_on_top_of_the_next_page_is_no_transaction() {
    let headings = [
        (DATE, "Date"),
        (MERCHANT, "Description"),
        (400.0, "Card"),
        (AMOUNT, "Amount"),
    ];
    let row = [
        (DATE, "03/09/2025"),
        (MERCHANT, "PAPER MILL"),
        (400.0, "xx0417"),
        (AMOUNT, "17.26"),
    ];
    let mut paper = Paper::new();
    for _ in 0..2 {
        paper.text(40.0, 40.0, "03/01/2025 - 03/31/2025");
        paper.row(80.0, &headings).row(92.0, &row).page();
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(amounts(&statement), ["17.26", "17.26"]);
}

#[test]
fn a_statement_without_its_last_page_says_so() {
    let read = |footer: &str| {
        let mut paper = march();
        paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
        headings(&mut paper, 80.0);
        purchase(&mut paper, 92.0);
        paper.text(40.0, 700.0, footer);
        let (_, reading) = statement(&paper.bytes());
        sentences(&reading, ProblemKind::Damaged)
    };
    assert_eq!(
        read("Page 1 of 2"),
        [
            "march.pdf: the last page says that it is page 1 of 2: pages at the end are missing; add the whole document"
        ]
    );
    assert!(read("Page 1 of 1").is_empty());
}

/// The period of a statement that prints it so, and the days of its rows that print no year.
fn read_with(period: &str) -> (Option<String>, Vec<String>) {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, period);
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    headings(&mut paper, 80.0);
    for (y, date) in [(92.0, "12/30"), (104.0, "01/03")] {
        let row = [(DATE, date), (MERCHANT, "PAPER MILL"), (AMOUNT, "17.26")];
        paper.row(y, &row);
    }
    let (statement, _) = statement(&paper.bytes());
    let transactions = statement.transactions.iter();
    let days = transactions.map(|found| found.transaction_date.unwrap().to_string());
    let period = statement.period;
    (
        period.map(|period| format!("{} {}", period.start(), period.end())),
        days.collect(),
    )
}

#[test]
fn a_period_whose_year_is_printed_once_was_read_as_one_date() {
    for period in [
        "Statement Period Dec 15 - Jan 14, 2025",
        "December 15 - January 14, 2025",
        "Statement Period: Dec 15 - Jan 14, 2025    Payment due date: May 14, 2025",
        "15 Dec - 14 Jan 2025",
        "Dec 15-Jan 14 2025",
        "December 15th - January 14th, 2025",
        "Billing period 12/15 - 01/14/2025",
        "12/15/2024-01/14/2025",
        "12/15/24-01/14/25",
        "2024-12-15 to 2025-01-14",
    ] {
        let (found, days) = read_with(period);
        assert_eq!(found.as_deref(), Some("2024-12-15 2025-01-14"), "{period}");
        assert_eq!(days, ["2024-12-30", "2025-01-03"], "{period}");
    }
    let (march, _) = read_with("March 1 - March 31, 2025");
    assert_eq!(march.as_deref(), Some("2025-03-01 2025-03-31"));
    let (march, _) = read_with("Activity March 1 - 31, 2025");
    assert_eq!(march.as_deref(), Some("2025-03-01 2025-03-31"));
}

#[test]
fn the_year_follows_from_the_month_that_a_statement_is_called_after() {
    for title in ["January 2025 Statement", "For the month of January 2025"] {
        let (period, days) = read_with(title);
        assert_eq!(period, None, "{title}");
        assert_eq!(days, ["2024-12-30", "2025-01-03"], "{title}");
    }
}

#[test]
fn the_year_follows_from_the_closing_date_where_no_period_is_printed_and_it_is_said() {
    let mut paper = Paper::new();
    paper.text(
        40.0,
        40.0,
        "Closing Date 01/11/2025   Payment due 02/05/2025",
    );
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    headings(&mut paper, 80.0);
    for (y, date) in [(92.0, "12/30"), (104.0, "01/03")] {
        paper.row(
            y,
            &[(DATE, date), (MERCHANT, "PAPER MILL"), (AMOUNT, "17.26")],
        );
    }
    let (statement, reading) = statement(&paper.bytes());
    let days: Vec<String> = statement
        .transactions
        .iter()
        .map(|found| found.transaction_date.unwrap().to_string())
        .collect();
    assert_eq!(days, ["2024-12-30", "2025-01-03"]);
    assert_eq!(statement.period, None);
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf: prints days without their year and no period; the year was taken from 2025-02-05, the last day named above the transactions: check it"
        ]
    );
}

#[test]
fn a_total_that_names_its_person_by_number_or_the_whole_in_its_own_words_still_ties_out() {
    let mut paper = march();
    for (y, number, card) in [(60.0, "E4417", "0417"), (140.0, "E8306", "8306")] {
        paper.text(
            40.0,
            y,
            &format!("Employee No. {number} - Ada Lark - Card ****{card}"),
        );
        headings(&mut paper, y + 12.0);
        purchase(&mut paper, y + 24.0);
        let label = format!("Total for employee {number}");
        paper.row(y + 36.0, &[(MERCHANT, label.as_str()), (AMOUNT, "17.26")]);
    }
    paper.row(
        200.0,
        &[(MERCHANT, "Total activity this period"), (AMOUNT, "34.52")],
    );
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        totals(&statement),
        [
            "Total for employee E4417: amount = 17.26 (17.26)",
            "Total for employee E8306: amount = 17.26 (17.26)",
            "Total activity this period: amount = 34.52 (34.52)"
        ]
    );
}

#[test]
fn lines_below_a_transaction_that_say_more_are_no_part_of_its_merchant() {
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    headings(&mut paper, 80.0);
    paper.row(
        92.0,
        &[
            (DATE, "03/09/2025"),
            (MERCHANT, "LARK AIR 0417"),
            (AMOUNT, "17.26"),
        ],
    );
    paper.text(MERCHANT, 101.0, "TKT: 0162345678901 PASSENGER: LARK/ADA");
    paper.text(MERCHANT, 110.0, "EUR 15.69 @ 1.1000");
    paper.row(
        122.0,
        &[
            (DATE, "03/10/2025"),
            (MERCHANT, "PAPER MILL"),
            (AMOUNT, "17.26"),
        ],
    );
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        statement.transactions[0].merchant.as_deref(),
        Some("LARK AIR 0417")
    );
    let foreign = statement.transactions[0].foreign.unwrap();
    assert_eq!(foreign.amount.to_string(), "15.69");
}
