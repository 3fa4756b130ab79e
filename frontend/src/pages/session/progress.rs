//! How far the work is: in all, and file by file.

use leptos::prelude::*;
use tieout_contract::progress::{DocumentProgress, Progress, ReadingState};

use crate::locale;
use crate::sorted::sorted;
use crate::texts::{session as text, word};
use crate::ui::{Badge, Meter, Tone, live};

/// The work, as far as it is known.
#[component]
pub fn ProgressCard(
    /// The last that was told.
    #[prop(into)]
    progress: Signal<Option<Progress>>,
    /// Does the service not answer?
    #[prop(into)]
    is_lost: Signal<bool>,
) -> impl IntoView {
    let percent = Memo::new(move |_| {
        progress
            .read()
            .as_ref()
            .map_or(0, |progress| progress.percent)
    });
    let phase = Memo::new(move |_| {
        progress.read().as_ref().map_or(text::WORKING, |progress| {
            word::session_status(progress.status)
        })
    });
    let files = move || {
        let progress = progress.read();
        let documents = progress
            .as_ref()
            .map(|progress| progress.documents.as_slice());
        let documents = sorted(documents.unwrap_or_default().to_vec(), |one| {
            order(one.state)
        });
        documents.iter().map(line).collect_view()
    };
    view! {
        <section class="card mb-4 p-4">
            <div class="flex items-baseline justify-between gap-4">
                <h2 class="font-semibold" aria-live="polite">{live(move || phase.get())}</h2>
                <span class="tabular-nums">{live(move || text::percent_done(percent.get()))}</span>
            </div>
            <div class="my-3"><Meter percent=Signal::derive(move || u64::from(percent.get())) label=text::WORKING /></div>
            <Show when=move || is_lost.get()>
                <p class="mb-2 text-warn" role="status">{text::LOST}</p>
            </Show>
            <ul class="max-h-72 space-y-1 overflow-auto text-table" tabindex="0" aria-label=text::DOCUMENTS>{files}</ul>
        </section>
    }
}

fn line(document: &DocumentProgress) -> AnyView {
    let (tone, state) = match document.state {
        ReadingState::Waiting => (Tone::Quiet, "Waiting"),
        ReadingState::Reading => (Tone::Info, "Reading"),
        ReadingState::Read => (Tone::Ok, "Read"),
        ReadingState::Failed => (Tone::Bad, "Failed"),
    };
    let rows = locale::count(document.rows);
    let told = match (&document.error, document.state) {
        (Some(error), ReadingState::Failed) => error.clone(),
        (Some(error), _) => format!("{}: {error}", text::INTERRUPTED),
        (None, ReadingState::Waiting) => String::new(),
        (None, _) => text::progress_line(document.page, document.pages, &rows),
    };
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone word=state />
            <span class="min-w-0 break-all">{document.name.clone()}</span>
            <span class="text-ink-2 tabular-nums">{told}</span>
        </li>
    }
    .into_any()
}

/// What happens now comes first.
const fn order(state: ReadingState) -> u8 {
    match state {
        ReadingState::Reading => 0,
        ReadingState::Failed => 1,
        ReadingState::Waiting => 2,
        ReadingState::Read => 3,
    }
}
