//! All sessions: found, renamed, deleted.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::page::Page;
use tieout_contract::session::Session;
use tieout_domain::id::SessionId;
use tieout_domain::percent;

use crate::state::kept_files;
use crate::state::load::Load;
use crate::texts::pages::sessions as text;
use crate::texts::{session as words, shell};
use crate::ui::{Dialog, Empty, FaultNotice, Glyph, Icon, Skeleton, Toasts, badge, live};
use crate::{api, browser, locale};

const PAGE_SIZE: u32 = 25;

#[derive(Clone, Copy)]
struct Chosen {
    rename: RwSignal<bool>,
    delete: RwSignal<bool>,
    session: RwSignal<Option<(SessionId, String)>>,
}

type Loaded = Load<Page<Session>>;

/// The list of sessions.
#[component]
pub fn Sessions() -> impl IntoView {
    browser::set_title(text::TITLE);
    let search = RwSignal::new(browser::query("q").unwrap_or_default());
    let page = RwSignal::new(
        browser::query("page")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1_u32),
    );
    let load = Load::new(move || {
        let q = search.get();
        browser::set_query("q", Some(&q));
        browser::set_query(
            "page",
            (page.get() > 1).then(|| page.get().to_string()).as_deref(),
        );
        let page = page.get();
        async move { api::sessions(page, PAGE_SIZE, &q).await }
    });
    let chosen = Chosen {
        rename: RwSignal::new(false),
        delete: RwSignal::new(false),
        session: RwSignal::new(None),
    };
    view! {
        <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
            <h1 class="text-title font-semibold">{text::TITLE}</h1>
            <input
                class="input w-full sm:w-72"
                type="search"
                placeholder=text::SEARCH
                aria-label=text::SEARCH
                prop:value=search
                on:input:target=move |event| {
                    page.set(1);
                    search.set(event.target().value());
                }
            />
        </div>
        {live(move || load.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| load.again() /> }))}
        {live(move || match load.value.get() {
            None if load.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton rows=10 /> }.into_any(),
            Some(found) if found.total == 0 => {
                let text = if search.read().is_empty() { text::EMPTY } else { text::NONE_FOUND };
                view! { <section class="card"><Empty text><a class="btn" href="/upload">{shell::UPLOAD}</a></Empty></section> }.into_any()
            }
            Some(found) => listed(&found, page, chosen),
        })}
        <Rename chosen load />
        <Delete chosen load />
    }
}

fn listed(found: &Page<Session>, page: RwSignal<u32>, chosen: Chosen) -> AnyView {
    let first = u64::from(found.page - 1) * u64::from(found.page_size);
    let last = first + found.items.len() as u64;
    let has_next = found.has_next;
    view! {
        <section class="card relative overflow-x-auto" tabindex="0" role="region" aria-label=text::TITLE>
            <table class="row-table min-w-[820px]">
                <thead>
                    <tr>
                        <th scope="col">{text::NAME}</th>
                        <th scope="col">{text::STATUS}</th>
                        <th scope="col">{text::PROOF}</th>
                        <th scope="col" class="num">{text::COMPLETE}</th>
                        <th scope="col" class="num">{text::CHARGED}</th>
                        <th scope="col">{text::CREATED}</th>
                        <th scope="col">{text::LEFT}</th>
                        <th scope="col"><span class="sr-only">{text::ACTIONS}</span></th>
                    </tr>
                </thead>
                <tbody>{found.items.iter().map(|session| row(session, chosen)).collect_view()}</tbody>
            </table>
        </section>
        <div class="mt-3 flex items-center justify-end gap-3">
            <span class="text-table text-ink-2 tabular-nums" role="status">{text::range(first + 1, last, found.total)}</span>
            <button type="button" class="btn" disabled=first == 0 on:click=move |_| page.update(|page| *page -= 1)>{text::PREVIOUS}</button>
            <button type="button" class="btn" disabled=!has_next on:click=move |_| page.update(|page| *page += 1)>{text::NEXT}</button>
        </div>
    }
    .into_any()
}

fn row(session: &Session, chosen: Chosen) -> AnyView {
    let (id, name) = (session.id, session.name.clone());
    let summary = &session.summary;
    let complete = percent(
        summary.transactions.complete as u64,
        session.total_transactions.into(),
    );
    let charged: Vec<String> = summary
        .charged
        .iter()
        .map(|sum| locale::money(sum.amount, sum.currency))
        .collect();
    let choose = move |open: RwSignal<bool>| {
        let name = name.clone();
        move |_| {
            chosen.session.set(Some((id, name.clone())));
            open.set(true);
        }
    };
    view! {
        <tr>
            <td><a class="link font-medium" href=format!("/sessions/{id}")>{session.name.clone()}</a></td>
            <td>{badge::of_session(session.status)}</td>
            <td>{badge::of_tie_out(summary.tie_out)}</td>
            <td class="num">{format!("{complete} %")}</td>
            <td class="num">{charged.join(" + ")}</td>
            <td title=locale::exact(session.created_at)>{locale::ago(session.created_at)}</td>
            <td title=locale::exact(session.expires_at)>{words::days_left(session.days_left)}</td>
            <td>
                <button type="button" class="btn btn-quiet btn-icon" aria-label=text::rename(&session.name) title=text::RENAME on:click=choose.clone()(chosen.rename)><Icon glyph=Glyph::Pen /></button>
                <button type="button" class="btn btn-quiet btn-icon" aria-label=text::delete(&session.name) title=text::DELETE on:click=choose(chosen.delete)><Icon glyph=Glyph::Trash /></button>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Rename(chosen: Chosen, load: Loaded) -> impl IntoView {
    let toasts = Toasts::here();
    let name = RwSignal::new(String::new());
    Effect::new(move || {
        name.set(
            chosen
                .session
                .get()
                .map(|(_, name)| name)
                .unwrap_or_default(),
        );
    });
    let rename = move || {
        let Some((id, _)) = chosen.session.get_untracked() else {
            return;
        };
        spawn_local(async move {
            match api::rename_session(id, name.get_untracked()).await {
                Ok(_) => chosen.rename.set(false),
                Err(fault) => toasts.say(fault.detail()),
            }
            load.again();
        });
    };
    view! {
        <Dialog title=Signal::stored(text::RENAME.to_owned()) open=chosen.rename>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    rename();
                }
            >
                <label class="flex flex-col gap-1 text-table text-ink-2">
                    {text::RENAME_LABEL}
                    <input class="input" type="text" maxlength="200" required=true autofocus=true bind:value=name />
                </label>
                <div class="mt-4 flex justify-end gap-2">
                    <button type="button" class="btn" on:click=move |_| chosen.rename.set(false)>{shell::CANCEL}</button>
                    <button type="submit" class="btn btn-primary">{text::RENAME}</button>
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn Delete(chosen: Chosen, load: Loaded) -> impl IntoView {
    let toasts = Toasts::here();
    let typed = RwSignal::new(String::new());
    let name = Memo::new(move |_| {
        chosen
            .session
            .get()
            .map(|(_, name)| name)
            .unwrap_or_default()
    });
    Effect::new(move || {
        chosen.delete.track();
        typed.set(String::new());
    });
    let delete = move || {
        let Some((id, _)) = chosen.session.get_untracked() else {
            return;
        };
        spawn_local(async move {
            match api::delete_session(id).await {
                Ok(()) => {
                    kept_files::forget(id).await;
                    toasts.say(text::DELETED);
                }
                Err(fault) => toasts.say(fault.detail()),
            }
            chosen.delete.set(false);
            load.again();
        });
    };
    view! {
        <Dialog title=Signal::stored(text::DELETE_TITLE.to_owned()) open=chosen.delete>
            <p class="mb-3 text-ink-2">{text::DELETE_LEAD}</p>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    delete();
                }
            >
                <label class="flex flex-col gap-1 text-table text-ink-2">
                    {live(move || text::type_name(&name.get()))}
                    <input class="input" type="text" autocomplete="off" autofocus=true bind:value=typed />
                </label>
                <div class="mt-4 flex justify-end gap-2">
                    <button type="button" class="btn" on:click=move |_| chosen.delete.set(false)>{shell::CANCEL}</button>
                    <button type="submit" class="btn btn-danger" disabled=move || typed.get().trim() != name.get().trim()>{text::DELETE}</button>
                </div>
            </form>
        </Dialog>
    }
}
