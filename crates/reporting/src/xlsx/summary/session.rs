//! What the report is about, and whether it can be trusted.

use rust_xlsxwriter::{FormatAlign, RowNum};

use super::super::sheet::Sheet;
use super::super::style::{Tone, verdict_tone};
use super::super::table::Cell;
use crate::text::prose;
use crate::words::{period, plural};
use crate::{ReportError, Rows};

/// How wide the verdict is, in columns.
const WIDTH: usize = 12;

pub(super) fn write(sheet: &mut Sheet<'_>, rows: &Rows<'_>) -> Result<RowNum, ReportError> {
    let styles = sheet.styles;
    let session = rows.report.session;
    sheet.worksheet.set_row_height(0, 28)?;
    sheet.over(0, 0, &prose(&session.name), &styles.title)?;
    let days = rows.books().period.map(period);
    let subtitle = format!(
        "Card reconciliation, {}",
        days.as_deref().unwrap_or("period not printed")
    );
    sheet.over(1, 0, &subtitle, &styles.subtitle)?;
    let row = verdict(sheet, 3, rows)?;
    let row = times(sheet, row + 1, rows)?;
    Ok(row + 1)
}

fn verdict(sheet: &mut Sheet<'_>, row: RowNum, rows: &Rows<'_>) -> Result<RowNum, ReportError> {
    let verdict = rows.verdict();
    let styles = sheet.styles;
    let text = format!("{}. {}", verdict.headline(), verdict.sentence());
    sheet.worksheet.set_row_height(row, 22)?;
    let format = styles
        .toned(verdict_tone(verdict))
        .clone()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter);
    sheet.line(row, WIDTH, &text, &format)?;
    let problems = rows.books().problems.len();
    if problems == 0 {
        return Ok(row + 1);
    }
    let count = plural(problems, "problem was met", "problems were met");
    let text = format!("{count} while reading: they are listed on the sheet Tie-out.");
    sheet.line(row + 1, WIDTH, &text, styles.toned(Tone::Doubtful))?;
    Ok(row + 2)
}

fn times(sheet: &mut Sheet<'_>, first: RowNum, rows: &Rows<'_>) -> Result<RowNum, ReportError> {
    let session = rows.report.session;
    let times = [
        ("Session created", session.created),
        ("Session expires", session.expires),
        ("Report written", Some(session.reported)),
    ];
    let mut row = first;
    for (label, time) in times {
        if let Some(time) = time {
            sheet.put(row, 0, &Cell::text(label))?;
            sheet.time(row, 1, time)?;
            row += 1;
        }
    }
    Ok(row)
}
