//! The rows of the tables: what is shown of a thing, and what it is found by.

use std::sync::Arc;

use tieout_contract::employee::Employee;
use tieout_contract::receipt::Receipt;
use tieout_contract::transaction::Transaction;

use super::month::{Month, written_name};
use crate::locale;
use crate::sorted::sorted;
use crate::texts::word;

/// A transaction in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TransactionRow {
    /// The transaction.
    pub transaction: Arc<Transaction>,
    /// The cardholder's name.
    pub employee: String,
    /// What it is found by, in small letters.
    pub search: String,
}

/// A receipt in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceiptRow {
    /// The receipt.
    pub receipt: Arc<Receipt>,
    /// Whose it is.
    pub employee: String,
    /// The document's name.
    pub document: String,
    /// What it is found by, in small letters.
    pub search: String,
}

/// An employee in a table.
#[derive(Debug, Clone, PartialEq)]
pub struct EmployeeRow {
    /// The employee.
    pub employee: Employee,
    /// What they are found by, in small letters.
    pub search: String,
}

/// The transactions as rows.
pub fn transactions<'a>(
    month: &'a Month,
    which: impl Iterator<Item = &'a Arc<Transaction>>,
) -> Vec<TransactionRow> {
    which
        .map(|one| {
            let employee = month.employee_name(one.employee_id).to_owned();
            let amount = one
                .amount
                .map(|amount| amount.to_string())
                .unwrap_or_default();
            let card = one
                .card_last_four
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let printed = month
                .employee(one.employee_id)
                .map_or("", |known| &known.name);
            let search = [
                employee.as_str(),
                printed,
                one.merchant_name.as_deref().unwrap_or(&one.text),
                one.merchant_city.as_deref().unwrap_or_default(),
                one.reference_number.as_deref().unwrap_or_default(),
                one.expense_type.as_deref().unwrap_or_default(),
                &amount,
                &card,
                word::transaction_status(one.status),
            ];
            let search = searchable(&search);
            TransactionRow {
                transaction: one.clone(),
                employee,
                search,
            }
        })
        .collect()
}

/// The receipts as rows.
pub fn receipts(month: &Month) -> Vec<ReceiptRow> {
    let row = |one: &Arc<Receipt>| {
        let known = month.employee_name(one.employee_id);
        let employee = if known.is_empty() {
            one.person.as_deref().unwrap_or_default()
        } else {
            known
        };
        let document = month
            .document(one.document_id)
            .map_or("", |document| &document.file_name);
        let amount = one
            .amount
            .map(|amount| amount.to_string())
            .unwrap_or_default();
        let search = [
            employee,
            one.vendor_name.as_deref().unwrap_or(&one.text),
            one.purpose.as_deref().unwrap_or_default(),
            one.receipt_number.as_deref().unwrap_or_default(),
            document,
            &amount,
        ];
        ReceiptRow {
            receipt: one.clone(),
            employee: employee.to_owned(),
            document: document.to_owned(),
            search: searchable(&search),
        }
    };
    month.receipts.iter().map(row).collect()
}

/// The employees as rows, by name.
pub fn employees(month: &Month) -> Vec<EmployeeRow> {
    let row = |one: &Employee| {
        let search = [
            one.name.as_str(),
            &one.employee_number,
            one.report_name.as_deref().unwrap_or_default(),
            one.department.as_deref().unwrap_or_default(),
            one.cost_center.as_deref().unwrap_or_default(),
        ];
        EmployeeRow {
            employee: one.clone(),
            search: searchable(&search),
        }
    };
    let by_name = sorted(month.employees.iter().collect(), |one| written_name(one));
    by_name.into_iter().map(row).collect()
}

fn searchable(parts: &[&str]) -> String {
    locale::lower(&parts.join(" "))
}
