//! The session: the heart.

mod activity;
mod charts;
mod columns;
mod documents;
mod panel;
pub mod progress;
mod summary;
mod tables;

use std::sync::Arc;

use leptos::ev;
use leptos::html::Nav;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_query_map};
use tieout_contract::progress::Progress;
use tieout_domain::SessionStatus;
use tieout_domain::id::SessionId;

use self::progress::ProgressCard;
use super::not_found::NotFound;
use super::session_in_path;
use crate::api::{self, Fault, Happening};
use crate::state::kept_files;
use crate::state::load::Load;
use crate::state::month::Month;
use crate::texts::session as text;
use crate::ui::badge;
use crate::ui::{FaultNotice, Glyph, Icon, Skeleton, live};
use crate::{browser, locale};

/// A session and its parts.
#[component]
pub fn Session() -> impl IntoView {
    let id = session_in_path();
    view! {
        {live(move || match id.get() {
            Some(id) => view! { <Whole id /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        })}
    }
}

/// A session that is loaded, and loaded again.
pub type MonthLoad = Load<Arc<Month>>;

/// Loads a session with what hangs on it.
pub fn month(id: SessionId) -> MonthLoad {
    Load::new(move || async move {
        let month = api::session(id).await;
        if month
            .as_ref()
            .is_err_and(|fault| fault.status() == Some(410))
        {
            kept_files::forget(id).await;
        }
        month.map(Arc::new)
    })
}

#[component]
fn Whole(id: SessionId) -> impl IntoView {
    let load = month(id);
    let work = Work::watched(id, load);
    Effect::new(move || {
        let Some(month) = load.value.get() else {
            return;
        };
        let name = &month.session.name;
        match work
            .progress
            .get()
            .filter(|_| month.session.status.is_in_work())
        {
            Some(progress) => browser::set_title(&format!("({} %) {name}", progress.percent)),
            None => browser::set_title(name),
        }
    });
    let navigate = use_navigate();
    let listening = window_event_listener(ev::keydown, move |event| {
        let is_there = load.value.with_untracked(|month| {
            month
                .as_ref()
                .is_some_and(|month| month.undecided().next().is_some())
        });
        if browser::is_command(&event) && event.key() == "r" && is_there {
            navigate(&format!("/sessions/{id}/review"), Default::default());
        }
    });
    on_cleanup(move || listening.remove());
    let is_there = Memo::new(move |_| load.value.read().is_some());
    view! {
        {live(move || load.fault.get().map(|fault| {
            view! { <FaultNotice fault retry=move |()| load.again() /> }
        }))}
        <Show when=move || is_there.get() fallback=move || waiting(load)>
            <Heading load />
            {live(move || work.view(load))}
            {live(move || load.value.get().map(|month| view! { <summary::Summary month /> }))}
            <Tabs load />
        </Show>
    }
}

fn waiting(load: MonthLoad) -> AnyView {
    if load.fault.read().is_some() {
        return ().into_any();
    }
    view! { <Skeleton rows=3 /><div class="h-4"></div><Skeleton rows=12 /> }.into_any()
}

/// The work on the session, while there is some.
#[derive(Clone, Copy)]
struct Work {
    progress: RwSignal<Option<Progress>>,
    lost: RwSignal<Option<Fault>>,
}

impl Work {
    fn watched(id: SessionId, load: MonthLoad) -> Self {
        let work = Self {
            progress: RwSignal::new(None),
            lost: RwSignal::new(None),
        };
        let is_in_work = Memo::new(move |_| {
            load.value
                .read()
                .as_ref()
                .is_some_and(|month| month.session.status.is_in_work())
        });
        Effect::new(move || {
            if is_in_work.get() {
                let told = move |happening| work.take(happening, load);
                let go_on = move || is_in_work.try_get_untracked() == Some(true);
                spawn_local(api::watch(id, told, go_on));
            }
        });
        work
    }

    fn take(self, happening: Happening, load: MonthLoad) {
        match happening {
            Happening::Progress(progress) => {
                let is_over = !progress.status.is_in_work();
                self.lost.try_set(None);
                self.progress.try_set(Some(progress));
                if is_over {
                    load.again();
                }
            }
            Happening::Lost(fault) => {
                self.lost.try_set(Some(fault));
            }
        }
    }

    fn view(self, load: MonthLoad) -> AnyView {
        let status = load.value.read().as_ref().map(|month| month.session.status);
        match status {
            Some(status) if status.is_in_work() => view! {
                <ProgressCard progress=self.progress is_lost=Signal::derive(move || self.lost.read().is_some()) />
            }
            .into_any(),
            Some(SessionStatus::Failed) => {
                let error = load.value.read().as_ref().and_then(|month| month.session.error.clone());
                view! {
                    <div class="mb-4 rounded-box bg-bad-tint p-4 text-bad" role="alert">
                        <p class="font-semibold">{text::FAILED}</p>
                        <p class="mt-1">{error}</p>
                        <p class="mt-1">{text::FAILED_NEXT}</p>
                    </div>
                }
                .into_any()
            }
            _ => ().into_any(),
        }
    }
}

#[component]
fn Heading(load: MonthLoad) -> impl IntoView {
    live(move || {
        let month = load.value.get()?;
        let session = &month.session;
        let id = session.id;
        Some(view! {
            <div class="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
                <h1 class="min-w-0 break-words text-title font-semibold">{session.name.clone()}</h1>
                <div class="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-ink-2">
                    {badge::of_session(session.status)}
                    <span title=locale::exact(session.updated_at)>{locale::ago(session.updated_at)}</span>
                    <span title=locale::exact(session.expires_at)>{text::days_left(session.days_left)}</span>
                </div>
                <div class="no-print ml-auto flex gap-2">
                    <a class="btn" href=format!("/sessions/{id}/upload")><Icon glyph=Glyph::Upload />{text::ADD_FILES}</a>
                    <a class="btn" href=format!("/sessions/{id}/reports")><Icon glyph=Glyph::Download />{text::REPORTS}</a>
                </div>
            </div>
        })
    })
}

/// The parts of a session, by their names in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Exceptions,
    Employees,
    Transactions,
    Receipts,
    Documents,
    Activity,
}

impl Tab {
    const ALL: [Self; 6] = [
        Self::Exceptions,
        Self::Employees,
        Self::Transactions,
        Self::Receipts,
        Self::Documents,
        Self::Activity,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Exceptions => "exceptions",
            Self::Employees => "employees",
            Self::Transactions => "transactions",
            Self::Receipts => "receipts",
            Self::Documents => "documents",
            Self::Activity => "activity",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Exceptions => text::EXCEPTIONS,
            Self::Employees => text::EMPLOYEES,
            Self::Transactions => text::TRANSACTIONS,
            Self::Receipts => text::RECEIPTS,
            Self::Documents => text::DOCUMENTS,
            Self::Activity => text::ACTIVITY,
        }
    }

    fn count(self, month: &Month) -> Option<usize> {
        Some(match self {
            Self::Exceptions => month.exceptions().count(),
            Self::Employees => month.employees.len(),
            Self::Transactions => month.transactions.len(),
            Self::Receipts => month.receipts.len(),
            Self::Documents => month.documents.len(),
            Self::Activity => return None,
        })
    }
}

#[component]
fn Tabs(load: MonthLoad) -> impl IntoView {
    let query = use_query_map();
    let tab = Memo::new(move |_| {
        let word = query.read().get("tab").unwrap_or_default();
        Tab::ALL
            .into_iter()
            .find(|tab| tab.word() == word)
            .unwrap_or(Tab::Exceptions)
    });
    let bar = NodeRef::<Nav>::new();
    Effect::new(move || {
        tab.track();
        // Once it is marked: on a phone, the tab that is open may be beyond the edge.
        if let Some(bar) = bar.get() {
            request_animation_frame(move || browser::scroll_to_current(&bar));
        }
    });
    let entry = move |one: Tab| {
        let count = move || {
            load.value
                .read()
                .as_ref()
                .and_then(|month| one.count(month))
                .map(locale::count)
        };
        view! {
            <a
                class="border-b-2 border-transparent px-1 py-2 whitespace-nowrap text-ink-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
                href=format!("?tab={}", one.word())
                aria-current=move || (tab.get() == one).then_some("page")
                data-noscroll=""
            >
                {one.title()}" "
                <span class="text-meta text-ink-3 tabular-nums">{count}</span>
            </a>
        }
    };
    let review = move || {
        let month = load.value.get()?;
        let count = month.undecided().count();
        Some(view! {
            <a class="border-b-2 border-transparent px-1 py-2 whitespace-nowrap text-ink-2 hover:text-ink" href=format!("/sessions/{}/review", month.session.id)>
                {text::REVIEW}" "<span class="text-meta text-ink-3 tabular-nums">{locale::count(count)}</span>
            </a>
        })
    };
    view! {
        <nav node_ref=bar class="mb-3 flex gap-4 overflow-x-auto border-b border-line" aria-label=text::TABS>
            {Tab::ALL.map(entry).collect_view()}
            {review}
        </nav>
        {live(move || match tab.get() {
            Tab::Exceptions => view! { <tables::Transactions load only_exceptions=true /> }.into_any(),
            Tab::Employees => view! { <tables::Employees load /> }.into_any(),
            Tab::Transactions => view! { <tables::Transactions load only_exceptions=false /> }.into_any(),
            Tab::Receipts => view! { <tables::Receipts load /> }.into_any(),
            Tab::Documents => view! { <documents::Documents load /> }.into_any(),
            Tab::Activity => view! { <activity::ActivityList load /> }.into_any(),
        })}
    }
}
