//! Who may pass into pVault, and what keeps the others out.

use tieout_domain::{Currency, Figure, Money, Scope};
use tieout_reporting::pvault::{self, LeftOut, PvaultExport};
use tieout_reporting::{TaxSource, Unproven};

use crate::support::hand_made::{employee, total, usd};
use crate::support::{Month, hand_made};

fn export(month: &Month) -> PvaultExport {
    pvault::rows(&month.report())
}

fn left_out(month: &Month, number: Option<&str>) -> Option<LeftOut> {
    let all = export(month).left_out.into_iter();
    all.into_iter()
        .find(|left_out| left_out.employee_number.as_deref() == number)
}

/// Why Ada, whose month is complete, is left out; nothing when she is exported.
fn ada(month: &Month) -> String {
    left_out(month, Some("100"))
        .map(|left_out| left_out.reason())
        .unwrap_or_default()
}

#[test]
fn one_incomplete_transaction_keeps_the_whole_employee_out() {
    let month = hand_made::month();
    assert_eq!(ada(&month), "");
    let bo = left_out(&month, Some("200")).unwrap();
    assert_eq!(
        bo.reasons[0].to_string(),
        "Of 4 transactions, 2 lack a receipt and a GL code, 1 lacks a receipt, 1 lacks a GL code."
    );
    assert_eq!(bo.counts.total(), 4);
    assert_eq!(bo.transactions.sum(Currency::USD).to_string(), "1254.94");
    assert!(
        export(&month)
            .rows
            .iter()
            .all(|row| row.card_holder == "Lovelace, Ada")
    );
}

#[test]
fn what_names_no_cardholder_is_never_exported() {
    let nobody = left_out(&hand_made::month(), None).unwrap();
    assert_eq!(
        nobody.reason(),
        "1 transaction names no cardholder: say whose, and work the month out anew."
    );
}

#[test]
fn her_own_total_that_differs_keeps_an_employee_out() {
    let mut month = hand_made::month();
    month.books.control_totals[0].extracted = Figure::Amount(usd(15_999));
    assert_eq!(
        ada(&month),
        "The statement does not tie out: statement.pdf, page 2, “Card Totals, ··0028: net” \
         differs by -0.01, and so does 1 other total."
    );
}

#[test]
fn the_total_of_a_colleague_does_not() {
    // Bo's card lacks 5.06, and the whole statement lacks the same 5.06.
    assert_eq!(ada(&hand_made::month()), "");
}

#[test]
fn a_difference_of_the_whole_statement_that_no_card_explains_keeps_everybody_out() {
    let mut month = hand_made::month();
    month.books.control_totals[2].printed = Figure::Amount(usd(150_000));
    assert_eq!(
        ada(&month),
        "The statement does not tie out: statement.pdf, page 2, “Report Totals: net” differs by \
         -75.07."
    );
}

#[test]
fn a_difference_in_another_measure_explains_nothing() {
    let mut month = hand_made::month();
    month.books.control_totals[1].label = "Card Totals, ··4281: gross".to_owned();
    assert!(ada(&month).starts_with("The statement does not tie out"));
}

#[test]
fn a_total_of_which_it_is_not_known_whose_it_is_concerns_everybody() {
    let mut month = hand_made::month();
    month.books.control_totals.push(total(
        Scope::Transaction,
        "Transaction Totals: net",
        None,
        (1, 2),
    ));
    assert!(ada(&month).contains("“Transaction Totals: net” differs by 0.01"));
}

#[test]
fn a_transaction_total_concerns_its_owner_alone() {
    let mut month = hand_made::month();
    let bos = total(
        Scope::Transaction,
        "Transaction Totals: net",
        Some(employee(1)),
        (1, 2),
    );
    month.books.control_totals.push(bos);
    assert_eq!(ada(&month), "");
}

#[test]
fn a_statement_without_totals_proves_nothing_unless_configured_otherwise() {
    let mut month = hand_made::month();
    month.books.control_totals.clear();
    assert_eq!(
        ada(&month),
        "statement.pdf prints no totals or could not be read whole, so nothing proves that every line was read."
    );
    month.settings.pvault.unproven = Unproven::Export;
    assert_eq!(ada(&month), "");
}

#[test]
fn a_date_that_was_not_read_keeps_an_employee_out() {
    let mut month = hand_made::month();
    month.books.transactions[1].transaction_date = None;
    month.books.transactions[1].post_date = None;
    assert_eq!(
        ada(&month),
        "1 transaction lacks its date or its amount: look at its page on the sheet Tie-out."
    );
}

#[test]
fn receipts_that_do_not_add_up_to_the_charge_keep_an_employee_out() {
    let mut month = hand_made::month();
    month.reconciliation.transactions[0].report_leg.links[1].allocated = usd(2_999);
    assert_eq!(
        ada(&month),
        "The receipts of 1 transaction do not add up to its amount: decide on it anew."
    );
}

#[test]
fn two_receipts_of_one_charge_are_two_rows_that_add_up_to_it() {
    let export = export(&hand_made::month());
    let hotel: Vec<_> = export
        .rows
        .iter()
        .filter(|row| row.transaction_id == "700001")
        .collect();
    let sum = Money::sum(Currency::USD, hotel.iter().map(|row| row.amount));
    assert_eq!((hotel.len(), sum), (2, Ok(usd(12_000))));
    assert_ne!(hotel[0].key, hotel[1].key);
}

#[test]
fn keys_are_unique_and_do_not_change() {
    let keys = |month: &Month| -> Vec<String> {
        export(month).rows.into_iter().map(|row| row.key).collect()
    };
    let month = hand_made::month();
    let first = keys(&month);
    let distinct: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!(distinct.len(), first.len());
    assert_eq!(first, keys(&hand_made::month()));
}

#[test]
fn tax_comes_from_the_receipt_that_covers_the_row_alone() {
    let mut month = hand_made::month();
    let taxes =
        |month: &Month| -> Vec<_> { export(month).rows.iter().map(|row| row.tax).collect() };
    assert_eq!(taxes(&month), [Some(usd(350)), None, None, None]);
    month.settings.pvault.tax = TaxSource::None;
    assert_eq!(taxes(&month), [None; 4]);
}

#[test]
fn a_coding_that_a_person_gave_outranks_the_lines() {
    let mut month = hand_made::month();
    month.books.transactions[0].coding.gl_account = Some("9999".to_owned());
    let export = export(&month);
    let hotel = export
        .rows
        .iter()
        .filter(|row| row.transaction_id == "700001");
    assert!(
        hotel
            .into_iter()
            .all(|row| row.coding.gl_account.as_deref() == Some("9999"))
    );
}

#[test]
fn the_vendor_is_the_issuer_of_the_very_statement_unless_configured() {
    let mut month = hand_made::month();
    let vendor = |month: &Month| export(month).rows[0].credit_card_vendor.clone();
    assert_eq!(vendor(&month), "FIRST BANK");
    month.settings.pvault.credit_card_vendor = Some("ACME CARD".to_owned());
    assert_eq!(vendor(&month), "ACME CARD");
}
