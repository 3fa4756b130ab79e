//! Transactions.

use tieout_contract::transaction::{Item, Transaction};
use tieout_domain::{self as domain, Money};
use tieout_persistence::list::TransactionView;

/// A transaction, and what was decided of it.
pub fn transaction(view: TransactionView) -> Transaction {
    let outcome = view.outcome;
    // What a person says comes first; matching has already put it there.
    let coding = outcome
        .as_ref()
        .map_or(view.coding, |outcome| outcome.coding.clone());
    Transaction {
        id: view.id,
        session_id: view.session,
        document_id: view.document,
        page: view.page,
        area: view.area.map(Into::into),
        text: view.text,
        employee_id: view.employee,
        card_last_four: view.card,
        date: view.date,
        transaction_date: view.transaction_date,
        post_date: view.post_date,
        amount: view.amount.map(Money::to_decimal),
        currency: view.amount.map(Money::currency),
        original_amount: view.foreign.map(|foreign| foreign.amount.to_decimal()),
        original_currency: view.foreign.map(|foreign| foreign.amount.currency()),
        exchange_rate: view.foreign.and_then(|foreign| foreign.rate),
        merchant_name: view.merchant,
        merchant_city: view.city,
        merchant_state: view.state,
        merchant_category: view.category,
        expense_type: view.expense_type,
        reference_number: view.reference,
        is_credit: view.amount.is_some_and(Money::is_negative),
        is_incomplete: view.is_incomplete,
        items: view.items.into_iter().map(item).collect(),
        job: coding.job,
        phase: coding.phase,
        cost_type: coding.cost_type,
        gl_account: coding.gl_account,
        match_id: outcome.as_ref().map(|outcome| outcome.id),
        match_status: outcome.as_ref().map(|outcome| outcome.match_status),
        confidence_score: outcome.as_ref().map(|outcome| outcome.confidence),
        receipt_id: outcome.as_ref().and_then(|outcome| outcome.receipt),
        status: outcome.map(|outcome| outcome.status.into()),
    }
}

fn item(item: domain::Item) -> Item {
    Item {
        description: item.description,
        unit_price: item.unit_price,
        quantity: item.quantity,
        gross: item.gross.map(Money::to_decimal),
        discount: item.discount.map(Money::to_decimal),
        net: item.net.map(Money::to_decimal),
    }
}
