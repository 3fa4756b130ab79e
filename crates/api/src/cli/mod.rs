//! The command line: what a person types, and what they read.

mod args;
mod config;
mod demo;
mod documents;
mod exit;
mod extract;
mod extract_child;
mod layouts;
mod migrate;
mod openapi;
mod output;
mod pictures;
mod problems;
mod progress;
mod reconcile;
mod serve;
mod service;
mod settings;
mod summary;
mod token;

use std::io::{self, Write as _};

use clap::Parser as _;

pub use args::{Args, Command};
pub use exit::Exit;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The files were not taken in.
    #[error(transparent)]
    Refused(#[from] crate::intake::Refusal),
    /// A layout profile is wrong.
    #[error(transparent)]
    Profile(#[from] settings::ProfileFailure),
    /// The engine that was asked for is not there.
    #[error(transparent)]
    Ocr(#[from] tieout_extraction::ocr::OcrError),
    /// The configuration is wrong.
    #[error("the configuration is not sound:\n{0}")]
    Configuration(#[from] crate::config::Faults),
    /// The service does not start.
    #[error(transparent)]
    Start(#[from] crate::start::StartFault),
    /// Nobody has brought the schema up to date.
    #[error("the schema of the database is not up to date: run `tieout migrate`")]
    OldSchema,
    /// The token was not made.
    #[error("no token was made: {0}")]
    Token(String),
    /// The demonstration broke off.
    #[error(transparent)]
    Demo(#[from] demo::DemoFailure),
    /// There is no log.
    #[error(transparent)]
    Log(#[from] crate::telemetry::LogFault),
    /// A report or the result could not be written.
    #[error("{0}")]
    Output(#[from] output::OutputFailure),
    /// Standard output is gone.
    #[error("the output could not be written: {0}")]
    Terminal(#[from] io::Error),
}

/// Parses the arguments, does what they ask, and says how it went.
pub fn run() -> Exit {
    let args = Args::parse();
    let result = match &args.command {
        Command::Reconcile(args) => reconcile::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Layouts(args) => layouts::run(args),
        Command::Config(args) => config::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Demo(args) => demo::run(args),
        Command::Token(args) => token::run(args),
        Command::Openapi => openapi::run(),
        Command::Worker(args) => service::work(args),
        Command::Migrate(args) => migrate::run(args),
        Command::Cleanup(args) => service::clean_up(args),
        Command::ExtractChild(args) => extract_child::run(args),
    };
    result.unwrap_or_else(|failure| {
        // When even standard error is gone, the exit code still tells.
        let _ = writeln!(io::stderr(), "tieout: {failure}");
        Exit::Failed
    })
}
