//! Choosing files, and sending them: to a new session, or to one that is there.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use tieout_contract::upload::UploadOutcome;
use tieout_domain::DocumentKind;
use tieout_domain::id::SessionId;
use web_sys::{File, XmlHttpRequest};

use super::session_in_path;
use crate::api::{self, Fault, Taken};
use crate::state::chosen_files::{Chosen, ChosenFiles};
use crate::state::kept_files;
use crate::state::load::Load;
use crate::state::under_way::UnderWay;
use crate::state::upload::{Limits, fault_of, fault_of_count};
use crate::texts::{upload as text, word};
use crate::ui::{DropZone, FaultNotice, Glyph, Icon, Meter, Toasts, live};
use crate::{browser, locale};

/// An upload under way.
#[derive(Clone, Copy)]
struct Sent {
    bytes: RwSignal<Option<(u64, u64)>>,
    fault: RwSignal<Option<Fault>>,
    request: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
}

/// The page for uploads.
#[component]
pub fn Upload() -> impl IntoView {
    let to = session_in_path();
    let about = Load::new(api::about);
    let limits = Signal::derive(move || {
        about
            .value
            .read()
            .as_ref()
            .map(Limits::from)
            .unwrap_or_default()
    });
    let chosen = ChosenFiles::here();
    let name = RwSignal::new(locale::this_month());
    let sent = Sent {
        bytes: RwSignal::new(None),
        fault: RwSignal::new(None),
        request: StoredValue::new_local(None),
    };
    let is_sending = Memo::new(move |_| sent.bytes.read().is_some());
    let title = move || {
        if to.read().is_some() {
            text::ADD_TITLE
        } else {
            text::TITLE
        }
    };
    Effect::new(move || browser::set_title(title()));
    let lead = move || {
        if to.read().is_some() {
            text::ADD_LEAD
        } else {
            text::LEAD
        }
    };
    let start = starter(to, name, limits, chosen, sent);
    let can_send = move || {
        let count = chosen.list.read().len();
        count > 0 && fault_of_count(count, limits.get()).is_none()
    };
    view! {
        <div class="mx-auto max-w-3xl">
            <h1 class="text-title font-semibold">{title}</h1>
            <p class="mt-1 mb-4 text-ink-2">{lead}</p>
            <Show when=move || !is_sending.get() fallback=move || view! { <SendingCard sent /> }>
                {live(move || sent.fault.get().map(|fault| view! {
                    <div class="mb-4"><FaultNotice fault retry=move |()| start.run(()) /></div>
                }))}
                <DropZone limits take=Callback::new(move |files| chosen.add(files)) />
                <FileList chosen limits />
                <form
                    class="mt-4 flex flex-wrap items-end gap-3"
                    on:submit=move |event| {
                        event.prevent_default();
                        start.run(());
                    }
                >
                    <Show when=move || to.read().is_none()>
                        <label class="flex grow flex-col gap-1 text-table text-ink-2">
                            {text::NAME}
                            <input class="input" type="text" maxlength="200" bind:value=name />
                        </label>
                    </Show>
                    <button type="submit" class="btn btn-primary" disabled=move || !can_send()>{text::SEND}</button>
                </form>
            </Show>
        </div>
    }
}

fn starter(
    to: Memo<Option<SessionId>>,
    name: RwSignal<String>,
    limits: Signal<Limits>,
    chosen: ChosenFiles,
    sent: Sent,
) -> Callback<()> {
    let toasts = Toasts::here();
    let navigate = use_navigate();
    Callback::new(move |()| {
        let files = chosen.sound(limits.get_untracked());
        if files.is_empty() {
            return;
        }
        let told = move |done, all| {
            sent.bytes.try_set(Some((done, all)));
        };
        sent.fault.set(None);
        sent.bytes.set(Some((0, 1)));
        let sending = match api::send(to.get_untracked(), &name.read_untracked(), &files, told) {
            Ok(sending) => sending,
            Err(fault) => return sent.give_up(fault),
        };
        sent.request.set_value(Some(sending.request));
        let navigate = navigate.clone();
        let sending_still = UnderWay::begin();
        spawn_local(async move {
            let outcome = sending.outcome.await;
            drop(sending_still);
            match outcome {
                Ok(taken) => {
                    chosen.list.set(Vec::new());
                    keep(&taken, files).await;
                    tell_duplicates(toasts, &taken);
                    navigate(&format!("/sessions/{}", taken.id), Default::default());
                }
                Err(fault) => sent.give_up(fault),
            }
        });
    })
}

impl Sent {
    fn give_up(self, fault: Fault) {
        self.bytes.try_set(None);
        self.fault
            .try_set((fault != Fault::Cancelled).then_some(fault));
    }
}

/// This browser keeps the files, so that a review can show them.
async fn keep(taken: &Taken, files: Vec<(File, Option<DocumentKind>)>) {
    for (upload, (file, _)) in taken.uploads.iter().zip(files) {
        kept_files::keep(taken.id, upload.document_id, &file).await;
    }
}

fn tell_duplicates(toasts: Toasts, taken: &Taken) {
    let there = taken
        .uploads
        .iter()
        .filter(|upload| upload.outcome == UploadOutcome::Duplicate);
    let names: Vec<&str> = there.map(|upload| upload.file_name.as_str()).collect();
    if !names.is_empty() {
        toasts.say(format!("{}: {}", text::DUPLICATES, names.join(", ")));
    }
}

#[component]
fn SendingCard(sent: Sent) -> impl IntoView {
    let progress = move || sent.bytes.get().unwrap_or((0, 1));
    let percent = Signal::derive(move || {
        let (done, all) = progress();
        done * 100 / all.max(1)
    });
    let told = move || {
        let (done, all) = progress();
        if done >= all && all > 1 {
            text::SENT.to_owned()
        } else {
            text::sent_of(&locale::size(done), &locale::size(all), percent.get())
        }
    };
    let cancel = move |_| {
        sent.request.with_value(|request| {
            if let Some(request) = request {
                // One that ended has nothing to take back.
                let _ = request.abort();
            }
        });
    };
    view! {
        <section class="card p-4" role="status">
            <h2 class="font-semibold">{text::SENDING}</h2>
            <div class="my-3"><Meter percent label=text::SENDING /></div>
            <p class="tabular-nums text-ink-2">{told}</p>
            <button type="button" class="btn mt-3" on:click=cancel>{text::CANCEL}</button>
        </section>
    }
}

/// The files that were chosen, each with what it is said to be.
#[component]
pub fn FileList(chosen: ChosenFiles, #[prop(into)] limits: Signal<Limits>) -> impl IntoView {
    let summary = move || {
        let list = chosen.list.read();
        let bytes: u64 = list.iter().map(|one| one.file.size() as u64).sum();
        text::chosen(
            &locale::plural(list.len(), "file", "files"),
            &locale::size(bytes),
        )
    };
    let lines = move || {
        let list = chosen.list.read();
        list.iter()
            .map(|one| line(chosen, one, limits.get()))
            .collect_view()
    };
    view! {
        <Show when=move || !chosen.list.read().is_empty()>
            <section class="card mt-4">
                <header class="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-2">
                    <h2 class="font-medium">{text::FILES}</h2>
                    <span class="text-table text-ink-2 tabular-nums" role="status">{summary}</span>
                    <button type="button" class="btn btn-quiet" on:click=move |_| chosen.list.set(Vec::new())>{text::REMOVE_ALL}</button>
                </header>
                {live(move || fault_of_count(chosen.list.read().len(), limits.get()).map(|fault| view! {
                    <p class="bg-bad-tint px-3 py-2 text-bad" role="alert">{fault}</p>
                }))}
                <ul class="max-h-96 divide-y divide-line overflow-auto">{lines}</ul>
            </section>
        </Show>
    }
}

fn line(chosen: ChosenFiles, one: &Chosen, limits: Limits) -> AnyView {
    let (id, name) = (one.id, one.file.name());
    let fault = fault_of(&name, one.file.size() as u64, limits);
    let fault = fault.map(|fault| {
        view! { <p class="flex basis-full items-center gap-1 text-table text-bad" role="alert"><Icon glyph=Glyph::Alert />{format!("{name} {fault}. {}", text::FAULTY_LEFT_OUT)}</p> }
    });
    let kinds = [
        None,
        Some(DocumentKind::Statement),
        Some(DocumentKind::ExpenseReport),
        Some(DocumentKind::Receipt),
    ];
    let current = one.kind;
    let options = kinds.into_iter().enumerate().map(|(index, kind)| {
        let label = if kind.is_some() {
            word::document_kind(kind)
        } else {
            text::KIND_AUTO
        };
        view! { <option value=index.to_string() selected=kind == current>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <Icon glyph=Glyph::File />
            <span class="min-w-0 grow break-all">{name.clone()}</span>
            <span class="text-meta text-ink-2 tabular-nums">{locale::size(one.file.size() as u64)}</span>
            <select
                class="input text-table"
                aria-label=text::kind_of(&name)
                on:change:target=move |event| {
                    let index: usize = event.target().value().parse().unwrap_or_default();
                    chosen.set_kind(id, kinds.get(index).copied().flatten());
                }
            >
                {options}
            </select>
            <button type="button" class="btn btn-quiet btn-icon" aria-label=text::remove(&name) on:click=move |_| chosen.remove(id)>
                <Icon glyph=Glyph::Cross />
            </button>
            {fault}
        </li>
    }
    .into_any()
}
