//! What all requests share.

use std::sync::Arc;

use actix_web::{HttpRequest, web};
use tieout_persistence::Database;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio_util::context::TokioContext;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::error::{ApiError, Result};
use crate::http::bodies::Bodies;
use crate::http::files::Files;
use crate::http::limiter::Limiter;
use crate::http::metrics::Metrics;
use crate::jobs::Work;
use crate::progress::ProcessingState;
use crate::start::StartFault;
use crate::view::session::Summaries;

/// So many may watch the progress of sessions at a time.
const MOST_STREAMS: usize = 200;

/// What all requests share.
pub struct State {
    /// How the service is set up.
    pub config: Config,
    /// Where everything is kept.
    pub database: Database,
    /// How far the work is.
    pub progress: ProcessingState,
    /// The work in the background.
    pub work: Work,
    /// How reports are made.
    pub reports: tieout_reporting::Settings,
    /// Who may ask how often.
    pub limiter: Limiter,
    /// What is counted.
    pub metrics: Metrics,
    /// Sessions as they were last told.
    pub bodies: Bodies,
    /// Sessions as they were last counted.
    pub summaries: Summaries,
    /// The web client.
    pub files: Option<Files>,
    /// Room for those who watch.
    pub streams: Arc<Semaphore>,
    /// Told when the service stops.
    pub stop: CancellationToken,
    /// The runtime that the service was started in, and ends in.
    home: Handle,
}

impl State {
    pub(super) fn new(
        config: Config,
        database: Database,
        progress: ProcessingState,
        work: Work,
    ) -> Result<Self, StartFault> {
        let folder = config.server.web_dir.as_deref();
        let files = folder
            .map(Files::index)
            .transpose()
            .map_err(StartFault::Web)?;
        Ok(Self {
            limiter: Limiter::new(config.server.requests_per_second),
            config,
            database,
            progress,
            work,
            reports: tieout_reporting::Settings::default(),
            metrics: Metrics::default(),
            bodies: Bodies::default(),
            summaries: Summaries::default(),
            files,
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            stop: CancellationToken::new(),
            home: Handle::current(),
        })
    }

    /// The same, but what it opens lives as long as the service: see [`crate::http::home`].
    pub fn at_home<F: Future>(&self, future: F) -> TokioContext<F> {
        TokioContext::new(future, self.home.clone())
    }

    /// The state that a request is answered with.
    pub fn of(request: &HttpRequest) -> Result<web::Data<Self>> {
        let state = request.app_data::<web::Data<Self>>().cloned();
        state.ok_or_else(|| ApiError::unforeseen("a request without the state of its service"))
    }
}
