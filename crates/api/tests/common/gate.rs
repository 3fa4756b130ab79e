//! A way to a PostgreSQL server with a gate, which shuts at a chosen statement and opens no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// On which side of its gate a statement stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The server never hears of it.
    Before,
    /// The server has done it, and nobody hears of that.
    After,
}

/// A gate in front of a server, given as host and port. With it all connections end.
pub(crate) struct Gate {
    port: u16,
    watchman: Arc<Watchman>,
    task: JoinHandle<()>,
}

impl Gate {
    /// An open gate.
    pub(crate) async fn to(server: &str, side: Side) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let watchman = Arc::new(Watchman {
            side,
            statements_left: AtomicU32::new(u32::MAX),
            is_shut: watch::Sender::new(false),
        });
        let task = tokio::spawn(admit(listener, server.to_owned(), Arc::clone(&watchman)));
        Self {
            port,
            watchman,
            task,
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// From now on, so many statements pass.
    pub(crate) fn shut_after(&self, statements: u32) {
        let left = &self.watchman.statements_left;
        left.store(statements, Ordering::SeqCst);
    }

    /// Returns once the gate is shut.
    pub(crate) async fn shut(&self) {
        let mut is_shut = self.watchman.is_shut.subscribe();
        is_shut.wait_for(|is_shut| *is_shut).await.unwrap();
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Counts the statements of all connections.
struct Watchman {
    side: Side,
    statements_left: AtomicU32,
    is_shut: watch::Sender<bool>,
}

impl Watchman {
    /// Is this statement the first that may not pass?
    fn stops(&self) -> bool {
        self.statements_left.fetch_sub(1, Ordering::SeqCst) == 0
    }
}

async fn admit(listener: TcpListener, server: String, watchman: Arc<Watchman>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let Ok(server) = TcpStream::connect(&server).await else {
            continue;
        };
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        let is_held = Arc::new(AtomicBool::new(false));
        let asked = ask(
            from_client,
            to_server,
            Arc::clone(&watchman),
            Arc::clone(&is_held),
        );
        connections.spawn(asked);
        connections.spawn(answer(
            from_server,
            to_client,
            Arc::clone(&watchman),
            is_held,
        ));
    }
}

async fn ask(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    watchman: Arc<Watchman>,
    is_held: Arc<AtomicBool>,
) {
    let mut messages = Messages::default();
    while let Ok(1..) = from.read_buf(&mut messages.bytes).await {
        while let Some(message) = messages.next() {
            if message.is_statement && watchman.stops() {
                match watchman.side {
                    Side::Before => {
                        watchman.is_shut.send_replace(true);
                        return std::future::pending().await;
                    }
                    Side::After => is_held.store(true, Ordering::SeqCst),
                }
            }
            if to.write_all(&message.bytes).await.is_err() {
                return;
            }
        }
    }
}

async fn answer(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    watchman: Arc<Watchman>,
    is_held: Arc<AtomicBool>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if is_held.load(Ordering::SeqCst) {
            watchman.is_shut.send_replace(true);
            return std::future::pending().await;
        }
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}

/// What a client says, message by message (PostgreSQL documentation, "Message Formats").
#[derive(Default)]
struct Messages {
    bytes: Vec<u8>,
    is_started: bool,
}

struct Message {
    bytes: Vec<u8>,
    /// Does it make the server do something?
    is_statement: bool,
}

impl Messages {
    fn next(&mut self) -> Option<Message> {
        // Only the first message has no letter before its length.
        let letters = usize::from(self.is_started);
        let length = self.bytes.get(letters..letters + 4)?.try_into().unwrap();
        let end = letters + u32::from_be_bytes(length) as usize;
        if self.bytes.len() < end {
            return None;
        }
        let bytes: Vec<u8> = self.bytes.drain(..end).collect();
        let is_statement = self.is_started && matches!(bytes[0], b'E' | b'Q');
        self.is_started = true;
        Some(Message {
            bytes,
            is_statement,
        })
    }
}
