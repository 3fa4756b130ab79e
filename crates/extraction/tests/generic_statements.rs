//! Statements that no profile describes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::paper::Paper;
use support::{rows, sentences, statement, totals};
use tieout_domain::{Currency, OtherKind, ProblemKind};

/// Date, merchant, card, cardholder and amount in one table.
fn flat() -> Paper {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "Example Commercial Cards");
    paper.text(40.0, 52.0, "Account activity 03/01/2025 to 03/31/2025");
    paper.row(
        80.0,
        &[
            (40.0, "Date"),
            (110.0, "Description"),
            (300.0, "Card"),
            (370.0, "Cardholder"),
            (-560.0, "Amount"),
        ],
    );
    let lines = [
        (
            "03/03/2025",
            "PAPER MILL 12",
            "xxxx0729",
            "Ada Lark",
            "$17.26",
        ),
        (
            "03/04/2025",
            "COPPER LADLE    4417",
            "xxxx8306",
            "Celia Brax",
            "$1,062.34",
        ),
        (
            "03/14/2025",
            "PAPER MILL 12",
            "xxxx0729",
            "Ada Lark",
            "-$7.00",
        ),
    ];
    for (at, (date, merchant, card, holder, amount)) in (0_u8..).zip(lines) {
        let y = 94.0 + 12.0 * f32::from(at);
        paper.row(
            y,
            &[
                (40.0, date),
                (110.0, merchant),
                (300.0, card),
                (370.0, holder),
                (-560.0, amount),
            ],
        );
    }
    paper.row(140.0, &[(370.0, "Total"), (-560.0, "$1,072.60")]);
    paper
}

#[test]
fn columns_are_told_by_their_headings() {
    let (statement, reading) = statement(&flat().bytes());
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    Ada Lark | 0729 | 2025-03-03 | - | 17.26 | PAPER MILL 12 | - | -
    Celia Brax | 8306 | 2025-03-04 | - | 1062.34 | COPPER LADLE    4417 | - | -
    Ada Lark | 0729 | 2025-03-14 | - | -7.00 | PAPER MILL 12 | - | -
    ");
    assert_eq!(totals(&statement), ["Total: amount = 1072.60 (1072.60)"]);
    assert_eq!(
        sentences(&reading, ProblemKind::LayoutGuessed),
        [
            "march.pdf: no layout profile describes this statement: its columns were told by their headings and by what stands in them; its printed totals were compared all the same. Compare a few rows, or write a profile for the issuer"
        ]
    );
    assert!(reading.document.layout.unwrap().is_guessed);
}

#[test]
fn without_headings_columns_are_told_by_what_they_hold() {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "CYCLE 03/01/2025 TO 03/31/2025");
    paper.text(40.0, 60.0, "ADA LARK     XXXX XXXX XXXX 4849");
    paper.row(
        74.0,
        &[
            (50.0, "03/06/25"),
            (110.0, "GAS 19999 OHIO"),
            (-560.0, "25.73"),
        ],
    );
    paper.row(
        86.0,
        &[
            (50.0, "03/08/25"),
            (110.0, "LANTERN HOUSE"),
            (-560.0, "1,321.05"),
        ],
    );
    paper.row(98.0, &[(110.0, "TOTAL ADA LARK"), (-560.0, "1,346.78")]);
    let (statement, _) = statement(&paper.bytes());
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    ADA LARK | 4849 | 2025-03-06 | - | 25.73 | GAS 19999 OHIO | - | -
    ADA LARK | 4849 | 2025-03-08 | - | 1321.05 | LANTERN HOUSE | - | -
    ");
    assert_eq!(
        totals(&statement),
        ["TOTAL ADA LARK: amount = 1346.78 (1346.78)"]
    );
    assert!(statement.employees[0].number_is_derived);
}

#[test]
fn charges_and_credits_in_columns_of_their_own() {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "From March 1, 2025 through March 31, 2025");
    paper.text(
        40.0,
        60.0,
        "Milo Zephyrley / Card ending in 3452 / Staff no. 818778",
    );
    paper.row(
        80.0,
        &[
            (40.0, "Posting Date"),
            (120.0, "Transaction Date"),
            (220.0, "Details"),
            (380.0, "Location"),
            (-530.0, "Debit"),
            (-590.0, "Credit"),
        ],
    );
    paper.row(
        92.0,
        &[
            (40.0, "03/03/2025"),
            (120.0, "03/02/2025"),
            (220.0, "NOTARY LEGAL"),
            (380.0, "EL PASO, TX"),
            (-530.0, "133.39"),
        ],
    );
    paper.row(
        104.0,
        &[
            (40.0, "03/05/2025"),
            (120.0, "03/04/2025"),
            (220.0, "NOTARY LEGAL"),
            (380.0, "OSLO, CN"),
            (-590.0, "33.00"),
        ],
    );
    paper.row(
        116.0,
        &[
            (220.0, "Sub-total for card ending in 3452"),
            (-530.0, "133.39"),
            (-590.0, "33.00"),
        ],
    );
    let (statement, _) = statement(&paper.bytes());
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    Milo Zephyrley | 3452 | 2025-03-02 | 2025-03-03 | 133.39 | NOTARY LEGAL | EL PASO | TX
    Milo Zephyrley | 3452 | 2025-03-04 | 2025-03-05 | -33.00 | NOTARY LEGAL | OSLO | CN
    ");
    assert_eq!(
        totals(&statement),
        [
            "Sub-total for card ending in 3452: debit = 133.39 (133.39)",
            "Sub-total for card ending in 3452: credit = 33.00 (33.00)"
        ]
    );
    assert_eq!(statement.employees[0].number.as_str(), "818778");
}

#[test]
fn a_running_balance_is_no_amount_and_payments_are_no_purchases() {
    let mut paper = Paper::new();
    paper.text(
        40.0,
        40.0,
        "Business credit card account XXXX XXXX XXXX 5897   03/01/2025 - 03/31/2025",
    );
    paper.text(40.0, 52.0, "Cardholder: Emrys Sorrel");
    paper.row(
        80.0,
        &[
            (40.0, "Date"),
            (120.0, "Transaction"),
            (-460.0, "Amount"),
            (-560.0, "Balance"),
        ],
    );
    paper.row(
        92.0,
        &[(120.0, "Balance brought forward"), (-560.0, "4,127.55")],
    );
    paper.row(
        104.0,
        &[
            (40.0, "03/02/2025"),
            (120.0, "NOODLE HARBOR"),
            (-460.0, "62.90"),
            (-560.0, "4,190.45"),
        ],
    );
    paper.row(
        116.0,
        &[
            (40.0, "03/10/2025"),
            (120.0, "PAYMENT RECEIVED - THANK YOU"),
            (-460.0, "-4,000.00"),
            (-560.0, "190.45"),
        ],
    );
    paper.row(
        128.0,
        &[
            (40.0, "03/31/2025"),
            (120.0, "INTEREST CHARGE ON PURCHASES"),
            (-460.0, "2.13"),
            (-560.0, "192.58"),
        ],
    );
    paper.row(140.0, &[(120.0, "Closing balance"), (-560.0, "192.58")]);
    let (statement, _) = statement(&paper.bytes());
    assert_eq!(
        rows(&statement),
        ["Emrys Sorrel | 5897 | 2025-03-02 | - | 62.90 | NOODLE HARBOR | - | -"]
    );
    let kinds: Vec<OtherKind> = statement
        .other_entries
        .iter()
        .map(|entry| entry.kind)
        .collect();
    assert_eq!(kinds, [OtherKind::Payment, OtherKind::Fee]);
    assert_eq!(
        totals(&statement),
        ["Closing balance: amount = 192.58 (192.58)"]
    );
}

#[test]
fn the_cardholder_may_be_printed_on_the_first_row_only() {
    let mut paper = Paper::new();
    let heads = [
        (40.0, "Employee"),
        (200.0, "Card"),
        (250.0, "Date"),
        (320.0, "Merchant"),
        (-560.0, "Total (USD)"),
    ];
    paper.row(80.0, &heads);
    paper.row(
        92.0,
        &[
            (40.0, "Hexden, Ivo #313316"),
            (200.0, "...6100"),
            (250.0, "03-02-2025"),
            (320.0, "HARDWARE"),
            (-560.0, "111.27"),
        ],
    );
    paper.row(
        104.0,
        &[(250.0, "03-03-2025"), (320.0, "RIGSTOP"), (-560.0, "54.98")],
    );
    paper.row(116.0, &[(480.0, "Card subtotal"), (-560.0, "166.25")]);
    paper.row(
        128.0,
        &[
            (40.0, "Ash, Dora #786760"),
            (200.0, "...6313"),
            (250.0, "02-28-2025"),
            (320.0, "ATLAS"),
            (-560.0, "10.75"),
        ],
    );
    paper.row(140.0, &[(480.0, "Card subtotal"), (-560.0, "10.75")]);
    let (statement, _) = statement(&paper.bytes());
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    Hexden, Ivo | 6100 | 2025-03-02 | - | 111.27 | HARDWARE | - | -
    Hexden, Ivo | 6100 | 2025-03-03 | - | 54.98 | RIGSTOP | - | -
    Ash, Dora | 6313 | 2025-02-28 | - | 10.75 | ATLAS | - | -
    ");
    assert!(
        statement
            .control_totals
            .iter()
            .all(tieout_domain::ControlTotal::ties_out)
    );
    assert_eq!(statement.employees[0].number.as_str(), "313316");
}

#[test]
fn european_dates_decimals_and_words() {
    let mut paper = Paper::new();
    paper.text(
        40.0,
        40.0,
        "Umsatz 01.03.2025 bis 31.03.2025, alle Angaben in EUR",
    );
    paper.row(
        80.0,
        &[
            (40.0, "Datum"),
            (110.0, "Referenz"),
            (190.0, "Verwendungszweck"),
            (330.0, "Karte"),
            (400.0, "Karteninhaber"),
            (-560.0, "Betrag"),
        ],
    );
    paper.row(
        92.0,
        &[
            (40.0, "02.03.2025"),
            (110.0, "85602669192"),
            (190.0, "HARDWARE"),
            (330.0, "**** 4764"),
            (400.0, "Kit Larkfield"),
            (-560.0, "1.093,41"),
        ],
    );
    paper.row(
        104.0,
        &[
            (40.0, "28.02.2025"),
            (110.0, "12373734473"),
            (190.0, "NOTAR"),
            (330.0, "**** 4764"),
            (400.0, "Kit Larkfield"),
            (-560.0, "-17,22"),
        ],
    );
    paper.row(116.0, &[(400.0, "Gesamtsumme"), (-560.0, "1.076,19")]);
    let (statement, _) = statement(&paper.bytes());
    insta::assert_snapshot!(rows(&statement).join("\n"), @r"
    Kit Larkfield | 4764 | 2025-03-02 | - | 1093.41 | HARDWARE | - | -
    Kit Larkfield | 4764 | 2025-02-28 | - | -17.22 | NOTAR | - | -
    ");
    assert_eq!(statement.currency, Currency::EUR);
    assert_eq!(
        totals(&statement),
        ["Gesamtsumme: amount = 1076.19 (1076.19)"]
    );
}

#[test]
fn where_charges_have_the_minus_it_is_said() {
    let mut paper = Paper::new();
    paper.row(
        80.0,
        &[
            (40.0, "Date"),
            (120.0, "Description"),
            (300.0, "Card"),
            (-460.0, "Amount"),
        ],
    );
    for (at, amount) in (0_u8..).zip(["-62.90", "-3.10", "-8.00", "-5.00", "2.00"]) {
        let y = 92.0 + 12.0 * f32::from(at);
        paper.row(
            y,
            &[
                (40.0, "03/13/2025"),
                (120.0, "NOODLE HARBOR"),
                (300.0, "xxxx5897"),
                (-460.0, amount),
            ],
        );
    }
    let (statement, reading) = statement(&paper.bytes());
    let amounts: Vec<String> = statement
        .transactions
        .iter()
        .map(|found| found.amount.unwrap().to_string())
        .collect();
    assert_eq!(amounts, ["62.90", "3.10", "8.00", "5.00", "-2.00"]);
    assert_eq!(
        sentences(&reading, ProblemKind::Ambiguous),
        [
            "march.pdf: most amounts are printed with a minus, so amounts with a minus were taken as charges and the others as credits: check a few of them"
        ]
    );
}
