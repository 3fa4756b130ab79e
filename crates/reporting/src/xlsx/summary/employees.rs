//! Who spent what, and who still owes what.

use std::collections::BTreeMap;

use rust_xlsxwriter::RowNum;
use tieout_domain::Decimal;

use super::super::sheet::Sheet;
use super::super::style::Tone;
use super::super::table::{ByCurrency, Cell, Column, filter, total, write as write_table};
use super::section;
use crate::pvault::{LeftOut, Reason, left_out};
use crate::rows::EmployeeRow;
use crate::{ReportError, Rows};

/// An employee's month, and whether pVault receives it.
struct Line<'r> {
    employee: EmployeeRow<'r>,
    left_out: Option<String>,
}

pub(super) fn write(
    sheet: &mut Sheet<'_>,
    row: RowNum,
    rows: &Rows<'_>,
) -> Result<RowNum, ReportError> {
    let headings = section(sheet, row, "Employees")?;
    let columns = columns();
    let reasons: BTreeMap<Option<String>, String> = left_out(rows)
        .into_iter()
        .map(|left_out| (left_out.employee_number.clone(), beyond_flags(&left_out)))
        .collect();
    let lines = rows.employees().into_iter().map(|employee| Line {
        left_out: reasons.get(&employee.number.map(str::to_owned)).cloned(),
        employee,
    });
    let written = write_table(sheet, headings, &columns, lines)?;
    filter(sheet, &written, columns.len())?;
    total(sheet, &written, &columns, &ByCurrency::Column("Currency"))?;
    Ok(written.next() + 1)
}

fn columns<'r>() -> [Column<Line<'r>>; 12] {
    [
        Column::words("Employee ID", |line| Cell::id(line.employee.number)),
        Column::words("Employee Name", |line| {
            Cell::text(line.employee.name.unwrap_or("No cardholder named"))
        }),
        Column::figures("Transactions", |line| {
            Cell::count(line.employee.counts.total())
        }),
        Column::summed("Card Activity", |line| {
            sum(line.employee.card_activity, &line.employee)
        }),
        Column::summed("Receipt Total", |line| {
            sum(line.employee.receipt_total, &line.employee)
        }),
        Column::figures("Receipt Count", |line| {
            Cell::count(line.employee.receipt_count)
        }),
        Column::summed("Missing Amount", |line| {
            sum(line.employee.missing_amount, &line.employee)
        }),
        Column::words("Currency", |line| Cell::currency(line.employee.currency)),
        Column::words("Complete", |line| match line.employee.is_complete {
            true => Cell::Toned(Tone::Good, "Yes"),
            false => Cell::Toned(Tone::Quiet, "No"),
        }),
        Column::prose("Flags", |line| Cell::Text(line.employee.flags().into())),
        Column::words("pVault", |line| match line.left_out {
            None => Cell::Toned(Tone::Good, "Exported"),
            Some(_) => Cell::Toned(Tone::Quiet, "Left out"),
        }),
        Column::prose("Left Out Because", |line| {
            Cell::text(line.left_out.as_deref())
        }),
    ]
}

/// Why an employee is left out, without what the flags say already.
fn beyond_flags(left_out: &LeftOut) -> String {
    let reasons = left_out.reasons.iter();
    let others = reasons.filter(|reason| !matches!(reason, Reason::Incomplete(_)));
    others.map(Reason::to_string).collect::<Vec<_>>().join(" ")
}

fn sum<'a>(amount: Decimal, employee: &EmployeeRow<'_>) -> Cell<'a> {
    match employee.currency {
        Some(currency) => Cell::Amount(amount, currency),
        None => Cell::Empty,
    }
}
