//! The documents, and whether each ties out.

use rust_xlsxwriter::RowNum;
use tieout_domain::{DocumentKind, TieOut};

use super::super::sheet::Sheet;
use super::super::style::Tone;
use super::super::table::{Cell, Column, write as write_table};
use super::section;
use crate::rows::DocumentRow;
use crate::words::plural;
use crate::{ReportError, Rows};

pub(super) fn write(
    sheet: &mut Sheet<'_>,
    row: RowNum,
    rows: &Rows<'_>,
) -> Result<RowNum, ReportError> {
    let headings = section(sheet, row, "Documents")?;
    let told = rows.documents().filter(|document| !is_quiet(document));
    let next = write_table(sheet, headings, &columns(), told)?.next();
    let quiet = rows.documents().filter(is_quiet).count();
    if quiet == 0 {
        return Ok(next + 1);
    }
    let receipts = plural(quiet, "receipt", "receipts");
    let text = format!("and {receipts}, read without a problem: see the sheet Receipts.");
    sheet.over(next, 0, &text, &sheet.styles.subtitle)?;
    Ok(next + 2)
}

/// A receipt that was read without a problem needs no line of its own here.
fn is_quiet(document: &DocumentRow<'_>) -> bool {
    document.kind == Some(DocumentKind::Receipt) && document.problems + document.totals == 0
}

fn columns<'r>() -> [Column<DocumentRow<'r>>; 9] {
    [
        Column::loose("Document", |row| Cell::text(row.name)),
        // A long name may stand over this one.
        Column::words("", |_| Cell::Empty),
        Column::figures("Pages", |row| Cell::page(row.pages)),
        Column::figures("Printed Totals", |row| Cell::count(row.totals)),
        Column::figures("Differing", |row| Cell::count(row.differing)),
        Column::figures("Problems", |row| Cell::count(row.problems)),
        Column::words("Kind", |row| Cell::text(row.kind_label())),
        Column::words("Tie-out", tie_out),
        Column::loose("Layout", |row| Cell::text(row.layout)),
    ]
}

/// A receipt prints nothing to tie out to, and nobody expects it to.
fn tie_out<'a>(row: &'a DocumentRow<'_>) -> Cell<'a> {
    let tone = match (row.tie_out, row.kind) {
        (TieOut::TiesOut, _) => Tone::Good,
        (TieOut::Differs, _) => Tone::Bad,
        (TieOut::NothingToProve, Some(DocumentKind::Statement)) => Tone::Doubtful,
        (TieOut::NothingToProve, _) => Tone::Quiet,
    };
    Cell::Toned(tone, row.tie_out_label())
}
