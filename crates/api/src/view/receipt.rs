//! Report lines and receipts.

use tieout_contract::receipt::{Receipt, ReceiptOutcome, ReceiptSource};
use tieout_domain::Money;
use tieout_persistence::list::{self, ReceiptView};

/// A report line or a receipt, and what became of it.
pub fn receipt(view: ReceiptView) -> Receipt {
    let source = match view.is_expense_line {
        true => ReceiptSource::ExpenseReportLine,
        false => ReceiptSource::ReceiptDocument,
    };
    Receipt {
        id: view.id,
        document_id: view.document,
        page: view.page,
        area: view.area.map(Into::into),
        text: view.text,
        source,
        person: view.person,
        employee_id: view.employee,
        receipt_date: view.date,
        amount: view.amount.map(Money::to_decimal),
        currency: view.amount.map(Money::currency),
        unrounded_amount: view.unrounded,
        vendor_name: view.vendor,
        vendor_address: view.address,
        subtotal: view.subtotal.map(Money::to_decimal),
        tax: view.tax.map(Money::to_decimal),
        tip: view.tip.map(Money::to_decimal),
        card_last_four: view.card,
        purpose: view.purpose,
        expense_type: view.expense_type,
        receipt_number: view.number,
        has_attachment: view.is_attached,
        job: view.coding.job,
        phase: view.coding.phase,
        cost_type: view.coding.cost_type,
        gl_account: view.coding.gl_account,
        ocr_confidence: view.confidence,
        outcome: view.outcome.map(outcome),
        transaction_ids: view.transactions,
        duplicate_of: view.duplicate_of,
    }
}

const fn outcome(outcome: list::ReceiptOutcome) -> ReceiptOutcome {
    match outcome {
        list::ReceiptOutcome::Proves => ReceiptOutcome::Proves,
        list::ReceiptOutcome::Offered => ReceiptOutcome::Offered,
        list::ReceiptOutcome::Duplicate => ReceiptOutcome::Duplicate,
        list::ReceiptOutcome::Unmatched => ReceiptOutcome::Unmatched,
    }
}

/// The outcome that is asked for.
pub const fn wanted(outcome: ReceiptOutcome) -> list::ReceiptOutcome {
    match outcome {
        ReceiptOutcome::Proves => list::ReceiptOutcome::Proves,
        ReceiptOutcome::Offered => list::ReceiptOutcome::Offered,
        ReceiptOutcome::Duplicate => list::ReceiptOutcome::Duplicate,
        ReceiptOutcome::Unmatched => list::ReceiptOutcome::Unmatched,
    }
}
