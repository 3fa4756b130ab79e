//! Files that hold several receipts, or none.

use crate::support::{messages, page, read, total, typed};
use tieout_domain::ProblemKind;

const CAFE: &str = "
   HARBOR CAFE
   12 PIER ROAD
   03/14/2025  09:30
   TOTAL           $10.50";

const GARAGE: &str = "
   CITY GARAGE
   800 MAIN STREET
   03/15/2025  18:30
   TOTAL           $24.00";

#[test]
fn two_pages_are_two_receipts_and_the_reason_is_given() {
    let read = read(&[page(1, CAFE), page(2, GARAGE)]);
    let totals: Vec<String> = read.receipts.value.iter().map(total).collect();
    assert_eq!(totals, ["10.50 USD", "24.00 USD"]);
    assert_eq!(read.receipts.value[1].source.page, Some(2));
    let told = messages(&read);
    assert!(
        told.iter().any(|message| message
            .starts_with("the file holds 2 receipts: page 2 begins another because")),
        "{told:?}"
    );
}

#[test]
fn an_invoice_of_two_pages_is_one() {
    let first = "
   ACME SUPPLIES INC
   Invoice no: INV-2209
   Invoice date: 03/14/2025
   Bolts            60.00
   Nuts             60.00
   Page 1 of 2";
    let second = "
   ACME SUPPLIES INC
   Invoice no: INV-2209
   Page 2 of 2
   Total due      $120.00";
    let read = read(&[page(1, first), page(2, second)]);
    assert_eq!(read.receipts.value.len(), 1);
    assert_eq!(total(&read.receipts.value[0]), "120.00 USD");
}

#[test]
fn a_blank_page_is_said_to_be_blank() {
    let read = read(&[page(1, CAFE), page(2, "")]);
    assert_eq!(read.receipts.value.len(), 1);
    let blank = read
        .receipts
        .problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::NoText)
        .unwrap();
    assert_eq!(blank.source.page, Some(2));
    assert!(
        blank
            .message
            .starts_with("the page is blank or nothing on it could be read")
    );
}

#[test]
fn a_statement_among_the_receipts_is_not_read_as_one() {
    let statement = "
   FIRST BANK CARD STATEMENT
   Statement Period 03/01/2025 - 03/31/2025
   Previous Balance     $100.00
   New Balance          $250.00
   03/02/2025  EXXON 4130       40.00
   03/05/2025  SHELL 12         60.00
   03/08/2025  LOWES            50.00";
    let read = read(&[typed(statement)]);
    assert_eq!(read.receipts.value, []);
    assert!(messages(&read).contains(
        &"this is a card statement, not a receipt; it was not read as one: upload it as what it is"
    ));
}

#[test]
fn a_page_without_date_and_total_is_unreadable() {
    let read = read(&[typed("\n   Dear guest,\n   we hope you enjoyed your stay.")]);
    assert_eq!(read.receipts.value, []);
    let problem = &read.receipts.problems[0];
    assert_eq!(problem.kind, ProblemKind::Unreadable);
    assert!(
        problem
            .message
            .starts_with("neither a date nor a total could be read")
    );
}
