//! Nothing there, something wrong, not yet there.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::api::Fault;
use crate::texts::{fault as text, shell};

/// One sentence and the next step.
#[component]
pub fn Empty(
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-center gap-3 px-4 py-12 text-center text-ink-2">
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// What failed, why, and a way on.
#[component]
pub fn FaultNotice(
    fault: Fault,
    /// What tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    if fault.status() == Some(410) {
        return view! {
            <div class="card mx-auto mt-8 max-w-xl p-6" role="alert">
                <h1 class="text-title font-semibold">{text::EXPIRED}</h1>
                <p class="mt-2 text-ink-2">{fault.detail()}</p>
                <p class="mt-2 text-ink-2">{text::EXPIRED_DETAIL}</p>
                <a class="btn mt-4" href="/sessions">{text::TO_SESSIONS}</a>
            </div>
        }
        .into_any();
    }
    let quote = fault.request_id().map(|id| {
        view! { <p class="mt-1 text-meta">{text::QUOTE}" "<code>{id.to_owned()}</code></p> }
    });
    view! {
        <div class="flex items-start gap-3 rounded-box bg-bad-tint p-4 text-bad" role="alert">
            <span class="pt-[3px]"><Icon glyph=Glyph::Alert /></span>
            <div class="min-w-0 grow">
                <p class="font-semibold">{fault.title()}</p>
                <p class="mt-1 break-words">{fault.detail()}</p>
                {quote}
            </div>
            <button type="button" class="btn" on:click=move |_| retry.run(())>{text::RETRY}</button>
        </div>
    }
    .into_any()
}

/// The room that rows will take, while they are loaded.
#[component]
pub fn Skeleton(#[prop(default = 8)] rows: usize) -> impl IntoView {
    let bars = (0..rows)
        .map(|_| view! { <div class="skeleton m-2 h-5"></div> })
        .collect_view();
    view! {
        <div class="card p-2" role="status">
            <span class="sr-only">{shell::LOADING}</span>
            {bars}
        </div>
    }
}
