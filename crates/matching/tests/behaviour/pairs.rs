//! One transaction and one proof.

use tieout_domain::{Difference, MatchKind, MatchStatus, ProofOutcome, Status};

use crate::common::builder::{Answers, Month, field, usd};

#[test]
fn the_same_amount_a_day_earlier_is_the_same_purchase() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-03", "77.37", "Chevron");
    let result = month.reconcile();

    assert_eq!(result.lines_of(fuel), [line]);
    assert_eq!(result.link(fuel).kind, MatchKind::DateShift);
    assert_eq!(
        result.link(fuel).differences,
        [Difference::DateShift { days: -1 }]
    );
    assert_eq!(result.transactions[0].status, Status::Complete);
    assert_eq!(result.expense_lines[0], ProofOutcome::Proves(vec![fuel]));
}

#[test]
fn the_same_shop_with_another_amount_is_another_purchase() {
    let (mut month, jane) = Month::of_jane();
    let shop = month.charge(jane, "2025-03-04", "77.37", "KROGER #455");
    month.line("Doe, Jane", "2025-03-04", "75.20", "Kroger");
    let result = month.reconcile();

    assert!(result.lines_of(shop).is_empty());
    assert_eq!(
        result.transactions[0].match_status,
        MatchStatus::ManualReview
    );
    assert_eq!(result.transactions[0].status, Status::MissingBoth);
}

#[test]
fn another_persons_line_is_never_taken() {
    let (mut month, jane) = Month::of_jane();
    month.employee("1002", "JOHNROE", "0002");
    let fuel = month.charge(jane, "2025-03-04", "40.00", "SHELL OIL 57442");
    month.line("Roe, John", "2025-03-04", "40.00", "Shell");
    let result = month.reconcile();

    assert_eq!(
        result.transactions[fuel.place()].match_status,
        MatchStatus::Unmatched
    );
    assert_eq!(result.expense_lines[0], ProofOutcome::Unmatched);
}

#[test]
fn repeated_purchases_go_to_the_papers_of_their_days() {
    let (mut month, jane) = Month::of_jane();
    let monday = month.charge(jane, "2025-03-03", "12.50", "SQ *CORNER BAKERY");
    let tuesday = month.charge(jane, "2025-03-04", "12.50", "SQ *CORNER BAKERY");
    let of_tuesday = month.line("Doe, Jane", "2025-03-04", "12.50", "Corner Bakery");
    let of_monday = month.line("Doe, Jane", "2025-03-03", "12.50", "Corner Bakery");
    let result = month.reconcile();

    assert_eq!(result.lines_of(monday), [of_monday]);
    assert_eq!(result.lines_of(tuesday), [of_tuesday]);
}

#[test]
fn purchases_that_are_equal_in_everything_stay_two() {
    let (mut month, jane) = Month::of_jane();
    let charges = [0, 1].map(|_| month.charge(jane, "2025-03-03", "10.00", "CITY PARKING"));
    for _ in charges {
        month.line("Doe, Jane", "2025-03-03", "10.00", "City Parking");
    }
    let result = month.reconcile();

    let used: Vec<_> = charges.iter().flat_map(|&at| result.lines_of(at)).collect();
    assert_eq!(used.len(), 2);
    assert_ne!(used[0], used[1]);
}

#[test]
fn one_paper_for_two_near_purchases_is_a_question() {
    let (mut month, jane) = Month::of_jane();
    let monday = month.charge(jane, "2025-03-03", "12.50", "SQ *CORNER BAKERY");
    let tuesday = month.charge(jane, "2025-03-04", "12.50", "SQ *CORNER BAKERY");
    let line = month.line("Doe, Jane", "2025-03-03", "12.50", "Corner Bakery");
    let result = month.reconcile();

    assert_eq!(result.lines_offered(monday), [line]);
    assert!(result.lines_of(tuesday).is_empty());
    assert_eq!(result.expense_lines[0], ProofOutcome::Offered(vec![monday]));
}

#[test]
fn a_week_between_equal_purchases_leaves_no_doubt() {
    let (mut month, jane) = Month::of_jane();
    let first = month.charge(jane, "2025-03-03", "12.50", "SQ *CORNER BAKERY");
    let second = month.charge(jane, "2025-03-10", "12.50", "SQ *CORNER BAKERY");
    let line = month.line("Doe, Jane", "2025-03-03", "12.50", "Corner Bakery");
    let result = month.reconcile();

    assert_eq!(result.lines_of(first), [line]);
    assert_eq!(
        result.transactions[second.place()].match_status,
        MatchStatus::Unmatched
    );
}

#[test]
fn a_tip_that_people_give_explains_the_difference() {
    let (mut month, jane) = Month::of_jane();
    let dinner = month.meal(jane, "2025-03-22", "44.00", "TST*ELSIES PLATE &");
    let line = month.line("Doe, Jane", "2025-03-22", "38.26", "Elsie's Plate & Pie");
    let result = month.reconcile();

    assert_eq!(result.lines_of(dinner), [line]);
    assert_eq!(result.link(dinner).kind, MatchKind::Tip);
    let expected = Difference::Tip {
        amount: usd("5.74"),
        percent: "15.00".parse().expect("a number"),
        is_printed: false,
    };
    assert_eq!(result.link(dinner).differences, [expected]);
    assert_eq!(result.link(dinner).allocated, usd("44.00"));
}

#[test]
fn a_tip_elsewhere_on_another_day_or_of_a_strange_size_is_a_question() {
    let offered = |date: &str, amount: &str, is_meal: bool| {
        let (mut month, jane) = Month::of_jane();
        let at = month.charge(jane, "2025-03-22", "44.00", "TST*ELSIES PLATE &");
        let group = if is_meal { "RESTAURANTS" } else { "MISC" };
        month.transaction(at).category = Some(group.to_owned());
        month.line("Doe, Jane", date, amount, "Elsie's Plate & Pie");
        let result = month.reconcile();
        (result.lines_of(at).len(), result.lines_offered(at).len())
    };
    assert_eq!(offered("2025-03-22", "38.26", true), (1, 0));
    assert_eq!(offered("2025-03-21", "38.26", true), (0, 1));
    let (mut month, jane) = Month::of_jane();
    let at = month.meal(jane, "2025-03-22", "43.79", "TST*ELSIES PLATE &");
    month.line("Doe, Jane", "2025-03-22", "40.18", "Elsie's Plate & Pie");
    assert_eq!(month.reconcile().lines_offered(at).len(), 1);
}

#[test]
fn an_exact_amount_wins_against_a_tip() {
    let (mut month, jane) = Month::of_jane();
    let tipped = month.meal(jane, "2025-03-22", "44.00", "TST*ELSIES PLATE &");
    let plain = month.meal(jane, "2025-03-22", "38.26", "TST*ELSIES PLATE &");
    let line = month.line("Doe, Jane", "2025-03-22", "38.26", "Elsie's Plate & Pie");
    let result = month.reconcile();

    assert_eq!(result.lines_of(plain), [line]);
    assert_eq!(
        result.transactions[tipped.place()].match_status,
        MatchStatus::Unmatched
    );
}

#[test]
fn a_tip_line_on_the_receipt_is_named_as_printed() {
    let (mut month, jane) = Month::of_jane();
    let dinner = month.charge(jane, "2025-03-22", "27.54", "BLUE HERON");
    let receipt = month.receipt_of_card("2025-03-22", "23.34", "Blue Heron", "0001");
    month.paper(receipt).tip = Some(field(usd("4.20")));
    let result = month.reconcile();

    assert_eq!(result.receipts_of(dinner), [receipt]);
    let link = &result.transactions[0].document_leg.links[0];
    assert!(matches!(
        link.differences[..],
        [Difference::Tip {
            is_printed: true,
            ..
        }]
    ));
    assert!(
        link.reason
            .starts_with("Differs by 4.20: tip of 18 % printed on the receipt")
    );
}

#[test]
fn tax_cents_and_four_decimals_have_their_names() {
    let (mut month, jane) = Month::of_jane();
    let taxed = month.charge(jane, "2025-03-03", "108.25", "STAPLES 00112");
    let receipt = month.receipt_of_card("2025-03-03", "100.00", "Staples", "0001");
    month.paper(receipt).tax = Some(field(usd("8.25")));
    let cent = month.charge(jane, "2025-03-05", "45.13", "SQ *MARTINIS");
    month.line("Doe, Jane", "2025-03-05", "45.14", "SQ *MARTINIS");
    let decimals = month.charge(jane, "2025-03-07", "1610.57", "IN *LEGEND FENCE L");
    let line = month.line("Doe, Jane", "2025-03-07", "1610.57", "LEGEND FENCE LLC");
    month.report_line(line).unrounded = Some("1610.5675".parse().expect("a number"));
    let result = month.reconcile();

    let tax = &result.transactions[taxed.place()].document_leg.links[0];
    assert_eq!(tax.kind, MatchKind::Tax);
    assert_eq!(result.link(cent).kind, MatchKind::Cent);
    assert_eq!(result.link(decimals).kind, MatchKind::FourDecimal);
    let rounding = Difference::Rounding {
        amount: "0.0025".parse().expect("a number"),
    };
    assert_eq!(result.link(decimals).differences, [rounding]);
}

#[test]
fn a_receipt_from_abroad_is_compared_in_its_currency() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-11", "37.65", "MAPLE PETRO 9168");
    month.abroad(fuel, "54.54", "CAD", Some("0.6903"));
    let receipt = month.receipt_of_card("2025-03-11", "54.54", "Maple Petro Calgary", "0001");
    let cad = "CAD".parse().expect("a currency");
    let total = tieout_domain::Money::parse("54.54", cad).expect("an amount");
    month.paper(receipt).total = Some(field(total));
    let result = month.reconcile();

    let link = &result.transactions[0].document_leg.links[0];
    assert_eq!(result.receipts_of(fuel), [receipt]);
    assert_eq!(link.kind, MatchKind::Fx);
    assert!(matches!(
        link.differences[0],
        Difference::ForeignCurrency {
            is_printed: true,
            ..
        }
    ));
}

#[test]
fn where_the_statement_prints_no_foreign_amount_the_rate_is_implied_and_asked_for() {
    let (mut month, jane) = Month::of_jane();
    let known = month.charge(jane, "2025-03-10", "69.03", "MAPLE PETRO 9168");
    month.abroad(known, "100.00", "CAD", Some("0.6903"));
    let fuel = month.charge(jane, "2025-03-11", "37.65", "MAPLE PETRO 9168");
    let receipt = month.receipt_of_card("2025-03-11", "54.54", "Maple Petro Calgary", "0001");
    let cad = "CAD".parse().expect("a currency");
    let total = tieout_domain::Money::parse("54.54", cad).expect("an amount");
    month.paper(receipt).total = Some(field(total));
    let result = month.reconcile();

    assert_eq!(result.receipts_offered(fuel), [receipt]);
    let link = &result.transactions[fuel.place()].document_leg.links[0];
    assert!(matches!(
        link.differences[0],
        Difference::ForeignCurrency {
            is_printed: false,
            ..
        }
    ));
}

#[test]
fn a_paper_dated_after_the_posting_is_at_most_a_question() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-07", "77.37", "Chevron");
    let result = month.reconcile();

    assert_eq!(result.lines_offered(fuel), [line]);
}

#[test]
fn a_paper_dated_by_the_posting_day_fits() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
    let line = month.line("Doe, Jane", "2025-03-06", "77.37", "Chevron");
    assert_eq!(month.reconcile().lines_of(fuel), [line]);
}

#[test]
fn a_receipt_without_a_card_needs_more_to_agree() {
    let (mut month, jane) = Month::of_jane();
    let john = month.employee("1002", "JOHNROE", "0002");
    let mine = month.charge(jane, "2025-03-04", "40.00", "SHELL OIL 57442");
    let his = month.charge(john, "2025-03-04", "40.00", "SHELL OIL 57442");
    let receipt = month.receipt("2025-03-04", "40.00", "Shell");
    let result = month.reconcile();
    assert!(result.receipts_of(mine).is_empty() && result.receipts_of(his).is_empty());

    month.paper(receipt).card = Some(field("0002".parse().expect("a card")));
    let result = month.reconcile();
    assert_eq!(result.receipts_of(his), [receipt]);
}

#[test]
fn where_there_is_only_one_person_everything_is_theirs() {
    let (mut month, jane) = Month::of_jane();
    let dinner = month.meal(jane, "2025-03-22", "44.00", "TST*ELSIES PLATE &");
    let first = month.charge(jane, "2025-03-17", "122.90", "AMZN MKTP US");
    let second = month.charge(jane, "2025-03-19", "101.06", "AMZN MKTP US");
    for transaction in &mut month.books.transactions {
        transaction.employee = None;
    }
    month.books.employees.clear();
    let meal = month.line("Doe, Jane", "2025-03-22", "38.26", "Elsie's Plate & Pie");
    let order = month.line("Doe, Jane", "2025-03-17", "223.96", "Amazon.com");
    let result = month.reconcile();

    assert_eq!(result.lines_of(dinner), [meal]);
    assert_eq!(
        [result.lines_of(first), result.lines_of(second)].concat(),
        [order, order]
    );
    assert_eq!(
        result.people[0].reason,
        "The statement names nobody, so the lines are matched by amount, day and merchant alone."
    );
}

#[test]
fn a_report_line_tells_whose_a_nameless_receipt_is() {
    let (mut month, jane) = Month::of_jane();
    month.employee("1002", "JOHNROE", "0002");
    let dinner = month.meal(jane, "2025-03-22", "44.00", "TST*ELSIES PLATE &");
    month.line("Doe, Jane", "2025-03-22", "38.26", "Elsie's Plate & Pie");
    let receipt = month.receipt("2025-03-22", "38.26", "Elsie's Plate & Pie");
    assert_eq!(month.reconcile().receipts_of(dinner), [receipt]);
}

#[test]
fn a_second_card_of_the_same_person_is_named() {
    let (mut month, jane) = Month::of_jane();
    month.books.employees[0]
        .cards
        .push("0009".parse().expect("a card"));
    let fuel = month.charge(jane, "2025-03-04", "40.00", "SHELL OIL 57442");
    let receipt = month.receipt_of_card("2025-03-04", "40.00", "Shell", "0009");
    let result = month.reconcile();

    assert_eq!(result.receipts_of(fuel), [receipt]);
    let link = &result.transactions[0].document_leg.links[0];
    assert_eq!(link.differences, [Difference::OtherCard]);
}

#[test]
fn transactions_of_nobody_are_matched_through_all_reports() {
    let (mut month, jane) = Month::of_jane();
    let fuel = month.charge(jane, "2025-03-04", "40.17", "SHELL OIL 57442");
    let other = month.charge(jane, "2025-03-05", "18.20", "KROGER #455");
    month.transaction(other).card = Some("0002".parse().expect("a card"));
    month.books.employees.clear();
    for transaction in &mut month.books.transactions {
        transaction.employee = None;
    }
    let line = month.line("Doe, Jane", "2025-03-04", "40.17", "Shell");
    month.line("Doe, Jane", "2025-03-05", "18.20", "Jim's Tyres");
    let result = month.reconcile();

    assert_eq!(result.lines_of(fuel), [line]);
    assert!(
        result.lines_of(other).is_empty(),
        "another merchant is not enough where nobody is named"
    );
}
