//! Approving many at once, after a look at which they are.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::matches::{BulkApproval, BulkOutcome};
use tieout_domain::Confidence;
use tieout_domain::id::{MatchId, SessionId};

use super::work::Work;
use crate::texts::{review as text, shell};
use crate::ui::{Dialog, Toasts, live};
use crate::{api, locale};

/// How many of the matches are named in the preview.
const NAMED: usize = 8;

/// The dialog.
#[component]
pub fn Bulk(open: RwSignal<bool>, id: SessionId, work: Work) -> impl IntoView {
    let level = RwSignal::new("80".to_owned());
    let preview = RwSignal::new(None::<BulkOutcome>);
    let toasts = Toasts::here();
    let asked = move |dry_run| {
        let percent: u16 = level.get().trim().parse().unwrap_or(100);
        BulkApproval {
            min_confidence: Some(Confidence::from_basis_points(percent.min(100) * 100)),
            dry_run,
            ..BulkApproval::default()
        }
    };
    Effect::new(move || {
        if !open.get() {
            return;
        }
        let asked = asked(true);
        spawn_local(async move {
            match api::approve_many(id, &asked).await {
                Ok(outcome) => {
                    preview.try_set(Some(outcome));
                }
                Err(fault) => toasts.say(fault.detail()),
            }
        });
    });
    let approve = move || {
        let asked = untrack(|| asked(false));
        spawn_local(async move {
            match api::approve_many(id, &asked).await {
                Ok(outcome) => toasts.say(text::bulk_done(&locale::count(outcome.approved))),
                Err(fault) => toasts.say(fault.detail()),
            }
            open.set(false);
            work.load.again();
        });
    };
    let count = move || {
        preview
            .read()
            .as_ref()
            .map_or(0, |outcome| outcome.approved)
    };
    let list = move || preview.get().map(|outcome| named(work, &outcome.match_ids));
    view! {
        <Dialog title=Signal::stored(text::BULK.to_owned()) open>
            <p class="mb-3 text-ink-2">{text::BULK_LEAD}</p>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    approve();
                }
            >
                <label class="flex flex-col gap-1 text-table text-ink-2">
                    {text::BULK_LEVEL}
                    <input class="input w-28" type="number" min="0" max="100" bind:value=level />
                </label>
                <div class="mt-3 min-h-40 text-table" role="status">{list}</div>
                <div class="mt-4 flex justify-end gap-2">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>{shell::CANCEL}</button>
                    <button type="submit" class="btn btn-primary" disabled=move || count() == 0>{live(move || text::bulk_do(&locale::count(count())))}</button>
                </div>
            </form>
        </Dialog>
    }
}

fn named(work: Work, ids: &[MatchId]) -> AnyView {
    if ids.is_empty() {
        return view! { <p>{text::BULK_NONE}</p> }.into_any();
    }
    let month = work.load.value.read_untracked();
    let names = ids.iter().take(NAMED).filter_map(|id| {
        let month = month.as_ref()?;
        let result = month.matches.iter().find(|result| result.id == *id)?;
        let one = month.transaction(result.transaction_id)?;
        let name = one.merchant_name.clone().unwrap_or_else(|| one.text.clone());
        let amount = one.amount.map(|amount| locale::amount(amount, one.currency));
        Some(view! { <li class="flex justify-between gap-4"><span class="truncate">{name}</span><span class="num">{amount}</span></li> })
    });
    let names = names.collect_view();
    let more = ids.len().saturating_sub(NAMED);
    let more = (more > 0)
        .then(|| view! { <p class="mt-1 text-ink-2">{text::bulk_more(&locale::count(more))}</p> });
    view! {
        <p class="mb-1">{text::bulk_preview(&locale::count(ids.len()))}</p>
        <ul class="space-y-0.5">{names}</ul>
        {more}
    }
    .into_any()
}
