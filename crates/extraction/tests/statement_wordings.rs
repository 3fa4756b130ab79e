//! Statements of issuers that no sample shows: other wordings, other places, other signs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{rows, sentences, statement, totals};
use tieout_domain::{ProblemKind, Statement};

const DATE: f32 = 40.0;
const POSTED: f32 = 110.0;
const MERCHANT: f32 = 190.0;
const AMOUNT: f32 = -560.0;

/// A page that names its month.
fn march() -> Paper {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "Activity 03/01/2025 to 03/31/2025");
    paper
}

fn amounts(statement: &Statement) -> Vec<String> {
    let amounts = statement.transactions.iter().map(|found| found.amount);
    amounts
        .map(|amount| amount.map_or("-".to_owned(), |amount| amount.to_string()))
        .collect()
}

#[test]
fn a_heading_broken_over_two_lines_is_one_though_its_last_word_means_something_too() {
    let mut paper = march();
    paper.text(40.0, 60.0, "ADA LARK  Card ending in 0417");
    paper.row(80.0, &[(DATE, "Date of"), (POSTED, "Date")]);
    paper.row(
        89.0,
        &[
            (DATE, "Transaction"),
            (POSTED, "Posted"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    for (y, bought, posted) in [(102.0, "Mar 3", "Mar 5"), (114.0, "Mar 9", "Mar 10")] {
        paper.row(
            y,
            &[
                (DATE, bought),
                (POSTED, posted),
                (MERCHANT, "PAPER MILL"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement),
        [
            "ADA LARK | 0417 | 2025-03-03 | 2025-03-05 | 17.26 | PAPER MILL | - | -",
            "ADA LARK | 0417 | 2025-03-09 | 2025-03-10 | 17.26 | PAPER MILL | - | -"
        ]
    );
}

#[test]
fn unknown_headings_above_dates_keep_their_meaning_on_a_page_with_one_row() {
    let headings = [
        (DATE, "Trans"),
        (POSTED, "Post"),
        (MERCHANT, "Description"),
        (AMOUNT, "Amount"),
    ];
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    paper.row(80.0, &headings);
    for y in [92.0, 104.0] {
        paper.row(
            y,
            &[
                (DATE, "03/03"),
                (POSTED, "03/05"),
                (MERCHANT, "PAPER MILL"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    paper.page().row(80.0, &headings);
    paper.row(
        92.0,
        &[
            (DATE, "03/09"),
            (POSTED, "03/10"),
            (MERCHANT, "COPPER LADLE"),
            (AMOUNT, "82.00"),
        ],
    );
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[1..],
        [
            "Ada Lark | 0417 | 2025-03-03 | 2025-03-05 | 17.26 | PAPER MILL | - | -",
            "Ada Lark | 0417 | 2025-03-09 | 2025-03-10 | 82.00 | COPPER LADLE | - | -"
        ]
    );
}

/// A section with one row below `header`.
fn section(header: &[(f32, f32, &str)]) -> Statement {
    let mut paper = march();
    for (x, y, text) in header {
        paper.text(*x, *y, text);
    }
    paper.row(
        100.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    for y in [112.0, 124.0] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (MERCHANT, "PAPER MILL"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    statement(&paper.bytes()).0
}

#[test]
fn a_name_may_stand_above_the_card() {
    let statement = section(&[
        (40.0, 70.0, "ADA J. LARK JR."),
        (40.0, 80.0, "Account ending in 7-60417"),
    ]);
    assert_eq!(statement.employees[0].name.as_str(), "ADA J. LARK JR.");
    assert_eq!(statement.employees[0].cards[0].as_str(), "0417");
}

#[test]
fn what_stands_above_the_card_is_no_name_when_it_is_far_away_or_a_company() {
    let far = section(&[
        (40.0, 60.0, "ADA LARK"),
        (40.0, 90.0, "Account ending in 0417"),
    ]);
    assert_eq!(far.employees[0].name.as_str(), "Card ending in 0417");
    let company = section(&[
        (40.0, 70.0, "LARK MECHANICAL LLC"),
        (40.0, 80.0, "Account ending in 0417"),
    ]);
    assert_eq!(company.employees[0].name.as_str(), "Card ending in 0417");
}

#[test]
fn a_section_may_be_announced_in_a_sentence() {
    let statement = section(&[(
        40.0,
        80.0,
        "Transactions for Ada Lark - Card ending in 0417",
    )]);
    assert_eq!(statement.employees[0].name.as_str(), "Ada Lark");
}

#[test]
fn an_unknown_label_behind_a_name_is_no_part_of_it() {
    let statement = section(&[(
        40.0,
        80.0,
        "Cardholder: Ada Lark Plastic: XXXX-XXXX-XXXX-0417",
    )]);
    assert_eq!(statement.employees[0].name.as_str(), "Ada Lark");
    assert_eq!(statement.employees[0].cards[0].as_str(), "0417");
}

#[test]
fn a_name_that_is_centred_below_its_heading_is_not_taken_for_the_card() {
    let mut paper = march();
    let centre = |x: f32, text: &str| x - text.len() as f32 * 2.4;
    let cells = |cells: [(f32, &'static str); 4], amount: &'static str| {
        let mut row: Vec<(f32, &str)> = cells
            .into_iter()
            .map(|(x, text)| (centre(x, text), text))
            .collect();
        row.push((AMOUNT, amount));
        row
    };
    paper.row(
        80.0,
        &cells(
            [
                (70.0, "Date"),
                (200.0, "Merchant"),
                (330.0, "Card"),
                (430.0, "User"),
            ],
            "Amount",
        ),
    );
    let names = ["Ada Lark", "Celia-Ann McBraxton", "Ada Lark", "Ada Lark"];
    for (at, (name, card)) in
        (0_u8..).zip(names.into_iter().zip(["*0417", "*8306", "*0417", "*0417"]))
    {
        let row = cells(
            [
                (70.0, "03/09/2025"),
                (200.0, "PAPER MILL"),
                (330.0, card),
                (430.0, name),
            ],
            "17.26",
        );
        paper.row(94.0 + 12.0 * f32::from(at), &row);
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[1],
        "Celia-Ann McBraxton | 8306 | 2025-03-09 | - | 17.26 | PAPER MILL | - | -"
    );
}

#[test]
fn a_card_that_cannot_be_read_is_told() {
    let mut paper = march();
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (400.0, "Card"),
            (AMOUNT, "Amount"),
        ],
    );
    for (y, card) in [(92.0, "xx0417"), (104.0, "LOST")] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (MERCHANT, "PAPER MILL"),
                (400.0, card),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (_, reading) = statement(&paper.bytes());
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf, page 1: the transaction “PAPER MILL” has a card that cannot be read, “LOST”; it was taken as one of the card ending in 0417, as the row above: look whose it is"
        ]
    );
    assert_eq!(
        sentences(&reading, ProblemKind::MissingField),
        [
            "march.pdf: no cardholder's name was found for ··0417: their transactions stand under the card alone; look in the document whose they are"
        ]
    );
}

#[test]
fn transactions_that_are_nobodys_are_told() {
    let mut paper = march();
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    for y in [92.0, 104.0] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (MERCHANT, "PAPER MILL"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (_, reading) = statement(&paper.bytes());
    assert_eq!(
        sentences(&reading, ProblemKind::MissingField),
        [
            "march.pdf, page 1: neither a cardholder nor a card was found for 2 of its 2 transactions, from here on: they are nobody's until somebody says whose they are"
        ]
    );
}

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
fn debit_and_credit_may_be_the_heading_of_signed_amounts() {
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (MERCHANT, "Description"),
            (AMOUNT, "Debit/Credit"),
        ],
    );
    for (y, amount) in [(92.0, "17.26"), (104.0, "-7.00")] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (MERCHANT, "PAPER MILL"),
                (AMOUNT, amount),
            ],
        );
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(amounts(&statement), ["17.26", "-7.00"]);
}
