//! A candidate beside its transaction: what agrees is quiet, what differs has words.

use std::sync::Arc;

use leptos::prelude::*;
use tieout_contract::matches::{Difference, Link};
use tieout_contract::receipt::Receipt;
use tieout_contract::transaction::Transaction;
use tieout_domain::{Currency, Decimal};

use super::work::{Work, is_unlike};
use crate::locale;
use crate::texts::{review as text, session as words, word};
use crate::ui::{Badge, Factor, Tone};

/// One candidate.
#[component]
pub fn Candidate(
    /// Its place, from 0.
    index: usize,
    /// Is it what the machine offers?
    is_offered: bool,
    link: Link,
    receipt: Arc<Receipt>,
    transaction: Arc<Transaction>,
    work: Work,
) -> impl IntoView {
    let title = format!("{} {} · {}", text::CANDIDATE, index + 1, link.confidence);
    let key = (index < 9).then(|| view! { <kbd class="kbd" aria-hidden="true">{index + 1}</kbd> });
    let differences = link.differences.iter().filter(|one| !stands_above(one));
    let differences = differences.map(text::difference);
    let differences = differences.map(
        |words| view! { <li class="rounded-box bg-warn-tint px-2 py-0.5 text-warn">{words}</li> },
    );
    let differences = differences.collect_view();
    let factors = [
        (text::AMOUNT, link.factors.amount),
        (text::DATE, link.factors.date),
        (text::MERCHANT, link.factors.merchant),
    ];
    let vendor = receipt
        .vendor_name
        .clone()
        .unwrap_or_else(|| receipt.text.clone());
    let purpose = receipt
        .purpose
        .clone()
        .map(|purpose| view! { <p class="text-table break-words text-ink-2">{purpose}</p> });
    let account = receipt
        .gl_account
        .clone()
        .map(|account| format!(" · {} {account}", words::GL_ACCOUNT));
    let remember = (is_unlike(&link) && receipt.vendor_name.is_some()).then(|| {
        view! { <button type="button" class="btn btn-quiet" on:click=move |_| work.remember()>{text::REMEMBER}<kbd class="kbd" aria-hidden="true">"M"</kbd></button> }
    });
    view! {
        <section
            class="card p-4"
            class=("border-accent", move || work.looked_at.get() == index)
            aria-label=title.clone()
            on:focusin=move |_| work.looked_at.set(index)
            on:mouseenter=move |_| work.looked_at.set(index)
        >
            <h2 class="flex items-center justify-between gap-2 text-meta text-ink-2 tabular-nums"><span class="mr-auto">{title.clone()}</span>
                {is_offered.then(|| view! { <Badge tone=Tone::Info word=text::OFFERED /> })}
                {key}
            </h2>
            <p class="mt-1 text-[15px] leading-6 font-semibold break-words">{vendor}</p>
            <p class="text-meta text-ink-2">{word::receipt_source(receipt.source)}{account}</p>
            {purpose}
            <dl class="mt-2 space-y-1 text-table">
                {amount_line(&receipt, &transaction)}
                {date_line(&receipt, &transaction)}
                {card_line(&receipt, &transaction)}
            </dl>
            <ul class="mt-2 flex flex-wrap gap-1 text-table">{differences}</ul>
            <div class="mt-3 space-y-1" aria-label=text::FACTORS role="group">{factors.map(|(name, value)| view! { <Factor name value /> }).collect_view()}</div>
            <div class="mt-3 flex flex-wrap gap-2">
                <button type="button" class="btn" on:click=move |_| work.choose(index)>{text::CHOOSE}</button>
                {remember}
            </div>
        </section>
    }
}

/// What the lines for amount, date and card say already.
const fn stands_above(difference: &Difference) -> bool {
    matches!(
        difference,
        Difference::DateShift { .. } | Difference::Unexplained { .. } | Difference::OtherCard
    )
}

fn amount_line(receipt: &Receipt, transaction: &Transaction) -> AnyView {
    let Some(amount) = receipt.amount else {
        return line(words::AMOUNT, text::NO_AMOUNT.to_owned(), None);
    };
    let shown = locale::amount(amount, receipt.currency);
    let off = transaction
        .amount
        .and_then(|charged| difference(charged, transaction.currency, amount, receipt.currency));
    line(words::AMOUNT, shown, Some(off))
}

/// Charge − receipt as words, where they differ.
fn difference(
    charged: Decimal,
    of: Option<Currency>,
    amount: Decimal,
    currency: Option<Currency>,
) -> Option<String> {
    if of != currency {
        return currency.map(|currency| currency.code().to_owned());
    }
    let off = charged.checked_sub(amount)?;
    (!off.is_zero()).then(|| {
        let sign = if off.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", locale::amount(off, of))
    })
}

fn date_line(receipt: &Receipt, transaction: &Transaction) -> AnyView {
    let Some(date) = receipt.receipt_date else {
        return line(words::DATE, text::NO_DATE.to_owned(), None);
    };
    let off = transaction
        .date
        .map(|day| (date - day).num_days())
        .filter(|days| *days != 0);
    line(
        words::DATE,
        locale::full_day(date),
        Some(off.map(text::days_off)),
    )
}

fn card_line(receipt: &Receipt, transaction: &Transaction) -> AnyView {
    let Some(card) = &receipt.card_last_four else {
        return ().into_any();
    };
    let is_other = transaction
        .card_last_four
        .as_ref()
        .is_some_and(|charged| charged != card);
    let off = is_other.then(|| "different".to_owned());
    line(words::CARD, format!("··{card}"), Some(off))
}

/// A fact, and how it compares: nothing to compare, the same, or off in words.
fn line(name: &'static str, value: String, compared: Option<Option<String>>) -> AnyView {
    let verdict = compared.map(|off| match off {
        None => view! { <span class="text-ink-3">{text::SAME}</span> }.into_any(),
        Some(words) => {
            view! { <strong class="font-semibold text-warn">{words}</strong> }.into_any()
        }
    });
    view! {
        <div class="grid grid-cols-[64px_1fr_auto] gap-3 tabular-nums">
            <dt class="text-ink-2">{name}</dt>
            <dd>{value}</dd>
            <dd>{verdict}</dd>
        </div>
    }
    .into_any()
}
