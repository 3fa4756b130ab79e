//! Bars: how much of a whole.

use leptos::prelude::*;
use tieout_domain::Confidence;

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

/// How well something agrees: name, bar and figure.
#[component]
pub fn Factor(name: &'static str, value: Confidence) -> impl IntoView {
    let percent = u64::from(value.basis_points()) / 100;
    view! {
        <div class="grid grid-cols-[64px_1fr_44px] items-center gap-3 text-meta text-ink-2">
            <span>{name}</span>
            <Meter percent=Signal::stored(percent) label=name />
            <span class="num">{value.to_string()}</span>
        </div>
    }
}
