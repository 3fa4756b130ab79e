//! What happens to a session while somebody looks: told by the service, or asked for.

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::future::{Either, select};
use futures_util::stream::StreamExt as _;
use gloo_timers::future::TimeoutFuture;
use tieout_contract::progress::Progress;
use tieout_domain::id::SessionId;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{EventSource, MessageEvent};

use super::sessions::progress;
use super::{Fault, json};

/// How often to ask when the service cannot tell, in milliseconds.
const ASK_EVERY: u32 = 2_000;
/// How long a stream may say nothing before its word is doubted, in milliseconds.
const SILENCE: u32 = 20_000;

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The work went on.
    Progress(Progress),
    /// The service does not answer at the moment.
    Lost(Fault),
}

/// Tells of the work on a session until it ends, or `go_on` says no.
pub async fn watch(id: SessionId, told: impl Fn(Happening), go_on: impl Fn() -> bool) {
    if follow(id, &told, &go_on).await.is_some() {
        return;
    }
    while go_on() {
        match progress(id).await {
            Ok(progress) => {
                let is_over = !progress.status.is_in_work();
                told(Happening::Progress(progress));
                if is_over {
                    return;
                }
            }
            Err(fault) => {
                let is_final = !fault.may_pass();
                told(Happening::Lost(fault));
                if is_final {
                    return;
                }
            }
        }
        TimeoutFuture::new(ASK_EVERY).await;
    }
}

/// Follows the stream; nothing when it broke off before the end.
async fn follow(id: SessionId, told: &impl Fn(Happening), go_on: &impl Fn() -> bool) -> Option<()> {
    let mut stream = Stream::open(&format!("/api/sessions/{id}/progress/stream"))?;
    loop {
        let silence = TimeoutFuture::new(SILENCE);
        let Either::Left((Some(Some(message)), _)) = select(stream.heard.next(), silence).await
        else {
            return None;
        };
        if !go_on() {
            return Some(());
        }
        let progress: Progress = json::read(&message).ok()?;
        let is_over = !progress.status.is_in_work();
        told(Happening::Progress(progress));
        if is_over {
            return Some(());
        }
    }
}

/// What the service sends by itself: texts, and nothing once the connection is lost.
struct Stream {
    source: EventSource,
    heard: UnboundedReceiver<Option<String>>,
    _hear: Closure<dyn Fn(MessageEvent)>,
}

impl Stream {
    fn open(path: &str) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let (sender, heard) = unbounded();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Nobody listens any more when the page was left.
            let _ = sender.unbounded_send(event.data().as_string());
        });
        // A lost connection is an `error` too, without a text.
        for name in ["progress", "complete", "error"] {
            source
                .add_event_listener_with_callback(name, hear.as_ref().unchecked_ref())
                .ok()?;
        }
        Some(Self {
            source,
            heard,
            _hear: hear,
        })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}
