//! Counts and amounts, as formulas over the other sheets.

use rust_xlsxwriter::{ColNum, RowNum};
use tieout_domain::{Currency, Decimal};

use super::super::sheet::Sheet;
use super::super::table::cells;
use super::line::{AMOUNTS, COUNT, Line};
use super::{chart, lines, section};
use crate::{ReportError, Rows};

pub(super) fn write(
    sheet: &mut Sheet<'_>,
    row: RowNum,
    rows: &Rows<'_>,
) -> Result<RowNum, ReportError> {
    let figures = [lines::of_transactions(rows), lines::of_receipts(rows)].concat();
    let statuses = lines::of_statuses(rows);
    let currencies = currencies(&figures);

    let headings = section(sheet, row, "Figures")?;
    let next = block(sheet, headings, &figures, &currencies)?;

    let headings = section(sheet, next + 1, "Completeness")?;
    let next = block(sheet, headings, &statuses, &currencies)?;
    let statuses_at = (headings + 1, next - 1);
    let share = AMOUNTS + ColNum::try_from(currencies.len()).unwrap_or_default();
    total(sheet, next, statuses_at, &statuses, &currencies)?;
    shares(sheet, share, statuses_at, &statuses)?;
    chart::insert(sheet, (row, share + 2), statuses_at)?;
    Ok(next + 2)
}

/// The currencies of the transactions, then those that receipts alone are in.
fn currencies(lines: &[Line]) -> Vec<Currency> {
    let mut currencies = Vec::new();
    for currency in lines.iter().flat_map(|line| line.tally.sums.keys()) {
        if !currencies.contains(currency) {
            currencies.push(*currency);
        }
    }
    currencies
}

/// Writes headings and lines, and returns the row below them.
fn block(
    sheet: &mut Sheet<'_>,
    headings: RowNum,
    lines: &[Line],
    currencies: &[Currency],
) -> Result<RowNum, ReportError> {
    sheet.heading(headings, 0, "", false)?;
    sheet.heading(headings, 1, "", false)?;
    sheet.heading(headings, COUNT, "Count", true)?;
    for (col, currency) in (AMOUNTS..).zip(currencies) {
        let title = match currencies.len() {
            1 => "Amount".to_owned(),
            _ => format!("Amount {currency}"),
        };
        sheet.heading(headings, col, &title, true)?;
    }
    let mut row = headings + 1;
    for line in lines {
        line.write(sheet, row, currencies)?;
        row += 1;
    }
    Ok(row)
}

/// Draws the total below the statuses.
fn total(
    sheet: &mut Sheet<'_>,
    row: RowNum,
    (first, last): (RowNum, RowNum),
    lines: &[Line],
    currencies: &[Currency],
) -> Result<(), ReportError> {
    let styles = sheet.styles;
    sheet.over(row, 0, "Total", &styles.total_label)?;
    sheet.over(row, 1, "", &styles.total_label)?;
    let formula = |col| format!("SUM({})", cells(col, first, last));
    let count: usize = lines.iter().map(|line| line.tally.count).sum();
    sheet.formula(
        (row, COUNT),
        &formula(COUNT),
        &count.to_string(),
        &styles.total_count,
    )?;
    for (col, currency) in (AMOUNTS..).zip(currencies) {
        let sum: Decimal = lines.iter().map(|line| line.tally.sum(*currency)).sum();
        sheet.sum(
            (row, col),
            &formula(col),
            (sum, *currency),
            styles.total(*currency),
        )?;
    }
    Ok(())
}

/// What part of all transactions has each status.
fn shares(
    sheet: &mut Sheet<'_>,
    col: ColNum,
    (first, last): (RowNum, RowNum),
    lines: &[Line],
) -> Result<(), ReportError> {
    let styles = sheet.styles;
    sheet.heading(first - 1, col, "Share", true)?;
    let all: usize = lines.iter().map(|line| line.tally.count).sum();
    for (row, line) in (first..).zip(lines) {
        let own = cells(COUNT, row, row);
        let of_all = format!("SUM({})", cells(COUNT, first, last));
        let formula = format!("IF({of_all}=0,0,SUM({own})/{of_all})");
        sheet.formula(
            (row, col),
            &formula,
            &share(line.tally.count, all),
            &styles.share,
        )?;
    }
    Ok(())
}

/// A part of a whole from 0 to 1, to four decimals.
fn share(part: usize, whole: usize) -> String {
    let part = Decimal::from(part);
    let share = part.checked_div(Decimal::from(whole)).unwrap_or_default();
    share.round_dp(4).to_string()
}
