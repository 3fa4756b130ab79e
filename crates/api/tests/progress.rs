//! Progress is shared through Redis where there is one, and a Redis that is gone, slow or emptied
//! costs nothing but the progress of others.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/proxy.rs"]
mod proxy;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tieout_api::progress::{Pages, ProcessingState};
use tieout_domain::id::{DocumentId, SessionId};
use tokio::net::TcpStream;
use tokio::time::timeout;
use uuid::Uuid;

use proxy::{Mood, Proxy};

/// Whoever waits this long would wait for ever. What a request really loses is bounded by
/// the time limit of each call, which no test can measure on a busy machine.
const FOR_EVER: Duration = Duration::from_secs(20);

const PAGES: Pages = Pages {
    page: 3,
    pages: 178,
    rows: 25,
};

/// A Redis of the test's own, on a port that nobody else has.
struct Redis {
    process: Child,
    port: u16,
    _folder: TempDir,
}

impl Redis {
    async fn start() -> Self {
        let port = proxy::free_port().await;
        Self::start_at(port).await
    }

    async fn start_at(port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let process = Command::new("redis-server")
            .args([
                "--port",
                &port.to_string(),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
            ])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is installed: apt-get install redis-server");
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Self {
            process,
            port,
            _folder: folder,
        }
    }

    fn command(&self, command: &str) {
        let port = self.port.to_string();
        let status = Command::new("redis-cli")
            .args(["-p", &port, command])
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn ids() -> (SessionId, DocumentId) {
    (SessionId(Uuid::now_v7()), DocumentId(Uuid::now_v7()))
}

fn shared(port: u16) -> ProcessingState {
    ProcessingState::shared(&format!("redis://127.0.0.1:{port}")).unwrap()
}

/// Waits until `state` knows the pages, or no longer does.
async fn until(state: &ProcessingState, session: SessionId, is_known: bool) {
    while state.pages(session).await.is_empty() == is_known {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_one_process_reads_another_shows() {
    let redis = Redis::start().await;
    let (worker, server) = (shared(redis.port), shared(redis.port));
    let (session, document) = ids();
    worker.page(session, document, PAGES);
    until(&server, session, true).await;
    assert_eq!(server.pages(session).await[&document], PAGES);

    worker.document_changed(session, document);
    until(&server, session, false).await;
}

#[tokio::test]
async fn another_process_wakes_those_who_watch_here() {
    let redis = Redis::start().await;
    let (worker, server) = (shared(redis.port), shared(redis.port));
    let (session, document) = ids();
    // Both have found their Redis when a page goes through.
    worker.page(session, document, PAGES);
    until(&server, session, true).await;

    let mut watch = server.watch(session);
    watch.changed().await;
    worker.page(session, document, PAGES);
    watch.changed().await;
}

#[tokio::test]
async fn a_redis_that_is_gone_costs_nothing_but_what_others_do() {
    let redis = Redis::start().await;
    let state = shared(redis.port);
    let (session, document) = ids();
    state.page(session, document, PAGES);
    let port = redis.port;
    drop(redis);

    let known = timeout(FOR_EVER, state.pages(session)).await.unwrap();
    assert_eq!(known[&document], PAGES);
    assert_eq!(state.is_redis_up().await, Some(false));

    // It comes back, and is used again.
    let _redis = Redis::start_at(port).await;
    let other = shared(port);
    loop {
        state.page(session, document, PAGES);
        if !other.pages(session).await.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_redis_that_does_not_answer_costs_little_once() {
    let redis = Redis::start().await;
    let proxy = Proxy::to(redis.port).await;
    let state = shared(proxy.port());
    let (session, document) = ids();
    state.page(session, document, PAGES);
    assert_eq!(state.is_redis_up().await, Some(true));

    proxy.set_mood(Mood::Silent);
    for _ in 0..3 {
        let known = timeout(FOR_EVER, state.pages(session)).await.unwrap();
        assert_eq!(known[&document], PAGES);
    }
    proxy.set_mood(Mood::Faithful);
    while state.is_redis_up().await != Some(true) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_another() {
    let redis = Redis::start().await;
    let proxy = Proxy::to(redis.port).await;
    let (worker, server) = (shared(redis.port), shared(proxy.port()));
    let (one, document) = ids();
    let (two, _) = ids();
    worker.page(one, document, PAGES);
    until(&server, one, true).await;

    proxy.set_mood(Mood::Slow(Duration::from_millis(120)));
    assert!(server.pages(one).await.is_empty());
    proxy.set_mood(Mood::Faithful);
    for _ in 0..50 {
        assert!(server.pages(two).await.is_empty());
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

#[tokio::test]
async fn a_redis_that_was_emptied_fills_again() {
    let redis = Redis::start().await;
    let (worker, server) = (shared(redis.port), shared(redis.port));
    let (session, document) = ids();
    worker.page(session, document, PAGES);
    until(&server, session, true).await;
    redis.command("FLUSHALL");
    assert!(server.pages(session).await.is_empty());
    worker.page(session, document, Pages { page: 4, ..PAGES });
    until(&server, session, true).await;
    assert_eq!(server.pages(session).await[&document].page, 4);
}

#[tokio::test]
async fn watchers_are_woken_twice_a_second_at_most() {
    let state = ProcessingState::in_process();
    let (session, document) = ids();
    let mut watch = state.watch(session);
    let start = Instant::now();
    for page in 1..=4 {
        state.page(session, document, Pages { page, ..PAGES });
        watch.changed().await;
    }
    assert!(start.elapsed() >= Duration::from_millis(1500));
}

#[tokio::test]
async fn what_is_no_address_is_refused_without_being_shown() {
    let refused = ProcessingState::shared("s3cr3t").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "REDIS_URL is not the address of a Redis: write redis://host:6379"
    );
}
