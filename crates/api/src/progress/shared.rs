//! What other processes know, and are told, through Redis.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use tieout_domain::id::{DocumentId, SessionId};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

use super::local::Board;
use super::redis::{News, Redis};
use super::{PACE, Pages};

/// After a call that failed the next ones are not even tried for this long, so that requests do not
/// each wait for a Redis that is gone.
const REST: Duration = Duration::from_secs(1);

/// The board in Redis.
#[derive(Debug, Clone)]
pub(super) struct Mirror {
    redis: Redis,
    state: Arc<State>,
    // The tasks end with the last handle.
    _tasks: Arc<[Task; 2]>,
}

#[derive(Debug, Default)]
struct State {
    news: Mutex<News>,
    has_news: Notify,
    failed_at: Mutex<Option<Instant>>,
}

#[derive(Debug)]
struct Task(JoinHandle<()>);

impl Mirror {
    pub(super) fn start(redis: Redis, board: Arc<Board>) -> Self {
        let state = Arc::<State>::default();
        let telling = tokio::spawn(tell(redis.clone(), Arc::clone(&state)));
        let hearing = tokio::spawn(hear(redis.clone(), board));
        Self {
            redis,
            state,
            _tasks: Arc::new([Task(telling), Task(hearing)]),
        }
    }

    pub(super) fn note(&self, session: SessionId, document: DocumentId, pages: Option<Pages>) {
        let mut news = lock(&self.state.news);
        news.entry(session).or_default().insert(document, pages);
        self.state.has_news.notify_one();
    }

    pub(super) fn wake(&self, session: SessionId) {
        lock(&self.state.news).entry(session).or_default();
        self.state.has_news.notify_one();
    }

    /// What others noted; nothing when Redis does not say.
    pub(super) async fn pages(&self, session: SessionId) -> HashMap<DocumentId, Pages> {
        if self.state.is_resting() {
            return HashMap::new();
        }
        let pages = self.redis.pages(session).await;
        self.state.judge(pages.is_ok());
        pages.unwrap_or_default()
    }

    pub(super) async fn is_up(&self) -> bool {
        self.redis.ping().await.is_ok()
    }
}

impl State {
    fn is_resting(&self) -> bool {
        lock(&self.failed_at).is_some_and(|failed_at| failed_at.elapsed() < REST)
    }

    fn judge(&self, is_up: bool) {
        *lock(&self.failed_at) = (!is_up).then(Instant::now);
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Writes what is new, twice a second at most. What could not be written is forgotten: the next page
/// says more.
async fn tell(redis: Redis, state: Arc<State>) {
    loop {
        state.has_news.notified().await;
        let news = std::mem::take(&mut *lock(&state.news));
        if !state.is_resting() {
            state.judge(redis.tell(&news).await.is_ok());
        }
        sleep(PACE).await;
    }
}

/// Wakes those who watch a session when another process announces something of it.
async fn hear(redis: Redis, board: Arc<Board>) {
    loop {
        if let Ok(mut subscription) = redis.listen().await {
            // What was announced before we listened is not told again.
            board.wake_all();
            let mut announced = subscription.on_message();
            while let Some(message) = announced.next().await {
                let session = message.get_payload::<String>().ok();
                if let Some(session) = session.and_then(|session| session.parse().ok()) {
                    board.wake(session);
                }
            }
        }
        sleep(REST).await;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves the value as sound as it was.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
