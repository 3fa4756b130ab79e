//! The columns of cardholders.

use leptos::prelude::*;

use super::cells::{count, plain};
use crate::state::month::written_name;
use crate::state::rows::EmployeeRow;
use crate::texts::session as text;
use crate::ui::table::{Column, Spec};
use crate::ui::{Badge, Tone};

/// Cardholders.
pub fn employees() -> Spec<EmployeeRow> {
    type Row = EmployeeRow;
    Spec {
        name: "employees",
        label: text::EMPLOYEES,
        columns: vec![
            Column::text(
                "name",
                text::EMPLOYEE,
                200,
                |row: &Row| written_name(&row.employee).to_owned(),
                |row| plain(written_name(&row.employee)),
                |a, b| written_name(&a.employee).cmp(written_name(&b.employee)),
            ),
            Column::text(
                "number",
                text::NUMBER,
                110,
                |row: &Row| row.employee.employee_number.clone(),
                |row| plain(&row.employee.employee_number),
                |a, b| a.employee.employee_number.cmp(&b.employee.employee_number),
            )
            .wide(),
            Column::text(
                "department",
                text::DEPARTMENT,
                140,
                |row: &Row| row.employee.department.clone().unwrap_or_default(),
                |row| plain(row.employee.department.as_deref().unwrap_or_default()),
                |a, b| a.employee.department.cmp(&b.employee.department),
            )
            .hidden(),
            Column::text(
                "center",
                text::COST_CENTER,
                120,
                |row: &Row| row.employee.cost_center.clone().unwrap_or_default(),
                |row| plain(row.employee.cost_center.as_deref().unwrap_or_default()),
                |a, b| a.employee.cost_center.cmp(&b.employee.cost_center),
            )
            .hidden(),
            Column::text(
                "transactions",
                text::TRANSACTIONS,
                120,
                |row: &Row| row.employee.total_transactions.to_string(),
                |row| count(row.employee.total_transactions as usize),
                |a, b| {
                    a.employee
                        .total_transactions
                        .cmp(&b.employee.total_transactions)
                },
            )
            .figures(),
            Column::text(
                "complete",
                text::COMPLETE_OF,
                110,
                |row: &Row| row.employee.transactions.complete.to_string(),
                |row| count(row.employee.transactions.complete),
                |a, b| {
                    a.employee
                        .transactions
                        .complete
                        .cmp(&b.employee.transactions.complete)
                },
            )
            .figures(),
            Column::text(
                "receipt",
                text::NO_RECEIPT,
                110,
                |row: &Row| row.employee.transactions.missing_receipt.to_string(),
                |row| count(row.employee.transactions.missing_receipt),
                |a, b| {
                    a.employee
                        .transactions
                        .missing_receipt
                        .cmp(&b.employee.transactions.missing_receipt)
                },
            )
            .figures()
            .wide(),
            Column::text(
                "coding",
                text::NO_CODING,
                110,
                |row: &Row| row.employee.transactions.missing_gl_code.to_string(),
                |row| count(row.employee.transactions.missing_gl_code),
                |a, b| {
                    a.employee
                        .transactions
                        .missing_gl_code
                        .cmp(&b.employee.transactions.missing_gl_code)
                },
            )
            .figures()
            .wide(),
            Column::text(
                "both",
                text::NEITHER,
                90,
                |row: &Row| row.employee.transactions.missing_both.to_string(),
                |row| count(row.employee.transactions.missing_both),
                |a, b| {
                    a.employee
                        .transactions
                        .missing_both
                        .cmp(&b.employee.transactions.missing_both)
                },
            )
            .figures()
            .wide(),
            Column::text(
                "pvault",
                text::IN_PVAULT,
                140,
                |row: &Row| {
                    if row.employee.left_out_reasons.is_empty() {
                        text::YES
                    } else {
                        text::NO
                    }
                    .to_owned()
                },
                pvault,
                verdict_order,
            )
            .facet(),
        ],
        search: |row| &row.search,
        id: |row| row.employee.id.to_string(),
        sum: |_| None,
    }
}

fn verdict_order(a: &EmployeeRow, b: &EmployeeRow) -> std::cmp::Ordering {
    a.employee
        .left_out_reasons
        .is_empty()
        .cmp(&b.employee.left_out_reasons.is_empty())
}

fn pvault(row: &EmployeeRow) -> AnyView {
    if row.employee.left_out_reasons.is_empty() {
        view! { <Badge tone=Tone::Ok word=text::YES /> }.into_any()
    } else {
        let why = row.employee.left_out_reasons.join(" ");
        view! { <span title=why><Badge tone=Tone::Quiet word=text::NO /></span> }.into_any()
    }
}
