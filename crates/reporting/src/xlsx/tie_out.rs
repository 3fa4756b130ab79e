//! Tie-out: the verdict, every control total, and everything that could not be read.

use rust_xlsxwriter::{ColNum, RowNum, Url};
use tieout_domain::Severity;

use super::page::Page;
use super::sheet::Sheet;
use super::style::{Tone, verdict_tone};
use super::table::{Cell, Column, Written, filter, write};
use crate::rows::{ProblemRow, TotalRow};
use crate::words::plural;
use crate::{ReportError, Rows};

pub(crate) const NAME: &str = "Tie-out";
const TITLE: RowNum = 0;
const VERDICT: RowNum = 1;
const PROBLEMS: RowNum = 2;
/// The headings of the totals, below a line of air.
const HEADINGS: RowNum = 4;
/// The last column of the totals.
const LAST_COLUMN: ColNum = 7;

pub(crate) fn fill(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<Page, ReportError> {
    let (styles, columns) = (sheet.styles, totals());
    let verdict = rows.verdict();
    sheet.worksheet.set_row_height(TITLE, 26)?;
    sheet.over(TITLE, 0, verdict.headline(), &styles.title)?;
    let line = styles.toned(verdict_tone(verdict));
    sheet.line(VERDICT, columns.len(), &verdict.sentence(), line)?;
    point_to_problems(sheet, rows)?;
    let written = write(sheet, HEADINGS, &columns, rows.totals())?;
    filter(sheet, &written, columns.len())?;
    if written.is_empty() {
        sheet.over(
            HEADINGS + 1,
            0,
            "No document prints a total.",
            &styles.subtitle,
        )?;
    }
    let last = list_problems(sheet, rows, &written)?;
    Ok(Page {
        headings: Some(HEADINGS),
        names: 0,
        end: Some((last, LAST_COLUMN)),
    })
}

/// The problems stand below the totals, where nobody would look for them unasked.
fn point_to_problems(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<(), ReportError> {
    let books = rows.books();
    let styles = sheet.styles;
    if books.problems.is_empty() {
        return sheet.over(
            PROBLEMS,
            0,
            "No problems were met while reading.",
            &styles.subtitle,
        );
    }
    let count = plural(books.problems.len(), "problem was met", "problems were met");
    let text = format!("{count} while reading: see below the totals.");
    let row = problems_title(RowNum::try_from(books.control_totals.len()).unwrap_or(RowNum::MAX));
    let link = Url::new(format!("internal:'{NAME}'!A{}", row + 1)).set_text(text);
    sheet
        .worksheet
        .write_url_with_format(PROBLEMS, 0, link, &styles.link)?;
    Ok(())
}

/// Writes the problems, and returns the last row of the sheet.
fn list_problems(
    sheet: &mut Sheet<'_>,
    rows: &Rows<'_>,
    totals: &Written,
) -> Result<RowNum, ReportError> {
    if rows.books().problems.is_empty() {
        return Ok(totals.next());
    }
    let title = problems_title(totals.rows());
    let section = &sheet.styles.section;
    sheet.over(
        title,
        0,
        "Unread and incomplete lines, and other problems",
        section,
    )?;
    let written = write(sheet, title + 1, &problems(), rows.problems())?;
    Ok(written.next())
}

/// The row of the title above the problems, when so many totals stand above it.
const fn problems_title(totals: RowNum) -> RowNum {
    let totals = if totals == 0 { 1 } else { totals };
    HEADINGS + totals + 2
}

fn totals<'r>() -> [Column<TotalRow<'r>>; 8] {
    [
        Column::words("Document", |row| Cell::text(row.document)),
        Column::figures("Page", |row| Cell::page(row.page)),
        Column::words("Sum Of", |row| Cell::text(row.scope_label())),
        Column::prose("Total", |row| Cell::text(row.label)),
        Column::figures("Printed", |row| Cell::figure(Some(row.printed))),
        Column::figures("Extracted", |row| Cell::figure(Some(row.extracted))),
        Column::figures("Difference", |row| Cell::figure(row.difference)),
        Column::words("Result", |row| match row.ties_out {
            true => Cell::text("Agrees"),
            false => Cell::Toned(Tone::Bad, "Differs"),
        }),
    ]
}

fn problems<'r>() -> [Column<ProblemRow<'r>>; 6] {
    [
        Column::words("Document", |row| Cell::text(row.document)),
        Column::figures("Page", |row| Cell::page(row.page)),
        Column::words("Weight", weight),
        Column::prose("What Happened, What To Do", |row| Cell::text(row.message)),
        Column::words("Kind", |row| Cell::text(row.kind.label())),
        Column::loose("Text On The Page", |row| Cell::text(row.text)),
    ]
}

fn weight<'a>(row: &'a ProblemRow<'_>) -> Cell<'a> {
    let tone = match row.severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Doubtful,
        Severity::Note => Tone::Quiet,
    };
    Cell::Toned(tone, row.severity.label())
}
