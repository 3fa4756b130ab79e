//! Expense reports in other arrangements and wordings, drawn as text in a typewriter font.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod typewriter;

use tieout_domain::{Currency, DocumentRef, ExpenseLine, ExpenseReport, Extracted, TieOut};
use tieout_extraction::expense_report::{Profiles, is_expense_report, read};
use tieout_extraction::pdf::Page;
use typewriter::page;

fn report(texts: &[&str]) -> Extracted<ExpenseReport> {
    let pages: Vec<Page> = (1..)
        .zip(texts)
        .map(|(number, text)| page(number, text))
        .collect();
    read(
        &pages,
        DocumentRef::new(0),
        Currency::USD,
        &Profiles::default(),
    )
    .1
}

fn messages(report: &Extracted<ExpenseReport>) -> Vec<String> {
    let sentence = |problem: &tieout_domain::Problem| problem.sentence("report.pdf").to_string();
    report.problems.iter().map(sentence).collect()
}

fn text_of(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or_default()
}

fn summary(line: &ExpenseLine) -> String {
    let amount = line
        .amount
        .map(|amount| amount.to_string())
        .unwrap_or_default();
    let date = line.date.map(|date| date.to_string()).unwrap_or_default();
    let person = line
        .person
        .as_ref()
        .map(|person| person.name.as_str())
        .unwrap_or_default();
    format!(
        "{person} | {date} | {amount} | {} | {}",
        text_of(&line.merchant),
        text_of(&line.purpose)
    )
}

#[test]
fn columns_may_come_in_any_order_and_wording() {
    let report = report(&["\
Contoso Field Services
Employee Expense Detail
Period: 03/01/2025 to 03/31/2025

Receipt #   Trans. Date   Vendor            Business Purpose     Project   Phase    CT   GL Code   Amt (USD)   Status

Employee: Nell Amberby (12345)
1001        03/03/2025    SHELL OIL         Fuel for truck 4     25-1001            L    6310-10      $45.10   Receipt attached
1002        03/04/2025    LOWES             Nails                          31-400   M    6100-00       $5.00   No receipt
                                                                                    Total for Nell Amberby:      $50.10
Report Total:                                                                                             $50.10"]);
    let lines: Vec<String> = report.value.lines.iter().map(summary).collect();
    assert_eq!(
        lines,
        [
            "Nell Amberby | 2025-03-03 | 45.10 | SHELL OIL | Fuel for truck 4",
            "Nell Amberby | 2025-03-04 | 5.00 | LOWES | Nails"
        ]
    );
    let [first, second] = report.value.lines.as_slice() else {
        panic!("two lines")
    };
    assert_eq!(
        first
            .person
            .as_ref()
            .unwrap()
            .number
            .as_ref()
            .unwrap()
            .as_str(),
        "12345"
    );
    assert!(first.is_attached && !second.is_attached);
    // An empty job does not shift the phase, nor an empty phase the job.
    assert_eq!(
        (text_of(&first.coding.job), text_of(&first.coding.phase)),
        ("25-1001", "")
    );
    assert_eq!(
        (text_of(&second.coding.job), text_of(&second.coding.phase)),
        ("", "31-400")
    );
    assert_eq!(TieOut::of(&report.value.control_totals), TieOut::TiesOut);
    assert_eq!(
        messages(&report),
        [
            "report.pdf: no profile describes this expense report: its columns were read by their headings (Receipt #, \
          Trans. Date, Vendor, Business Purpose, Project, Phase, CT, GL Code, Amt (USD), Status). Check a few lines"
        ]
    );
}

const HEADINGS: &str = "\
Expense Report with Coding

Date            Amount   Merchant          Purpose              GL Account   Attachment
";

#[test]
fn a_row_goes_on_over_a_page_break_below_the_headings_that_are_printed_again() {
    let first = format!(
        "{HEADINGS}Employee: Amberby, Nell\n03/05/2025      $45.10   SHELL OIL         Fuel for the         6310-10      Attached"
    );
    let second = "\
Date            Amount   Merchant          Purpose              GL Account   Attachment
                                           truck in Walker
Employee: Amberby, Nell (continued)
03/06/2025       $5.00   LOWES             Nails                6100-00      Missing Attachment, Missing Coding";
    let report = report(&[&first, second]);
    let lines: Vec<String> = report.value.lines.iter().map(summary).collect();
    assert_eq!(
        lines,
        [
            "Amberby, Nell | 2025-03-05 | 45.10 | SHELL OIL | Fuel for the truck in Walker",
            "Amberby, Nell | 2025-03-06 | 5.00 | LOWES | Nails"
        ]
    );
    assert!(!report.value.lines[1].is_attached);
}

#[test]
fn dates_and_amounts_may_stand_in_the_middle_of_their_rows() {
    let text = format!(
        "{HEADINGS}Employee: Amberby, Nell
                                           Fuel for the
03/15/2025      $45.10   SHELL OIL         truck in             6310-10      Attached
                                           Walker
                                           Nails for the
03/16/2025       $5.00   LOWES             shop door            6100-00      Attached"
    );
    let report = report(&[&text]);
    let purposes: Vec<&str> = report
        .value
        .lines
        .iter()
        .map(|line| text_of(&line.purpose))
        .collect();
    assert_eq!(
        purposes,
        ["Fuel for the truck in Walker", "Nails for the shop door"]
    );
    assert_eq!(messages(&report), [] as [String; 0]);
}

#[test]
fn a_row_that_cannot_be_read_is_kept_and_told() {
    let text = format!(
        "{HEADINGS}Employee: Amberby, Nell
0?/14/2025      $45.10   SHELL OIL         Fuel                 6310-10      Attached
03/16/2025       ##.##   LOWES             Nails                6100-00      Attached
03/17/2025       $5.00   LOWES             Paint                6100-00      Pending


                         Prepared by the back office
                                           Total for Amberby, Nell:  $##"
    );
    let report = report(&[&text]);
    assert_eq!(report.value.lines.len(), 3);
    assert_eq!(
        messages(&report),
        [
            "report.pdf, page 1: this expense line has no readable date: “0?/14/2025”. Correct it in the expense report",
            "report.pdf, page 1: this expense line has no readable amount: “##.##”. Correct it in the expense report",
            "report.pdf, page 1: the status “Pending” is not known, so the line counts as one without a receipt. If it \
             means that a receipt is attached, add its words to the report's profile",
            "report.pdf, page 1: a line of the table was not understood and left out",
            "report.pdf, page 1: a line of the table was not understood and left out",
        ]
    );
    assert_eq!(
        report.problems[3].source.text(),
        "Prepared by the back office"
    );
    assert!(!report.value.lines[2].is_attached);
}

#[test]
fn four_decimals_are_rounded_half_to_even_and_totals_may_sum_either_way() {
    let text = format!(
        "{HEADINGS}Employee: Amberby, Nell
03/14/2025 $2,323.5625   SHELL OIL       Fuel                 6310-10      Attached
03/16/2025     $0.0030   LOWES           Nails                6100-00      Attached
03/16/2025     $0.0030   LOWES           Nails                6100-00      Attached
             $2,323.57  Total for Amberby, Nell:
             $2,323.56  Report Total:"
    );
    let report = report(&[&text]);
    let first = &report.value.lines[0];
    assert_eq!(first.amount.unwrap().to_string(), "2323.56");
    assert_eq!(first.unrounded.unwrap().to_string(), "2323.5625");
    assert_eq!(TieOut::of(&report.value.control_totals), TieOut::TiesOut);
}

#[test]
fn a_total_that_differs_is_shown_beside_what_was_read() {
    let text = format!(
        "{HEADINGS}Employee: Amberby, Nell
03/14/2025      $45.10   SHELL OIL         Fuel                 6310-10      Attached
              $45.60   Total for Amberby, Nell:"
    );
    let report = report(&[&text]);
    let difference = report.value.control_totals[0].difference().unwrap();
    assert_eq!(difference.to_string(), "-0.50");
}

#[test]
fn an_employee_may_have_a_column_or_a_line_of_their_own() {
    let flat = "\
Expense Report with Coding

Employee            Date         Amount    Merchant          Purpose           GL Account   Attachment
Amberby, Nell       03/14/2025    $45.10   SHELL OIL         Fuel              6310-10      Yes
Ellwick, Marian     03/15/2025     $5.00   LOWES             Nails             6100-00      No";
    let persons = |report: &Extracted<ExpenseReport>| -> Vec<String> {
        let name = |line: &ExpenseLine| {
            line.person
                .as_ref()
                .map(|person| person.name.to_string())
                .unwrap_or_default()
        };
        report.value.lines.iter().map(name).collect()
    };
    assert_eq!(
        persons(&report(&[flat])),
        ["Amberby, Nell", "Ellwick, Marian"]
    );
    let alone = format!(
        "{HEADINGS}
AMBERBY, NELL
03/14/2025      $45.10   SHELL OIL         Fuel                 6310-10      Attached

ELLWICK, MARIAN
03/15/2025       $5.00   LOWES             Nails                6100-00      Attached"
    );
    assert_eq!(
        persons(&report(&[&alone])),
        ["AMBERBY, NELL", "ELLWICK, MARIAN"]
    );
}

#[test]
fn european_values_are_read() {
    let text = "\
Expense Report with Coding
Period 01.03.2025 - 31.03.2025

Date         Amount          Merchant          Purpose              GL Account   Attachment
Employee: Amberby, Nell
03.03.2025    1.045,10 EUR   SHELL OIL         Fuel                 6310-10      Attached
31.03.2025        5,00 EUR   LOWES             Nails                6100-00      Attached
              1.050,10 EUR   Total for Amberby, Nell:";
    let report = report(&[text]);
    let lines: Vec<String> = report.value.lines.iter().map(summary).collect();
    assert_eq!(
        lines,
        [
            "Amberby, Nell | 2025-03-03 | 1045.10 | SHELL OIL | Fuel",
            "Amberby, Nell | 2025-03-31 | 5.00 | LOWES | Nails"
        ]
    );
    assert_eq!(report.value.currency, Currency::EUR);
    assert_eq!(TieOut::of(&report.value.control_totals), TieOut::TiesOut);
}

#[test]
fn pages_without_a_report_say_so() {
    let report = report(&["Dear colleagues,\n\nplease hand in your receipts by 03/31/2025.\n"]);
    assert_eq!(report.value.lines.len(), 0);
    assert_eq!(
        messages(&report),
        [
            "report.pdf: no expense lines were found: the report needs a table whose headings name a date, an amount and \
          how each line is coded"
        ]
    );
}

#[test]
fn a_report_without_a_status_takes_receipt_numbers_for_receipts() {
    let text = "\
Expense Report with Coding

Date         Amount    Merchant          Purpose              GL Account   Receipt ID
Employee: Amberby, Nell
03/14/2025    $45.10   SHELL OIL         Fuel                 6310-10      100234567
03/15/2025     $5.00   LOWES             Nails                6100-00
03/16/2025     $6.00   LOWES             Paint                6100-00      100234568";
    let report = report(&[text]);
    let attached: Vec<bool> = report
        .value
        .lines
        .iter()
        .map(|line| line.is_attached)
        .collect();
    assert_eq!(attached, [true, false, true]);
    assert_eq!(
        messages(&report),
        [
            "report.pdf: the report does not say which lines have a receipt attached: those with a receipt number were \
          taken to have one"
        ]
    );
}

#[test]
fn another_software_is_a_profile_not_a_patch() {
    let profile = "
        name = \"Spesenabrechnung\"
        marks = [\"Spesenblatt\"]
        dates = \"day_first\"
        [words.columns]
        purpose = [\"Wofür\"]
        [words.status]
        attached = [\"liegt bei\"]
        [words.lines]
        person = [\"Für\"]";
    let profiles = Profiles::default().with("spesen.toml", profile).unwrap();
    let text = "\
Spesenblatt

Datum        Betrag    Händler           Wofür                Konto        Status
Für: Amberby, Nell
03/04/2025     45,10   SHELL OIL         Fuel                 6310         liegt bei
05/04/2025      5,00   LOWES             Nails                6100         fehlt";
    assert!(is_expense_report(&[page(1, text)], &profiles));
    let (layout, report) = read(
        &[page(1, text)],
        DocumentRef::new(0),
        Currency::EUR,
        &profiles,
    );
    assert_eq!(
        (layout.name.as_str(), layout.is_guessed),
        ("Spesenabrechnung", false)
    );
    let lines: Vec<String> = report.value.lines.iter().map(summary).collect();
    assert_eq!(
        lines,
        [
            "Amberby, Nell | 2025-04-03 | 45.10 | SHELL OIL | Fuel",
            "Amberby, Nell | 2025-04-05 | 5.00 | LOWES | Nails"
        ]
    );
    assert!(report.value.lines[0].is_attached && !report.value.lines[1].is_attached);
}
