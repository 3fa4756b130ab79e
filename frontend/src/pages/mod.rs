//! The pages.

pub mod aliases;
pub mod dashboard;
pub mod not_found;
pub mod reports;
pub mod review;
pub mod session;
pub mod sessions;
pub mod settings;
pub mod upload;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tieout_domain::id::SessionId;

/// The session that the address names.
pub fn session_in_path() -> Memo<Option<SessionId>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("id").and_then(|id| id.parse().ok()))
}
