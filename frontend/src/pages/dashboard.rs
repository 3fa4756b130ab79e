//! Where one comes in: start a month, or go on with one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use tieout_contract::page::Page;
use tieout_contract::session::Session;
use tieout_domain::percent;

use crate::state::chosen_files::ChosenFiles;
use crate::state::kept_files;
use crate::state::load::Load;
use crate::state::upload::Limits;
use crate::texts::pages::dashboard as text;
use crate::texts::{session as words, shell};
use crate::ui::chart::Line;
use crate::ui::{DropZone, Empty, FaultNotice, Meter, Skeleton, badge, live};
use crate::{api, browser, locale};

/// How many sessions are recent.
const RECENT: u32 = 6;

/// How many sessions the service tells of at once.
const MANY: u32 = 100;

/// The first page.
#[component]
pub fn Dashboard() -> impl IntoView {
    browser::set_title(shell::HOME);
    let about = Load::new(api::about);
    let limits = Signal::derive(move || {
        about
            .value
            .read()
            .as_ref()
            .map(Limits::from)
            .unwrap_or_default()
    });
    let recent = Load::new(|| api::sessions(1, RECENT, ""));
    Effect::new(move || {
        if recent.value.read().is_some() {
            spawn_local(forget_what_is_gone());
        }
    });
    let chosen = ChosenFiles::here();
    let navigate = use_navigate();
    let take = Callback::new(move |files: Vec<web_sys::File>| {
        if !files.is_empty() {
            chosen.add(files);
            navigate("/upload", Default::default());
        }
    });
    view! {
        <h1 class="text-title font-semibold">{text::TITLE}</h1>
        <p class="mt-1 mb-4 max-w-3xl text-ink-2">{text::LEAD}</p>
        <DropZone limits take />
        <div class="mt-8 mb-3 flex items-baseline justify-between gap-4">
            <h2 class="text-[16px] leading-6 font-semibold">{text::RECENT}</h2>
            <a class="link" href="/sessions">{text::ALL}</a>
        </div>
        {live(move || recent.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| recent.again() /> }))}
        {live(move || match recent.value.get() {
            None if recent.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton rows=6 /> }.into_any(),
            Some(page) if page.items.is_empty() => view! { <section class="card"><Empty text=text::EMPTY /></section> }.into_any(),
            Some(page) => cards(&page),
        })}
    }
}

/// This browser forgets the files of sessions that were deleted elsewhere, or expired.
async fn forget_what_is_gone() {
    if let Ok(page) = api::sessions(1, MANY, "").await
        && !page.has_next
    {
        let there: Vec<_> = page.items.iter().map(|session| session.id).collect();
        kept_files::forget_all_but(&there).await;
    }
}

fn cards(page: &Page<Session>) -> AnyView {
    let rated: Vec<&Session> = page
        .items
        .iter()
        .filter(|session| session.total_transactions > 0)
        .collect();
    let points: Vec<(String, u64)> = rated
        .iter()
        .rev()
        .map(|session| (session.name.clone(), rate(session)))
        .collect();
    let chart = (points.len() > 1).then(|| {
        view! {
            <section class="card mt-4 p-4">
                <h2 class="mb-2 text-table font-medium text-ink-2">{text::MATCH_RATE}</h2>
                <Line points />
            </section>
        }
    });
    view! {
        <ul class="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">{page.items.iter().map(card).collect_view()}</ul>
        {chart}
    }
    .into_any()
}

fn rate(session: &Session) -> u64 {
    percent(
        session.matched_count.into(),
        session.total_transactions.into(),
    )
}

/// What is still to do, the parts that there are.
fn missing(session: &Session) -> String {
    let summary = &session.summary;
    let counts = summary.transactions;
    let parts = [
        (summary.matches.manual_review as usize, text::TO_DECIDE),
        (
            counts.missing_receipt + counts.missing_both,
            text::RECEIPTS_MISSING,
        ),
        (
            counts.missing_gl_code + counts.missing_both,
            text::CODINGS_MISSING,
        ),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, (one, many))| locale::plural(count, one, many))
        .collect();
    match parts.is_empty() {
        true if session.total_transactions > 0 => words::NOTHING_MISSING.to_owned(),
        _ => parts.join(" · "),
    }
}

fn card(session: &Session) -> AnyView {
    let summary = &session.summary;
    let rate = rate(session);
    let told = missing(session);
    let label = format!("{}: {rate} %", words::COMPLETE);
    let matched = text::matched(rate);
    view! {
        <li>
            <a class="card block p-4 hover:border-line-strong" href=format!("/sessions/{}", session.id)>
                <span class="flex flex-wrap items-center justify-between gap-2">
                    <span class="min-w-0 font-semibold break-words">{session.name.clone()}</span>
                    {badge::of_session(session.status)}
                </span>
                <span class="mt-2 mb-1 flex items-center justify-between text-table text-ink-2 tabular-nums">
                    <span>{matched}</span>
                    {badge::of_tie_out(summary.tie_out)}
                </span>
                <Meter percent=Signal::stored(rate) label=label />
                <span class="mt-2 block text-table text-ink-2">{told}</span>
                <span class="mt-2 block text-meta text-ink-3">{locale::ago(session.updated_at)}" · "{words::days_left(session.days_left)}</span>
            </a>
        </li>
    }
    .into_any()
}
