//! What each employee still owes: rows for a mail merge, and letters ready to send. Nothing is
//! mailed from here.

use std::io::Write;

use chrono::NaiveDate;
use serde::Serialize;
use tieout_domain::{CardLast4, Money, Status};

use crate::csv::{Bom, Field, Writer};
use crate::rows::{Tally, TransactionRow};
use crate::text::prose;
use crate::words::{amount, day, plural, total};
use crate::{Report, ReportError, Rows};

const CLOSING: &str =
    "If a receipt is lost, or a charge is not yours, please reply and say so. Thank you!";
const TITLES: [&str; 10] = [
    "Employee Number",
    "Employee Name",
    "First Name",
    "Missing Receipts",
    "Missing GL Codes",
    "Missing Both",
    "Amount",
    "Items",
    "Subject",
    "Message",
];

/// How wide the line between two letters is.
const RULE: usize = 72;

/// What one employee still owes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reminder {
    /// The employee's number.
    pub employee_number: String,
    /// The employee's name.
    pub employee_name: String,
    /// What to call the employee in a letter.
    pub first_name: String,
    /// The transactions that lack something, by date.
    pub items: Vec<MissingItem>,
    /// How many they are, and how much.
    pub total: Tally,
    /// The subject of the letter.
    pub subject: String,
    /// The letter.
    pub message: String,
}

/// One transaction that lacks something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MissingItem {
    /// The day of the purchase.
    pub date: Option<NaiveDate>,
    /// The merchant as printed.
    pub merchant: String,
    /// The amount.
    pub amount: Option<Money>,
    /// The card.
    pub card: Option<CardLast4>,
    /// What is missing.
    pub status: Status,
}

/// The reminders of a month, by name. Transactions that are nobody's remind nobody.
pub fn rows(report: &Report<'_>) -> Vec<Reminder> {
    let rows = Rows::new(report);
    let mut found: Vec<Reminder> = Vec::new();
    for row in rows.exceptions() {
        let (Some(number), Some(name)) = (row.employee_number, row.employee_name) else {
            continue;
        };
        match found.last_mut() {
            // Rows come by employee.
            Some(last) if last.employee_number == number => last.add(&row),
            _ => {
                let mut reminder = Reminder::new(number, name);
                reminder.add(&row);
                found.push(reminder);
            }
        }
    }
    for reminder in &mut found {
        reminder.write_letter(report);
    }
    found
}

/// Writes a row per employee, for a mail merge.
pub fn write_csv(report: &Report<'_>, bom: Bom, out: impl Write) -> Result<(), ReportError> {
    let mut writer = Writer::new(bom, out)?;
    writer.titles(TITLES)?;
    for reminder in rows(report) {
        writer.fields(reminder.fields())?;
    }
    writer.finish()
}

/// Writes the letters one after the other, a line of dashes between them.
pub fn write_letters(report: &Report<'_>, mut out: impl Write) -> Result<(), ReportError> {
    for (place, reminder) in rows(report).iter().enumerate() {
        if place > 0 {
            writeln!(out, "\n{}\n", "-".repeat(RULE))?;
        }
        let name = one_line(&reminder.employee_name);
        writeln!(out, "To: {name} ({})", reminder.employee_number)?;
        writeln!(out, "Subject: {}\n", reminder.subject)?;
        out.write_all(reminder.message.as_bytes())?;
    }
    Ok(out.flush()?)
}

impl Reminder {
    fn new(number: &str, name: &str) -> Self {
        Self {
            employee_number: number.to_owned(),
            employee_name: name.to_owned(),
            first_name: first_name(name).to_owned(),
            items: Vec::new(),
            total: Tally::default(),
            subject: String::new(),
            message: String::new(),
        }
    }

    fn add(&mut self, row: &TransactionRow<'_>) {
        self.total.add(row.amount);
        self.items.push(MissingItem {
            date: row.date,
            merchant: prose(row.merchant.unwrap_or("merchant not read")).into_owned(),
            amount: row.amount,
            card: row.card,
            status: row.status,
        });
    }

    fn count(&self, status: Status) -> usize {
        self.items
            .iter()
            .filter(|item| item.status == status)
            .count()
    }

    fn fields(&self) -> [Field<'_>; 10] {
        [
            Field::id(self.employee_number.as_str()),
            Field::prose(self.employee_name.as_str()),
            Field::prose(self.first_name.as_str()),
            Field::value(Some(self.count(Status::MissingReceipt))),
            Field::value(Some(self.count(Status::MissingGlCode))),
            Field::value(Some(self.count(Status::MissingBoth))),
            Field::owned_id(&total(&self.total)),
            Field::owned_id(&self.list()),
            Field::id(self.subject.as_str()),
            Field::id(self.message.as_str()),
        ]
    }

    fn write_letter(&mut self, report: &Report<'_>) {
        let session = one_line(&report.session.name);
        let when = match report.books.period {
            Some(days) => format!("from {} to {}", day(days.start()), day(days.end())),
            None => format!("in {session}"),
        };
        let charges = plural(self.items.len(), "card charge", "card charges");
        let needs = if self.items.len() == 1 {
            "needs"
        } else {
            "need"
        };
        self.subject = format!("{session}: {charges} still {needs} a receipt or a coding");
        self.message = format!(
            "Hello {},\n\nof your purchases {when}, {charges} ({} in all) still {needs} a receipt \
             or a coding.\n{}\n{CLOSING}\n",
            prose(&self.first_name),
            total(&self.total),
            self.sections(),
        );
    }

    fn sections(&self) -> String {
        let sections = [
            (
                Status::MissingBoth,
                "Please send the receipt and the coding (job, phase, cost type, GL account) for:",
            ),
            (Status::MissingReceipt, "Please send the receipt for:"),
            (
                Status::MissingGlCode,
                "Please send the coding (job, phase, cost type, GL account) for:",
            ),
        ];
        sections
            .iter()
            .filter(|(status, _)| self.count(*status) > 0)
            .map(|(status, request)| format!("\n{request}\n{}", self.list_of(*status)))
            .collect()
    }

    fn list_of(&self, status: Status) -> String {
        let items = self.items.iter().filter(|item| item.status == status);
        items.map(|item| format!("    {}\n", item.line())).collect()
    }

    /// All items, each with what is missing.
    fn list(&self) -> String {
        let lines = self.items.iter();
        let lines: Vec<_> = lines
            .map(|item| format!("{} ({})", item.line(), missing(item.status)))
            .collect();
        lines.join("\n")
    }
}

impl MissingItem {
    /// `Mar 4, 2025, $10.19, SONIC DRIVE IN, card ending 4252`.
    fn line(&self) -> String {
        let date = self.date.map_or_else(|| "date not read".to_owned(), day);
        let amount = self
            .amount
            .map_or_else(|| "amount not read".to_owned(), amount);
        let is_credit = self.amount.is_some_and(Money::is_negative);
        let credit = if is_credit { " (a credit)" } else { "" };
        let card = self.card.map(|card| format!(", card ending {card}"));
        format!(
            "{date}, {amount}{credit}, {}{}",
            self.merchant,
            card.unwrap_or_default()
        )
    }
}

const fn missing(status: Status) -> &'static str {
    match status {
        Status::Complete => "nothing missing",
        Status::MissingReceipt => "receipt missing",
        Status::MissingGlCode => "coding missing",
        Status::MissingBoth => "receipt and coding missing",
    }
}

/// What an outsider wrote, on one line: it cannot begin a line of a letter's head.
fn one_line(text: &str) -> String {
    prose(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Ellwick, Marian B` → `Marian`. A name without a comma does not say where the first name ends,
/// so all of it is used.
fn first_name(name: &str) -> &str {
    let given = name.split_once(',').map(|(_, given)| given.trim());
    let first = given.and_then(|given| given.split_whitespace().next());
    first.unwrap_or(name)
}
