//! The frame around every page, and which page is where.

use leptos::ev;
use leptos::html::Main;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::state::chosen_files::ChosenFiles;
use crate::state::under_way::UnderWay;
use crate::texts::{fault, shell as text};
use crate::theme::Theme;
use crate::ui::toast::ToastArea;
use crate::ui::{Glyph, Icon, Toasts, live};
use crate::{browser, pages};

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let toasts = Toasts::provide();
    let main = NodeRef::<Main>::new();
    ChosenFiles::provide();
    window_event_listener(ev::beforeunload, |event| {
        if UnderWay::is_anything() {
            event.prevent_default();
        }
    });
    view! {
        <Router>
            <a class="skip sr-only focus:not-sr-only focus:absolute focus:z-40 focus:bg-raised focus:p-3" href="#content">{text::SKIP}</a>
            <TopBar />
            <OfflineBar />
            <Arrival main />
            <main node_ref=main id="content" tabindex="-1" class="mx-auto w-full max-w-[1440px] px-3 py-5 outline-none sm:px-6">
                <ErrorBoundary fallback=|_| view! { <Broken /> }>
                    <FlatRoutes fallback=pages::Elsewhere>
                        <Route path=path!("/") view=pages::dashboard::Dashboard />
                        <Route path=path!("/upload") view=pages::upload::Upload />
                        <Route path=path!("/sessions") view=pages::sessions::Sessions />
                        <Route path=path!("/sessions/:id") view=pages::session::Session />
                        <Route path=path!("/sessions/:id/upload") view=pages::upload::Upload />
                        <Route path=path!("/sessions/:id/review") view=pages::review::Review />
                        <Route path=path!("/sessions/:id/reports") view=pages::reports::Reports />
                        <Route path=path!("/aliases") view=pages::aliases::Aliases />
                        <Route path=path!("/settings") view=pages::settings::Settings />
                    </FlatRoutes>
                </ErrorBoundary>
            </main>
            <ToastArea toasts />
        </Router>
    }
}

/// The focus goes along to another page: what was pressed is gone, and the next Tab is to lead into what is new.
#[component]
fn Arrival(main: NodeRef<Main>) -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |before: Option<()>| {
        path.track();
        if before.is_some()
            && let Some(main) = main.get_untracked()
        {
            browser::focus(&main);
        }
    });
}

#[component]
fn TopBar() -> impl IntoView {
    let link = "rounded-box px-1.5 py-1.5 text-table text-ink-2 hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink sm:px-3 sm:text-body";
    let path = use_location().pathname;
    let to = move |page: &'static str, word: &'static str| {
        let current = move || path.read().starts_with(page).then_some("page");
        view! { <a href=page class=link aria-current=current>{word}</a> }
    };
    view! {
        <header class="border-b border-line bg-surface">
            <nav class="mx-auto flex min-h-12 w-full max-w-[1440px] flex-wrap items-center px-3 sm:gap-x-1 sm:px-6" aria-label=text::NAVIGATION>
                <a href="/" class="mr-1 flex items-center gap-2 font-semibold sm:mr-4" aria-label=text::HOME_LINK>
                    <Mark />
                    <span class="hidden sm:inline">{text::NAME}</span>
                </a>
                {to("/sessions", text::SESSIONS)}
                {to("/upload", text::UPLOAD)}
                {to("/aliases", text::ALIASES)}
                {to("/settings", text::SETTINGS)}
                <span class="grow"></span>
                <ThemeToggle />
            </nav>
        </header>
    }
}

#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden="true">
            <rect class="fill-accent" width="32" height="32" rx="7"></rect>
            <path class="stroke-accent-ink" d="M8 11h16M8 16h10" stroke-width="2.5" stroke-linecap="round"></path>
            <path class="stroke-accent-ink" d="m13 22 3.5 3.5L25 17" fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"></path>
        </svg>
    }
}

#[component]
fn ThemeToggle() -> impl IntoView {
    let theme = RwSignal::new(Theme::current());
    let word = move || {
        if theme.get() == Theme::Dark {
            text::TO_LIGHT
        } else {
            text::TO_DARK
        }
    };
    let glyph = move || {
        if theme.get() == Theme::Dark {
            Glyph::Sun
        } else {
            Glyph::Moon
        }
    };
    let toggle = move |_| {
        let other = Theme::current().other();
        other.choose();
        theme.set(other);
    };
    view! {
        <button type="button" class="btn btn-quiet btn-icon" title=word aria-label=word on:click=toggle>
            {live(move || view! { <Icon glyph=glyph() /> })}
        </button>
    }
}

#[component]
fn OfflineBar() -> impl IntoView {
    let is_offline = RwSignal::new(!window().navigator().on_line());
    window_event_listener(ev::offline, move |_| is_offline.set(true));
    window_event_listener(ev::online, move |_| is_offline.set(false));
    view! {
        <div role="status">
            <Show when=move || is_offline.get()>
                <p class="bg-warn-tint px-6 py-2 text-center text-warn">{text::OFFLINE}</p>
            </Show>
        </div>
    }
}

#[component]
fn Broken() -> impl IntoView {
    view! {
        <div class="card mx-auto mt-8 max-w-xl p-6" role="alert">
            <h1 class="text-title font-semibold">{fault::BROKEN_PAGE}</h1>
            <p class="mt-2 text-ink-2">{fault::BROKEN_PAGE_DETAIL}</p>
        </div>
    }
}
