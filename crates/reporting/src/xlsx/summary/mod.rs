//! Summary: can the figures be trusted, what is missing, and who owes what.

mod chart;
mod documents;
mod employees;
mod figures;
mod line;
mod lines;
mod session;

use rust_xlsxwriter::RowNum;

use super::page::Page;
use super::sheet::Sheet;
use crate::{ReportError, Rows};

pub(crate) const NAME: &str = "Summary";

/// The sections from top to bottom; each begins where the one before it ended.
pub(crate) fn fill(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<Page, ReportError> {
    let row = session::write(sheet, rows)?;
    let row = figures::write(sheet, row, rows)?;
    let row = documents::write(sheet, row, rows)?;
    employees::write(sheet, row, rows)?;
    Ok(Page::default())
}

/// Writes the title of a section and returns the row below it.
fn section(sheet: &mut Sheet<'_>, row: RowNum, title: &str) -> Result<RowNum, ReportError> {
    let format = &sheet.styles.section;
    sheet.worksheet.set_row_height(row, 22)?;
    sheet.over(row, 0, title, format)?;
    Ok(row + 1)
}
