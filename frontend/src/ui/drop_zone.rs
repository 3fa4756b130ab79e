//! Where files are dropped or chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File};

use super::{Glyph, Icon};
use crate::state::chosen_files::{of_drop, of_list};
use crate::state::upload::{ENDINGS, Limits};
use crate::texts::upload as text;
use crate::ui::live;

/// A place for files.
#[component]
pub fn DropZone(
    /// What may be given.
    #[prop(into)]
    limits: Signal<Limits>,
    /// Who takes the files.
    take: Callback<Vec<File>>,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(dropped) = event.data_transfer() {
            spawn_local(async move { take.run(of_drop(dropped).await) });
        }
    };
    let accepted: Vec<String> = ENDINGS.iter().map(|ending| format!(".{ending}")).collect();
    view! {
        <div
            class="flex flex-col items-center gap-2 rounded-box border-2 border-dashed border-line-strong bg-surface px-4 py-8 text-center"
            class=("border-accent", move || is_over.get())
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <span class="text-accent"><Icon glyph=Glyph::Upload /></span>
            <p class="font-medium">{text::DROP}</p>
            <label class="btn focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
                {text::CHOOSE}
                <input
                    class="sr-only"
                    type="file"
                    multiple=true
                    accept=accepted.join(",")
                    on:change:target=move |event| {
                        take.run(of_list(event.target().files()));
                        event.target().set_value("");
                    }
                />
            </label>
            <p class="text-meta text-ink-2">{live(move || text::limits(limits.get().files, limits.get().megabytes))}</p>
        </div>
    }
}
