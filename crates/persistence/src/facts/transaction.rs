//! Transactions as rows.

use tieout_domain::{DocumentRef, EmployeeRef, ForeignAmount, Money, Transaction};
use uuid::Uuid;

use super::Owner;
use super::place::{Raw, page};
use crate::Result;
use crate::entity::transaction::Model;
use crate::fingerprint;
use crate::row::{card, code, coding, count, decimal, from_json, json, minor, money, search_key};

/// The row of the transaction at `place` of its document. The id is made up later: a row that was
/// there before keeps its own.
pub(crate) fn to_row(
    transaction: &Transaction,
    employee: Option<Uuid>,
    place: usize,
    owner: &Owner,
) -> Result<Model> {
    // Nothing is charged by a charge of nothing: the amount counts as not read.
    let amount = transaction.amount.filter(|amount| !amount.is_zero());
    let (post_date, early_post_date) = match (transaction.transaction_date, transaction.post_date) {
        (Some(bought), Some(booked)) if booked < bought => (None, Some(booked)),
        (_, booked) => (booked, None),
    };
    let listed = transaction.date();
    let foreign = transaction.foreign;
    let raw = Raw {
        early_post_date,
        ..Raw::of(&transaction.source)
    };
    Ok(Model {
        id: Uuid::nil(),
        session_id: owner.session,
        document_id: owner.document,
        position: count(place),
        page: page(&transaction.source),
        fingerprint: fingerprint::of_transaction(transaction),
        attempt: owner.attempt,
        employee_id: employee,
        card_last_four: transaction.card.map(String::from),
        listed_date: listed,
        transaction_date: transaction.transaction_date,
        post_date,
        amount_minor: minor(amount),
        currency: code(amount),
        original_amount_minor: minor(foreign.map(|foreign| foreign.amount)),
        original_currency: code(foreign.map(|foreign| foreign.amount)),
        exchange_rate: foreign
            .and_then(|foreign| foreign.rate)
            .map(|rate| rate.to_string()),
        merchant_name: transaction.merchant.clone(),
        merchant_city: transaction.city.clone(),
        merchant_state: transaction.state.clone(),
        merchant_category: transaction.category.clone(),
        expense_type: transaction.expense_type.clone(),
        detail_level: transaction.level.clone(),
        reference_number: transaction.reference.clone(),
        search_key: search_key(&[
            transaction.merchant.as_ref(),
            transaction.city.as_ref(),
            transaction.reference.as_ref(),
        ]),
        is_credit: amount.is_some_and(Money::is_negative),
        is_incomplete: listed.is_none() || amount.is_none(),
        items: json(&transaction.items)?,
        raw_data: raw.stored()?,
        created_at: owner.now,
        job: transaction.coding.job.clone(),
        phase: transaction.coding.phase.clone(),
        cost_type: transaction.coding.cost_type.clone(),
        gl_account: transaction.coding.gl_account.clone(),
    })
}

/// The transaction that a row holds.
pub(crate) fn from_row(
    row: Model,
    employee: Option<EmployeeRef>,
    document: DocumentRef,
) -> Result<Transaction> {
    let raw = Raw::read(row.raw_data)?;
    let foreign = money(row.original_amount_minor, row.original_currency.as_deref())?;
    let rate = decimal(row.exchange_rate.as_deref())?;
    Ok(Transaction {
        employee,
        card: card(row.card_last_four.as_deref())?,
        transaction_date: row.transaction_date,
        post_date: row.post_date.or(raw.early_post_date),
        amount: money(row.amount_minor, row.currency.as_deref())?,
        foreign: foreign.map(|amount| ForeignAmount { amount, rate }),
        merchant: row.merchant_name,
        city: row.merchant_city,
        state: row.merchant_state,
        category: row.merchant_category,
        expense_type: row.expense_type,
        level: row.detail_level,
        source: raw.source(document, row.page),
        reference: row.reference_number.or(raw.repeated_reference),
        items: from_json("a transaction's items", row.items)?,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
    })
}
