//! Which column holds what, on statements that no sample shows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::issuer::{AMOUNT, DATE, MERCHANT, amounts, march, purchase};
use support::{rows, statement};

const POSTED: f32 = 110.0;

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

#[test]
fn an_amount_that_every_product_line_has_is_its_net() {
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (120.0, "Merchant"),
            (230.0, "Product"),
            (-380.0, "Qty"),
            (-460.0, "Gross"),
            (AMOUNT, "Amount"),
        ],
    );
    let mut product = |y: f32,
                       date: &'static str,
                       merchant: &'static str,
                       name: &'static str,
                       cost: &'static str| {
        paper.row(
            y,
            &[
                (DATE, date),
                (120.0, merchant),
                (230.0, name),
                (-380.0, "1.00"),
                (-460.0, cost),
                (AMOUNT, cost),
            ],
        );
    };
    product(92.0, "03/09/2025", "PAPER MILL", "PAPER", "17.26");
    product(104.0, "", "", "INK", "2.00");
    product(116.0, "03/10/2025", "PAPER MILL", "PAPER", "17.26");
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(amounts(&statement), ["19.26", "17.26"]);
    assert_eq!(statement.transactions[0].items.len(), 2);
}

#[test]
fn without_headings_a_number_and_a_card_beside_the_merchant_are_no_part_of_it() {
    let mut paper = march();
    for (y, merchant) in [(92.0, "PAPER MILL 12"), (104.0, "COPPER LADLE")] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (110.0, "57442013"),
                (MERCHANT, merchant),
                (330.0, "**** 0417"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[0],
        "Card ending in 0417 | 0417 | 2025-03-09 | - | 17.26 | PAPER MILL 12 | - | -"
    );
    assert_eq!(
        statement.transactions[0].reference.as_deref(),
        Some("57442013")
    );
}

#[test]
fn a_heading_that_means_something_else_than_what_stands_below_it_is_not_believed() {
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    paper.row(
        80.0,
        &[
            (DATE, "Transaction"),
            (MERCHANT, "Description"),
            (AMOUNT, "Amount"),
        ],
    );
    for y in [92.0, 104.0] {
        purchase(&mut paper, y);
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[0],
        "Ada Lark | 0417 | 2025-03-09 | - | 17.26 | PAPER MILL | - | -"
    );
}
