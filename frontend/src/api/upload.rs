//! Uploads: what the browser's own `fetch` cannot tell, the bytes that went out, XMLHttpRequest can.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{FutureExt as _, LocalBoxFuture};
use serde::Deserialize;
use tieout_contract::upload::UploadedFile;
use tieout_domain::DocumentKind;
use tieout_domain::id::SessionId;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use super::{Fault, request};

/// What the service took in: as much of its answer as is asked for here.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Taken {
    /// The session that the files belong to.
    pub id: SessionId,
    /// What became of each file, in the order in which they went out.
    pub uploads: Vec<UploadedFile>,
}

/// An upload on its way.
pub struct Sending {
    /// What it comes to.
    pub outcome: LocalBoxFuture<'static, Result<Taken, Fault>>,
    /// What takes it back.
    pub request: XmlHttpRequest,
}

/// Sends files to a new session of that name, or to one that is there. `told` hears how many of how
/// many bytes went out.
pub fn send(
    to: Option<SessionId>,
    name: &str,
    files: &[(File, Option<DocumentKind>)],
    told: impl Fn(u64, u64) + 'static,
) -> Result<Sending, Fault> {
    let form = form(to.is_none().then_some(name), files).map_err(|_| Fault::Unreachable)?;
    let path = to.map_or_else(
        || "/api/upload".to_owned(),
        |id| format!("/api/sessions/{id}/documents"),
    );
    let xhr = opened(&path, told).map_err(|_| Fault::Unreachable)?;
    let outcome = outcome(&xhr);
    xhr.send_with_opt_form_data(Some(&form))
        .map_err(|_| Fault::Unreachable)?;
    Ok(Sending {
        outcome,
        request: xhr,
    })
}

/// How a request that ended went.
type End = fn(&XmlHttpRequest) -> Result<Taken, Fault>;
type Js<T> = Result<T, wasm_bindgen::JsValue>;

fn form(name: Option<&str>, files: &[(File, Option<DocumentKind>)]) -> Js<FormData> {
    let form = FormData::new()?;
    if let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) {
        form.append_with_str("name", name)?;
    }
    for (file, kind) in files {
        form.append_with_str("kind", kind_word(*kind))?;
        form.append_with_blob_and_filename("files", file, &file.name())?;
    }
    Ok(form)
}

/// As the form writes it; `auto` lets the content decide.
fn kind_word(kind: Option<DocumentKind>) -> &'static str {
    match kind {
        None => "auto",
        Some(DocumentKind::Statement) => "statement",
        Some(DocumentKind::ExpenseReport) => "expense_report",
        Some(DocumentKind::Receipt) => "receipt",
    }
}

fn opened(path: &str, told: impl Fn(u64, u64) + 'static) -> Js<XmlHttpRequest> {
    let xhr = XmlHttpRequest::new()?;
    xhr.open("POST", path)?;
    xhr.set_request_header("idempotency-key", &request::key())?;
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        told(event.loaded() as u64, event.total() as u64);
    });
    xhr.upload()?
        .set_onprogress(Some(progress.into_js_value().unchecked_ref()));
    Ok(xhr)
}

fn outcome(xhr: &XmlHttpRequest) -> LocalBoxFuture<'static, Result<Taken, Fault>> {
    let (sender, receiver) = futures_channel::oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let ends: [(&str, End); 3] = [
        ("load", answer),
        ("error", |_| Err(Fault::Unreachable)),
        ("abort", |_| Err(Fault::Cancelled)),
    ];
    for (name, of) in ends {
        let (sender, xhr_then) = (sender.clone(), xhr.clone());
        let ended = Closure::<dyn FnMut()>::new(move || {
            if let Some(sender) = sender.borrow_mut().take() {
                // Nobody waits any more when the page was left.
                let _ = sender.send(of(&xhr_then));
            }
        });
        // Only a name that is no event's would be refused.
        let _ = xhr.add_event_listener_with_callback(name, ended.into_js_value().unchecked_ref());
    }
    receiver
        .map(|told| told.unwrap_or(Err(Fault::Cancelled)))
        .boxed_local()
}

fn answer(xhr: &XmlHttpRequest) -> Result<Taken, Fault> {
    let status = xhr.status().unwrap_or_default();
    let body = xhr.response_text().ok().flatten().unwrap_or_default();
    if (200..300).contains(&status) {
        request::parse(&body)
    } else {
        Err(Fault::of_answer(status, &body))
    }
}
