//! What is said to the clerk.

use crate::common::builder::Month;

fn reason(build: impl Fn(&mut Month, tieout_domain::EmployeeRef)) -> String {
    let (mut month, jane) = Month::of_jane();
    build(&mut month, jane);
    month.reconcile().transactions[0].reason.clone()
}

#[test]
fn a_match_says_what_agrees() {
    let said = reason(|month, jane| {
        month.charge(jane, "2025-03-04", "77.37", "CHEVRON 0308017");
        month.line("Doe, Jane", "2025-03-03", "77.37", "Chevron");
        month.receipt_of_card("2025-03-04", "77.37", "Chevron", "0001");
    });
    assert_eq!(
        said,
        "Report line: same amount 77.37, report line 1 day earlier, CHEVRON 0308017 ≈ Chevron. \
         Receipt: same amount 77.37, same day, CHEVRON 0308017 ≈ Chevron."
    );
}

#[test]
fn a_question_says_why_it_is_one() {
    let ambiguous = reason(|month, jane| {
        month.charge(jane, "2025-03-03", "12.50", "SQ *CORNER BAKERY");
        month.charge(jane, "2025-03-04", "12.50", "SQ *CORNER BAKERY");
        month.line("Doe, Jane", "2025-03-03", "12.50", "Corner Bakery");
    });
    assert_eq!(
        ambiguous,
        "Another pairing fits nearly as well, choose the report line: same amount 12.50, same day, \
         SQ *CORNER BAKERY ≈ Corner Bakery."
    );
    let unexplained = reason(|month, jane| {
        month.charge(jane, "2025-03-04", "77.37", "KROGER #455");
        month.line("Doe, Jane", "2025-03-04", "75.20", "Kroger");
    });
    assert_eq!(
        unexplained,
        "The nearest report line has another amount: differs by 2.17, which nothing explains, same \
         day, KROGER #455 ≈ Kroger."
    );
    let late = reason(|month, jane| {
        month.charge(jane, "2025-03-04", "77.37", "KROGER #455");
        month.line("Doe, Jane", "2025-03-08", "77.37", "Kroger");
    });
    assert_eq!(
        late,
        "The report line is dated after the posting: same amount 77.37, report line 4 days later, \
         KROGER #455 ≈ Kroger."
    );
}

#[test]
fn nothing_says_what_was_looked_for() {
    let nothing = reason(|month, jane| {
        month.charge(jane, "2025-03-04", "77.37", "KROGER #455");
    });
    assert_eq!(
        nothing,
        "No report line and no receipt fits 77.37 of 2025-03-04."
    );
    let unread = reason(|month, jane| {
        let at = month.charge(jane, "2025-03-04", "77.37", "KROGER #455");
        month.transaction(at).amount = None;
    });
    assert_eq!(
        unread,
        "The amount of this transaction could not be read, so nothing can be found for it: look at \
         the statement."
    );
}

#[test]
fn a_foreign_amount_is_told_with_its_rate() {
    let said = reason(|month, jane| {
        let at = month.charge(jane, "2025-03-11", "37.65", "MAPLE PETRO 9168");
        month.abroad(at, "54.54", "CAD", Some("0.6903"));
        let receipt = month.receipt_of_card("2025-03-11", "54.54", "Maple Petro", "0001");
        let cad = "CAD".parse().expect("a currency");
        let total = tieout_domain::Money::parse("54.54", cad).expect("an amount");
        month.paper(receipt).total = Some(crate::common::builder::field(total));
    });
    assert_eq!(
        said,
        "Receipt: 54.54 CAD at the printed rate 0.6903, same day, MAPLE PETRO 9168 ≈ Maple Petro."
    );
}

#[test]
fn a_line_that_went_elsewhere_is_mentioned() {
    let (mut month, jane) = Month::of_jane();
    month.charge(jane, "2025-03-03", "12.50", "SQ *CORNER BAKERY");
    month.charge(jane, "2025-03-05", "12.50", "SQ *CORNER BAKERY");
    month.line("Doe, Jane", "2025-03-03", "12.50", "Corner Bakery");
    let result = month.reconcile();
    assert_eq!(
        result.transactions[1].reason,
        "No report line and no receipt fits 12.50 of 2025-03-05. The nearest report line went \
         elsewhere: Same amount 12.50, report line 2 days earlier, SQ *CORNER BAKERY ≈ Corner \
         Bakery."
    );
}
