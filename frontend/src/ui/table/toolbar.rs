//! What stands above and below the rows: search, choices, columns, copies, sums.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::view::Shared;
use super::{chosen, export};
use crate::state::month::add;
use crate::texts::{pages::table as text, shell};
use crate::ui::{Glyph, Icon, Toasts, live};
use crate::{browser, locale};

/// Search and choices.
#[component]
pub fn Toolbar(shared: Shared) -> impl IntoView {
    let heads = shared.sheet.read_untracked().heads.clone();
    let facets = heads.iter().enumerate().filter(|(_, head)| head.is_facet);
    let facets = facets.map(|(place, head)| facet(shared, place, head.title));
    view! {
        <div class="no-print flex flex-wrap items-center gap-2 border-b border-line p-2">
            <input
                class="input min-w-0 grow basis-48"
                type="search"
                placeholder=text::SEARCH
                aria-label=text::SEARCH
                prop:value=move || shared.wish.read().search.clone()
                on:input:target=move |event| {
                    let search = event.target().value();
                    shared.change(|wish| wish.search = search);
                }
            />
            {facets.collect_view()}
            <Columns shared />
            <Exports shared />
        </div>
    }
}

fn facet(shared: Shared, place: usize, title: &'static str) -> AnyView {
    let chosen = move || {
        let wish = shared.wish.read();
        let found = wish.facets.iter().find(|(known, _)| *known == place);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let options = move || {
        let current = shared.wish.with_untracked(|wish| {
            let found = wish.facets.iter().find(|(known, _)| *known == place);
            found.map(|(_, value)| value.clone())
        });
        let option = |(value, count): (String, usize)| {
            let shown = if value.is_empty() {
                text::EMPTY_VALUE
            } else {
                &value
            };
            let label = format!("{shown} ({})", locale::count(count));
            let is_current = current.as_ref() == Some(&value);
            view! { <option value=value selected=is_current>{label}</option> }
        };
        let choices = (shared.sheet.read().choices)(place);
        choices.into_iter().map(option).collect_view()
    };
    view! {
        <select
            class="input grow basis-2/5 sm:max-w-48 sm:grow-0 sm:basis-auto"
            aria-label=title
            prop:value=chosen
            on:change:target=move |event| {
                let value = event.target().value();
                shared.change(|wish| {
                    wish.facets.retain(|(known, _)| *known != place);
                    if !value.is_empty() {
                        wish.facets.push((place, value));
                    }
                });
            }
        >
            <option value="">{title}": "{text::ALL}</option>
            {options}
        </select>
    }
    .into_any()
}

#[component]
fn Columns(shared: Shared) -> impl IntoView {
    let (name, heads) = {
        let sheet = shared.sheet.read_untracked();
        (sheet.name, sheet.heads.clone())
    };
    let line = move |key: &'static str, title: &'static str| {
        let toggle = move |_| {
            shared.columns.update(|shown| {
                if !shown.remove(key) {
                    shown.insert(key);
                }
            });
            chosen::keep_columns(name, &shared.columns.read_untracked());
        };
        view! {
            <label class="flex cursor-pointer items-center gap-2 px-3 py-1">
                <input type="checkbox" prop:checked=move || shared.columns.read().contains(key) on:change=toggle />
                {title}
            </label>
        }
    };
    let boxes = heads.into_iter().map(|head| line(head.key, head.title));
    view! {
        <details class="relative">
            <summary class="btn list-none"><Icon glyph=Glyph::Columns />{text::COLUMNS}</summary>
            <div class="absolute right-0 z-10 mt-1 w-52 rounded-box border border-line bg-raised py-2 shadow-float">{boxes.collect_view()}</div>
        </details>
    }
}

/// What is shown, as text: the titles, then the rows.
fn written(shared: Shared) -> Vec<Vec<String>> {
    let sheet = shared.sheet.read_untracked();
    let columns = sheet.shown(&shared.columns.read_untracked());
    let titles = columns.iter().filter_map(|place| sheet.heads.get(*place));
    let titles = titles.map(|head| head.title.to_owned()).collect();
    let visible = shared.visible.read_untracked();
    let row = |place: &usize| {
        columns
            .iter()
            .map(|column| (sheet.text)((*place, *column)))
            .collect()
    };
    std::iter::once(titles)
        .chain(visible.iter().map(row))
        .collect()
}

#[component]
fn Exports(shared: Shared) -> impl IntoView {
    let toasts = Toasts::here();
    let copy = move |_| {
        let rows = export::tsv(&written(shared));
        spawn_local(async move {
            let is_copied = browser::copy(&rows).await;
            toasts.say(if is_copied {
                text::COPIED
            } else {
                shell::NOT_COPIED
            });
        });
    };
    let save = move |_| {
        let name = format!("{}.csv", shared.sheet.read_untracked().name);
        let rows = export::csv(&written(shared));
        browser::save(&name, "text/csv;charset=utf-8", rows.as_bytes());
    };
    view! {
        <button type="button" class="btn" on:click=copy><Icon glyph=Glyph::Copy />{text::COPY}</button>
        <button type="button" class="btn" on:click=save><Icon glyph=Glyph::Download />{text::CSV}</button>
    }
}

/// How many rows are shown, and what they come to.
#[component]
pub fn Sums(shared: Shared) -> impl IntoView {
    let told = Memo::new(move |_| {
        let sheet = shared.sheet.read();
        let visible = shared.visible.read();
        let mut sums = Vec::new();
        for (currency, amount) in visible.iter().filter_map(|place| (sheet.sum)(*place)) {
            add(&mut sums, currency, amount);
        }
        let sums = sums
            .iter()
            .map(|(currency, sum)| locale::money(*sum, *currency));
        let count = text::rows(&locale::count(visible.len()));
        std::iter::once(count)
            .chain(sums)
            .collect::<Vec<_>>()
            .join(" · ")
    });
    view! {
        <p class="num border-t border-line px-3 py-2 text-table text-ink-2" role="status">{live(move || told.get())}</p>
    }
}
