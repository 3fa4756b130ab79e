//! The service as one value: built from its configuration, run until it is told to stop, by `tieout
//! serve` and by tests alike.

mod description;
mod service;
mod state;

use std::net::{SocketAddr, TcpListener};

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use tieout_persistence::Database;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::child::Reader;
use crate::config::Config;
use crate::http::{headers, home, observe};
use crate::jobs::Pool;
use crate::retention;
use crate::start::{self, StartFault};

pub use service::description;
pub use state::State;

/// The service, listening.
pub struct Application {
    server: Server,
    address: SocketAddr,
    state: web::Data<State>,
    pool: Option<Pool>,
    cleaner: JoinHandle<()>,
}

/// Tells a service to stop.
#[derive(Debug, Clone)]
pub struct Stopper {
    stop: CancellationToken,
}

impl Application {
    /// Opens the database, begins to listen, and starts the work in the background. Must be called in
    /// a Tokio runtime.
    pub async fn build(config: Config) -> Result<Self, StartFault> {
        let reader = config.extraction.reader();
        Self::with_reader(config, reader).await
    }

    /// The same, with documents read by `reader`.
    pub async fn with_reader(config: Config, reader: Reader) -> Result<Self, StartFault> {
        let listener = listen(config.server.listen)?;
        let address = listener.local_addr().map_err(|error| StartFault::Listen {
            address: config.server.listen,
            error,
        })?;
        let database = start::database(&config).await?;
        let progress = start::progress(&config)?;
        let mut work = start::work(&config, database.clone(), progress.clone());
        work.reader = reader;
        let pool = config
            .workers
            .in_server
            .then(|| Pool::start(work.clone(), config.workers.at_a_time()));
        let cleaner = clean_in_background(database.clone(), &config);
        let state = web::Data::new(State::new(config, database, progress, work)?);
        let server = serve(listener, state.clone())?;
        Ok(Self {
            server,
            address,
            state,
            pool,
            cleaner,
        })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// What tells it to stop.
    pub fn stopper(&self) -> Stopper {
        Stopper {
            stop: self.state.stop.clone(),
        }
    }

    /// Runs until it is told to stop: work under way is given back, requests under way end.
    pub async fn run(self) -> Result<(), StartFault> {
        let (stop, requests) = (self.state.stop.clone(), self.server.handle());
        let serving = async {
            let served = self.server.await.map_err(StartFault::Server);
            stop.cancel();
            served
        };
        let ending = async {
            stop.cancelled().await;
            self.cleaner.abort();
            let given_back = match self.pool {
                Some(pool) => pool.stop().await.map_err(StartFault::Database),
                None => Ok(()),
            };
            requests.stop(true).await;
            given_back
        };
        let (served, given_back) = tokio::join!(serving, ending);
        let closed = self.state.database.clone().close().await;
        served
            .and(given_back)
            .and(closed.map_err(StartFault::Database))
    }
}

impl Stopper {
    /// Ends streams, gives work back, takes no more requests, and lets those under way end. The
    /// service has stopped when [`Application::run`] returns.
    pub fn stop(&self) {
        self.stop.cancel();
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, StartFault> {
    let listener = TcpListener::bind(address);
    let listener = listener.and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    listener.map_err(|error| StartFault::Listen { address, error })
}

fn serve(listener: TcpListener, state: web::Data<State>) -> Result<Server, StartFault> {
    let seconds = state.config.server.shutdown_seconds;
    let app = move || {
        App::new()
            .wrap(service::cors(&state.config.server))
            .wrap(from_fn(headers::secure))
            .wrap(from_fn(observe::observe))
            .wrap(Compress::default())
            .wrap(from_fn(home::settle))
            .configure(service::configure(state.clone()))
    };
    let server = HttpServer::new(app)
        .shutdown_timeout(seconds.into())
        .disable_signals()
        .listen(listener)
        .map_err(StartFault::Server)?;
    Ok(server.run())
}

fn clean_in_background(database: Database, config: &Config) -> JoinHandle<()> {
    let retention = config.retention.clone();
    tokio::spawn(async move { retention::keep_clean(&database, &retention).await })
}
