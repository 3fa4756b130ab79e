//! Nothing there: a way on.

use leptos::prelude::*;

use crate::browser;
use crate::texts::shell as text;

/// The page for addresses that lead nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    browser::set_title(text::NOT_FOUND);
    let links = [
        ("/", text::HOME),
        ("/sessions", text::SESSIONS),
        ("/upload", text::UPLOAD),
        ("/aliases", text::ALIASES),
        ("/settings", text::SETTINGS),
    ];
    let link = |(href, word)| view! { <li><a class="link" href=href>{word}</a></li> };
    view! {
        <div class="mx-auto mt-12 max-w-xl">
            <h1 class="text-title font-semibold">{text::NOT_FOUND}</h1>
            <p class="mt-2 text-ink-2">{text::NOT_FOUND_DETAIL}</p>
            <ul class="mt-4 flex flex-wrap gap-4">{links.map(link).collect_view()}</ul>
        </div>
    }
}
