//! Rows to expense lines: texts become dates, amounts and statuses.

use tieout_domain::{
    Coding, Currency, DocumentRef, EmployeeNumber, ExpenseLine, Money, Problem, ProblemKind,
    ReportedPerson, Source, mask_card_numbers,
};

use super::cell::CellText;
use super::profile::{Role, Status, Wording};
use super::rows::{Place, Row};
use crate::roster::name_and_number;
use crate::values::{Amount, AmountStyle, DateStyle};

/// How a report writes its values.
#[derive(Debug)]
pub(super) struct Conventions<'w> {
    pub(super) document: DocumentRef,
    pub(super) amounts: AmountStyle,
    pub(super) dates: DateStyle,
    pub(super) currency: Currency,
    pub(super) has_status: bool,
    pub(super) wording: &'w Wording,
}

/// A line, with its amount before it was rounded.
#[derive(Debug)]
pub(super) struct ReadLine {
    pub(super) line: ExpenseLine,
    pub(super) exact: Option<Amount>,
    pub(super) problems: Vec<Problem>,
}

impl Conventions<'_> {
    /// Reads one row, which stands below `person`.
    pub(super) fn read(&self, row: &Row, person: Option<&ReportedPerson>) -> ReadLine {
        let text = |role: Role| filled(row, role).map(|text| mask_card_numbers(text).into_owned());
        let date = text(Role::Date).and_then(|text| self.dates.read(&text));
        let exact = text(Role::Amount).and_then(|text| self.amounts.read(&text));
        let mut problems = Vec::new();
        if date.is_none() {
            problems.push(self.missing(row, "date", text(Role::Date)));
        }
        let amount = exact.and_then(|amount| amount.money(self.currency));
        if amount.is_none() {
            problems.push(self.missing(row, "amount", text(Role::Amount)));
        }
        let (is_attached, unknown) =
            self.is_attached(filled(row, Role::Status), filled(row, Role::ReceiptId));
        problems.extend(unknown.map(|status| self.unknown_status(row, status)));
        let line = ExpenseLine {
            person: person_of(row).or_else(|| person.cloned()),
            expense_type: text(Role::ExpenseType),
            date: date.map(|date| date.day),
            amount,
            unrounded: exact.and_then(|amount| amount.unrounded(self.currency)),
            purpose: text(Role::Purpose),
            merchant: text(Role::Merchant),
            address: text(Role::Address),
            receipt_id: text(Role::ReceiptId),
            coding: Coding {
                job: text(Role::Job),
                phase: text(Role::Phase),
                cost_type: text(Role::CostType),
                gl_account: text(Role::GlAccount),
            },
            is_attached,
            source: self.source(&row.place),
        };
        ReadLine {
            line,
            exact,
            problems,
        }
    }

    pub(super) fn source(&self, place: &Place) -> Source {
        Source::page(self.document, place.page)
            .within(place.area)
            .with_text(&place.text)
    }

    /// Reads a printed total.
    pub(super) fn money(&self, text: &str) -> Option<Money> {
        self.amounts.read(text)?.money(self.currency)
    }

    /// Is a receipt attached? And the status, when its words are not known: then none is taken to be.
    fn is_attached<'r>(
        &self,
        status: Option<&'r str>,
        receipt_id: Option<&str>,
    ) -> (bool, Option<&'r str>) {
        let Some(status) = status else {
            // Without a status, the number of a receipt is all that says that there is one.
            return (!self.has_status && receipt_id.is_some(), None);
        };
        let said = self.wording.statuses(status);
        if said.is_empty() {
            return (false, Some(status));
        }
        let lacks = |status: &Status| matches!(status, Status::NoAttachment | Status::Both);
        (!said.iter().any(lacks), None)
    }

    fn missing(&self, row: &Row, what: &str, printed: Option<String>) -> Problem {
        let message = match printed {
            Some(text) => format!(
                "this expense line has no readable {what}: “{text}”. Correct it in the expense report"
            ),
            None => format!("this expense line has no {what}. Add it in the expense report"),
        };
        Problem::new(
            ProblemKind::IncompleteTransaction,
            self.source(&row.place),
            message,
        )
    }

    fn unknown_status(&self, row: &Row, status: &str) -> Problem {
        let message = format!(
            "the status “{status}” is not known, so the line counts as one without a receipt. If it means that a receipt is \
             attached, add its words to the report's profile"
        );
        Problem::new(ProblemKind::Ambiguous, self.source(&row.place), message)
    }
}

/// The person named in the row itself, where the report has a column for it.
fn person_of(row: &Row) -> Option<ReportedPerson> {
    let (name, number) = name_and_number(filled(row, Role::Employee)?);
    let printed = filled(row, Role::EmployeeNumber).and_then(|text| EmployeeNumber::new(text).ok());
    Some(ReportedPerson {
        name: name?,
        number: printed.or(number),
    })
}

fn filled(row: &Row, role: Role) -> Option<&str> {
    row.cells
        .get(&role)
        .map(CellText::as_str)
        .filter(|text| !text.is_empty())
}
