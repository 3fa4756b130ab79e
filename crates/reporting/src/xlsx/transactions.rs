//! Transactions: every one, with what was decided of it.

use rust_xlsxwriter::RowNum;
use tieout_domain::{Currency, MatchStatus, Money};

use super::page::Page;
use super::sheet::Sheet;
use super::table::{ByCurrency, Cell, Column, cells, col_of, filter, total, write};
use crate::rows::TransactionRow;
use crate::{ReportError, Rows};

pub(crate) const NAME: &str = "Transactions";
const HEADINGS: RowNum = 0;
/// Transaction and employee stay on the screen.
const NAMES: u16 = 3;

pub(crate) fn fill(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<Page, ReportError> {
    let columns = columns();
    let written = write(sheet, HEADINGS, &columns, rows.transactions())?;
    filter(sheet, &written, columns.len())?;
    total(sheet, &written, &columns, &ByCurrency::Column("Currency"))?;
    Ok(Page {
        headings: Some(HEADINGS),
        names: NAMES,
        end: None,
    })
}

/// As people read it; data files use the data model's words.
pub(crate) const fn match_label(status: MatchStatus) -> &'static str {
    match status {
        MatchStatus::Matched => "Matched",
        MatchStatus::Unmatched => "Unmatched",
        MatchStatus::ManualReview => "Needs Review",
        MatchStatus::Approved => "Approved",
        MatchStatus::Rejected => "Rejected",
    }
}

/// The columns of this sheet as formulas on other sheets name them.
pub(crate) struct Ranges {
    rows: RowNum,
}

impl Ranges {
    pub(crate) fn of(rows: &Rows<'_>) -> Self {
        // A formula needs at least one row to look at.
        let count = rows.books().transactions.len().max(1);
        Self {
            rows: RowNum::try_from(count).unwrap_or(RowNum::MAX),
        }
    }

    pub(crate) fn id(&self) -> String {
        self.of_column("Transaction ID")
    }

    pub(crate) fn amount(&self) -> String {
        self.of_column("Transaction Amount")
    }

    pub(crate) fn currency(&self) -> String {
        self.of_column("Currency")
    }

    pub(crate) fn status(&self) -> String {
        self.of_column("Status")
    }

    pub(crate) fn match_status(&self) -> String {
        self.of_column("Match Status")
    }

    /// The sum of the amounts in one currency whose rows fulfil all conditions.
    pub(crate) fn sum_if(&self, currency: Currency, conditions: &[(String, &str)]) -> String {
        let conditions: String = conditions
            .iter()
            .map(|(range, condition)| format!(",{range},\"{condition}\""))
            .collect();
        let (amounts, currencies) = (self.amount(), self.currency());
        format!("SUMIFS({amounts},{currencies},\"{currency}\"{conditions})")
    }

    fn of_column(&self, title: &str) -> String {
        let col = col_of(&columns(), title);
        format!("{NAME}!{}", cells(col, HEADINGS + 1, HEADINGS + self.rows))
    }
}

fn columns<'r>() -> [Column<TransactionRow<'r>>; 26] {
    [
        Column::words("Transaction ID", |row| Cell::id(row.id)),
        Column::words("Employee ID", |row| Cell::id(row.employee_number)),
        Column::words("Employee Name", |row| Cell::text(row.employee_name)),
        Column::words("Card Number", |row| Cell::card(row.card)),
        Column::words("Transaction Date", |row| Cell::date(row.date)),
        Column::words("Post Date", |row| Cell::date(row.post_date)),
        Column::words("Transaction Name", |row| Cell::text(row.merchant)),
        Column::words("City", |row| Cell::text(row.city)),
        Column::words("State", |row| Cell::text(row.state)),
        Column::words("Expense Type", |row| Cell::text(row.expense_type)),
        Column::summed("Transaction Amount", |row| Cell::money(row.amount)),
        Column::words("Currency", |row| {
            Cell::currency(row.amount.map(Money::currency))
        }),
        Column::figures("Foreign Amount", |row| Cell::money(row.foreign_amount)),
        Column::words("Status", |row| Cell::Status(row.status)),
        Column::words("Match Status", |row| {
            Cell::text(match_label(row.match_status))
        }),
        Column::figures("Confidence", |row| Cell::Confidence(row.confidence)),
        Column::words("Receipt Reference", |row| {
            Cell::id(row.receipt_ids.as_str())
        }),
        Column::figures("Receipt Amount", |row| Cell::money(row.receipt_amount)),
        Column::words("Purpose", |row| Cell::text(row.purpose)),
        Column::words("Job", |row| Cell::id(row.coding.job.as_deref())),
        Column::words("Phase", |row| Cell::id(row.coding.phase.as_deref())),
        Column::words("Cost Type", |row| Cell::id(row.coding.cost_type.as_deref())),
        Column::words("GL Account", |row| {
            Cell::id(row.coding.gl_account.as_deref())
        }),
        Column::words("Reason", |row| Cell::text(row.reason)),
        Column::words("Note", |row| Cell::text(row.note)),
        Column::figures("Page", |row| Cell::page(row.page)),
    ]
}
