//! The reminders: for a mail merge, and as letters.

use tieout_reporting::csv::Bom;
use tieout_reporting::reminders;

use crate::support::{Month, hand_made, truth};

fn letters(month: &Month) -> String {
    month.text(|report, out| reminders::write_letters(report, out))
}

#[test]
fn who_owes_something_gets_a_letter() {
    insta::assert_snapshot!(letters(&hand_made::month()));
}

#[test]
fn a_mail_merge_has_a_row_per_employee() {
    let month = hand_made::month();
    insta::assert_snapshot!(
        month.text(|report, out| { reminders::write_csv(report, Bom::Without, out) })
    );
}

#[test]
fn every_exception_of_the_real_sized_month_is_in_one_letter() {
    let month = truth::month("month");
    let reminders = reminders::rows(&month.report());
    let items: usize = reminders.iter().map(|reminder| reminder.items.len()).sum();
    assert_eq!(items, 391 + 48 + 47);
    let numbers: std::collections::BTreeSet<_> = reminders
        .iter()
        .map(|reminder| &reminder.employee_number)
        .collect();
    assert_eq!(numbers.len(), reminders.len());
}
