//! Who the people of the expense report are.

use tieout_domain::{EmployeeNumber, EmployeeRef, PersonName, PersonOutcome, Reconciliation};

use crate::common::builder::{Answers, Month};

fn person<'a>(result: &'a Reconciliation, name: &str) -> &'a PersonOutcome {
    let mut people = result.people.iter();
    people
        .find(|it| it.person.name.as_str() == name)
        .expect("in the report")
}

/// Two people whose run-together names are one string.
fn two_of_one_name() -> Month {
    let mut month = Month::default();
    let maria = month.employee("974693", "MARIANELLWICK", "0001");
    let marian = month.employee("918552", "MARIANELLWICK", "0002");
    for (day, amount) in [
        ("2025-03-03", "41.10"),
        ("2025-03-05", "17.23"),
        ("2025-03-09", "8.90"),
    ] {
        month.charge(maria, day, amount, "SHELL OIL 57442");
        month.line("Nellwick, Maria", day, amount, "Shell");
    }
    for (day, amount) in [("2025-03-04", "63.00"), ("2025-03-06", "22.22")] {
        month.charge(marian, day, amount, "KROGER #455");
        month.line("Ellwick, Marian", day, amount, "Kroger");
    }
    month
}

#[test]
fn names_that_collide_are_told_apart_by_what_the_lines_say() {
    let result = two_of_one_name().reconcile();
    let maria = person(&result, "Nellwick, Maria");
    assert_eq!(maria.employee.map(EmployeeRef::place), Some(0));
    assert_eq!(
        maria.reason,
        "More than one person can carry this name; 3 of its lines agree with the transactions of \
         MARIANELLWICK (974693), as good as none with anybody else's."
    );
    assert_eq!(
        person(&result, "Ellwick, Marian")
            .employee
            .map(EmployeeRef::place),
        Some(1)
    );
    assert!(
        result
            .transactions
            .iter()
            .all(|it| !it.report_leg.links.is_empty())
    );
}

#[test]
fn where_the_lines_do_not_tell_nobody_is_guessed() {
    let mut month = Month::default();
    let maria = month.employee("974693", "MARIANELLWICK", "0001");
    month.employee("918552", "MARIANELLWICK", "0002");
    let at = month.charge(maria, "2025-03-03", "41.10", "SHELL OIL 57442");
    let line = month.line("Nellwick, Maria", "2025-03-03", "41.10", "Shell");
    let result = month.reconcile();

    let maria = person(&result, "Nellwick, Maria");
    assert_eq!((maria.employee, maria.candidates.len()), (None, 2));
    assert_eq!(
        maria.reason,
        "More than one person can carry this name (MARIANELLWICK (974693), MARIANELLWICK \
         (918552)), and the lines do not tell who it is: say whose name this is."
    );
    assert_eq!(result.lines_offered(at), [line]);
}

#[test]
fn the_employee_number_on_the_report_settles_it() {
    let mut month = two_of_one_name();
    for line in &mut month.books.expense_lines {
        let person = line.person.as_mut().expect("a person");
        let is_maria = person.name.as_str() == "Nellwick, Maria";
        let number = if is_maria { "974693" } else { "918552" };
        person.number = Some(EmployeeNumber::new(number).expect("a number"));
    }
    let result = month.reconcile();
    let reason = &person(&result, "Ellwick, Marian").reason;
    assert_eq!(
        reason,
        "The report prints the employee number 918552, which is MARIANELLWICK."
    );
}

#[test]
fn what_a_person_taught_counts() {
    let (mut month, jane) = Month::of_jane();
    let at = month.charge(jane, "2025-03-03", "41.10", "SHELL OIL 57442");
    let line = month.line("Miller, Jane", "2025-03-03", "41.10", "Shell");
    let result = month.reconcile();
    assert_eq!(result.lines_of(at), []);
    assert_eq!(
        person(&result, "Miller, Jane").reason,
        "Nobody on the statement carries this name, so its lines stay unmatched: add the \
         statement that is missing, or say whose name this is."
    );

    let married = PersonName::new("Miller, Jane").expect("a name");
    let number = EmployeeNumber::new("1001").expect("a number");
    month.aliases.employees.push((married, number));
    let result = month.reconcile();
    assert_eq!(result.lines_of(at), [line]);
    assert_eq!(
        person(&result, "Miller, Jane").reason,
        "A person has said that this name means JANEDOE (1001)."
    );
}

#[test]
fn a_letter_makes_another_person() {
    let mut month = Month::default();
    let ruth = month.employee("1", "RUTHMOSSYWELL", "0001");
    let other = month.employee("2", "RUTHMOSSYWELS", "0002");
    let hers = month.charge(ruth, "2025-03-03", "41.10", "SHELL OIL 57442");
    let theirs = month.charge(other, "2025-03-03", "41.10", "SHELL OIL 57442");
    let line = month.line("Mossywels, Ruth", "2025-03-03", "41.10", "Shell");
    let result = month.reconcile();
    assert_eq!(result.lines_of(theirs), [line]);
    assert!(result.lines_of(hers).is_empty());
}

#[test]
fn a_misspelt_name_is_suggested_never_taken() {
    let mut month = Month::default();
    let ruth = month.employee("1", "RUTHMOSSYWELL", "0001");
    let at = month.charge(ruth, "2025-03-03", "41.10", "SHELL OIL 57442");
    let line = month.line("Mosywell, Ruth", "2025-03-03", "41.10", "Shell");
    let result = month.reconcile();
    assert_eq!(result.lines_offered(at), [line]);
    let found = person(&result, "Mosywell, Ruth");
    assert_eq!(
        (found.employee, found.candidates.as_slice()),
        (None, [ruth].as_slice())
    );
    assert_eq!(
        found.reason,
        "Nobody on the statement carries this name. RUTHMOSSYWELL (1) is spelt almost the same: if \
         that is the same person, say so."
    );
}

#[test]
fn one_person_may_be_spelt_in_several_ways() {
    let (mut month, jane) = Month::of_jane();
    let first = month.charge(jane, "2025-03-03", "41.10", "SHELL OIL 57442");
    let second = month.charge(jane, "2025-03-05", "12.00", "SHELL OIL 57442");
    let lines = [
        month.line("Doe, Jane", "2025-03-03", "41.10", "Shell"),
        month.line("Jane G. Doe", "2025-03-05", "12.00", "Shell"),
    ];
    let result = month.reconcile();
    assert_eq!(
        [result.lines_of(first), result.lines_of(second)].concat(),
        lines
    );
    assert_eq!(
        result.employees[0].report_name.as_deref(),
        Some("Doe, Jane")
    );
}

#[test]
fn one_person_with_two_cards_and_no_number_is_one_person() {
    let mut month = Month::default();
    let of_first_card = month.employee("JANE DOE-0001", "JANE DOE", "0001");
    let of_second_card = month.employee("JANE DOE-0002", "JANE DOE", "0002");
    for employee in &mut month.books.employees {
        employee.number_is_derived = true;
    }
    let first = month.charge(of_first_card, "2025-03-03", "41.10", "SHELL OIL 57442");
    let second = month.charge(of_second_card, "2025-03-05", "12.00", "SHELL OIL 57442");
    month.line("Doe, Jane", "2025-03-03", "41.10", "Shell");
    month.line("Doe, Jane", "2025-03-05", "12.00", "Shell");
    let result = month.reconcile();
    assert_eq!(
        result.lines_of(first).len() + result.lines_of(second).len(),
        2
    );
}

#[test]
fn a_line_that_names_nobody_needs_more_to_agree() {
    let (mut month, jane) = Month::of_jane();
    month.employee("1002", "JOHNROE", "0002");
    let fuel = month.charge(jane, "2025-03-03", "41.10", "SHELL OIL 57442");
    let line = month.line("Doe, Jane", "2025-03-03", "41.10", "Shell");
    month.report_line(line).person = None;
    assert_eq!(month.reconcile().lines_of(fuel), [line]);
    month.report_line(line).merchant = Some("Jim's Tyres".to_owned());
    let result = month.reconcile();
    assert!(result.lines_of(fuel).is_empty());
    assert!(result.people.is_empty());
}
