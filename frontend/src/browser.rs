//! Small things that only a browser can do.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, FocusOptions, HtmlElement, KeyboardEvent, Storage, Url};

/// What is kept under a key, where storage is not blocked.
pub fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps something for later visits, where storage is not blocked.
pub fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or blocked storage forgets: it was a convenience.
        let _ = storage.set_item(key, value);
    }
}

/// Puts a text onto the clipboard; whether that was possible.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text))
        .await
        .is_ok()
}

/// Hands the person a file.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind);
    let Ok(address) = blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) else {
        return;
    };
    if let Ok(link) = document().create_element("a") {
        // Attributes of these names are always taken.
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.unchecked_into::<HtmlElement>().click();
    }
    // It was an address of ours.
    let _ = Url::revoke_object_url(&address);
}

/// Is the key a command: pressed once, alone, and not while the person writes?
pub fn is_command(event: &KeyboardEvent) -> bool {
    let is_alone = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat());
    is_alone && !is_writing()
}

fn is_writing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.closest("dialog").ok().flatten().is_some()
    })
}

/// Puts the focus on an element, and nothing out of its place.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What is not in the document takes no focus.
    let _ = element.focus_with_options(&options);
}

/// Moves a bar of links sideways so that the current one is in sight.
pub fn scroll_to_current(bar: &HtmlElement) {
    let current = bar.query_selector("[aria-current=page]").ok().flatten();
    if let Some(current) = current {
        let current: HtmlElement = current.unchecked_into();
        let middle = current.offset_left() + current.offset_width() / 2;
        bar.set_scroll_left(middle - bar.offset_left() - bar.client_width() / 2);
    }
}

/// What the address says after a question mark, by name.
pub fn query(name: &str) -> Option<String> {
    let search = location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
        .filter(|value| !value.is_empty())
}

/// Writes into the address what is looked at, without going anywhere.
pub fn set_query(name: &str, value: Option<&str>) {
    let Ok(search) = location().search() else {
        return;
    };
    let Ok(params) = web_sys::UrlSearchParams::new_with_str(&search) else {
        return;
    };
    match value.filter(|value| !value.is_empty()) {
        Some(value) => params.set(name, value),
        None => params.delete(name),
    }
    let written = String::from(params.to_string());
    let path = location().pathname().unwrap_or_default();
    let address = if written.is_empty() {
        path
    } else {
        format!("{path}?{written}")
    };
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(wasm_bindgen::JsValue::NULL);
        // Browsers refuse only what comes too often; the next one is taken.
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}

/// Says in the title of the page where one is.
pub fn set_title(title: &str) {
    document().set_title(&format!("{title} · Tieout"));
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
