//! What people decided outranks the machine.

use tieout_domain::{LegVerdict, MatchStatus, ProofRef, Status, TransactionRef, Verdict};

use crate::common::builder::{Answers, Month, usd};

#[test]
fn an_approved_pair_stays_whatever_arrives_later() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let odd = month.line("Doe, Jane", "2025-02-01", "12.00", "Jim's Tyres");
    month.decide(fuel, Verdict::Approved(vec![ProofRef::Line(odd)]));
    month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    let result = month.reconcile();

    assert_eq!(result.lines_of(fuel), [odd]);
    let outcome = &result.transactions[0];
    assert_eq!(outcome.match_status, MatchStatus::Approved);
    assert!(outcome.report_leg.is_decided);
    assert_eq!(outcome.status, Status::Complete);
    assert_eq!(result.link(fuel).allocated, usd("77.37"));
    assert!(
        outcome
            .reason
            .starts_with("A person approved this. Report line: differs by 65.37")
    );
}

#[test]
fn an_approved_proof_is_not_available_to_others() {
    let (mut month, jane) = Month::of_jane();
    let odd = month.charge(jane, "2025-03-20", "10.00", "KROGER #455");
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    month.decide(odd, Verdict::Approved(vec![ProofRef::Line(line)]));
    let result = month.reconcile();
    assert_eq!(result.lines_of(odd), [line]);
    assert!(result.lines_of(fuel).is_empty());
}

#[test]
fn a_rejected_pair_never_comes_back() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    month.decide(fuel, Verdict::Rejected(vec![ProofRef::Line(line)]));
    let result = month.reconcile();
    assert_eq!(result.transactions[0].match_status, MatchStatus::Rejected);
    assert!(result.transactions[0].report_leg.links.is_empty());

    let other = month.line("Doe, Jane", "2025-03-03", "77.37", "Chevron");
    let result = month.reconcile();
    assert_eq!(result.lines_of(fuel), [other]);
    assert_eq!(result.transactions[0].match_status, MatchStatus::Matched);
}

#[test]
fn a_rejected_line_is_free_for_its_twin() {
    let (mut month, jane) = Month::of_jane();
    let charges = [0, 1].map(|_| month.charge(jane, "2025-03-03", "10.00", "CITY PARKING"));
    let line = month.line("Doe, Jane", "2025-03-03", "10.00", "City Parking");
    month.decide(charges[0], Verdict::Rejected(vec![ProofRef::Line(line)]));
    let result = month.reconcile();
    assert_eq!(result.lines_of(charges[1]), [line]);
}

#[test]
fn no_proof_means_no_proof() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    month.receipt_of_card("2025-03-04", "77.37", "Chevron", "0001");
    month.decide(fuel, Verdict::NoProof);
    let outcome = &month.reconcile().transactions[0];
    assert_eq!(outcome.match_status, MatchStatus::Rejected);
    assert_eq!(outcome.document_leg.verdict, LegVerdict::Unmatched);
    assert_eq!(
        outcome.reason,
        "A person said that there is no proof among what is here."
    );
}

#[test]
fn the_last_word_counts() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    month.decide(fuel, Verdict::NoProof);
    month.decide(fuel, Verdict::Rejected(vec![ProofRef::Line(line)]));
    month.decide(fuel, Verdict::Approved(vec![ProofRef::Line(line)]));
    assert_eq!(
        month.reconcile().transactions[0].match_status,
        MatchStatus::Approved
    );
    month.decide(fuel, Verdict::Rejected(vec![ProofRef::Line(line)]));
    assert_eq!(
        month.reconcile().transactions[0].match_status,
        MatchStatus::Rejected
    );
}

#[test]
fn the_other_leg_stays_open() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-04", "77.37", "Chevron");
    let receipt = month.receipt_of_card("2025-03-04", "77.37", "Chevron", "0001");
    month.decide(fuel, Verdict::Approved(vec![ProofRef::Line(line)]));
    let result = month.reconcile();
    assert_eq!(result.receipts_of(fuel), [receipt]);
    assert_eq!(
        result.transactions[0].proof,
        Some(ProofRef::Receipt(receipt))
    );
}

#[test]
fn several_approved_proofs_share_the_charge() {
    let (mut month, jane) = Month::of_jane();
    let charge = month.charge(jane, "2025-03-04", "100.00", "KROGER #455");
    let lines =
        ["30.00", "80.00"].map(|amount| month.line("Doe, Jane", "2025-03-04", amount, "Shell"));
    let proofs = lines.map(ProofRef::Line).to_vec();
    month.decide(charge, Verdict::Approved(proofs));
    let result = month.reconcile();
    let links = &result.transactions[0].report_leg.links;
    let sum: i64 = links.iter().map(|link| link.allocated.minor()).sum();
    assert_eq!((links.len(), sum), (2, 10_000));
}

#[test]
fn decisions_about_what_is_gone_are_passed_over() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    month.decide(TransactionRef::new(99), Verdict::NoProof);
    month.decide(
        fuel,
        Verdict::Approved(vec![ProofRef::Line(tieout_domain::LineRef::new(9))]),
    );
    assert_eq!(
        month.reconcile().transactions[0].match_status,
        MatchStatus::Unmatched
    );
}

#[test]
fn a_persons_own_coding_of_the_charge_counts() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    month.receipt_of_card("2025-03-04", "77.37", "Chevron", "0001");
    assert_eq!(
        month.reconcile().transactions[0].status,
        Status::MissingGlCode
    );
    month.transaction(fuel).coding.gl_account = Some("6310-00".to_owned());
    assert_eq!(month.reconcile().transactions[0].status, Status::Complete);
}
