#![doc = include_str!("../README.md")]

mod engine;
mod score;
mod truth;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use tieout_api::month::cores;
use tieout_api::ocr::Choice;
use tieout_domain::{DocumentRef, Receipt};
use tieout_extraction::receipt::{Hints, ReceiptReading};
use tieout_extraction::{Input, Settings, explain_receipts, parallel};

use score::Scores;
use truth::{TrueReceipt, Truth};

/// Score what is read from the receipts of a folder against its truth.json
#[derive(Debug, Parser)]
struct Arguments {
    /// A folder with truth.json and the files it names
    folder: PathBuf,
    /// Read only files whose name contains this
    #[arg(long, default_value = "")]
    only: String,
    /// Read only receipts of this sort: digital, scan light, photo heavy
    #[arg(long, default_value = "")]
    sort: String,
    /// Do not tell the reader the period that the truth names
    #[arg(long)]
    without_period: bool,
    /// The engine that reads pictures
    #[arg(long, value_enum, default_value_t)]
    engine: Choice,
    /// The folder with the models of the neural engine
    #[arg(long, env = "TIEOUT_OCR_MODELS")]
    models: Option<PathBuf>,
    /// Print everything that was weighed for each receipt
    #[arg(long)]
    trace: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match evaluate(&arguments) {
        Ok(report) => {
            say(&report);
            ExitCode::SUCCESS
        }
        Err(message) => {
            say(&message);
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::print_stdout,
    reason = "a report on standard output is all that this program does"
)]
fn say(text: &str) {
    println!("{text}");
}

fn evaluate(arguments: &Arguments) -> Result<String, String> {
    let truth = Truth::of(&arguments.folder)?;
    let hints = Hints {
        period: truth.period.filter(|_| !arguments.without_period),
        ..Hints::default()
    };
    let wanted: Vec<&TrueReceipt> = truth
        .receipts
        .iter()
        .filter(|receipt| {
            receipt.file.display().to_string().contains(&arguments.only)
                && receipt.sort().contains(&arguments.sort)
        })
        .collect();
    let mut settings = Settings::default();
    settings.receipts.hints = hints;
    settings.receipts.ocr = engine::load(arguments.engine, arguments.models.clone())?;
    let started = Instant::now();
    // Cargo, which became this process, may have compiled before.
    let spent_before = engine::computing_seconds();
    let read: Vec<ReceiptReading> = parallel::map(&wanted, cores(), |_, receipt| {
        read(&arguments.folder.join(&receipt.file), &settings)
    })
    .into_iter()
    .collect::<Result<_, _>>()?;
    let seconds = started.elapsed().as_secs_f64();
    let spent = engine::computing_seconds() - spent_before;
    let mut scores = Scores::default();
    for (truth, read) in wanted.iter().zip(&read) {
        scores.add(truth, sole(&read.receipts.value));
    }
    let mut report = vec![scores.table(), String::new()];
    report.extend(scores.misses.iter().map(|miss| {
        format!(
            "{:<22} {:<13} {:<9} {:<14} {:?} read as {:?}",
            miss.file,
            miss.sort,
            miss.field,
            format!("{:?}", miss.outcome),
            miss.truth,
            miss.read
        )
    }));
    if arguments.trace {
        report.extend(
            read.iter()
                .zip(&wanted)
                .map(|(read, wanted)| trace(read, wanted)),
        );
    }
    report.push(format!(
        "{} receipts in {seconds:.2} s, {:.2} s of computing time each",
        wanted.len(),
        spent / wanted.len().max(1) as f64
    ));
    Ok(report.join("\n"))
}

/// The files hold one receipt each: several are as wrong as none.
fn sole(receipts: &[Receipt]) -> Option<&Receipt> {
    match receipts {
        [receipt] => Some(receipt),
        _ => None,
    }
}

fn trace(read: &ReceiptReading, wanted: &TrueReceipt) -> String {
    let text = read
        .receipts
        .value
        .iter()
        .map(|receipt| receipt.source.text())
        .collect::<Vec<_>>()
        .join("\n-----\n");
    let traces = read
        .traces
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n");
    let problems = read
        .receipts
        .problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect::<Vec<_>>()
        .join("\n");
    format!(
        "\n=== {}\n{text}\n--- weighed\n{traces}--- problems\n{problems}",
        wanted.file.display()
    )
}

fn read(path: &Path, settings: &Settings) -> Result<ReceiptReading, String> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: {error}"))?;
    let input = Input {
        document: DocumentRef::new(0),
        name: &name,
        bytes: &bytes,
    };
    explain_receipts(&input, settings).ok_or_else(|| format!("{name}: cannot be opened"))
}
