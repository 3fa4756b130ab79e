//! From the domain to the contract: what was read and decided, as it travels.

mod document;
mod employee;
mod matches;
mod proof;
mod transaction;

use tieout_contract::month as contract;
use tieout_domain::{Books, ProofRef, TieOut, TransactionRef};
use tieout_reporting::pvault::PvaultExport;

use crate::month::Month;

/// A reconciled month.
pub fn month(month: &Month, export: &PvaultExport) -> contract::Month {
    let Month {
        books,
        reconciliation,
    } = month;
    let outcomes = &reconciliation.transactions;
    contract::Month {
        transactions: transaction::rows(books, Some(outcomes)),
        expense_lines: proof::expense_lines(books, &reconciliation.expense_lines),
        receipts: proof::receipts(books, &reconciliation.receipts),
        matches: matches::rows(outcomes),
        employees: employee::rows(books, &reconciliation.employees),
        pvault_rows: export.rows.iter().map(employee::pvault_row).collect(),
        pvault_left_out: export.left_out.iter().map(employee::left_out).collect(),
        ..facts(books)
    }
}

/// What was read, before anything is matched.
pub fn facts(books: &Books) -> contract::Month {
    contract::Month {
        ties_out: books.tie_out() == TieOut::TiesOut,
        period: books.period.map(|period| (period.start(), period.end())),
        documents: document::rows(books),
        transactions: transaction::rows(books, None),
        expense_lines: proof::expense_lines(books, &[]),
        receipts: proof::receipts(books, &[]),
        control_totals: document::control_totals(books),
        problems: document::problems(books),
        ..contract::Month::default()
    }
}

/// The key of a transaction.
fn transaction_key(at: TransactionRef) -> String {
    format!("T{:04}", at.place() + 1)
}

/// The key of an expense line or a receipt.
fn proof_key(at: ProofRef) -> String {
    match at {
        ProofRef::Line(line) => format!("X{:04}", line.place() + 1),
        ProofRef::Receipt(receipt) => format!("R{:04}", receipt.place() + 1),
    }
}

fn text(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}
