//! Bars: how much of a whole.

use leptos::prelude::*;

/// A bar with its label for those who do not see it.
#[component]
pub fn Meter(
    /// From 0 to 100.
    #[prop(into)]
    percent: Signal<u64>,
    /// What it measures.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <div
            class="meter"
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent.get().to_string()
        >
            <span style:width=move || format!("{}%", percent.get().min(100))></span>
        </div>
    }
}
