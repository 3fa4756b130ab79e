//! Short messages about what happened, with a way back where there is one.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Glyph, Icon};
use crate::texts::shell as text;

/// How long a message stays, in milliseconds.
const STAYS: u32 = 6_000;

#[derive(Clone, Copy)]
struct Toast {
    id: u32,
    message: StoredValue<String>,
    undo: Option<Callback<()>>,
}

/// The messages that are shown.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl Toasts {
    /// Makes them reachable for everything below.
    pub fn provide() -> Self {
        let toasts = Self {
            shown: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        provide_context(toasts);
        toasts
    }

    /// Those of the page.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Says that something happened.
    pub fn say(self, message: impl Into<String>) {
        self.show(message.into(), None);
    }

    /// Says that something happened, and offers to undo it.
    pub fn say_undo(self, message: impl Into<String>, undo: Callback<()>) {
        self.show(message.into(), Some(undo));
    }

    fn show(self, message: String, undo: Option<Callback<()>>) {
        self.next.update_value(|next| *next += 1);
        let id = self.next.get_value();
        // The message outlives the page that said it.
        let message = self.owner.get_value().with(|| StoredValue::new(message));
        self.shown.update(|shown| {
            if shown.len() >= 3 {
                shown.remove(0);
            }
            shown.push(Toast { id, message, undo });
        });
        spawn_local(async move {
            TimeoutFuture::new(STAYS).await;
            self.close(id);
        });
    }

    fn close(self, id: u32) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where messages appear.
#[component]
pub fn ToastArea(toasts: Toasts) -> impl IntoView {
    let line = move |toast: Toast| {
        let undo = toast.undo.map(|undo| {
            let take_back = move |_| {
                toasts.close(toast.id);
                if undo.try_run(()).is_none() {
                    leptos::logging::warn!("the page that could undo this was left");
                }
            };
            view! { <button type="button" class="link" on:click=take_back>{text::UNDO}</button> }
        });
        view! {
            <div class="flex items-center gap-3 rounded-box border border-line bg-raised py-2 pr-2 pl-4 shadow-float">
                <span class="grow">{toast.message.get_value()}</span>
                {undo}
                <button
                    type="button"
                    class="btn btn-quiet btn-icon"
                    aria-label=text::CLOSE
                    on:click=move |_| toasts.close(toast.id)
                >
                    <Icon glyph=Glyph::Cross />
                </button>
            </div>
        }
    };
    view! {
        <div class="no-print fixed right-4 bottom-4 z-30 flex w-[min(420px,calc(100vw-32px))] flex-col gap-2" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id children=line />
        </div>
    }
}
