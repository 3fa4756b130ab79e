//! Receipts: every one, with what became of it.

use rust_xlsxwriter::RowNum;
use tieout_domain::Money;

use super::page::Page;
use super::sheet::Sheet;
use super::style::Tone;
use super::table::{ByCurrency, Cell, Column, cells, col_of, filter, total, write};
use crate::rows::{ReceiptResult, ReceiptRow};
use crate::{ReportError, Rows};

pub(crate) const NAME: &str = "Receipts";
const HEADINGS: RowNum = 0;

pub(crate) fn fill(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<Page, ReportError> {
    let columns = columns();
    let written = write(sheet, HEADINGS, &columns, rows.receipts())?;
    filter(sheet, &written, columns.len())?;
    total(sheet, &written, &columns, &ByCurrency::Column("Currency"))?;
    Ok(Page {
        headings: Some(HEADINGS),
        names: 1,
        end: None,
    })
}

/// A column of this sheet as formulas on other sheets name it.
pub(crate) fn range(rows: &Rows<'_>, title: &str) -> String {
    let count = rows.books().expense_lines.len() + rows.books().receipts.len();
    let last = RowNum::try_from(count.max(1)).unwrap_or(RowNum::MAX);
    let col = col_of(&columns(), title);
    format!("{NAME}!{}", cells(col, HEADINGS + 1, HEADINGS + last))
}

fn columns<'r>() -> [Column<ReceiptRow<'r>>; 22] {
    [
        Column::words("Receipt Reference", |row| Cell::id(row.reference.as_str())),
        Column::words("Source", |row| Cell::text(row.source.label())),
        Column::words("Employee ID", |row| Cell::id(row.employee_number)),
        Column::words("Employee Name", |row| Cell::text(row.employee_name)),
        Column::words("Receipt Date", |row| Cell::date(row.date)),
        Column::words("Vendor", |row| Cell::text(row.vendor)),
        Column::summed("Amount", |row| Cell::money(row.amount)),
        Column::words("Currency", |row| {
            Cell::currency(row.amount.map(Money::currency))
        }),
        Column::figures("Tax", |row| Cell::money(row.tax)),
        Column::words("Card Number", |row| Cell::card(row.card)),
        Column::words("Expense Type", |row| Cell::text(row.expense_type)),
        Column::words("Purpose", |row| Cell::text(row.purpose)),
        Column::words("Job", |row| {
            Cell::id(row.coding.and_then(|coding| coding.job.as_deref()))
        }),
        Column::words("Phase", |row| {
            Cell::id(row.coding.and_then(|coding| coding.phase.as_deref()))
        }),
        Column::words("Cost Type", |row| {
            Cell::id(row.coding.and_then(|coding| coding.cost_type.as_deref()))
        }),
        Column::words("GL Account", |row| {
            Cell::id(row.coding.and_then(|coding| coding.gl_account.as_deref()))
        }),
        Column::words("Attached", |row| {
            Cell::text(if row.is_attached { "Yes" } else { "No" })
        }),
        Column::words("Result", result),
        Column::words("Transaction ID", |row| {
            Cell::id(row.transaction_ids.as_str())
        }),
        Column::words("Duplicate Of", |row| Cell::id(row.duplicate_of.as_str())),
        Column::words("Document", |row| Cell::text(row.document)),
        Column::figures("Page", |row| Cell::page(row.page)),
    ]
}

fn result<'a>(row: &'a ReceiptRow<'_>) -> Cell<'a> {
    let tone = match row.result {
        ReceiptResult::Matched => return Cell::text(row.result.label()),
        ReceiptResult::NeedsReview => Tone::Doubtful,
        ReceiptResult::Unmatched => Tone::Bad,
        ReceiptResult::Duplicate => Tone::Quiet,
    };
    Cell::Toned(tone, row.result.label())
}
