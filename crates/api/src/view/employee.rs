//! Employees, how complete they are, and what keeps them out of pVault.

use std::collections::HashMap;

use tieout_contract::employee::Employee;
use tieout_contract::pvault::LeftOut;
use tieout_domain::id::EmployeeId;
use tieout_persistence::list::EmployeeView;

/// Why employees are left out.
pub type Reasons = HashMap<EmployeeId, Vec<String>>;

/// The reasons by employee.
pub fn reasons(left_out: &[LeftOut]) -> Reasons {
    let known = left_out.iter().filter_map(|left_out| {
        let employee = left_out.employee_id?;
        Some((employee, left_out.reasons.clone()))
    });
    known.collect()
}

/// An employee.
pub fn employee(view: EmployeeView, reasons: &Reasons) -> Employee {
    let EmployeeView {
        id,
        employee,
        report_name,
        counts,
    } = view;
    Employee {
        id,
        employee_number: employee.number.to_string(),
        number_is_derived: employee.number_is_derived,
        name: employee.name.to_string(),
        report_name,
        department: employee.department,
        cost_center: employee.cost_center,
        cards: employee.cards,
        total_transactions: u32::try_from(counts.total()).unwrap_or(u32::MAX),
        transactions: counts,
        is_complete: counts.is_complete(),
        left_out_reasons: reasons.get(&id).cloned().unwrap_or_default(),
    }
}
