//! What goes to pVault, and what does not.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use tieout_contract::pvault::{LeftOut, PvaultRow};
use tieout_persistence::books::LoadedBooks;
use tieout_reporting::pvault::{self, COLUMNS};

/// A row.
pub fn row(row: &pvault::PvaultRow, taken: &BTreeMap<String, DateTime<Utc>>) -> PvaultRow {
    let titles = COLUMNS.into_iter().map(str::to_owned);
    PvaultRow {
        row_key: row.key.clone(),
        acknowledged_at: taken.get(&row.key).copied(),
        columns: titles.zip(row.values()).collect(),
    }
}

/// Who is left out, and why.
pub fn left_out(loaded: &LoadedBooks, left_out: &pvault::LeftOut) -> LeftOut {
    LeftOut {
        employee_id: left_out.employee.and_then(|at| loaded.ids.employee(at)),
        employee_number: left_out.employee_number.clone(),
        employee_name: left_out.employee_name.clone(),
        reasons: left_out.reasons.iter().map(ToString::to_string).collect(),
        transactions: left_out.counts,
    }
}
