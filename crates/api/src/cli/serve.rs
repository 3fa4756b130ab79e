//! `tieout serve`.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;

use tokio::runtime::{Builder, Runtime};

use super::config::ConfigFile;
use super::service::told_to_stop;
use super::{Exit, Failure};
use crate::app::Application;
use crate::config::Config;
use crate::telemetry;

/// `tieout serve`.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// Address and port to listen on; outranks LISTEN
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,

    /// The folder of the SQLite file; outranks DATA_DIR
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// A folder with the web client to deliver; outranks WEB_DIR
    #[arg(long, value_name = "DIR")]
    pub web: Option<PathBuf>,

    /// How it is set up.
    #[command(flatten)]
    pub config: ConfigFile,
}

impl ServeArgs {
    /// The configuration, with what the command line says over it.
    pub(super) fn load(&self) -> Result<Config, Failure> {
        self.config.load_with(|config| {
            config.server.listen = self.listen.unwrap_or(config.server.listen);
            if let Some(folder) = &self.data_dir {
                config.database.data_dir = Some(folder.clone());
            }
            if let Some(folder) = &self.web {
                config.server.web_dir = Some(folder.clone());
            }
        })
    }
}

/// Serves until it is told to stop.
pub(super) fn run(args: &ServeArgs) -> Result<Exit, Failure> {
    let config = args.load()?;
    telemetry::begin(&config.log)?;
    runtime()?.block_on(serve(config))?;
    Ok(Exit::Done)
}

/// The runtime of a service. Requests have threads of their own.
pub(super) fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
}

async fn serve(config: Config) -> Result<(), Failure> {
    let application = Application::build(config).await?;
    let address = application.address();
    tracing::info!(%address, "listening");
    writeln!(io::stdout(), "tieout: listening on http://{address}")?;
    let stopper = application.stopper();
    let running = tokio::spawn(application.run());
    told_to_stop().await?;
    tracing::info!("stopping");
    stopper.stop();
    running.await.map_err(io::Error::other)??;
    Ok(())
}
