//! The keys.

use leptos::prelude::*;

use crate::texts::review as text;
use crate::ui::Dialog;

/// What each key does.
#[component]
pub fn Help(open: RwSignal<bool>) -> impl IntoView {
    let line = |(key, words): (&'static str, &'static str)| {
        view! { <div class="flex items-center gap-4"><dt class="w-14"><kbd class="kbd">{key}</kbd></dt><dd>{words}</dd></div> }
    };
    view! {
        <Dialog title=Signal::stored(text::KEYS.to_owned()) open>
            <dl class="space-y-2">{text::HELP.map(line).collect_view()}</dl>
        </Dialog>
    }
}
