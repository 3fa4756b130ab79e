//! Exceptions: what still needs work.

use rust_xlsxwriter::RowNum;
use tieout_domain::Status;

use super::page::Page;
use super::sheet::Sheet;
use super::table::{ByCurrency, Cell, Column, filter, total, write};
use super::transactions::Ranges;
use crate::rows::TransactionRow;
use crate::{ReportError, Rows};

pub(crate) const NAME: &str = "Exceptions";
const HEADINGS: RowNum = 0;

pub(crate) fn fill(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<Page, ReportError> {
    let columns = columns();
    let written = write(sheet, HEADINGS, &columns, rows.exceptions())?;
    filter(sheet, &written, columns.len())?;
    let all = Ranges::of(rows);
    let of_currency = |currency| {
        let incomplete = format!("<>{}", Status::Complete.label());
        all.sum_if(currency, &[(all.status(), &incomplete)])
    };
    total(
        sheet,
        &written,
        &columns,
        &ByCurrency::Formula(&of_currency),
    )?;
    if written.is_empty() {
        let nothing = "Nothing is missing: every transaction has a receipt and a GL code.";
        sheet.over(HEADINGS + 1, 0, nothing, &sheet.styles.subtitle)?;
    }
    Ok(Page {
        headings: Some(HEADINGS),
        names: 0,
        end: None,
    })
}

fn columns<'r>() -> [Column<TransactionRow<'r>>; 8] {
    [
        Column::words("Employee ID", |row| Cell::id(row.employee_number)),
        Column::words("Employee Name", |row| Cell::text(row.employee_name)),
        Column::words("Card Number", |row| Cell::card(row.card)),
        Column::words("Transaction Date", |row| Cell::date(row.date)),
        Column::summed("Transaction Amount", |row| Cell::money(row.amount)),
        Column::words("Transaction Name", |row| Cell::text(row.merchant)),
        Column::words("Status", |row| Cell::Status(row.status)),
        Column::prose("Reason", |row| Cell::text(row.reason)),
    ]
}
