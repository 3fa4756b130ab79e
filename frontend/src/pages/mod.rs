//! The pages.

pub mod aliases;
pub mod dashboard;
pub mod not_found;
mod paper;
#[cfg(feature = "parts")]
pub mod parts;
pub mod reports;
pub mod review;
pub mod session;
pub mod sessions;
pub mod settings;
pub mod upload;

use leptos::prelude::*;
#[cfg(feature = "parts")]
use leptos_router::hooks::use_location;
use leptos_router::hooks::use_params_map;
use tieout_domain::id::SessionId;

/// What no route leads to. In the development build alone, `/parts` shows every part in every state.
#[component]
pub fn Elsewhere() -> impl IntoView {
    #[cfg(feature = "parts")]
    if use_location().pathname.get_untracked() == "/parts" {
        return view! { <parts::Parts /> }.into_any();
    }
    view! { <not_found::NotFound /> }.into_any()
}

/// The session that the address names.
pub fn session_in_path() -> Memo<Option<SessionId>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()))
}
