//! `tieout worker` and `tieout cleanup`.

use std::io::{self, Write as _};

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use super::config::ConfigFile;
use super::{Exit, Failure};
use crate::config::Config;
use crate::jobs::Pool;
use crate::start::StartFault;
use crate::{retention, start, telemetry};

/// A command of the service.
#[derive(Debug, clap::Args)]
pub struct ServiceArgs {
    /// How it is set up.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// `tieout cleanup`.
#[derive(Debug, clap::Args)]
pub struct CleanupArgs {
    /// The database was just restored from a backup: also ask for those uploads again that a backup
    /// leaves out
    #[arg(long)]
    pub after_restore: bool,

    /// How it is set up.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// Works in the background until it is told to stop.
pub(super) fn work(args: &ServiceArgs) -> Result<Exit, Failure> {
    let config = args.config.load()?;
    telemetry::begin(&config.log)?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(work_until_stopped(&config))?;
    Ok(Exit::Done)
}

/// Deletes what is past its time.
pub(super) fn clean_up(args: &CleanupArgs) -> Result<Exit, Failure> {
    let config = args.config.load()?;
    telemetry::begin(&config.log)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        let database = start::database(&config).await?;
        let report = if args.after_restore {
            retention::after_restore(&database, &config.retention).await
        } else {
            retention::clean_up(&database, &config.retention).await
        };
        report.map_err(StartFault::Database)
    })?;
    writeln!(io::stdout(), "tieout: {report}")?;
    Ok(Exit::Done)
}

async fn work_until_stopped(config: &Config) -> Result<(), Failure> {
    let database = start::database(config).await?;
    let work = start::work(config, database, start::progress(config)?);
    tracing::info!(worker = work.worker.name, "the workers have started");
    let pool = Pool::start(work, config.workers.at_a_time());
    told_to_stop().await?;
    pool.stop().await.map_err(StartFault::Database)?;
    Ok(())
}

/// Returns when somebody ends the process.
pub(super) async fn told_to_stop() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
