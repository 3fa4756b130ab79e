//! Several transactions, several proofs, copies and refunds.

use tieout_domain::{Difference, MatchKind, MatchStatus, ProofOutcome, ProofRef, Status};

use crate::common::builder::{Answers, Month, field, usd};

#[test]
fn one_line_covers_the_shipments_that_add_up_to_it() {
    let (mut month, jane) = Month::of_jane();
    let first = month.charge(jane, "2025-03-17", "122.90", "AMZN MKTP US");
    let second = month.charge(jane, "2025-03-19", "101.06", "AMAZON.COM*TN82XIX");
    let line = month.line("Doe, Jane", "2025-03-17", "223.96", "Amazon.com");
    let result = month.reconcile();

    assert_eq!(
        (result.lines_of(first), result.lines_of(second)),
        (vec![line], vec![line])
    );
    assert_eq!(result.link(second).kind, MatchKind::SplitShipment);
    assert_eq!(result.link(first).allocated, usd("122.90"));
    let group = Difference::PartOfSplitShipment {
        transactions: vec![first, second],
    };
    assert!(result.link(second).differences.contains(&group));
    assert_eq!(
        result.expense_lines[0],
        ProofOutcome::Proves(vec![first, second])
    );
}

#[test]
fn several_lines_cover_the_charge_they_add_up_to() {
    let (mut month, jane) = Month::of_jane();
    let hotel = month.charge(jane, "2025-03-30", "516.89", "HAMPTON INN & SUIT");
    let room = month.line("Doe, Jane", "2025-03-30", "284.11", "HAMPTON INN & SUITES");
    let meals = month.line("Doe, Jane", "2025-03-30", "232.78", "HAMPTON INN & SUITES");
    let result = month.reconcile();

    let mut lines = result.lines_of(hotel);
    lines.sort();
    assert_eq!(lines, [room, meals]);
    let links = &result.transactions[0].report_leg.links;
    let sum: i64 = links.iter().map(|link| link.allocated.minor()).sum();
    assert_eq!(sum, 51_689);
    assert!(links.iter().all(|link| link.kind == MatchKind::Combined));
}

#[test]
fn a_charge_is_complete_only_if_every_line_of_it_is() {
    let (mut month, jane) = Month::of_jane();
    month.charge(jane, "2025-03-30", "30.00", "KROGER #455");
    month.line("Doe, Jane", "2025-03-30", "10.00", "Kroger");
    let second = month.line("Doe, Jane", "2025-03-30", "20.00", "Kroger");
    month.report_line(second).is_attached = false;
    assert_eq!(
        month.reconcile().transactions[0].status,
        Status::MissingReceipt
    );
    month.report_line(second).coding.gl_account = None;
    assert_eq!(
        month.reconcile().transactions[0].status,
        Status::MissingBoth
    );
}

#[test]
fn two_sums_that_fit_are_a_question() {
    let (mut month, jane) = Month::of_jane();
    let charge = month.charge(jane, "2025-03-30", "30.00", "KROGER #455");
    for amount in ["10.00", "20.00", "12.00", "18.00"] {
        month.line("Doe, Jane", "2025-03-30", amount, "Kroger");
    }
    let result = month.reconcile();
    assert_eq!(result.lines_offered(charge).len(), 2);
    assert!(
        result.transactions[0]
            .reason
            .starts_with("Several sums would fit")
    );
}

#[test]
fn a_sum_that_is_a_cent_off_is_a_question() {
    let (mut month, jane) = Month::of_jane();
    let charge = month.charge(jane, "2025-03-30", "30.00", "KROGER #455");
    month.line("Doe, Jane", "2025-03-30", "10.00", "Kroger");
    month.line("Doe, Jane", "2025-03-30", "20.01", "Kroger");
    let result = month.reconcile();
    assert_eq!(result.lines_offered(charge).len(), 2);
}

#[test]
fn parts_of_other_merchants_or_other_weeks_do_not_add_up() {
    let (mut month, jane) = Month::of_jane();
    let charge = month.charge(jane, "2025-03-30", "30.00", "KROGER #455");
    month.line("Doe, Jane", "2025-03-30", "10.00", "Shell");
    month.line("Doe, Jane", "2025-03-20", "20.00", "Kroger");
    let result = month.reconcile();
    assert_eq!(
        result.transactions[charge.place()].match_status,
        MatchStatus::Unmatched
    );
}

#[test]
fn a_second_copy_is_flagged_and_never_matched_twice() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-17", "85.11", "CIRCLE K 7 6202541");
    let line = month.line("Doe, Jane", "2025-03-17", "85.11", "CIRCLE K 7 6202541");
    month.line("Doe, Jane", "2025-03-17", "85.11", "Circle K");
    let result = month.reconcile();

    assert_eq!(result.lines_of(fuel), [line]);
    let copy = ProofOutcome::DuplicateOf(ProofRef::Line(line));
    assert_eq!(result.expense_lines[1], copy);
}

#[test]
fn a_copy_does_not_prove_the_next_purchase() {
    let (mut month, jane) = Month::of_jane();
    month.charge(jane, "2025-03-17", "12.50", "SQ *CORNER BAKERY");
    let next = month.charge(jane, "2025-03-19", "12.50", "SQ *CORNER BAKERY");
    for _ in 0..2 {
        month.line("Doe, Jane", "2025-03-17", "12.50", "Corner Bakery");
    }
    let result = month.reconcile();
    assert!(result.lines_of(next).is_empty());
    assert_eq!(result.lines_offered(next).len(), 1);
}

#[test]
fn the_same_document_content_is_one_receipt() {
    let (mut month, jane) = Month::of_jane();
    let parking = [0, 1].map(|_| month.charge(jane, "2025-03-17", "5.00", "PARKMOBILE"));
    for _ in parking {
        let receipt = month.receipt_of_card("2025-03-17", "5.00", "ParkMobile", "0001");
        month.paper(receipt).content_hash = Some("ab12".to_owned());
    }
    let result = month.reconcile();
    let used = parking
        .iter()
        .flat_map(|&at| result.receipts_of(at))
        .count();
    assert_eq!(used, 1);
    assert!(matches!(result.receipts[1], ProofOutcome::DuplicateOf(_)));
}

#[test]
fn the_same_report_uploaded_twice_changes_nothing() {
    let (mut month, jane) = Month::of_jane();
    let parking = [0, 1].map(|_| month.charge(jane, "2025-03-17", "5.00", "PARKMOBILE"));
    month.line("Doe, Jane", "2025-03-17", "5.00", "ParkMobile");
    let again = month.books.expense_lines[0].clone();
    month.books.expense_lines.push(again);
    let result = month.reconcile();
    let used = parking.iter().flat_map(|&at| result.lines_of(at)).count();
    assert_eq!(used, 1);
}

#[test]
fn parts_of_one_receipt_for_two_jobs_are_no_copies() {
    let (mut month, jane) = Month::of_jane();
    let charge = month.charge(jane, "2025-03-17", "50.00", "KROGER #455");
    for job in ["24-1000", "24-2000"] {
        let line = month.line("Doe, Jane", "2025-03-17", "25.00", "Kroger");
        let line = month.report_line(line);
        line.receipt_id = Some("777".to_owned());
        line.coding.job = Some(job.to_owned());
    }
    assert_eq!(month.reconcile().lines_of(charge).len(), 2);
}

#[test]
fn a_refund_is_matched_to_its_note_and_names_its_purchase() {
    let (mut month, jane) = Month::of_jane();
    let purchase = month.charge(jane, "2025-03-10", "25.96", "HOMEDEPOT.COM");
    let refund = month.charge(jane, "2025-03-15", "-25.96", "HOMEDEPOT.COM");
    let note = month.line("Doe, Jane", "2025-03-15", "-25.96", "The Home Depot");
    let bought = month.line("Doe, Jane", "2025-03-10", "25.96", "The Home Depot");
    let result = month.reconcile();

    assert_eq!(result.lines_of(purchase), [bought]);
    assert_eq!(result.lines_of(refund), [note]);
    assert_eq!(result.link(refund).kind, MatchKind::Refund);
    let named = Difference::RefundOf {
        purchase,
        date: month.books.transactions[0].transaction_date,
    };
    assert_eq!(result.link(refund).differences, [named]);
    let reason = &result.transactions[refund.place()].reason;
    assert!(
        reason.ends_with("It gives back the purchase of 2025-03-10."),
        "{reason}"
    );
}

#[test]
fn receipts_of_one_amount_with_different_numbers_are_two() {
    let (mut month, jane) = Month::of_jane();
    let parking = [0, 1].map(|_| month.charge(jane, "2025-03-17", "5.00", "PARKMOBILE"));
    for number in ["A1", "A2"] {
        let receipt = month.receipt_of_card("2025-03-17", "5.00", "ParkMobile", "0001");
        month.paper(receipt).invoice_number = Some(field(number.to_owned()));
    }
    let result = month.reconcile();
    let used = parking
        .iter()
        .flat_map(|&at| result.receipts_of(at))
        .count();
    assert_eq!(used, 2);
}
