//! The arguments.

use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};
use tieout_domain::DocumentKind;

use super::config::ConfigArgs;
use super::demo::DemoArgs;
use super::extract_child::ExtractChildArgs;
use super::migrate::MigrateArgs;
use super::serve::ServeArgs;
use super::service::{CleanupArgs, ServiceArgs};
use super::token::TokenArgs;
use crate::intake::IntakeLimits;
use crate::ocr::{Choice, Places};

/// Ties a company's credit-card statement out to its receipts.
///
/// Give it the month's documents, and it reads them, proves what it read against the totals that
/// the statement prints, matches every transaction to its receipt, and says what is missing.
#[derive(Debug, Parser)]
#[command(name = "tieout", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tieout reconcile --statement march.pdf --expense-report expenses.pdf --receipts receipts/ --out march/
  tieout reconcile march/*.pdf --out reports/        what each file is, is told from its content
  tieout reconcile march.pdf expenses.pdf --json -   the whole result as JSON, nothing written
  tieout extract march.pdf                           what is read from one document
  tieout layouts check march.pdf                     why a document is not read as it should be

Exit codes:
  0  reconciled, and every printed total agrees
  1  something failed: a file was refused or could not be read, or a report could not be written
  2  the command was not understood
  3  reconciled, but not tied out: a printed total differs, or the statement prints none";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reconcile a month: statements, expense reports and receipts in; Excel, CSV and pVault out.
    Reconcile(ReconcileArgs),
    /// Show what is read from one document.
    Extract(ExtractArgs),
    /// The layouts that are known, and how a document is recognised.
    Layouts(LayoutsArgs),
    /// How this installation is set up: check it, or list what can be set.
    Config(ConfigArgs),
    /// Serve the API, and the web client where it is; with no configuration at all, on this machine
    /// alone and from a file in your data folder
    Serve(ServeArgs),
    /// Start the service, send it a month's documents as a browser would, and say what it found
    Demo(DemoArgs),
    /// Let machines in
    Token(TokenArgs),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
    /// Read documents and match sessions in the background, apart from the server.
    Worker(ServiceArgs),
    /// Delete what is past its time, and say what that was.
    Cleanup(CleanupArgs),
    /// Bring the schema of the database up to date.
    Migrate(MigrateArgs),
    /// Reads one document from standard input, within limits: what the other commands start.
    #[command(hide = true)]
    ExtractChild(ExtractChildArgs),
}

/// `tieout reconcile`.
#[derive(Debug, clap::Args)]
#[command(
    group = ArgGroup::new("documents").required(true).multiple(true)
        .args(["files", "statement", "expense_report"]),
    group = ArgGroup::new("results").required(true).multiple(true).args(["out", "json"]),
)]
pub struct ReconcileArgs {
    /// Documents of any kind, or folders of them; what each is, is told from its content
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Card statements: PDF, CSV or OFX
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub statement: Vec<PathBuf>,

    /// Reports of the expense software: PDF
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub expense_report: Vec<PathBuf>,

    /// Receipts, or folders of them: PDF, JPEG, PNG, TIFF or WebP
    #[arg(long, value_name = "FILE|DIR", num_args = 1..)]
    pub receipts: Vec<PathBuf>,

    /// Write the Excel, CSV, pVault and reminder files into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Write the whole result as JSON into this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,

    /// The name of the session in the reports, such as "March 2025"; by default the period
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// How documents are taken in and read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `tieout extract`.
#[derive(Debug, clap::Args)]
pub struct ExtractArgs {
    /// The document
    pub file: PathBuf,

    /// What it is, when its content does not tell
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,

    /// Print what was read as JSON
    #[arg(long)]
    pub json: bool,

    /// Write what was seen on a receipt into this folder: its pages with a box around each word, the words, and
    /// what was weighed for each field
    #[arg(long, value_name = "DIR")]
    pub debug_dir: Option<PathBuf>,

    /// How documents are taken in and read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `tieout layouts`.
#[derive(Debug, clap::Args)]
pub struct LayoutsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LayoutsCommand,
}

/// What can be done with layouts.
#[derive(Debug, Subcommand)]
pub enum LayoutsCommand {
    /// List the layouts that are known
    List {
        /// A folder with more layout profiles (*.toml)
        #[arg(long, value_name = "DIR")]
        layouts: Option<PathBuf>,
    },
    /// Show which layout a document is recognised as, which of its lines were not understood, and why
    Check {
        /// The document
        file: PathBuf,

        /// How documents are taken in and read.
        #[command(flatten)]
        reading: ReadingArgs,
    },
}

/// How documents are taken in and read.
#[derive(Debug, clap::Args)]
pub struct ReadingArgs {
    /// A folder with more layout profiles (*.toml); see docs/layouts.md
    #[arg(long, value_name = "DIR")]
    pub layouts: Option<PathBuf>,

    /// What reads the text of scans and photos
    #[arg(long, value_name = "ENGINE", value_enum, default_value_t)]
    pub ocr: Choice,

    /// The folder with the models of PP-OCRv6; see docs/receipts.md
    #[arg(
        long,
        value_name = "DIR",
        env = "TIEOUT_OCR_MODELS",
        hide_env_values = true
    )]
    pub ocr_models: Option<PathBuf>,

    /// The Tesseract program
    #[arg(
        long,
        value_name = "FILE",
        env = "TIEOUT_TESSERACT",
        hide_env_values = true
    )]
    pub tesseract: Option<PathBuf>,

    /// The most files to take at a time
    #[arg(long, value_name = "N", default_value_t = IntakeLimits::default().files)]
    pub max_files: usize,

    /// The largest file to take, in megabytes
    #[arg(long, value_name = "MB", default_value_t = IntakeLimits::default().megabytes_per_file)]
    pub max_file_mb: u64,
}

impl ReadingArgs {
    /// Where the engines are that read pictures.
    pub fn ocr_places(&self) -> Places {
        let usual = Places::default();
        Places {
            models: self.ocr_models.clone().unwrap_or(usual.models),
            tesseract: self.tesseract.clone().unwrap_or(usual.tesseract),
        }
    }

    /// The limits on what is taken in.
    pub fn limits(&self) -> IntakeLimits {
        IntakeLimits {
            files: self.max_files,
            megabytes_per_file: self.max_file_mb,
        }
    }
}

/// What a document is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A card statement
    Statement,
    /// The report of the expense software
    ExpenseReport,
    /// One or several receipts
    Receipt,
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Statement => Self::Statement,
            Kind::ExpenseReport => Self::ExpenseReport,
            Kind::Receipt => Self::Receipt,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_month_needs_documents_and_somewhere_to_go() {
        let parse = |line: &str| Args::try_parse_from(line.split(' '));
        assert!(parse("tieout reconcile a.pdf --out x").is_ok());
        assert!(parse("tieout reconcile --statement a.pdf b.pdf --json -").is_ok());
        assert!(parse("tieout reconcile --out x").is_err());
        assert!(parse("tieout reconcile --receipts r --out x").is_err());
        assert!(parse("tieout reconcile a.pdf").is_err());
    }
}
