//! What every part of the service begins with, as it is configured.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use tieout_persistence::job::Worker;
use tieout_persistence::{Database, Error, Settings};

use crate::config::{Config, Fault};
use crate::jobs::{Work, worker_name};
use crate::progress::{ProcessingState, RedisFault};

/// Why the service does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartFault {
    /// A setting does not work out.
    #[error(transparent)]
    Setting(#[from] Fault),
    /// The Redis has no address.
    #[error(transparent)]
    Redis(#[from] RedisFault),
    /// The folder of the database cannot be made.
    #[error("{folder}: cannot be made ({error}). Name another folder with DATA_DIR")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The database does not let us in.
    #[error("the database cannot be opened: {0}. Check DATABASE_URL, and that the database runs")]
    Database(#[source] Error),
    /// Nobody may listen there.
    #[error("{address}: nobody can listen there ({error}). Choose another with --listen or LISTEN")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        error: io::Error,
    },
    /// The web client cannot be read.
    #[error("WEB_DIR: the web client cannot be read: {0}")]
    Web(#[source] io::Error),
    /// The server ended.
    #[error("the server ended unexpectedly: {0}")]
    Server(#[source] io::Error),
    /// The schema cannot be brought up to date.
    #[error("the schema of the database cannot be brought up to date: {0}")]
    Schema(#[source] Error),
}

/// Opens the database, and brings its schema up to date.
pub async fn database(config: &Config) -> Result<Database, StartFault> {
    let database = connect(config).await?;
    let schema = tieout_migration::up(database.schema_connection()).await;
    schema.map_err(|error| StartFault::Schema(error.into()))?;
    Ok(database)
}

/// Opens the database as it is.
pub async fn connect(config: &Config) -> Result<Database, StartFault> {
    let settings = &config.database;
    let address = settings.address()?;
    if settings.url.is_none() && settings.host.is_none() {
        let folder = settings.folder()?;
        let made = fs::create_dir_all(&folder);
        made.map_err(|error| StartFault::Folder { folder, error })?;
    }
    let settings = Settings {
        url: address.expose_secret().to_owned(),
        kept: settings.connections_kept,
        most: settings.connections_most,
        patience: Duration::from_secs(settings.patience_seconds.into()),
    };
    Database::connect(&settings)
        .await
        .map_err(StartFault::Database)
}

/// Where progress is told. Must be called in a Tokio runtime.
pub fn progress(config: &Config) -> Result<ProcessingState, StartFault> {
    match &config.progress.redis_url {
        Some(url) => Ok(ProcessingState::shared(url.reveal()?.expose_secret())?),
        None => Ok(ProcessingState::in_process()),
    }
}

/// The work in the background.
pub fn work(config: &Config, database: Database, progress: ProcessingState) -> Work {
    let worker = Worker {
        name: worker_name(),
        lease: config.workers.lease(),
    };
    let mut work = Work::new(database, config.extraction.reader(), progress, worker);
    work.poll = config.workers.poll();
    work
}
