//! The connection, and the three ways to use it: read, read a snapshot, write.

use std::time::Duration;

use sea_orm::metric::Info;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseExecutor,
    DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::Result;

/// Where the database is, and how many connections to hold.
#[derive(Clone)]
pub struct Settings {
    /// `postgres://…` or `sqlite://…?mode=rwc`. Holds the password: never logged.
    pub url: String,
    /// Connections kept open while idle.
    pub kept: u32,
    /// Connections at most.
    pub most: u32,
    /// How long to wait for a connection, or for SQLite's one writer.
    pub patience: Duration,
}

impl Settings {
    /// The database at `url`; five connections kept, fifteen at most, five seconds of patience.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            kept: 5,
            most: 15,
            patience: Duration::from_secs(5),
        }
    }
}

/// A pool of connections to PostgreSQL or SQLite.
#[derive(Debug, Clone)]
pub struct Database {
    readers: DatabaseConnection,
    /// SQLite has one writer at a time: waiting in line for its one connection is fair, while
    /// polling for the lock is not. On PostgreSQL the same pool as `readers`.
    writer: DatabaseConnection,
}

/// A transaction that writes. Dropped without [`Write::commit`], nothing of it stays.
#[derive(Debug)]
pub struct Write(DatabaseTransaction);

/// A view of the database as it is at one instant, however many queries are made.
#[derive(Debug)]
pub struct Snapshot(DatabaseTransaction);

/// What can be read from: the pool, a snapshot, or within a write transaction.
pub trait Read: Sync {
    /// Where queries go.
    fn executor(&self) -> DatabaseExecutor<'_>;
}

impl Database {
    /// Connects, and fails if there is nobody to talk to.
    pub async fn connect(settings: &Settings) -> Result<Self> {
        if !settings.url.starts_with("sqlite:") {
            let pool = sea_orm::Database::connect(postgres(settings)).await?;
            // One connection tells; the others that are kept are made meanwhile.
            pool.ping().await?;
            return Ok(Self {
                readers: pool.clone(),
                writer: pool,
            });
        }
        // The writer comes first: it makes the file.
        let writer = sea_orm::Database::connect(sqlite(settings, 1)).await?;
        let readers = sea_orm::Database::connect(sqlite(settings, settings.most)).await?;
        Ok(Self { readers, writer })
    }

    /// Calls `watch` after every statement with its text and how long it took.
    pub fn watch(&mut self, watch: impl Fn(&Info<'_>) + Clone + Send + Sync + 'static) {
        self.readers.set_metric_callback(watch.clone());
        self.writer.set_metric_callback(watch);
    }

    /// Begins to write. On SQLite this waits for the writer before it.
    pub async fn write(&self) -> Result<Write> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Write(self.writer.begin_with_options(options).await?))
    }

    /// Begins to read everything as of now.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let options = match self.readers.get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            },
            // A deferred transaction of SQLite is a snapshot in itself.
            _ => TransactionOptions::default(),
        };
        Ok(Snapshot(self.readers.begin_with_options(options).await?))
    }

    /// Is anybody there?
    pub async fn ping(&self) -> Result<()> {
        Ok(self.readers.ping().await?)
    }

    /// For those who change the schema.
    pub const fn schema_connection(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Closes all connections, after what is under way.
    pub async fn close(self) -> Result<()> {
        self.readers.close().await?;
        Ok(self.writer.close().await?)
    }
}

impl Write {
    /// Makes it last, all or nothing.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }

    pub(crate) const fn transaction(&self) -> &DatabaseTransaction {
        &self.0
    }

    pub(crate) fn backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }
}

impl Read for Database {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Connection(&self.readers)
    }
}

impl Read for Write {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.0)
    }
}

impl Read for Snapshot {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.0)
    }
}

fn postgres(settings: &Settings) -> ConnectOptions {
    let mut options = ConnectOptions::new(&settings.url);
    options
        .connect_lazy(true)
        .min_connections(settings.kept)
        .max_connections(settings.most)
        .acquire_timeout(settings.patience)
        .connect_timeout(settings.patience)
        .test_before_acquire(true)
        .set_application_name("tieout")
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

fn sqlite(settings: &Settings, connections: u32) -> ConnectOptions {
    let patience = settings.patience;
    let mut options = ConnectOptions::new(&settings.url);
    options
        .min_connections(1)
        .max_connections(connections)
        // The writer's line is long when all write at once; each waits its turn.
        .acquire_timeout(patience * 6)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| tune(options).busy_timeout(patience));
    options
}

fn tune(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What was acknowledged survives a power cut, too.
        .synchronous(SqliteSynchronous::Full)
        // Rows come from another thread; a month comes without its waiting for us.
        .row_buffer_size(2_000)
        // Freed pages go back to the system, and what was deleted is overwritten: uploaded bytes
        // do not linger in the file.
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .pragma("secure_delete", "ON")
}
