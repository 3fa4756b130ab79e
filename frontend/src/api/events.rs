//! What happens to a session while somebody looks: told by the service, or asked for.

use futures_util::future::{Either, select};
use futures_util::stream::{SelectAll, StreamExt as _};
use gloo_net::eventsource::futures::{EventSource, EventSourceSubscription};
use gloo_timers::future::TimeoutFuture;
use tieout_contract::progress::Progress;
use tieout_domain::id::SessionId;

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
    let mut source = EventSource::new(&format!("/api/sessions/{id}/progress/stream")).ok()?;
    let mut events: SelectAll<EventSourceSubscription> = SelectAll::new();
    for name in ["progress", "complete", "error"] {
        events.push(source.subscribe(name).ok()?);
    }
    loop {
        let silence = TimeoutFuture::new(SILENCE);
        let Either::Left((Some(Ok((name, message))), _)) = select(events.next(), silence).await
        else {
            return None;
        };
        if !go_on() {
            return Some(());
        }
        let progress: Progress = json::read(&message.data().as_string()?).ok()?;
        let is_over = name == "complete" || !progress.status.is_in_work();
        told(Happening::Progress(progress));
        if is_over {
            return Some(());
        }
    }
}
