//! Reports: downloads, who is left out of pVault and why, letters to those who owe something.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::pvault::LeftOut;
use tieout_contract::report::ReportFormat;
use tieout_domain::id::SessionId;

use super::not_found::NotFound;
use super::session::{MonthLoad, month};
use super::session_in_path;
use crate::state::load::Load;
use crate::state::month::Month;
use crate::state::reminders::{Letter, letters};
use crate::texts::pages::reports as text;
use crate::texts::{review, shell};
use crate::ui::{Badge, Empty, FaultNotice, Glyph, Icon, Skeleton, Toasts, Tone, live};
use crate::{api, browser, locale};

/// The reports of a session.
#[component]
pub fn Reports() -> impl IntoView {
    let id = session_in_path();
    live(move || match id.get() {
        Some(id) => view! { <Whole id /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn Whole(id: SessionId) -> impl IntoView {
    let load: MonthLoad = month(id);
    Effect::new(move || {
        if let Some(month) = load.value.get() {
            browser::set_title(&format!("{} · {}", text::TITLE, month.session.name));
        }
    });
    view! {
        <p><a class="link" href=format!("/sessions/{id}")>{review::BACK}</a></p>
        <h1 class="mt-1 mb-4 text-title font-semibold">
            {text::TITLE}
            {live(move || load.value.get().map(|month| format!(" · {}", month.session.name)))}
        </h1>
        {live(move || load.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| load.again() /> }))}
        {live(move || match load.value.get() {
            None if load.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton rows=8 /> }.into_any(),
            Some(month) if month.session.status.is_in_work() || month.session.run == 0 => view! { <section class="card"><Empty text=text::NOT_YET /></section> }.into_any(),
            Some(month) => view! { <Downloads id /><PvaultGate month /><Letters id /> }.into_any(),
        })}
    }
}

#[component]
fn Downloads(id: SessionId) -> impl IntoView {
    let reports = [
        (ReportFormat::Xlsx, text::XLSX, text::XLSX_NOTE),
        (ReportFormat::Csv, text::CSV, text::CSV_NOTE),
        (ReportFormat::Pvault, text::PVAULT, text::PVAULT_NOTE),
        (
            ReportFormat::Reminders,
            text::REMINDERS,
            text::REMINDERS_NOTE,
        ),
    ];
    let card = move |(format, name, note)| {
        view! {
            <section class="card flex flex-col p-4">
                <h2 class="font-semibold">{name}</h2>
                <p class="mt-1 mb-3 grow text-table text-ink-2">{note}</p>
                <Download id format name />
            </section>
        }
    };
    view! {
        <div class="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">{reports.map(card).collect_view()}</div>
    }
}

#[component]
fn Download(id: SessionId, format: ReportFormat, name: &'static str) -> impl IntoView {
    let toasts = Toasts::here();
    let is_busy = RwSignal::new(false);
    let start = move |_| {
        is_busy.set(true);
        spawn_local(async move {
            match api::download(id, format).await {
                Ok((bytes, name)) => {
                    browser::save(&name, "application/octet-stream", &bytes);
                    toasts.say(text::downloaded(&name));
                }
                Err(fault) => toasts.say(format!("{}: {}", fault.title(), fault.detail())),
            }
            is_busy.try_set(false);
        });
    };
    let words = move || {
        if is_busy.get() {
            text::PREPARING
        } else {
            text::DOWNLOAD
        }
    };
    view! {
        <button type="button" class="btn btn-primary self-start" disabled=is_busy aria-label=format!("{}: {name}", text::DOWNLOAD) on:click=start>
            <Icon glyph=Glyph::Download />
            {words}
        </button>
    }
}

#[component]
fn PvaultGate(month: Arc<Month>) -> impl IntoView {
    let whole = month.employees.len();
    let out = month
        .left_out
        .iter()
        .filter(|one| one.employee_id.is_some())
        .count();
    let told = text::goes(
        &locale::count(whole.saturating_sub(out)),
        &locale::count(whole),
    );
    let rows = month.left_out.iter().map(left_out).collect_view();
    let list = if month.left_out.is_empty() {
        view! { <p class="p-3">{text::NOBODY_LEFT_OUT}</p> }.into_any()
    } else {
        view! { <ul class="max-h-[480px] divide-y divide-line overflow-auto" tabindex="0" aria-label=text::LEFT_OUT>{rows}</ul> }.into_any()
    };
    view! {
        <section class="card mt-6">
            <header class="flex flex-wrap items-baseline justify-between gap-2 border-b border-line p-3">
                <h2 class="font-semibold">{text::LEFT_OUT}</h2>
                <p class="text-table text-ink-2">{told}</p>
            </header>
            {list}
        </section>
    }
}

fn left_out(one: &LeftOut) -> AnyView {
    let name = one
        .employee_name
        .clone()
        .unwrap_or_else(|| text::NOBODY.to_owned());
    let reasons = one
        .reasons
        .iter()
        .map(|reason| view! { <li>{reason.clone()}</li> })
        .collect_view();
    let counts = one.transactions;
    let missing = counts.missing_receipt + counts.missing_gl_code + counts.missing_both;
    view! {
        <li class="grid gap-x-4 gap-y-1 p-3 text-table sm:grid-cols-[220px_1fr_auto]">
            <span class="font-medium">{name}" "<span class="text-meta text-ink-3">{one.employee_number.clone()}</span></span>
            <ul class="break-words">{reasons}</ul>
            <span><Badge tone=Tone::Warn word=locale::plural(missing, "transaction", "transactions") /></span>
        </li>
    }
    .into_any()
}

#[component]
fn Letters(id: SessionId) -> impl IntoView {
    let load = Load::new(move || async move {
        api::report_text(id, ReportFormat::Reminders)
            .await
            .map(|csv| letters(&csv))
    });
    let list = move |letters: Vec<Letter>| {
        if letters.is_empty() {
            view! { <p class="p-3">{text::NO_LETTERS}</p> }.into_any()
        } else {
            view! { <ul class="divide-y divide-line">{letters.into_iter().map(letter).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section class="card mt-6">
            <h2 class="border-b border-line p-3 font-semibold">{text::LETTERS}</h2>
            {live(move || load.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| load.again() /> }))}
            {live(move || load.value.get().map(list))}
        </section>
    }
}

fn letter(one: Letter) -> AnyView {
    let toasts = Toasts::here();
    let whole = format!("{}\n\n{}", one.subject, one.message);
    let copy = move |_| {
        let whole = whole.clone();
        spawn_local(async move {
            toasts.say(if browser::copy(&whole).await {
                shell::COPIED
            } else {
                shell::NOT_COPIED
            });
        });
    };
    view! {
        <li class="flex items-start gap-3 p-3">
            <details class="min-w-0 grow">
                <summary class="cursor-pointer">
                    <span class="font-medium">{one.name.clone()}</span>" "
                    <span class="text-table text-ink-2">{one.subject.clone()}</span>
                </summary>
                <p class="mt-2 text-table break-words whitespace-pre-wrap">{one.message}</p>
            </details>
            <button type="button" class="btn" aria-label=text::copy_for(&one.name) on:click=copy><Icon glyph=Glyph::Copy />{shell::COPY}</button>
        </li>
    }
    .into_any()
}
