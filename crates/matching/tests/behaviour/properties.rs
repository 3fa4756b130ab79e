//! What holds for every month, however strange.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use tieout_domain::{
    Books, Confidence, Decision, EmployeeRef, LegOutcome, LegVerdict, LineRef, Link, MatchKind,
    Money, ProofOutcome, ProofRef, ReceiptRef, Reconciliation, TransactionRef, Verdict,
};

use crate::common::builder::{Month, field};

/// Few values, so that papers agree, nearly agree and repeat each other.
#[derive(Debug, Clone)]
struct Fact {
    employee: usize,
    day: Option<u64>,
    minor: Option<i64>,
    currency: &'static str,
    merchant: usize,
    flags: u8,
}

const PEOPLE: [(&str, &str); 4] = [
    ("JANEDOE", "Doe, Jane"),
    ("MARIANELLWICK", "Nellwick, Maria"),
    ("MARIANELLWICK", "Ellwick, Marian"),
    ("RUTHMOSSYWELL", "Mossywels, Ruth"),
];
const MERCHANTS: [&str; 5] = [
    "SHELL OIL 57442",
    "Shell",
    "TST* BLUE HERON",
    "Blue Heron",
    "***",
];

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let amounts = prop_oneof![
        8 => prop::sample::select(vec![1_000, 1_001, 1_150, 1_200, 2_000, 2_150, 2_151, -1_000]),
        1 => prop::sample::select(vec![0, 1, -1, i64::MAX, i64::MIN, i64::MAX / 2]),
        1 => any::<i64>(),
    ];
    let days = prop::option::weighted(0.9, 0..9_u64);
    let fact = (
        0..PEOPLE.len(),
        days,
        prop::option::weighted(0.95, amounts),
        prop_oneof![9 => Just("USD"), 1 => Just("JPY")],
        0..MERCHANTS.len(),
        any::<u8>(),
    );
    let fact = fact.prop_map(|(employee, day, minor, currency, merchant, flags)| Fact {
        employee,
        day,
        minor,
        currency,
        merchant,
        flags,
    });
    prop::collection::vec(fact, 0..9)
}

impl Fact {
    fn date(&self) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(2025, 3, 1).expect("a day");
        self.day.map(|day| first + Days::new(day))
    }

    fn amount(&self) -> Option<Money> {
        let currency = self.currency.parse().expect("a currency");
        self.minor.map(|minor| Money::from_minor(minor, currency))
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & (1 << flag) != 0
    }
}

/// A month of these facts. Every paper has a number of its own.
fn month(charges: &[Fact], lines: &[Fact], receipts: &[Fact]) -> Month {
    let mut month = Month::default();
    for (place, (name, _)) in PEOPLE.iter().enumerate() {
        month.employee(&format!("100{place}"), name, &format!("000{place}"));
    }
    for (place, fact) in charges.iter().enumerate() {
        add_charge(&mut month, place, fact);
    }
    for (place, fact) in lines.iter().enumerate() {
        add_line(&mut month, place, fact);
    }
    for (place, fact) in receipts.iter().enumerate() {
        add_receipt(&mut month, place, fact);
    }
    month
}

fn add_charge(month: &mut Month, place: usize, fact: &Fact) {
    let at = month.charge(
        EmployeeRef::new(fact.employee),
        "2025-03-01",
        "1.00",
        MERCHANTS[fact.merchant],
    );
    let transaction = month.transaction(at);
    transaction.amount = fact.amount();
    transaction.transaction_date = fact.date().filter(|_| !fact.has(0));
    transaction.post_date = fact.date().map(|day| day + Days::new(2));
    transaction.category = fact.has(1).then(|| "RESTAURANTS".to_owned());
    transaction.reference = Some(format!("T{place}"));
    if fact.has(2) && fact.has(3) {
        transaction.employee = None;
        transaction.card = None;
    }
}

fn add_line(month: &mut Month, place: usize, fact: &Fact) {
    let at = month.line(
        PEOPLE[fact.employee].1,
        "2025-03-01",
        "1.00",
        MERCHANTS[fact.merchant],
    );
    let line = month.report_line(at);
    line.amount = fact.amount();
    line.date = fact.date();
    line.receipt_id = Some(format!("L{place}"));
    line.is_attached = !fact.has(0);
    if fact.has(1) && fact.has(2) {
        line.person = None;
    }
}

fn add_receipt(month: &mut Month, place: usize, fact: &Fact) {
    let at = month.receipt("2025-03-01", "1.00", MERCHANTS[fact.merchant]);
    let receipt = month.paper(at);
    receipt.total = fact.amount().map(field);
    receipt.date = fact.date().map(field);
    receipt.content_hash = Some(format!("R{place}"));
    if fact.has(0) {
        let card = format!("000{}", fact.employee);
        receipt.card = Some(field(card.parse().expect("a card")));
    }
    if fact.has(1) {
        receipt.tip = Some(field(Money::from_minor(150, tieout_domain::Currency::USD)));
    }
}

/// Decisions about some of the pairs; the numbers may lead nowhere.
fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    let decision =
        (0..10_usize, 0..10_usize, 0..10_usize, 0..4_u8).prop_map(|(at, line, receipt, sort)| {
            let proofs = vec![
                ProofRef::Line(LineRef::new(line)),
                ProofRef::Receipt(ReceiptRef::new(receipt)),
            ];
            Decision {
                transaction: TransactionRef::new(at),
                verdict: match sort {
                    0 => Verdict::NoProof,
                    1 => Verdict::Approved(proofs),
                    _ => Verdict::Rejected(proofs),
                },
            }
        });
    prop::collection::vec(decision, 0..4)
}

fn legs(result: &Reconciliation) -> impl Iterator<Item = (TransactionRef, &LegOutcome)> {
    let outcomes = result.transactions.iter().enumerate();
    outcomes.flat_map(|(place, outcome)| {
        let at = TransactionRef::new(place);
        [(at, &outcome.report_leg), (at, &outcome.document_leg)]
    })
}

fn settled(result: &Reconciliation) -> impl Iterator<Item = (TransactionRef, &Link)> {
    let settled = legs(result).filter(|(_, leg)| leg.verdict == LegVerdict::Matched);
    settled.flat_map(|(at, leg)| leg.links.iter().map(move |link| (at, link)))
}

/// The number of a paper, which it keeps wherever it stands.
fn number(books: &Books, proof: ProofRef) -> String {
    match proof {
        ProofRef::Line(at) => books.expense_lines[at.place()].receipt_id.clone(),
        ProofRef::Receipt(at) => books.receipts[at.place()].content_hash.clone(),
    }
    .expect("every paper has a number")
}

/// The result by the numbers of the papers: what must not depend on their order.
fn by_number(books: &Books, result: &Reconciliation) -> BTreeMap<String, Vec<(String, String)>> {
    let mut by_number: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (at, leg) in legs(result) {
        let own = books.transactions[at.place()]
            .reference
            .clone()
            .expect("a number");
        let links = leg.links.iter().map(|link| {
            let verdict = format!("{:?} {:?} {}", leg.verdict, link.kind, link.reason);
            (number(books, link.proof), verdict)
        });
        by_number.entry(own).or_default().extend(links);
    }
    by_number.values_mut().for_each(|links| links.sort());
    by_number
}

fn amount_of(books: &Books, proof: ProofRef) -> Option<Money> {
    match proof {
        ProofRef::Line(at) => books.expense_lines[at.place()].amount,
        ProofRef::Receipt(at) => books.receipts[at.place()].total.as_ref().map(|it| it.value),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_same_input_gives_the_same_result(
        charges in facts(), lines in facts(), receipts in facts(), decisions in decisions()
    ) {
        let mut month = month(&charges, &lines, &receipts);
        month.decisions = decisions;
        let result = month.reconcile();
        prop_assert_eq!(result.transactions.len(), charges.len());
        prop_assert_eq!(result.expense_lines.len(), lines.len());
        prop_assert_eq!(result.receipts.len(), receipts.len());
        prop_assert_eq!(result.employees.len(), PEOPLE.len());
        prop_assert_eq!(result, month.reconcile());
    }

    #[test]
    fn the_order_of_the_papers_does_not_show(
        charges in facts(), lines in facts(), receipts in facts(), turn in 0..9_usize
    ) {
        let straight = month(&charges, &lines, &receipts);
        let mut turned = straight.clone();
        let turn_by = |length: usize| if length == 0 { 0 } else { turn % length };
        turned.books.transactions.reverse();
        turned.books.expense_lines.rotate_left(turn_by(lines.len()));
        turned.books.receipts.rotate_right(turn_by(receipts.len()));
        let one = by_number(&straight.books, &straight.reconcile());
        prop_assert_eq!(one, by_number(&turned.books, &turned.reconcile()));
    }

    #[test]
    fn the_order_of_the_employees_does_not_show(charges in facts(), lines in facts(), receipts in facts()) {
        let straight = month(&charges, &lines, &receipts);
        let mut turned = straight.clone();
        turned.books.employees.reverse();
        for transaction in &mut turned.books.transactions {
            let mirrored = |at: EmployeeRef| EmployeeRef::new(PEOPLE.len() - 1 - at.place());
            transaction.employee = transaction.employee.map(mirrored);
        }
        let one = by_number(&straight.books, &straight.reconcile());
        prop_assert_eq!(one, by_number(&turned.books, &turned.reconcile()));
    }

    #[test]
    fn no_proof_is_used_twice_and_sums_agree(charges in facts(), lines in facts(), receipts in facts()) {
        let month = month(&charges, &lines, &receipts);
        let result = month.reconcile();
        let mut uses: BTreeMap<ProofRef, Vec<(TransactionRef, &Link)>> = BTreeMap::new();
        for (at, link) in settled(&result) {
            uses.entry(link.proof).or_default().push((at, link));
        }
        for (proof, uses) in &uses {
            let is_split = uses.iter().all(|(_, link)| link.kind == MatchKind::SplitShipment);
            prop_assert!(uses.len() == 1 || is_split);
            if is_split {
                let sum: i64 = uses.iter().map(|(_, link)| link.allocated.minor()).sum();
                prop_assert_eq!(Some(sum), amount_of(&month.books, *proof).map(Money::minor));
            }
        }
        for (at, leg) in legs(&result).filter(|(_, leg)| leg.verdict == LegVerdict::Matched) {
            let sum: i64 = leg.links.iter().map(|link| link.allocated.minor()).sum();
            prop_assert_eq!(Some(sum), month.books.transactions[at.place()].amount.map(Money::minor));
        }
    }

    #[test]
    fn both_sides_tell_the_same(charges in facts(), lines in facts(), receipts in facts()) {
        let month = month(&charges, &lines, &receipts);
        let result = month.reconcile();
        let mut told = BTreeSet::new();
        for (place, outcome) in result.expense_lines.iter().enumerate() {
            if let ProofOutcome::Proves(transactions) = outcome {
                let proof = ProofRef::Line(LineRef::new(place));
                told.extend(transactions.iter().map(|&at| (at, proof)));
            }
        }
        let lines = settled(&result).filter(|(_, link)| matches!(link.proof, ProofRef::Line(_)));
        let linked: BTreeSet<_> = lines.map(|(at, link)| (at, link.proof)).collect();
        prop_assert_eq!(told, linked);
    }

    #[test]
    fn decisions_are_kept_whatever_is_added(
        charges in facts(), lines in facts(), receipts in facts(), decisions in decisions(), more in facts()
    ) {
        let mut month = month(&charges, &lines, &receipts);
        month.decisions = decisions;
        // What is added must not be what a decision spoke of.
        while month.books.expense_lines.len() < 10 {
            month.line("Doe, Jane", "2024-01-01", "1.00", "Nowhere");
        }
        let before = month.reconcile();
        for (place, fact) in more.iter().enumerate() {
            add_line(&mut month, 100 + place, fact);
        }
        let after = month.reconcile();
        let decided = |result: &Reconciliation| -> Vec<_> {
            let decided = legs(result).filter(|(_, leg)| leg.is_decided);
            decided.map(|(at, leg)| (at, leg.verdict, leg.links.clone())).collect()
        };
        prop_assert_eq!(decided(&before), decided(&after));
    }

    #[test]
    fn what_was_rejected_is_never_offered(
        charges in facts(), lines in facts(), receipts in facts(), at in 0..9_usize, line in 0..9_usize
    ) {
        let mut month = month(&charges, &lines, &receipts);
        let rejected = (TransactionRef::new(at), ProofRef::Line(LineRef::new(line)));
        month.decide(rejected.0, Verdict::Rejected(vec![rejected.1]));
        let result = month.reconcile();
        for (at, leg) in legs(&result) {
            for link in leg.links.iter().chain(&leg.runners_up) {
                prop_assert_ne!((at, link.proof), rejected);
            }
        }
    }

    #[test]
    fn a_nearer_amount_is_never_worse(charged in 100..100_000_i64, near in 0..300_i64, further in 0..300_i64, up: bool) {
        let confidence = |off: i64| {
            let (mut month, jane) = Month::of_jane();
            let at = month.charge(jane, "2025-03-04", "1.00", "SHELL OIL 57442");
            month.transaction(at).amount = Some(Money::from_minor(charged, tieout_domain::Currency::USD));
            let line = month.line("Doe, Jane", "2025-03-03", "1.00", "Shell");
            let printed = if up { charged + off } else { (charged - off).max(1) };
            month.report_line(line).amount = Some(Money::from_minor(printed, tieout_domain::Currency::USD));
            best(&month.reconcile())
        };
        prop_assert!(confidence(near) >= confidence(near + further));
    }

    #[test]
    fn a_nearer_date_is_never_worse(near in 0..20_u64, further in 0..20_u64, is_bare: bool, is_later: bool) {
        let confidence = |days: u64| {
            let (mut month, jane) = Month::of_jane();
            let at = month.charge(jane, "2025-03-04", "20.00", "SHELL OIL 57442");
            if is_bare {
                month.transaction(at).transaction_date = None;
            }
            // The days from purchase to posting are all near: what is later counts from there.
            let posted = month.transaction(at).post_date.expect("posted");
            let purchased = month.transaction(at).date().expect("dated");
            let line = month.line("Doe, Jane", "2025-03-04", "20.00", "Shell");
            let date = if is_later { posted + Days::new(days) } else { purchased - Days::new(days) };
            month.report_line(line).date = Some(date);
            best(&month.reconcile())
        };
        prop_assert!(confidence(near) >= confidence(near + further));
    }
}

/// The confidence of the only pair there can be.
fn best(result: &Reconciliation) -> Confidence {
    let links = &result.transactions[0].report_leg.links;
    links
        .first()
        .map_or(Confidence::ZERO, |link| link.confidence)
}
