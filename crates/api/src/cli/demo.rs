//! `tieout demo`: a month through the service, as a browser or a machine would send it.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Client;
use reqwest::multipart::{Form, Part};
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tieout_contract::error::ProblemDetails;
use tieout_contract::progress::{Progress, ReadingState};
use tieout_contract::session::Session;
use tieout_contract::upload::Accepted;
use tieout_domain::{SessionStatus, TieOut};

use super::serve::{ServeArgs, runtime};
use super::service::told_to_stop;
use super::{Exit, Failure};
use crate::app::Application;
use crate::config::{Config, Log, LogFormat};
use crate::intake::{self, Named};
use crate::start::StartFault;
use crate::telemetry;

/// How often it is asked how far the work is.
const PACE: Duration = Duration::from_millis(250);

/// `tieout demo`.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// The month's documents, or folders of them
    #[arg(value_name = "FILE|DIR", required = true)]
    pub files: Vec<PathBuf>,

    /// What the session is called
    #[arg(long)]
    pub name: Option<String>,

    /// End when the month is reconciled, and do not wait for Ctrl-C
    #[arg(long)]
    pub once: bool,

    /// How the service is started. Without `--data-dir`, what it keeps is gone at the end.
    #[command(flatten)]
    pub serve: ServeArgs,
}

/// Why a demonstration broke off.
#[derive(Debug, thiserror::Error)]
pub enum DemoFailure {
    /// The service does not answer.
    #[error("the service does not answer: {0}")]
    Silent(#[from] reqwest::Error),
    /// The service refused something.
    #[error("{0}")]
    Refused(String),
}

pub(super) fn run(args: &DemoArgs) -> Result<Exit, Failure> {
    let expanded = args.files.iter().map(|path| intake::expand(path, None));
    let files: Vec<Vec<Named>> = expanded.collect::<Result<_, _>>()?;
    let folder = tempfile::tempdir()?;
    let config = config(args, &folder)?;
    telemetry::begin(&config.log)?;
    let files = files.into_iter().flatten().collect::<Vec<_>>();
    runtime()?.block_on(demonstrate(args, config, &files))
}

fn config(args: &DemoArgs, folder: &TempDir) -> Result<Config, Failure> {
    let mut config = args.serve.load()?;
    if args.serve.data_dir.is_none() && config.database.url.is_none() {
        config.database.data_dir = Some(folder.path().to_owned());
    }
    // What it found stands alone on the screen; what goes wrong is told beside it.
    config.log = Log {
        level: "warn".to_owned(),
        format: LogFormat::Text,
    };
    Ok(config)
}

async fn demonstrate(args: &DemoArgs, config: Config, files: &[Named]) -> Result<Exit, Failure> {
    let has_pages = config.server.web_dir.is_some();
    let application = build(args, config).await?;
    let address = format!("http://{}", application.address());
    let stopper = application.stopper();
    let running = tokio::spawn(application.run());
    let service = Service {
        client: Client::new(),
        address: address.clone(),
    };
    let started = Instant::now();
    let found = reconcile(&service, args.name.as_deref(), files).await?;
    tell(&found, started.elapsed())?;
    let page = match has_pages {
        true => format!("{address}/sessions/{}", found.id),
        false => format!("{address}/api/docs (session {})", found.id),
    };
    if !args.once {
        writeln!(io::stdout(), "tieout: look at it at {page}; Ctrl-C ends")?;
        told_to_stop().await?;
    }
    stopper.stop();
    running.await.map_err(io::Error::other)??;
    Ok(match found.status {
        SessionStatus::Failed => Exit::Failed,
        _ => Exit::Done,
    })
}

/// On any free port when the usual one is taken and none was asked for.
async fn build(args: &DemoArgs, mut config: Config) -> Result<Application, StartFault> {
    match Application::build(config.clone()).await {
        Err(StartFault::Listen { .. }) if args.serve.listen.is_none() => {
            config.server.listen.set_port(0);
            Application::build(config).await
        }
        built => built,
    }
}

async fn reconcile(
    service: &Service,
    name: Option<&str>,
    files: &[Named],
) -> Result<Session, Failure> {
    let mut form = Form::new();
    if let Some(name) = name {
        form = form.text("name", name.to_owned());
    }
    for file in files {
        let bytes = std::fs::read(&file.path)?;
        form = form.part("files", Part::bytes(bytes).file_name(file.name.clone()));
    }
    let accepted = service.upload(form).await?;
    let path = format!("/api/sessions/{}", accepted.session.id);
    let style = ProgressStyle::with_template("  {percent:>3} % {wide_bar} {msg}");
    let bar = ProgressBar::new(100);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    loop {
        let progress: Progress = service.get(&format!("{path}/progress")).await?;
        bar.set_position(progress.percent.into());
        bar.set_message(now(&progress));
        if !progress.status.is_in_work() {
            break;
        }
        tokio::time::sleep(PACE).await;
    }
    bar.finish_and_clear();
    Ok(service.get(&format!("{path}?include=none")).await?)
}

/// What is being done: `statement.pdf: page 45 of 178`.
fn now(progress: &Progress) -> String {
    let reading = progress.documents.iter();
    let mut reading = reading.filter(|document| document.state == ReadingState::Reading);
    match (reading.next(), progress.status) {
        (Some(document), _) => {
            let pages = document.pages.map(|pages| format!(" of {pages}"));
            let pages = pages.unwrap_or_default();
            format!("{}: page {}{pages}", document.name, document.page)
        }
        (None, SessionStatus::Matching) => "matching".to_owned(),
        (None, _) => String::new(),
    }
}

fn tell(found: &Session, took: Duration) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let summary = &found.summary;
    let proof = match summary.tie_out {
        Some(TieOut::TiesOut) => "every printed total agrees",
        Some(TieOut::Differs) => "a printed total differs: look at the control totals",
        Some(TieOut::NothingToProve) | None => {
            "nothing is proven: no total is printed, or a part could not be read"
        }
    };
    writeln!(
        out,
        "tieout: {} documents uploaded, read and matched in {:.1} s: {} transactions, {} report \
         lines and receipts",
        found.upload_count,
        took.as_secs_f32(),
        found.total_transactions,
        found.total_receipts,
    )?;
    if let Some(error) = &found.error {
        writeln!(out, "tieout: {error}")?;
    }
    writeln!(out, "tieout: {proof}")?;
    writeln!(
        out,
        "tieout: {} transactions are matched, {} wait for a review, {} have no proof",
        found.matched_count, summary.matches.manual_review, summary.matches.unmatched,
    )?;
    writeln!(
        out,
        "tieout: {} of {} employees are complete",
        summary.complete_employees, summary.employees,
    )
}

/// The service, as its clients see it.
struct Service {
    client: Client,
    address: String,
}

impl Service {
    async fn upload(&self, form: Form) -> Result<Accepted, DemoFailure> {
        let request = self.client.post(format!("{}/api/upload", self.address));
        answer(request.multipart(form).send().await?).await
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, DemoFailure> {
        let request = self.client.get(format!("{}{path}", self.address));
        answer(request.send().await?).await
    }
}

async fn answer<T: DeserializeOwned>(response: reqwest::Response) -> Result<T, DemoFailure> {
    if response.status().is_success() {
        return Ok(response.json().await?);
    }
    let problem: ProblemDetails = response.json().await?;
    Err(DemoFailure::Refused(problem.detail))
}
