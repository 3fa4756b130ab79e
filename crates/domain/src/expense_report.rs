//! What employees say each charge was for.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Coding, ControlTotal, Currency, EmployeeNumber, Money, Period, PersonName, Source};

/// The report of the expense software, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpenseReport {
    /// The days it covers, where printed.
    pub period: Option<Period>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The lines, in the order in which they are printed.
    pub lines: Vec<ExpenseLine>,
    /// The printed totals, each beside the sum of what was extracted.
    pub control_totals: Vec<ControlTotal>,
}

/// One line of an expense report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpenseLine {
    /// Whose line it is, as the report names the person.
    pub person: Option<ReportedPerson>,
    /// Fuel, Meals, Hotel, …
    pub expense_type: Option<String>,
    /// The day of the expense.
    pub date: Option<NaiveDate>,
    /// The amount, rounded to the currency's decimals.
    pub amount: Option<Money>,
    /// The amount as printed, where it had more decimals than the currency.
    pub unrounded: Option<Decimal>,
    /// What it was for.
    pub purpose: Option<String>,
    /// The merchant: a name, or the card's descriptor.
    pub merchant: Option<String>,
    /// The merchant's address on one line.
    pub address: Option<String>,
    /// The expense software's number of the receipt.
    pub receipt_id: Option<String>,
    /// Where the cost is booked.
    pub coding: Coding,
    /// Is a receipt attached in the expense software? A line without one is not a receipt.
    pub is_attached: bool,
    /// Where the line stands.
    pub source: Source,
}

/// A person as an expense report names them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReportedPerson {
    /// The name as printed.
    pub name: PersonName,
    /// The employee number, where the report prints it.
    pub number: Option<EmployeeNumber>,
}
