//! What the lines of one transaction can get wrong, on documents made for it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{sentences, statement};
use tieout_domain::{ControlTotal, ProblemKind, Scope};

const AMOUNT: f32 = -560.0;

#[test]
fn a_number_that_stands_twice_is_told() {
    let mut paper = Paper::new();
    paper.row(
        64.0,
        &[
            (40.0, "Date"),
            (120.0, "Ref No"),
            (200.0, "Description"),
            (350.0, "Card"),
            (AMOUNT, "Amount"),
        ],
    );
    for y in [76.0, 88.0] {
        paper.row(
            y,
            &[
                (40.0, "03/20/2025"),
                (120.0, "000417"),
                (200.0, "GAS 1"),
                (350.0, "xxxx0039"),
                (AMOUNT, "1.00"),
            ],
        );
    }
    let (statement, reading) = statement(&paper.bytes());
    assert_eq!(statement.transactions.len(), 2);
    assert_eq!(
        sentences(&reading, ProblemKind::Duplicate),
        [
            "march.pdf, page 1: the number 000417 stands here a second time (first on page 1): check that the transaction is not listed twice"
        ]
    );
}

#[test]
fn product_lines_without_their_total_are_summed_and_it_is_said() {
    let (statement, reading) = statement(&activity_report(false).bytes());
    assert_eq!(
        statement.transactions[1].amount.unwrap().to_string(),
        "51.00"
    );
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf, page 1: the transaction “BUC-EE'S 46” has no totals line; its amount is the sum of its product lines: compare it with the document"
        ]
    );
}

#[test]
fn a_total_of_product_lines_that_differs_is_told() {
    let (statement, reading) = statement(&activity_report(true).bytes());
    let differing: Vec<&ControlTotal> = statement
        .control_totals
        .iter()
        .filter(|total| !total.ties_out())
        .collect();
    assert!(
        differing
            .iter()
            .any(|total| total.scope == Scope::Transaction)
    );
    assert_eq!(
        sentences(&reading, ProblemKind::DoesNotTieOut)[0],
        "march.pdf, page 1: “Transaction Totals of 0002: net cost” is printed as 52.00 USD, but what was extracted comes to 51.00 USD, a difference of -1.00 USD; compare the transactions above it with the document"
    );
}

/// Two transactions with product lines; the second has two, and its total is wrong or missing.
fn activity_report(has_wrong_total: bool) -> Paper {
    let mut paper = Paper::new().in_font("Helvetica");
    let columns = [
        20.0, 75.0, 130.0, 170.0, 250.0, 330.0, 400.0, 440.0, 490.0, 535.0,
    ];
    let row = |cells: [&'static str; 10]| -> Vec<(f32, &'static str)> {
        columns
            .into_iter()
            .zip(cells)
            .filter(|(_, text)| !text.is_empty())
            .collect()
    };
    let heads = [
        "Trans Date",
        "Posted Date",
        "Txn #",
        "Merchant",
        "City, State",
        "Product",
        "PPU/G",
        "Quantity",
        "Gross Cost",
        "Net Cost",
    ];
    paper.text(20.0, 18.0, "Cardholder Activity Report");
    paper.text(20.0, 30.0, "Posted Date between 3/1/2025 and 3/31/2025");
    paper.text(20.0, 42.0, "Card Number: 556735XXXXXX4281");
    paper.text(20.0, 54.0, "Cardholder Name: ADALARK");
    paper.row(70.0, &row(heads));
    paper.row(
        84.0,
        &row([
            "03/02/2025",
            "03/03/2025",
            "0001",
            "OIL 4",
            "OSLO, CN",
            "",
            "0.00000",
            "0.00",
            "$8.11",
            "$8.11",
        ]),
    );
    paper.row(
        98.0,
        &row([
            "",
            "",
            "",
            "",
            "Transaction Totals:",
            "",
            "",
            "",
            "$8.11",
            "$8.11",
        ]),
    );
    paper.row(
        112.0,
        &row([
            "03/05/2025",
            "03/06/2025",
            "0002",
            "BUC-EE'S 46",
            "KEMAH, TX",
            "DIESEL #2",
            "3.00000",
            "15.00",
            "$45.00",
            "$45.00",
        ]),
    );
    paper.row(
        126.0,
        &row([
            "", "", "", "", "", "CAR WASH", "6.00000", "1.00", "$6.00", "$6.00",
        ]),
    );
    if has_wrong_total {
        paper.row(
            140.0,
            &row([
                "",
                "",
                "",
                "",
                "Transaction Totals:",
                "",
                "",
                "",
                "$51.00",
                "$52.00",
            ]),
        );
    }
    paper
}
