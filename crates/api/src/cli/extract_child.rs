//! `tieout extract-child`: the process in which a document is read.

use tieout_extraction::Settings;

use super::args::ReadingArgs;
use super::{Exit, Failure, settings};
use crate::child::{self, Limits};
use crate::ocr;

/// `tieout extract-child`.
#[derive(Debug, clap::Args)]
pub struct ExtractChildArgs {
    /// What it may cost.
    #[command(flatten)]
    pub limits: Limits,

    /// How documents are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Reads what comes in on standard input.
pub(super) fn run(args: &ExtractChildArgs) -> Result<Exit, Failure> {
    child::run(&args.limits, || settings(&args.reading))?;
    Ok(Exit::Done)
}

/// The settings. The models of the engine that reads pictures are opened with them, before the sandbox closes.
fn settings(args: &ReadingArgs) -> Result<Settings, Failure> {
    let mut settings = settings::load(args)?.extraction;
    settings.receipts.ocr = ocr::find_for_sandbox(args.ocr, &args.ocr_places())?.engine;
    Ok(settings)
}
