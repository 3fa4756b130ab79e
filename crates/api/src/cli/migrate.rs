//! `tieout migrate`.

use std::io::{self, Write as _};
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::sleep;

use super::config::ConfigFile;
use super::{Exit, Failure};
use crate::config::Config;
use crate::start::StartFault;
use crate::{start, telemetry};

/// `tieout migrate`.
#[derive(Debug, clap::Args)]
pub struct MigrateArgs {
    /// Change nothing: fail if the schema is not up to date
    #[arg(long, conflicts_with = "wait")]
    pub check: bool,

    /// Change nothing: wait until another process has brought the schema up to date
    #[arg(long)]
    pub wait: bool,

    /// How it is set up.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// Between two looks at a schema that another process brings up to date.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// Brings the schema up to date, or sees to it that another process has.
pub(super) fn run(args: &MigrateArgs) -> Result<Exit, Failure> {
    let config = args.config.load()?;
    telemetry::begin(&config.log)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let is_current = runtime.block_on(async {
        if args.check {
            is_current(&config).await
        } else if args.wait {
            wait(&config).await;
            Ok(true)
        } else {
            start::database(&config).await.map(|_| true)
        }
    })?;
    if !is_current {
        return Err(Failure::OldSchema);
    }
    writeln!(io::stdout(), "tieout: the schema is up to date")?;
    Ok(Exit::Done)
}

async fn is_current(config: &Config) -> Result<bool, StartFault> {
    let database = start::connect(config).await?;
    let is_current = tieout_migration::is_current(database.schema_connection()).await;
    is_current.map_err(|error| StartFault::Schema(error.into()))
}

/// A database that is not there yet is waited for, too: whoever started this process sets the limit.
async fn wait(config: &Config) {
    loop {
        match is_current(config).await {
            Ok(true) => return,
            Ok(false) => tracing::info!("waiting for the schema"),
            Err(error) => tracing::warn!(%error, "waiting for the database"),
        }
        sleep(BETWEEN_LOOKS).await;
    }
}
