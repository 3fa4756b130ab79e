//! Whose transactions they are, on statements that no sample shows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::issuer::{AMOUNT, DATE, MERCHANT, amounts, headings, march, purchase};
use support::{rows, sentences, statement};
use tieout_domain::{ProblemKind, Statement};

/// A section with two purchases below `header`.
fn section(header: &[(f32, f32, &str)]) -> Statement {
    let mut paper = march();
    for (x, y, text) in header {
        paper.text(*x, *y, text);
    }
    headings(&mut paper, 100.0);
    for y in [112.0, 124.0] {
        purchase(&mut paper, y);
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
fn words_beside_a_card_that_head_columns_are_no_name() {
    let amex = section(&[
        (40.0, 70.0, "ADA J. LARK"),
        (40.0, 80.0, "Card Ending 3-10417"),
        (300.0, 80.0, "Foreign Spend"),
        (480.0, 80.0, "Amount"),
    ]);
    assert_eq!(amex.employees[0].name.as_str(), "ADA J. LARK");
    let sub_account = section(&[
        (40.0, 70.0, "ADA J. LARK"),
        (40.0, 80.0, "Sub Account Number Ending In 0417"),
    ]);
    assert_eq!(sub_account.employees[0].name.as_str(), "ADA J. LARK");
    let numbered = section(&[(40.0, 80.0, "Ada Lark   Card: ****0417   Employee: E2200")]);
    assert_eq!(numbered.employees[0].name.as_str(), "Ada Lark");
    assert_eq!(numbered.employees[0].number.as_str(), "E2200");
    let german = section(&[(
        40.0,
        80.0,
        "Karte 5232 XXXX XXXX 0417   Karteninhaber Ada Lark",
    )]);
    assert_eq!(german.employees[0].name.as_str(), "Ada Lark");
}

#[test]
fn a_title_may_name_the_cardholder_and_the_card_by_its_number() {
    let titled = section(&[
        (40.0, 60.0, "Account number: XXXX-XXXX-XXXX-0007"),
        (40.0, 85.0, "ADA LARK #0417: Transactions"),
    ]);
    assert_eq!(
        rows(&titled)[0].split(" | ").take(2).collect::<Vec<_>>(),
        ["ADA LARK", "0417"]
    );
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
    headings(&mut paper, 80.0);
    for y in [92.0, 104.0] {
        purchase(&mut paper, y);
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
fn a_number_and_a_name_may_stand_above_the_card_and_an_address_does_not_count() {
    let person = section(&[
        (40.0, 70.0, "HX4286 Ada St. Lark"),
        (40.0, 80.0, "Card 4532-1223-8489-0417"),
    ]);
    assert_eq!(person.employees[0].number.as_str(), "HX4286");
    assert_eq!(person.employees[0].name.as_str(), "Ada St. Lark");
    let address = section(&[
        (40.0, 70.0, "1180 TERMINAL ROAD"),
        (40.0, 80.0, "Card 4532-1223-8489-0417"),
    ]);
    assert_eq!(address.employees[0].name.as_str(), "Card ending in 0417");
}

#[test]
fn a_card_may_stand_in_parentheses_and_labels_do_without_their_colon() {
    let statement = section(&[(40.0, 80.0, "Activity for Ada Lark (card ending in 0417)")]);
    assert_eq!(statement.employees[0].name.as_str(), "Ada Lark");
    let statement = section(&[(40.0, 80.0, "CARDHOLDER ADA LARK CARD XXXXXXXXXXXX0417")]);
    assert_eq!(statement.employees[0].name.as_str(), "ADA LARK");
}

#[test]
fn a_row_without_a_date_that_names_its_cardholder_is_not_taken_for_a_header() {
    let mut paper = march();
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (110.0, "Cardholder"),
            (210.0, "Card"),
            (330.0, "Merchant"),
            (AMOUNT, "Amount"),
        ],
    );
    let holder = [
        (110.0, "Ada Lark"),
        (210.0, "XXXX-XXXX-XXXX-0417"),
        (330.0, "PAPER MILL"),
    ];
    for (y, date) in [(92.0, "03/09/2025"), (104.0, ""), (116.0, "03/10/2025")] {
        paper
            .row(y, &[(DATE, date), (AMOUNT, "17.26")])
            .row(y, &holder);
    }
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(amounts(&statement), ["17.26", "17.26", "17.26"]);
    assert_eq!(
        sentences(&reading, ProblemKind::IncompleteTransaction).len(),
        1
    );
}

#[test]
fn a_total_that_names_somebody_else_than_its_section_is_told() {
    let mut paper = march();
    paper.text(40.0, 60.0, "Cardholder: Ada Lark   Card ending in 0417");
    headings(&mut paper, 80.0);
    for y in [92.0, 104.0] {
        purchase(&mut paper, y);
    }
    paper.row(
        116.0,
        &[(MERCHANT, "Total for Celia Brax"), (AMOUNT, "34.52")],
    );
    let (_, reading) = statement(&paper.bytes());
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf, page 1: “Total for Celia Brax” names somebody else than Ada Lark, whose the transactions above it were taken for: look whose they are"
        ]
    );
}

#[test]
fn a_name_beside_a_description_is_the_cardholders_and_a_card_needs_no_known_heading() {
    let mut paper = march();
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (110.0, "Account"),
            (230.0, "Name"),
            (330.0, "Transaction details"),
            (AMOUNT, "Net Cost"),
        ],
    );
    for y in [92.0, 104.0] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (110.0, "5412 **** **** 0417"),
                (230.0, "Ada Lark"),
                (330.0, "PAPER MILL"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement)[0],
        "Ada Lark | 0417 | 2025-03-09 | - | 17.26 | PAPER MILL | - | -"
    );
}

#[test]
fn first_and_last_names_may_have_columns_of_their_own() {
    let mut paper = march();
    paper.row(
        80.0,
        &[
            (DATE, "Date"),
            (110.0, "First Name"),
            (190.0, "Last Name"),
            (270.0, "Merchant Name"),
            (400.0, "Card No"),
            (AMOUNT, "Amount"),
        ],
    );
    for y in [92.0, 104.0] {
        paper.row(
            y,
            &[
                (DATE, "03/09/2025"),
                (110.0, "Ada"),
                (190.0, "Lark"),
                (270.0, "PAPER MILL"),
                (400.0, "xx0417"),
                (AMOUNT, "17.26"),
            ],
        );
    }
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(statement.employees[0].name.as_str(), "Ada Lark");
}
