//! The sheets that are tables: Exceptions, Transactions, Receipts.

use calamine::{Data, DataType};

use crate::support::hand_made;
use crate::support::workbook::Workbook;

const EXCEPTIONS: usize = 2;
const TRANSACTIONS: usize = 3;
const RECEIPTS: usize = 4;
const TIE_OUT: usize = 5;

fn workbook() -> Workbook {
    Workbook::read(hand_made::month().xlsx())
}

#[test]
fn the_exceptions_are_what_still_needs_work() {
    let workbook = workbook();
    assert_eq!(
        workbook.row("Exceptions", 1),
        [
            "Employee ID",
            "Employee Name",
            "Card Number",
            "Transaction Date",
            "Transaction Amount",
            "Transaction Name",
            "Status",
            "Reason"
        ]
    );
    let values = workbook.values("Exceptions");
    let statuses: Vec<_> = (1..=5)
        .map(|row| values.get_value((row, 6)).unwrap().to_string())
        .collect();
    assert_eq!(
        statuses,
        [
            "Missing Receipt",
            "Missing GL Code",
            "Missing Both",
            "Missing Both",
            "Missing Both"
        ]
    );
    assert_eq!(
        values.get_value((1, 2)).unwrap(),
        &Data::String("**** **** **** 4281".to_owned())
    );
}

#[test]
fn what_needs_work_has_the_colour_of_what_it_lacks() {
    let workbook = workbook();
    let fill = |cell| workbook.fill(EXCEPTIONS, cell);
    assert_eq!(fill("G2").as_deref(), Some("FFEB9C"));
    assert_eq!(fill("G3").as_deref(), Some("FFD966"));
    assert_eq!(fill("G4").as_deref(), Some("FFC7CE"));
    assert_eq!(fill("H4"), None);
}

#[test]
fn headings_are_bold_on_grey_frozen_and_filtered() {
    let workbook = workbook();
    for (place, heading) in [
        (EXCEPTIONS, 1),
        (TRANSACTIONS, 1),
        (RECEIPTS, 1),
        (TIE_OUT, 5),
    ] {
        let cell = format!("A{heading}");
        let sheet = workbook.sheet_xml(place);
        assert!(workbook.is_bold(place, &cell));
        assert_eq!(workbook.fill(place, &cell).as_deref(), Some("EDEDED"));
        assert!(sheet.contains(&format!("ySplit=\"{heading}\"")), "{place}");
        assert!(
            sheet.contains(&format!("<autoFilter ref=\"A{heading}:")),
            "{place}"
        );
        assert!(sheet.contains("orientation=\"landscape\""));
        assert!(sheet.contains("fitToHeight=\"0\""));
        assert!(sheet.contains("Page &amp;P of &amp;N"));
    }
    let names = workbook.part("xl/workbook.xml");
    for title in [
        "Exceptions!$1:$1",
        "Transactions!$1:$1",
        "Receipts!$1:$1",
        "'Tie-out'!$5:$5",
    ] {
        assert!(names.contains(title), "{title} is printed on every page");
    }
}

#[test]
fn dates_and_amounts_are_numbers_with_formats() {
    let workbook = workbook();
    let values = workbook.values("Exceptions");
    assert!(matches!(
        values.get_value((1, 3)).unwrap(),
        Data::DateTime(_)
    ));
    assert_eq!(values.get_value((1, 4)).unwrap(), &Data::Float(10.19));
    assert_eq!(workbook.number_format(EXCEPTIONS, "D2"), "yyyy-mm-dd");
    assert_eq!(
        workbook.number_format(EXCEPTIONS, "E2"),
        "\"$\"#,##0.00_0;-\"$\"#,##0.00_0;\"–\"_0"
    );
}

#[test]
fn totals_are_formulas_that_came_to_something() {
    let workbook = workbook();
    let total = |sheet: &str, cell: (u32, u32)| {
        let formula = workbook.formulas(sheet).get_value(cell).cloned().unwrap();
        let value = workbook
            .values(sheet)
            .get_value(cell)
            .and_then(DataType::get_float)
            .unwrap();
        (formula, value)
    };
    assert_eq!(
        total("Exceptions", (6, 4)),
        ("SUBTOTAL(109,$E$2:$E$6)".to_owned(), 1264.93)
    );
    assert_eq!(
        total("Transactions", (9, 10)),
        ("SUBTOTAL(109,$K$2:$K$9)".to_owned(), 1424.93)
    );
}

#[test]
fn every_receipt_has_its_transaction_or_says_that_it_has_none() {
    let workbook = workbook();
    let results: Vec<_> = (2..=9)
        .map(|place| {
            let row = workbook.row("Receipts", place);
            format!("{} {} {}{}", row[0], row[17], row[18], row[19])
        })
        .collect();
    assert!(
        results.contains(&"R1 Matched 700001".to_owned()),
        "{results:?}"
    );
    assert!(
        results.contains(&"R7 Duplicate R3".to_owned()),
        "{results:?}"
    );
}
