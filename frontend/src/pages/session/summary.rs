//! The four cards: the proof, what is complete, what is to decide, what is missing.

use std::sync::Arc;

use leptos::prelude::*;
use tieout_domain::{Currency, Decimal, TieOut, percent};

use super::charts::Charts;
use crate::locale;
use crate::state::month::Month;
use crate::texts::session as text;
use crate::ui::{Glyph, Icon, Meter};

/// What a session comes to.
#[component]
pub fn Summary(month: Arc<Month>) -> impl IntoView {
    view! {
        <div class="mb-4 grid grid-cols-2 gap-2 sm:gap-3 xl:grid-cols-4">
            {proof(&month)}
            {complete(&month)}
            {to_decide(&month)}
            {missing(&month)}
        </div>
        <Charts month />
    }
}

/// Never green by default: only where every printed total agrees.
fn proof(month: &Month) -> AnyView {
    let summary = &month.session.summary;
    let has_statement = month.statements().next().is_some();
    let (class, glyph, title, note) = match summary.tie_out {
        Some(TieOut::TiesOut) => {
            let rows = locale::plural(month.transactions.len(), "line", "lines");
            (
                "border-ok bg-ok-tint text-ok",
                Glyph::Check,
                text::TIES_OUT,
                text::read_lines(&rows),
            )
        }
        Some(TieOut::Differs) => {
            let differing = locale::count(month.differing_totals().count());
            (
                "border-bad bg-bad-tint text-bad",
                Glyph::Cross,
                text::DIFFERS,
                text::differing(&differing),
            )
        }
        Some(TieOut::NothingToProve) | None => {
            let note = if has_statement {
                text::NOT_PROVEN_NOTE
            } else {
                text::NO_STATEMENT
            };
            ("", Glyph::Alert, text::NOT_PROVEN, note.to_owned())
        }
    };
    let charged: Vec<(Currency, Decimal)> = summary
        .charged
        .iter()
        .map(|sum| (sum.currency, sum.amount))
        .collect();
    let worst = month
        .differing_totals()
        .find(|total| total.difference.is_some())
        .map(|total| {
            let difference = total.difference.clone().unwrap_or_default();
            let page = total.page.map(text::because_of).unwrap_or_default();
            view! { <p class="mt-1 text-meta">{total.label.clone()}": "{difference}" "{page}</p> }
        });
    view! {
        <a class=format!("card block p-3 sm:p-4 {class}") href="?tab=documents">
            <h2 class="flex items-center gap-2 text-table font-medium"><Icon glyph />{title}</h2>
            <p class="mt-1 text-title font-semibold sm:text-figure tabular-nums">{figure(&charged)}</p>
            <p class="mt-1 text-table">{note}</p>
            {worst}
        </a>
    }
    .into_any()
}

fn complete(month: &Month) -> AnyView {
    let counts = month.session.summary.transactions;
    let whole = month.transactions.len() as u64;
    let part = counts.complete as u64;
    let rate = percent(part, whole);
    let summary = &month.session.summary;
    let employees = text::employees_complete(
        &locale::count(summary.complete_employees),
        &locale::count(summary.employees),
    );
    let explained = text::of_transactions(&locale::count(part), &locale::count(whole));
    view! {
        <section class="card p-3 sm:p-4" title=explained>
            <h2 class="text-table font-medium text-ink-2">{text::COMPLETE}</h2>
            <p class="mt-1 text-title font-semibold sm:text-figure tabular-nums">{format!("{rate} %")}</p>
            <div class="my-2"><Meter percent=Signal::stored(rate) label=text::COMPLETE /></div>
            <p class="text-table text-ink-2">{text::of(&locale::count(part), &locale::count(whole))}" · "{employees}</p>
        </section>
    }
    .into_any()
}

fn to_decide(month: &Month) -> AnyView {
    let count = month.undecided().count();
    let id = month.session.id;
    let action = if count > 0 {
        view! { <a class="btn btn-primary mt-2" href=format!("/sessions/{id}/review")>{text::START_REVIEW}<kbd class="kbd" aria-hidden="true">"R"</kbd></a> }.into_any()
    } else {
        view! { <p class="mt-1 text-table text-ink-2">{text::NOTHING_TO_DECIDE}</p> }.into_any()
    };
    view! {
        <section class="card p-3 sm:p-4">
            <h2 class="text-table font-medium text-ink-2">{text::TO_DECIDE}</h2>
            <p class="mt-1 text-title font-semibold sm:text-figure tabular-nums">{locale::count(count)}</p>
            {action}
        </section>
    }
    .into_any()
}

fn missing(month: &Month) -> AnyView {
    let counts = month.session.summary.transactions;
    let receipts = counts.missing_receipt + counts.missing_both;
    let codings = counts.missing_gl_code + counts.missing_both;
    let people = month
        .employees
        .iter()
        .filter(|employee| !employee.is_complete)
        .count();
    let note = if receipts + codings == 0 {
        text::NOTHING_MISSING.to_owned()
    } else {
        [
            locale::plural(receipts, "receipt", "receipts"),
            locale::plural(codings, "coding", "codings"),
            locale::plural(people, "person", "people"),
        ]
        .join(" · ")
    };
    view! {
        <a class="card block p-3 sm:p-4" href="?tab=exceptions">
            <h2 class="text-table font-medium text-ink-2">{text::MISSING}</h2>
            <p class="mt-1 text-title font-semibold sm:text-figure tabular-nums">{figure(&month.missing_sums())}</p>
            <p class="mt-1 text-table text-ink-2">{note}</p>
        </a>
    }
    .into_any()
}

fn figure(sums: &[(Currency, Decimal)]) -> String {
    let written: Vec<String> = sums
        .iter()
        .map(|(currency, sum)| locale::money(*sum, *currency))
        .collect();
    if written.is_empty() {
        "–".to_owned()
    } else {
        written.join(" + ")
    }
}
