//! The Excel report as a file: what it holds whatever the month is like.

use calamine::Data;
use tieout_domain::{Currency, Money};
use tieout_reporting::{ReportError, xlsx};

use crate::support::workbook::Workbook;
use crate::support::{Month, hand_made, truth};

fn workbook() -> Workbook {
    Workbook::read(hand_made::month().xlsx())
}

#[test]
fn there_are_five_sheets() {
    assert_eq!(
        workbook().sheets(),
        [
            "Summary",
            "Exceptions",
            "Transactions",
            "Receipts",
            "Tie-out"
        ]
    );
}

#[test]
fn text_that_looks_like_a_formula_is_text() {
    let workbook = workbook();
    let values = workbook.values("Exceptions");
    let merchant = values.get_value((3, 5)).unwrap();
    assert_eq!(merchant, &Data::String("=cmd|' /C calc'!A0".to_owned()));
    let formulas = workbook.formulas("Exceptions");
    assert_eq!(
        formulas
            .get_value((3, 5))
            .map(String::as_str)
            .unwrap_or_default(),
        ""
    );
}

#[test]
fn amounts_in_two_currencies_are_never_added() {
    let mut month = hand_made::month();
    month.books.transactions[3].amount = Some(Money::from_minor(1_019, Currency::EUR));
    let workbook = Workbook::read(month.xlsx());
    let formulas = workbook.formulas("Transactions");
    assert_eq!(
        formulas.get_value((9, 10)).map(String::as_str),
        Some("SUMIF($L$2:$L$9,\"EUR\",$K$2:$K$9)")
    );
    assert_eq!(workbook.row("Transactions", 10)[10], "10.19");
    assert_eq!(workbook.row("Transactions", 11)[10], "1414.74");
    let formulas = workbook.formulas("Exceptions");
    assert_eq!(
        formulas.get_value((6, 4)).map(String::as_str),
        Some(
            "SUMIFS(Transactions!$K$2:$K$9,Transactions!$L$2:$L$9,\"EUR\",\
             Transactions!$N$2:$N$9,\"<>Complete\")"
        )
    );
    assert_eq!(workbook.row("Exceptions", 7)[4], "10.19");
}

#[test]
fn an_amount_that_a_worksheet_would_round_is_written_as_text() {
    let mut month = hand_made::month();
    month.books.transactions[0].amount = Some(Money::from_minor(i64::MAX, Currency::USD));
    let workbook = Workbook::read(month.xlsx());
    let values = workbook.values("Transactions");
    assert_eq!(
        values.get_value((6, 10)).unwrap(),
        &Data::String("92233720368547758.07".to_owned())
    );
}

#[test]
fn an_empty_month_gives_an_empty_workbook() {
    let workbook = Workbook::read(Month::new(Default::default(), Default::default()).xlsx());
    assert_eq!(
        workbook.row("Summary", 4)[0],
        "Not proven. There is no statement, so there is nothing to tie out to."
    );
    assert_eq!(
        workbook.row("Exceptions", 2)[0],
        "Nothing is missing: every transaction has a receipt and a GL code."
    );
    assert_eq!(workbook.row("Tie-out", 6)[0], "No document prints a total.");
}

#[test]
fn the_same_month_gives_the_same_bytes() {
    assert_eq!(truth::month("small").xlsx(), truth::month("small").xlsx());
}

#[test]
fn the_properties_name_no_person_and_no_moment_but_the_callers() {
    let workbook = workbook();
    let core = workbook.part("docProps/core.xml");
    assert!(core.contains("<dc:creator>Tieout</dc:creator>"));
    assert!(core.contains("2025-04-02T10:00:00Z"));
    assert!(core.contains("Reconciliation: March 2025"));
}

/// Takes so many bytes and no more.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.0.checked_sub(bytes.len()) {
            Some(room) => self.0 = room,
            None => return Err(std::io::Error::other("the client went away")),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_client_that_goes_away_is_a_failure_to_write() {
    let month = hand_made::month();
    let failed = xlsx::write(&month.report(), Full(1_000)).unwrap_err();
    assert!(matches!(failed, ReportError::Write(_)), "{failed}");
    let words = failed.to_string();
    assert!(
        words.starts_with("the report could not be written: "),
        "{words}"
    );
    assert!(words.ends_with("the client went away"), "{words}");
}
