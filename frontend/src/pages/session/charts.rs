//! The session at a glance.

use std::sync::Arc;

use leptos::prelude::*;
use tieout_domain::Decimal;

use crate::locale;
use crate::state::month::Month;
use crate::texts::{session as text, word};
use crate::ui::Tone;
use crate::ui::chart::{BarRow, Bars, Ring, Slice};
use tieout_contract::transaction::TransactionStatus as Status;

/// How many expense types are drawn.
const MOST_TYPES: usize = 6;

/// Status and expense types, folded away until somebody asks.
#[component]
pub fn Charts(month: Arc<Month>) -> impl IntoView {
    (!month.transactions.is_empty()).then(|| {
        view! {
            <details class="no-print mb-4">
                <summary class="mb-2 cursor-pointer text-table text-ink-2 hover:text-ink">{text::CHARTS}</summary>
                <div class="grid gap-3 md:grid-cols-2">
                    <section class="card p-4">
                        <h2 class="mb-3 text-table font-medium text-ink-2">{text::BY_STATUS}</h2>
                        <Ring slices=by_status(&month) />
                    </section>
                    <section class="card p-4">
                        <h2 class="mb-3 text-table font-medium text-ink-2">{text::BY_TYPE}</h2>
                        <Bars rows=by_type(&month) />
                    </section>
                </div>
            </details>
        }
    })
}

fn by_status(month: &Month) -> Vec<Slice> {
    let counts = month.session.summary.transactions;
    let slice = |status, value: usize, tone| Slice {
        name: word::transaction_status(Some(status)).to_owned(),
        value: value as u64,
        tone,
    };
    vec![
        slice(Status::Complete, counts.complete, Tone::Ok),
        slice(Status::MissingReceipt, counts.missing_receipt, Tone::Warn),
        slice(Status::MissingGlCode, counts.missing_gl_code, Tone::Info),
        slice(Status::MissingBoth, counts.missing_both, Tone::Bad),
    ]
}

fn by_type(month: &Month) -> Vec<BarRow> {
    let types = month.by_expense_type();
    let most = types.first().map_or(Decimal::ONE, |(_, _, sum)| *sum);
    types
        .into_iter()
        .take(MOST_TYPES)
        .map(|(name, currency, sum)| {
            let share = sum
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|part| part.checked_div(most));
            let percent = share.and_then(|share| u64::try_from(share.round().mantissa()).ok());
            BarRow {
                name,
                percent: percent.unwrap_or_default(),
                figure: locale::money(sum, currency),
            }
        })
        .collect()
}
