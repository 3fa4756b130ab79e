//! The CSV files, read back.

use proptest::prelude::*;
use tieout_reporting::csv::{self, Bom};
use tieout_reporting::{pvault, reminders};

use crate::support::{Month, hand_made};

fn report(month: &Month) -> String {
    month.text(|report, out| csv::write(report, Bom::Without, out))
}

fn pvault(month: &Month) -> String {
    month.text(|report, out| pvault::write_csv(&pvault::rows(report), Bom::Without, out))
}

fn reminders(month: &Month) -> String {
    month.text(|report, out| reminders::write_csv(report, Bom::Without, out))
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_transaction_is_a_row() {
    insta::assert_snapshot!(report(&hand_made::month()));
}

#[test]
fn the_complete_are_rows_for_pvault() {
    insta::assert_snapshot!(pvault(&hand_made::month()));
}

#[test]
fn machines_receive_the_same_with_keys_and_reasons() {
    let month = hand_made::month();
    let export = pvault::rows(&month.report());
    let json = month.text(|_, out| pvault::write_json(&export, out));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    insta::assert_json_snapshot!(json);
}

#[test]
fn lines_end_as_on_windows_and_only_what_must_be_is_quoted() {
    let text = report(&hand_made::month());
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("\"NOBODYS \"\"LUNCH\"\", INC\""));
    assert!(text.contains(",SHELL OIL 123,"));
}

#[test]
fn a_byte_order_mark_is_there_on_request() {
    let month = hand_made::month();
    let with = month.text(|report, out| csv::write(report, Bom::With, out));
    assert_eq!(with, format!("\u{feff}{}", report(&month)));
}

#[test]
fn amounts_keep_their_minus_sign() {
    assert!(report(&hand_made::month()).contains(",-5.50,"));
}

/// A month all of whose words are `text`.
fn saying(text: &str) -> Month {
    let mut month = hand_made::month();
    let books = &mut month.books;
    for transaction in &mut books.transactions {
        transaction.merchant = Some(text.to_owned());
        transaction.reference = Some(text.to_owned());
    }
    for line in &mut books.expense_lines {
        line.purpose = Some(text.to_owned());
        line.receipt_id = Some(text.to_owned());
        line.coding.job = Some(text.to_owned());
        line.expense_type = Some(text.to_owned());
    }
    for outcome in &mut month.reconciliation.transactions {
        outcome.reason = text.to_owned();
        outcome.coding.gl_account = Some(text.to_owned());
    }
    for employee in &mut month.reconciliation.employees {
        employee.report_name = Some(text.to_owned());
    }
    month.books.issuer = Some(text.to_owned());
    month.session.name = text.to_owned();
    month
}

fn is_harmless(field: &str) -> bool {
    let is_amount = || field.parse::<f64>().is_ok();
    !field.trim_start().starts_with(['=', '+', '-', '@']) && !field.starts_with(['\t', '\r'])
        || is_amount()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_becomes_a_formula(text in r#"[ \t\r\n]{0,2}[=+@\-\x00]{0,2}[a-z1(,";]{0,6}\PC{0,6}"#) {
        let month = saying(&text);
        for file in [report(&month), pvault(&month), reminders(&month)] {
            for field in records(&file).iter().flatten() {
                prop_assert!(is_harmless(field), "{field:?}");
            }
        }
    }

    #[test]
    fn every_row_has_every_column(text in any::<String>()) {
        let month = saying(&text);
        prop_assert!(records(&report(&month)).iter().all(|row| row.len() == 17));
        prop_assert!(records(&pvault(&month)).iter().all(|row| row.len() == 18));
    }

    #[test]
    fn no_text_breaks_the_workbook(text in any::<String>()) {
        let workbook = crate::support::workbook::Workbook::read(saying(&text).xlsx());
        let formulas = workbook.formulas("Exceptions");
        for row in 1..=5 {
            for col in [1, 5, 7] {
                let formula = formulas.get_value((row, col)).map(String::as_str);
                prop_assert_eq!(formula.unwrap_or_default(), "");
            }
        }
    }
}
