//! The document itself, where this browser still has it: the page drawn, with the place marked.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlElement, Url};

use crate::state::kept_files;
use crate::state::place::Place;
use crate::texts::{paper as text, session as words};
use crate::ui::live;

/// What `boot.js` provides to show a file.
const SHOW: &str = "showPaper";

/// A paper from this browser, with the place marked; `children` stand beside its name.
#[component]
pub fn Paper(
    #[prop(into)] place: Signal<Option<Place>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let note = RwSignal::new("");
    // The address at which the browser's own viewer shows what we cannot draw.
    let address = RwSignal::new(None::<String>);
    let desk = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let Some((wanted, desk)) = place.get().zip(desk.get()) else {
            return;
        };
        spawn_local(async move {
            let file = kept_files::find(wanted.session, wanted.document).await;
            let file = file.and_then(|file| typed(&file, &wanted.media_type));
            let is_wanted = || place.try_get_untracked().flatten().as_ref() == Some(&wanted);
            if !is_wanted() {
                return;
            }
            let (shown, said) = match &file {
                None => (false, text::NOT_HERE),
                Some(_) if wanted.media_type == "image/tiff" => (false, text::TIFF),
                Some(file) => {
                    desk.set_hidden(false);
                    let is_shown = show(&desk, file, &wanted).await.is_ok();
                    (
                        is_shown,
                        if is_shown {
                            text::HERE
                        } else {
                            text::NOT_DRAWN
                        },
                    )
                }
            };
            if !is_wanted() {
                return;
            }
            desk.set_hidden(!shown);
            note.set(said);
            let viewed = file.filter(|_| !shown && !wanted.is_picture());
            set_address(
                address,
                viewed.and_then(|file| Url::create_object_url_with_blob(&file).ok()),
            );
        });
    });
    on_cleanup(move || set_address(address, None));
    let title = move || {
        let place = place.read();
        let page = place.as_ref().and_then(|place| place.page);
        let page = page.map(|page| format!(", {} {page}", words::PAGE));
        let name = place.as_ref().map(|place| place.file_name.clone());
        name.unwrap_or_default() + &page.unwrap_or_default()
    };
    let viewer = move || {
        let page = place.read_untracked().as_ref().and_then(|place| place.page);
        let address = format!("{}#page={}", address.get()?, page.unwrap_or(1));
        Some(view! { <iframe class="h-[70vh] w-full" title=title src=address></iframe> })
    };
    view! {
        <section class="card no-print mt-4 p-3" aria-label=text::TITLE hidden=move || place.read().is_none()>
            <div class="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-table">
                <h2 class="font-medium break-all">{title}</h2>
                <p class="mr-auto text-ink-2" role="status">{move || note.get()}</p>
                {children.map(|children| children())}
            </div>
            <div class="desk" role="region" tabindex="0" aria-label=title node_ref=desk hidden=true></div>
            {live(viewer)}
        </section>
    }
}

/// Asks the script that shows kept files; it is loaded when the first one is looked at.
async fn show(desk: &HtmlElement, file: &Blob, place: &Place) -> Result<(), JsValue> {
    let area = place.area.into_iter();
    let area: Array = area
        .flat_map(|area| [area.left, area.top, area.right, area.bottom])
        .map(JsValue::from)
        .collect();
    let what = Array::of5(
        desk,
        &place.document.to_string().into(),
        file,
        &place.page.unwrap_or(1).into(),
        &area,
    );
    what.push(&place.text.as_str().into());
    let show: Function = Reflect::get(&window(), &SHOW.into())?.unchecked_into();
    let showing: Promise = show.apply(&JsValue::UNDEFINED, &what)?.unchecked_into();
    JsFuture::from(showing).await.map(drop)
}

/// Of the type that the service recognised: a kept file has lost its own.
fn typed(file: &Blob, media_type: &str) -> Option<Blob> {
    file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), media_type)
        .ok()
}

fn set_address(address: RwSignal<Option<String>>, new: Option<String>) {
    let unwanted = address.try_update(|address| std::mem::replace(address, new));
    if let Some(unwanted) = unwanted.flatten() {
        // It was an address of ours.
        let _ = Url::revoke_object_url(&unwanted);
    }
}
