//! Expense lines and receipts.

use tieout_contract::month::{ExpenseLineRow, ReceiptRow};
use tieout_domain::{
    Books, ExpenseLine, Field, LineRef, Money, ProofOutcome, ProofRef, Receipt, ReceiptRef,
};

use super::{proof_key, text};

/// The expense lines; outcomes run parallel to them once they are matched.
pub(super) fn expense_lines(books: &Books, outcomes: &[ProofOutcome]) -> Vec<ExpenseLineRow> {
    let row = |(at, line): (LineRef, _)| expense_line(books, at, line, outcomes.get(at.place()));
    books.expense_lines().map(row).collect()
}

/// The receipts; outcomes run parallel to them once they are matched.
pub(super) fn receipts(books: &Books, outcomes: &[ProofOutcome]) -> Vec<ReceiptRow> {
    let row = |(at, read): (ReceiptRef, _)| receipt(books, at, read, outcomes.get(at.place()));
    books.receipts().map(row).collect()
}

fn expense_line(
    books: &Books,
    at: LineRef,
    line: &ExpenseLine,
    outcome: Option<&ProofOutcome>,
) -> ExpenseLineRow {
    ExpenseLineRow {
        key: proof_key(ProofRef::Line(at)),
        employee: text(line.person.as_ref().map(|person| &person.name)),
        expense_type: line.expense_type.clone(),
        date: line.date,
        amount: text(line.unrounded).or_else(|| text(line.amount)),
        purpose: line.purpose.clone(),
        merchant: line.merchant.clone(),
        address: line.address.clone(),
        receipt_id: line.receipt_id.clone(),
        job: line.coding.job.clone(),
        phase: line.coding.phase.clone(),
        cost_type: line.coding.cost_type.clone(),
        gl_account: line.coding.gl_account.clone(),
        attached: line.is_attached,
        file: books.document_name(line.source.document).to_owned(),
        page: line.source.page,
        duplicate_of: duplicate_of(outcome),
    }
}

fn receipt(
    books: &Books,
    at: ReceiptRef,
    receipt: &Receipt,
    outcome: Option<&ProofOutcome>,
) -> ReceiptRow {
    let amount = |field: &Option<Field<Money>>| text(field.as_ref().map(|field| field.value));
    ReceiptRow {
        key: proof_key(ProofRef::Receipt(at)),
        file: books.document_name(receipt.source.document).to_owned(),
        page: receipt.source.page,
        vendor: receipt.vendor.as_ref().map(|field| field.value.clone()),
        date: receipt.date.as_ref().map(|field| field.value),
        amount: amount(&receipt.total),
        currency: text(receipt.total.as_ref().map(|field| field.value.currency())),
        subtotal: amount(&receipt.subtotal),
        tax: amount(&receipt.tax),
        tip: amount(&receipt.tip),
        card_last_four: receipt.card.as_ref().map(|field| field.value),
        duplicate_of: duplicate_of(outcome),
    }
}

fn duplicate_of(outcome: Option<&ProofOutcome>) -> Option<String> {
    match outcome {
        Some(ProofOutcome::DuplicateOf(original)) => Some(proof_key(*original)),
        _ => None,
    }
}
