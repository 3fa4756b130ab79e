//! The document itself, where this browser still has it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::document::Document;
use tieout_domain::id::SessionId;
use web_sys::{Blob, File, Url};

use crate::state::kept_files;
use crate::texts::{review as text, session as words};
use crate::ui::live;

/// A document from this browser, at a page.
#[component]
pub fn Paper(session: SessionId, document: Document, page: Option<u32>) -> impl IntoView {
    // None while it is looked for; an empty address when it is not there.
    let address = RwSignal::new(None::<String>);
    let (id, media_type) = (document.id, document.mime_type.clone());
    let is_picture = media_type.starts_with("image/") && media_type != "image/tiff";
    spawn_local(async move {
        let found = kept_files::find(session, id).await;
        let found = found.and_then(|file| typed(&file, &media_type));
        let made = found.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
        let made = made.unwrap_or_default();
        if let Some(unwanted) = address.try_set(Some(made)).flatten() {
            forget(&unwanted);
        }
    });
    on_cleanup(move || {
        if let Some(Some(made)) = address.try_get_untracked() {
            forget(&made);
        }
    });
    let place = page.map(|page| format!(", {} {page}", words::PAGE));
    let fragment = page.map(|page| format!("#page={page}")).unwrap_or_default();
    let name = document.file_name.clone();
    live(move || {
        let address = address.get()?;
        if address.is_empty() {
            return Some(
                view! { <p class="text-table text-ink-2">{text::NO_PAPER}</p> }.into_any(),
            );
        }
        let shown = if is_picture {
            view! { <img class="max-h-[80vh] max-w-full" src=address alt=name.clone() /> }
                .into_any()
        } else {
            view! { <iframe class="h-[80vh] w-full" title=name.clone() src=format!("{address}{fragment}")></iframe> }.into_any()
        };
        Some(view! {
            <section class="card p-3" aria-label=text::PAPER_TITLE>
                <h2 class="mb-2 text-table"><span class="font-medium">{name.clone()}{place.clone()}</span>" "<span class="text-ink-2">"("{text::PAPER}")"</span></h2>
                {shown}
            </section>
        }
        .into_any())
    })
}

/// Of the type that the service recognised: a kept file has lost its own.
fn typed(file: &File, media_type: &str) -> Option<Blob> {
    file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), media_type)
        .ok()
}

fn forget(address: &str) {
    // It was an address of ours, or none.
    let _ = Url::revoke_object_url(address);
}
