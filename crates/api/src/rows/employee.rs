//! Employees: how complete they are, and what goes to pVault.

use std::collections::BTreeMap;

use tieout_contract::month::{EmployeeRow, LeftOutRow};
use tieout_domain::{Books, Employee, EmployeeOutcome, Status};
use tieout_reporting::pvault::{COLUMNS, LeftOut, PvaultRow};

/// The cardholders with their completeness.
pub(super) fn rows(books: &Books, outcomes: &[EmployeeOutcome]) -> Vec<EmployeeRow> {
    let pairs = books.employees.iter().zip(outcomes);
    pairs
        .map(|(employee, outcome)| row(employee, outcome))
        .collect()
}

/// What the employee goes by: the printed number, else the name. A number that was made up here
/// would mean nothing to anybody.
pub(super) fn name(employee: &Employee) -> String {
    if employee.number_is_derived {
        employee.name.to_string()
    } else {
        employee.number.to_string()
    }
}

/// The eighteen columns by name.
pub(super) fn pvault_row(row: &PvaultRow) -> BTreeMap<String, String> {
    let titles = COLUMNS.into_iter().map(str::to_owned);
    titles.zip(row.values()).collect()
}

/// Who is left out, and why.
pub(super) fn left_out(left_out: &LeftOut) -> LeftOutRow {
    let (number, name) = (&left_out.employee_number, &left_out.employee_name);
    LeftOutRow {
        employee: number.clone().or_else(|| name.clone()),
        reason: left_out.reason(),
    }
}

fn row(employee: &Employee, outcome: &EmployeeOutcome) -> EmployeeRow {
    let counts = Status::ALL
        .into_iter()
        .map(|status| (status.label().to_owned(), outcome.counts.of(status)));
    EmployeeRow {
        employee: name(employee),
        name: employee.name.to_string(),
        report_name: outcome.report_name.clone(),
        transactions: outcome.counts.total(),
        complete: outcome.counts.is_complete(),
        counts: counts.collect(),
    }
}
