//! The Excel report: a workbook of five sheets.

mod exceptions;
mod page;
mod receipts;
mod sheet;
mod style;
mod summary;
mod table;
mod tie_out;
mod transactions;

use std::collections::BTreeSet;
use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet};
use tieout_domain::{Currency, Money};

use crate::text::prose;
use crate::{Report, ReportError, Rows, SessionInfo};
use page::Page;
use sheet::Sheet;
use style::Styles;

/// As Excel itself compresses: half of the time is for the last twentieth of the size.
const COMPRESSION: u8 = 3;
/// How many rows a worksheet holds.
const ROW_LIMIT: usize = 1_048_576;
/// Rows of a sheet that are not rows of its table: headings, totals, a verdict.
const FRAME: usize = 100;

/// Writes the workbook.
///
/// The long sheets go through a temporary file row by row, so that memory does not grow with the
/// month; where there is no place for temporary files they are put together in memory.
pub fn write(report: &Report<'_>, out: impl Write + Send) -> Result<(), ReportError> {
    let rows = Rows::new(report);
    check_limits(report)?;
    let styles = Styles::new(currencies(report));
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report.session));
    workbook.set_zip_compression_level(COMPRESSION);
    // The summary is short, and its chart looks its figures up.
    let sheets: [(&str, Worksheet, Fill); 5] = [
        (summary::NAME, Worksheet::new(), summary::fill),
        (exceptions::NAME, streamed(&mut workbook), exceptions::fill),
        (
            transactions::NAME,
            streamed(&mut workbook),
            transactions::fill,
        ),
        (receipts::NAME, streamed(&mut workbook), receipts::fill),
        (tie_out::NAME, streamed(&mut workbook), tie_out::fill),
    ];
    for (name, mut worksheet, fill) in sheets {
        worksheet.set_name(name)?;
        let mut sheet = Sheet::new(worksheet, &styles);
        let page = fill(&mut sheet, &rows)?;
        let mut worksheet = sheet.finish()?;
        page.set_up(&mut worksheet, &report.session.name)?;
        workbook.push_worksheet(worksheet);
    }
    Ok(workbook.save_to_writer(out)?)
}

/// Fills a sheet, and says how it is to be printed.
type Fill = fn(&mut Sheet<'_>, &Rows<'_>) -> Result<Page, ReportError>;

/// A worksheet that keeps one row in memory, where the machine has a place for temporary files.
fn streamed(workbook: &mut Workbook) -> Worksheet {
    workbook
        .new_worksheet_with_constant_memory()
        .unwrap_or_default()
}

/// Nothing about people, and the caller's time, so that the same month gives the same bytes.
fn properties(session: &SessionInfo) -> DocProperties {
    DocProperties::new()
        .set_title(format!("Reconciliation: {}", prose(&session.name)))
        .set_author("Tieout")
        .set_creation_datetime(&session.reported)
}

/// Every currency that an amount of the month is in.
fn currencies(report: &Report<'_>) -> BTreeSet<Currency> {
    let books = report.books;
    let transactions = books.transactions.iter();
    let charged = transactions.flat_map(|transaction| {
        let foreign = transaction.foreign.map(|foreign| foreign.amount);
        [transaction.amount, foreign]
    });
    let reported = books.expense_lines.iter().map(|line| line.amount);
    let receipts = books.receipts.iter();
    let received = receipts.flat_map(|receipt| {
        let total = receipt.total.as_ref().map(|total| total.value);
        [total, receipt.tax.as_ref().map(|tax| tax.value)]
    });
    let amounts = charged.chain(reported).chain(received).flatten();
    amounts.map(Money::currency).collect()
}

fn check_limits(report: &Report<'_>) -> Result<(), ReportError> {
    let books = report.books;
    let receipts = books.expense_lines.len() + books.receipts.len();
    let tie_out = books.control_totals.len() + books.problems.len();
    check_limit(transactions::NAME, books.transactions.len())?;
    check_limit(receipts::NAME, receipts)?;
    check_limit(tie_out::NAME, tie_out)?;
    check_limit(summary::NAME, books.employees.len() + books.documents.len())
}

fn check_limit(sheet: &'static str, rows: usize) -> Result<(), ReportError> {
    let limit = ROW_LIMIT - FRAME;
    if rows > limit {
        return Err(ReportError::TooManyRows { sheet, rows, limit });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_would_overflow_is_refused_by_name() {
        assert!(check_limit("Receipts", 1_000_000).is_ok());
        let refused = check_limit("Receipts", 1_048_576).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err(
                "the sheet Receipts would need 1048576 rows, and a worksheet holds 1048476: take \
                 the CSV report, which has no limit, or split the month into several sessions"
                    .to_owned()
            )
        );
    }
}
