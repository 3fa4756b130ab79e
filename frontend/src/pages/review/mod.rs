//! The review: one decision at a time.

mod beside;
mod bulk;
mod candidate;
mod help;
mod work;

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use tieout_contract::matches::MatchResult;
use tieout_contract::transaction::Transaction;
use tieout_domain::MatchStatus;
use tieout_domain::id::SessionId;
use web_sys::KeyboardEvent;

use self::beside::Beside;
use self::bulk::Bulk;
use self::candidate::Candidate;
use self::help::Help;
use self::work::Work;
use super::not_found::NotFound;
use super::session::month;
use super::session_in_path;
use crate::api::Decide;
use crate::state::month::Month;
use crate::state::queue::{candidates, is_offered};
use crate::texts::{review as text, session as words};
use crate::ui::{FaultNotice, Skeleton, badge, live};
use crate::{browser, locale};

/// The review of a session.
#[component]
pub fn Review() -> impl IntoView {
    let id = session_in_path();
    live(move || match id.get() {
        Some(id) => view! { <Whole id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn Whole(id: SessionId) -> impl IntoView {
    let load = month(id);
    let work = Work::new(load);
    let (help, bulk) = (RwSignal::new(false), RwSignal::new(false));
    let listening = window_event_listener(ev::keydown, move |event| on_key(&event, work, help));
    on_cleanup(move || listening.remove());
    Effect::new(move || {
        if let Some(month) = load.value.get() {
            let left = work.queue.read().left();
            browser::set_title(&format!(
                "({left}) {} · {}",
                text::TITLE,
                month.session.name
            ));
        }
    });
    view! {
        <p><a class="link" href=format!("/sessions/{id}")>{text::BACK}</a></p>
        {live(move || load.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| load.again() /> }))}
        {live(move || match load.value.get() {
            None if load.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton rows=10 /> }.into_any(),
            Some(_) if work.is_done() => done(work, id),
            Some(month) => view! { <Bar work help bulk />{current(&month, work)} }.into_any(),
        })}
        <Beside work />
        <Help open=help />
        <Bulk open=bulk id work />
    }
}

fn on_key(event: &KeyboardEvent, work: Work, help: RwSignal<bool>) {
    if !browser::is_command(event) {
        return;
    }
    match event.key().as_str() {
        "a" | "A" => work.decide(Decide::Approve(None)),
        "r" | "R" => work.decide(Decide::Reject),
        "n" | "N" => work.decide(Decide::Reassign(None)),
        "m" | "M" => work.remember(),
        "u" | "U" => work.undo(),
        "j" | "J" => work.step(1),
        "k" | "K" => work.step(-1),
        "p" | "P" => work.on_statement.update(|on| *on = !*on),
        "?" => help.set(true),
        digit => match digit.parse::<usize>() {
            Ok(number) if number > 0 => work.choose(number - 1),
            _ => return,
        },
    }
    event.prevent_default();
}

#[component]
fn Bar(work: Work, help: RwSignal<bool>, bulk: RwSignal<bool>) -> impl IntoView {
    let place = move || {
        let (at, of) = work.queue.read().place();
        text::place(at, of)
    };
    let left = move || text::left(&locale::count(work.queue.read().left()));
    let button = |key: &'static str, word: &'static str, class: &'static str, act: Callback<()>| {
        view! {
            <button type="button" class=class on:click=move |_| act.run(())>
                {word}<kbd class="kbd" aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    let act = move |decide| Callback::new(move |()| work.decide(decide));
    view! {
        <div class="mt-1 mb-4 flex flex-wrap items-center gap-2">
            <h1 class="mr-2 text-title font-semibold tabular-nums">{text::TITLE}" · "<span role="status">{place}</span></h1>
            <span class="mr-auto text-table text-ink-2 tabular-nums">{left}</span>
            {button("A", text::APPROVE, "btn btn-primary", act(Decide::Approve(None)))}
            {button("R", text::REJECT, "btn", act(Decide::Reject))}
            {button("N", text::NONE, "btn", act(Decide::Reassign(None)))}
            {button("U", crate::texts::shell::UNDO, "btn", Callback::new(move |()| work.undo()))}
            {button("K", text::PREVIOUS, "btn", Callback::new(move |()| work.step(-1)))}
            {button("J", text::NEXT, "btn", Callback::new(move |()| work.step(1)))}
            {button("?", text::KEYS, "btn", Callback::new(move |()| help.set(true)))}
            <button type="button" class="btn" on:click=move |_| bulk.set(true)>{text::BULK}</button>
        </div>
    }
}

fn current(month: &Arc<Month>, work: Work) -> AnyView {
    let current = work.queue.read().current();
    let result = current.and_then(|id| month.matches.iter().find(|result| result.id == id));
    let found = result.and_then(|result| {
        Some((
            result.clone(),
            month.transaction(result.transaction_id)?.clone(),
        ))
    });
    let Some((result, transaction)) = found else {
        return ().into_any();
    };
    let links = candidates(&result);
    work.looked_at.set(0);
    let cards = links.iter().enumerate().filter_map(|(index, link)| {
        let receipt = month.receipt(link.receipt_id)?.clone();
        Some(view! { <Candidate index is_offered=is_offered(&result, link.receipt_id) link=link.clone() receipt transaction=transaction.clone() work /> })
    });
    let cards = cards.collect_view();
    let nothing = links
        .is_empty()
        .then(|| view! { <p class="card p-4 text-ink-2">{text::NO_CANDIDATES}</p> });
    view! {
        <div class="grid items-start gap-3 lg:grid-cols-[300px_1fr]">
            {charge(month, &transaction, &result)}
            <div class="grid grid-cols-[repeat(auto-fit,minmax(280px,1fr))] gap-3">{cards}{nothing}</div>
        </div>
    }
    .into_any()
}

fn charge(month: &Month, one: &Transaction, result: &MatchResult) -> AnyView {
    let facts = [
        (words::DATE, one.date.map(locale::full_day)),
        (words::POSTED, one.post_date.map(locale::full_day)),
        (
            words::EMPLOYEE,
            Some(month.employee_name(one.employee_id).to_owned()),
        ),
        (
            words::CARD,
            one.card_last_four.as_ref().map(|card| format!("··{card}")),
        ),
        (words::TYPE, one.expense_type.clone()),
        (words::CITY, one.merchant_city.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .filter(|(_, value)| !value.is_empty());
    let facts = facts.map(|(name, value)| {
        view! { <div class="flex justify-between gap-4"><dt class="text-ink-2">{name}</dt><dd class="text-right break-words tabular-nums">{value}</dd></div> }
    });
    let is_decided = result.match_status != MatchStatus::ManualReview;
    view! {
        <section class="card p-4" aria-label=text::TRANSACTION>
            <h2 class="flex items-center justify-between gap-2 text-meta text-ink-2">
                {text::TRANSACTION}
                {is_decided.then(|| badge::of_match(Some(result.match_status)))}
            </h2>
            <p class="mt-1 text-[16px] leading-6 font-semibold break-words">{one.merchant_name.clone().unwrap_or_else(|| one.text.clone())}</p>
            <p class="text-figure font-semibold tabular-nums">{one.amount.map(|amount| locale::amount(amount, one.currency))}</p>
            <dl class="mt-2 space-y-1 text-table">{facts.collect_view()}</dl>
            <p class="mt-3 border-t border-line pt-3 text-table text-ink-2">{result.match_reason.clone()}</p>
        </section>
    }
    .into_any()
}

fn done(work: Work, id: SessionId) -> AnyView {
    let summary = move || {
        let month = work.load.value.read();
        let summary = month
            .as_ref()
            .map(|month| month.session.summary.clone())
            .unwrap_or_default();
        let complete = words::of(
            &locale::count(summary.complete_employees),
            &locale::count(summary.employees),
        );
        text::done_summary(&locale::count(work.decided_here()), &complete)
    };
    view! {
        <section class="card mx-auto mt-8 max-w-xl p-8 text-center">
            <h1 class="text-title font-semibold">{text::DONE}</h1>
            <p class="mt-2" role="status">{summary}</p>
            <p class="mt-1 text-ink-2">{text::DONE_NEXT}</p>
            <div class="mt-4 flex flex-wrap justify-center gap-2">
                <a class="btn btn-primary" href=format!("/sessions/{id}/reports")>{text::TO_REPORTS}</a>
                <a class="btn" href=format!("/sessions/{id}")>{text::BACK}</a>
                <Show when=move || work.decided_here() != 0>
                    <button type="button" class="btn" on:click=move |_| work.undo()>{crate::texts::shell::UNDO}<kbd class="kbd" aria-hidden="true">"U"</kbd></button>
                </Show>
            </div>
        </section>
    }
    .into_any()
}
