//! The rows for pVault, the accounting system of record.
//!
//! Only employees all of whose transactions are complete, and whose statement ties out, are
//! exported; everybody else is named with the reason.

mod gate;
mod left_out;
mod row;

use std::io::Write;

use serde::Serialize;
use tieout_domain::{EmployeeRef, TransactionRef};

pub use left_out::{LeftOut, Reason};
pub use row::{COLUMNS, PvaultRow};

use crate::csv::{Bom, Writer};
use crate::{Report, ReportError, Rows};
use gate::{Gate, Judgement};

/// What pVault receives, and who is left out of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PvaultExport {
    /// One row per transaction and coding line, by employee in the order of the statement, then
    /// date.
    pub rows: Vec<PvaultRow>,
    /// The employees that are kept out, and why; the transactions that are nobody's last.
    pub left_out: Vec<LeftOut>,
}

/// The export of a month.
pub fn rows(report: &Report<'_>) -> PvaultExport {
    let rows = Rows::new(report);
    let gate = Gate::of(&rows);
    let mut export = PvaultExport {
        rows: Vec::new(),
        left_out: Vec::new(),
    };
    for (employee, _) in report.books.employees() {
        match gate.judge(employee) {
            Judgement::HasNothing => {}
            Judgement::Passes(found) => export.rows.extend(rows_of(&rows, employee, found)),
            Judgement::IsLeftOut(left_out) => export.left_out.push(left_out),
        }
    }
    export.left_out.extend(gate.unresolved());
    export
}

/// Who is left out, and why.
pub(crate) fn left_out(rows: &Rows<'_>) -> Vec<LeftOut> {
    let gate = Gate::of(rows);
    let employees = rows.books().employees();
    employees
        .filter_map(|(employee, _)| match gate.judge(employee) {
            Judgement::IsLeftOut(left_out) => Some(left_out),
            Judgement::HasNothing | Judgement::Passes(_) => None,
        })
        .chain(gate.unresolved())
        .collect()
}

/// Writes the rows as CSV: UTF-8, CRLF, minimal quoting.
pub fn write_csv(export: &PvaultExport, bom: Bom, out: impl Write) -> Result<(), ReportError> {
    let mut writer = Writer::new(bom, out)?;
    writer.titles(COLUMNS)?;
    for row in &export.rows {
        writer.fields(row.fields())?;
    }
    writer.finish()
}

/// Writes the same as JSON, with the key of each row and those who are left out.
pub fn write_json(export: &PvaultExport, out: impl Write) -> Result<(), ReportError> {
    Ok(serde_json::to_writer(out, export)?)
}

fn rows_of(
    rows: &Rows<'_>,
    employee: EmployeeRef,
    transactions: &[TransactionRef],
) -> Vec<PvaultRow> {
    let mut dated: Vec<_> = transactions
        .iter()
        .filter_map(|at| Some((*at, rows.books().transactions.get(at.place())?)))
        .collect();
    dated.sort_by_key(|(_, transaction)| transaction.date());
    let of_one = |(at, transaction)| row::of_transaction(rows, employee, at, transaction);
    dated.into_iter().flat_map(of_one).collect()
}
