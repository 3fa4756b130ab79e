//! The log: one line an event, for collectors or for people, on standard error.

use std::io;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::{SubscriberInitExt as _, TryInitError};

use crate::config::{Log, LogFormat};

/// Why there is no log.
#[derive(Debug, thiserror::Error)]
pub enum LogFault {
    /// The level is none.
    #[error("LOG_LEVEL: {0}. Write error, warn, info, debug or trace")]
    Level(#[from] ParseError),
    /// There is one already.
    #[error("the log was begun twice")]
    Twice(#[from] TryInitError),
}

/// Begins the log of this process.
pub fn begin(log: &Log) -> Result<(), LogFault> {
    let level = EnvFilter::try_new(&log.level)?;
    let registry = tracing_subscriber::registry().with(level);
    match log.format {
        LogFormat::Json => {
            let lines = tracing_subscriber::fmt::layer().json().flatten_event(true);
            registry.with(lines.with_writer(io::stderr)).try_init()?;
        }
        LogFormat::Text => {
            let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
            registry.with(lines).try_init()?;
        }
    }
    Ok(())
}
