//! The columns of transactions.

use super::cells::{amount, day, iso, number, plain};
use crate::state::rows::TransactionRow;
use crate::texts::{session as text, word};
use crate::ui::badge;
use crate::ui::table::{Column, Spec};

/// Transactions.
pub fn transactions(name: &'static str, label: &'static str) -> Spec<TransactionRow> {
    type Row = TransactionRow;
    let merchant = |row: &Row| {
        row.transaction
            .merchant_name
            .clone()
            .unwrap_or_else(|| row.transaction.text.clone())
    };
    let type_of = |row: &Row| row.transaction.expense_type.clone().unwrap_or_default();
    let city = |row: &Row| row.transaction.merchant_city.clone().unwrap_or_default();
    let card = |row: &Row| {
        row.transaction
            .card_last_four
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let job = |row: &Row| row.transaction.job.clone().unwrap_or_default();
    let account = |row: &Row| row.transaction.gl_account.clone().unwrap_or_default();
    Spec {
        name,
        label,
        columns: vec![
            Column::text(
                "employee",
                text::EMPLOYEE,
                180,
                |row: &Row| row.employee.clone(),
                |row| plain(&row.employee),
                |a, b| a.employee.cmp(&b.employee),
            )
            .facet(),
            Column::text(
                "date",
                text::DATE,
                86,
                |row: &Row| iso(row.transaction.date),
                |row| day(row.transaction.date),
                |a, b| a.transaction.date.cmp(&b.transaction.date),
            ),
            Column::text(
                "merchant",
                text::MERCHANT,
                240,
                merchant,
                |row| {
                    plain(
                        row.transaction
                            .merchant_name
                            .as_deref()
                            .unwrap_or(&row.transaction.text),
                    )
                },
                |a, b| {
                    a.transaction
                        .merchant_name
                        .cmp(&b.transaction.merchant_name)
                },
            ),
            Column::text(
                "type",
                text::TYPE,
                120,
                type_of,
                |row| plain(row.transaction.expense_type.as_deref().unwrap_or_default()),
                |a, b| a.transaction.expense_type.cmp(&b.transaction.expense_type),
            )
            .facet()
            .wide(),
            Column::text(
                "amount",
                text::AMOUNT,
                130,
                |row: &Row| number(row.transaction.amount),
                |row| {
                    amount(
                        row.transaction.amount,
                        row.transaction.currency,
                        row.transaction.is_credit,
                    )
                },
                |a, b| a.transaction.amount.cmp(&b.transaction.amount),
            )
            .figures(),
            Column::text(
                "status",
                text::STATUS,
                150,
                |row: &Row| word::transaction_status(row.transaction.status).to_owned(),
                |row| badge::of_transaction(row.transaction.status),
                |a, b| {
                    word::transaction_status(a.transaction.status)
                        .cmp(word::transaction_status(b.transaction.status))
                },
            )
            .facet(),
            Column::text(
                "decision",
                text::DECISION,
                130,
                |row: &Row| word::match_status(row.transaction.match_status).to_owned(),
                |row| badge::of_match(row.transaction.match_status),
                |a, b| a.transaction.match_status.cmp(&b.transaction.match_status),
            )
            .facet()
            .wide(),
            Column::text(
                "confidence",
                text::CONFIDENCE,
                110,
                |row: &Row| {
                    row.transaction
                        .confidence_score
                        .map(|score| score.to_string())
                        .unwrap_or_default()
                },
                |row| {
                    plain(
                        &row.transaction
                            .confidence_score
                            .map(|score| score.to_string())
                            .unwrap_or_default(),
                    )
                },
                |a, b| {
                    a.transaction
                        .confidence_score
                        .cmp(&b.transaction.confidence_score)
                },
            )
            .figures()
            .hidden(),
            Column::text(
                "city",
                text::CITY,
                130,
                city,
                |row| plain(row.transaction.merchant_city.as_deref().unwrap_or_default()),
                |a, b| {
                    a.transaction
                        .merchant_city
                        .cmp(&b.transaction.merchant_city)
                },
            )
            .hidden(),
            Column::text(
                "card",
                text::CARD,
                80,
                card,
                |row| {
                    plain(
                        &row.transaction
                            .card_last_four
                            .as_ref()
                            .map(|card| format!("··{card}"))
                            .unwrap_or_default(),
                    )
                },
                |a, b| {
                    a.transaction
                        .card_last_four
                        .cmp(&b.transaction.card_last_four)
                },
            )
            .hidden(),
            Column::text(
                "posted",
                text::POSTED,
                86,
                |row: &Row| iso(row.transaction.post_date),
                |row| day(row.transaction.post_date),
                |a, b| a.transaction.post_date.cmp(&b.transaction.post_date),
            )
            .hidden(),
            Column::text(
                "job",
                text::JOB,
                100,
                job,
                |row| plain(row.transaction.job.as_deref().unwrap_or_default()),
                |a, b| a.transaction.job.cmp(&b.transaction.job),
            )
            .hidden(),
            Column::text(
                "account",
                text::GL_ACCOUNT,
                110,
                account,
                |row| plain(row.transaction.gl_account.as_deref().unwrap_or_default()),
                |a, b| a.transaction.gl_account.cmp(&b.transaction.gl_account),
            )
            .hidden(),
        ],
        search: |row| &row.search,
        id: |row| row.transaction.id.to_string(),
        sum: |row| Some((row.transaction.currency?, row.transaction.amount?)),
    }
}
