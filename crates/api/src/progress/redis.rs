//! Redis, as far as it is there. Every call ends within [`PATIENCE`], and a connection on which one
//! did not is never used again: the late answer would be taken for the next one's.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use deadpool_redis::redis::aio::PubSub;
use deadpool_redis::redis::{Client, FromRedisValue, Pipeline, RedisError, pipe};
use deadpool_redis::{Config, Connection, Pool, Runtime};
use tieout_domain::id::{DocumentId, SessionId};
use tokio::time::timeout;

use super::Pages;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_millis(50);

/// How long a new connection may take. Only the tasks in the background make them.
const LONG_PATIENCE: Duration = Duration::from_secs(2);

/// After this time nothing is known of work that was broken off.
const EXPIRY_SECONDS: i64 = 600;

/// Where changes are announced.
pub(super) const CHANNEL: &str = "tieout:progress";

/// What is new: by session the pages of its documents, or that there are none any more.
pub(super) type News = HashMap<SessionId, HashMap<DocumentId, Option<Pages>>>;

/// The address of the Redis is not one.
#[derive(Debug, thiserror::Error)]
#[error("REDIS_URL is not the address of a Redis: write redis://host:6379")]
pub struct RedisFault;

/// It did not answer, or not in time.
#[derive(Debug)]
pub(super) struct Unreachable;

/// A pool of connections.
#[derive(Clone)]
pub(super) struct Redis {
    pool: Pool,
    client: Client,
}

impl Redis {
    pub(super) fn new(url: &str) -> Result<Self, RedisFault> {
        let client = Client::open(url).map_err(|_| RedisFault)?;
        let pool = Config::from_url(url)
            .builder()
            .map_err(|_| RedisFault)?
            .max_size(4)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|_| RedisFault)?;
        Ok(Self { pool, client })
    }

    pub(super) async fn ping(&self) -> Result<(), Unreachable> {
        let mut question = pipe();
        question.cmd("PING").ignore();
        self.ask(&question).await
    }

    /// The pages of a session's documents. What is not understood was written by another version.
    pub(super) async fn pages(
        &self,
        session: SessionId,
    ) -> Result<HashMap<DocumentId, Pages>, Unreachable> {
        let mut question = pipe();
        question.hgetall(key(session));
        let (fields,): (HashMap<String, String>,) = self.ask(&question).await?;
        let read = |(document, pages): (String, String)| {
            Some((document.parse().ok()?, serde_json::from_str(&pages).ok()?))
        };
        Ok(fields.into_iter().filter_map(read).collect())
    }

    /// Writes what is new, and announces it.
    pub(super) async fn tell(&self, news: &News) -> Result<(), Unreachable> {
        let mut pipeline = pipe();
        for (session, documents) in news {
            for (document, pages) in documents {
                match pages.and_then(|pages| serde_json::to_string(&pages).ok()) {
                    Some(pages) => pipeline.hset(key(*session), document.to_string(), pages),
                    None => pipeline.hdel(key(*session), document.to_string()),
                }
                .ignore();
            }
            pipeline.expire(key(*session), EXPIRY_SECONDS).ignore();
            pipeline.publish(CHANNEL, session.to_string()).ignore();
        }
        self.ask(&pipeline).await
    }

    /// Hears what others announce.
    pub(super) async fn listen(&self) -> Result<PubSub, Unreachable> {
        let subscribing = async {
            let mut subscription = self.client.get_async_pubsub().await?;
            subscription.subscribe(CHANNEL).await?;
            Ok::<_, RedisError>(subscription)
        };
        match timeout(LONG_PATIENCE, subscribing).await {
            Ok(Ok(subscription)) => Ok(subscription),
            _ => Err(Unreachable),
        }
    }

    async fn ask<T: FromRedisValue>(&self, question: &Pipeline) -> Result<T, Unreachable> {
        let asking = async {
            let connection = self.pool.get().await.map_err(|_| Unreachable)?;
            let mut lent = Lent(Some(connection));
            let answer = question.query_async(lent.connection()?).await;
            let answer = answer.map_err(|_| Unreachable)?;
            lent.give_back();
            Ok(answer)
        };
        timeout(PATIENCE, asking).await.unwrap_or(Err(Unreachable))
    }
}

/// A connection that leaves the pool for good unless it is given back.
struct Lent(Option<Connection>);

impl Lent {
    fn connection(&mut self) -> Result<&mut Connection, Unreachable> {
        self.0.as_mut().ok_or(Unreachable)
    }

    fn give_back(&mut self) {
        drop(self.0.take());
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(Connection::take(connection));
        }
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address may hold a password.
        f.debug_struct("Redis").finish_non_exhaustive()
    }
}

fn key(session: SessionId) -> String {
    format!("{CHANNEL}:{session}")
}
