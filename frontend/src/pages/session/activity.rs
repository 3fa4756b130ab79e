//! Who did what, and what changed by it.

use leptos::prelude::*;
use tieout_contract::activity::{Activity, Detail};

use super::MonthLoad;
use crate::state::load::Load;
use crate::texts::{session as text, word};
use crate::ui::{Empty, FaultNotice, Skeleton, live};
use crate::{api, locale};

/// The audit trail, the newest first.
#[component]
pub fn ActivityList(load: MonthLoad) -> impl IntoView {
    let Some(id) = load
        .value
        .read_untracked()
        .as_ref()
        .map(|month| month.session.id)
    else {
        return ().into_any();
    };
    let list = Load::new(move || {
        load.value.track();
        api::activity(id, 1)
    });
    view! {
        {live(move || list.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| list.again() /> }))}
        {live(move || match list.value.get() {
            None if list.fault.read().is_some() => ().into_any(),
            None => view! { <Skeleton /> }.into_any(),
            Some(page) if page.items.is_empty() => view! { <section class="card"><Empty text=text::NO_ACTIVITY /></section> }.into_any(),
            Some(page) => listed(&page.items),
        })}
    }
    .into_any()
}

fn listed(items: &[Activity]) -> AnyView {
    view! {
        <section class="card overflow-x-auto" tabindex="0" role="region" aria-label=text::ACTIVITY>
            <table class="row-table min-w-[560px]">
                <thead>
                    <tr>
                        <th scope="col">{text::WHEN}</th>
                        <th scope="col">{text::WHO}</th>
                        <th scope="col">{text::WHAT}</th>
                        <th scope="col">{text::DETAILS}</th>
                    </tr>
                </thead>
                <tbody>{items.iter().map(entry).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn entry(one: &Activity) -> AnyView {
    let changes = one.after.iter().map(|(key, after)| {
        let after = told(after);
        match one.before.get(key).map(told) {
            Some(before) if before != after => format!("{}: {before} → {after}", word::action(key)),
            _ => format!("{}: {after}", word::action(key)),
        }
    });
    let changes = changes.collect::<Vec<_>>().join(", ");
    view! {
        <tr>
            <td title=locale::exact(one.at)>{locale::ago(one.at)}</td>
            <td>{one.actor.clone()}</td>
            <td>{word::action(&one.action)}</td>
            <td title=changes.clone()>{changes.clone()}</td>
        </tr>
    }
    .into_any()
}

fn told(detail: &Detail) -> String {
    match detail {
        Detail::Flag(true) => text::YES.to_owned(),
        Detail::Flag(false) => text::NO.to_owned(),
        Detail::Count(count) => locale::count(*count),
        Detail::Word(word) => word.replace('_', " "),
    }
}
