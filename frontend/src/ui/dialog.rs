//! Dialogs: the browser's own, which hold the focus and close with Escape.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::texts::shell as text;
use crate::ui::live;

/// A dialog that is there while `open` says so.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Is it open?
    open: RwSignal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It is in the document and closed, so it opens.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
        >
            <div class="mb-3 flex items-start justify-between gap-3">
                <h2 class="text-[16px] leading-6 font-semibold">{live(move || title.get())}</h2>
                <button
                    type="button"
                    class="btn btn-quiet btn-icon"
                    aria-label=text::CLOSE
                    on:click=move |_| open.set(false)
                >
                    <Icon glyph=Glyph::Cross />
                </button>
            </div>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
