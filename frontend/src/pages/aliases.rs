//! What people taught.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::alias::{Alias, AliasKind, NewAlias};

use crate::state::load::Load;
use crate::texts::pages::aliases as text;
use crate::ui::{Empty, FaultNotice, Glyph, Icon, Skeleton, Toasts, live};
use crate::{api, browser, locale};

type Loaded = Load<Vec<Alias>>;

/// The aliases of employees and merchants.
#[component]
pub fn Aliases() -> impl IntoView {
    browser::set_title(text::TITLE);
    let load = Load::new(api::aliases);
    view! {
        <h1 class="text-title font-semibold">{text::TITLE}</h1>
        <p class="mt-1 mb-4 max-w-3xl text-ink-2">{text::LEAD}</p>
        <Add load />
        {live(move || load.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| load.again() /> }))}
        {live(move || match load.value.get() {
            None if load.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton rows=6 /> }.into_any(),
            Some(aliases) => view! {
                <div class="grid items-start gap-4 lg:grid-cols-2">
                    {listed(load, text::EMPLOYEES, text::NO_EMPLOYEES, &aliases, AliasKind::Employee)}
                    {listed(load, text::MERCHANTS, text::NO_MERCHANTS, &aliases, AliasKind::Merchant)}
                </div>
            }
            .into_any(),
        })}
    }
}

#[component]
fn Add(load: Loaded) -> impl IntoView {
    let toasts = Toasts::here();
    let is_merchant = RwSignal::new(false);
    let printed = RwSignal::new(String::new());
    let means = RwSignal::new(String::new());
    let add = move || {
        let alias = NewAlias {
            kind: if is_merchant.get_untracked() {
                AliasKind::Merchant
            } else {
                AliasKind::Employee
            },
            printed: printed.get_untracked().trim().to_owned(),
            means: means.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            match api::add_alias(&alias).await {
                Ok(_) => {
                    toasts.say(text::ADDED);
                    printed.set(String::new());
                    means.set(String::new());
                }
                Err(fault) => toasts.say(fault.detail()),
            }
            load.again();
        });
    };
    let field = "flex grow basis-48 flex-col gap-1 text-table text-ink-2";
    view! {
        <form
            class="card mb-4 flex flex-wrap items-end gap-3 p-3"
            on:submit=move |event| {
                event.prevent_default();
                add();
            }
        >
            <label class="flex flex-col gap-1 text-table text-ink-2">
                {text::KIND}
                <select class="input" on:change:target=move |event| is_merchant.set(event.target().value() == "merchant")>
                    <option value="employee">{text::EMPLOYEE}</option>
                    <option value="merchant">{text::MERCHANT}</option>
                </select>
            </label>
            <label class=field>{text::PRINTED}<input class="input" type="text" maxlength="200" required=true bind:value=printed /></label>
            <label class=field>{text::MEANS}<input class="input" type="text" maxlength="200" required=true placeholder=text::MEANS_HINT bind:value=means /></label>
            <button type="submit" class="btn btn-primary">{text::ADD}</button>
        </form>
    }
}

fn listed(
    load: Loaded,
    title: &'static str,
    empty: &'static str,
    aliases: &[Alias],
    kind: AliasKind,
) -> AnyView {
    let of_kind: Vec<&Alias> = aliases.iter().filter(|alias| alias.kind == kind).collect();
    let rows = of_kind.iter().map(|alias| row(load, alias)).collect_view();
    let table = view! {
        <div class="relative overflow-x-auto" tabindex="0" role="region" aria-label=title>
            <table class="row-table">
                <thead>
                    <tr>
                        <th scope="col">{text::PRINTED}</th>
                        <th scope="col">{text::MEANS}</th>
                        <th scope="col">{text::TAUGHT}</th>
                        <th scope="col"><span class="sr-only">{text::REMOVE}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    view! {
        <section class="card min-w-0">
            <h2 class="border-b border-line p-3 font-semibold">{title}</h2>
            {if of_kind.is_empty() { view! { <Empty text=empty /> }.into_any() } else { table.into_any() }}
        </section>
    }
    .into_any()
}

fn row(load: Loaded, alias: &Alias) -> AnyView {
    let toasts = Toasts::here();
    let id = alias.id;
    let remove = move |_| {
        spawn_local(async move {
            match api::remove_alias(id).await {
                Ok(()) => toasts.say(text::REMOVED),
                Err(fault) => toasts.say(fault.detail()),
            }
            load.again();
        });
    };
    view! {
        <tr>
            <td>{alias.printed.clone()}</td>
            <td>{alias.means.clone()}</td>
            <td title=locale::exact(alias.created_at)>{alias.created_by.clone()}", "{locale::ago(alias.created_at)}</td>
            <td class="num"><button type="button" class="btn btn-quiet btn-icon" aria-label=text::remove(&alias.printed) on:click=remove><Icon glyph=Glyph::Trash /></button></td>
        </tr>
    }
    .into_any()
}
