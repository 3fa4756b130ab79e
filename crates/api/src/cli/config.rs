//! `tieout config`.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::Subcommand;

use super::{Exit, Failure};
use crate::child::sandbox::{Enforced, Protection};
use crate::config::{Config, page};
use crate::ocr::Found;

/// `tieout config`.
#[derive(Debug, clap::Args)]
pub struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What can be done with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say whether the configuration is sound, and how well this machine protects the reading of
    /// documents
    Check(ConfigFile),
    /// Print every setting as a Markdown page
    Page,
    /// Print every setting as a file of environment variables to start from
    Example,
}

/// Where the configuration is.
#[derive(Debug, Clone, clap::Args)]
pub struct ConfigFile {
    /// A TOML file; environment variables outrank it
    #[arg(long = "config", value_name = "FILE", env = "TIEOUT_CONFIG")]
    pub file: Option<PathBuf>,
}

impl ConfigFile {
    /// What it says, together with the environment.
    pub(super) fn load(&self) -> Result<Config, Failure> {
        self.load_with(|_| {})
    }

    /// The same, with what the command line says over it.
    pub(super) fn load_with(&self, change: impl FnOnce(&mut Config)) -> Result<Config, Failure> {
        Ok(Config::load_with(self.file.as_deref(), change)?)
    }
}

pub(super) fn run(args: &ConfigArgs) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    match &args.command {
        ConfigCommand::Check(file) => return check(&file.load()?),
        ConfigCommand::Page => out.write_all(page::markdown().as_bytes())?,
        ConfigCommand::Example => out.write_all(page::example().as_bytes())?,
    }
    Ok(Exit::Done)
}

fn check(config: &Config) -> Result<Exit, Failure> {
    let reader = config.extraction.reader();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut out = io::stdout().lock();
    writeln!(out, "The configuration is sound.")?;
    match runtime.block_on(reader.probe()) {
        Ok(protection) => {
            write!(out, "{}", Sandbox(protection))?;
            writeln!(out, "{}", pictures(&config.extraction.ocr()))?;
            Ok(Exit::Done)
        }
        Err(broken) => {
            writeln!(out, "Documents cannot be read: {broken}")?;
            Ok(Exit::Failed)
        }
    }
}

/// What protects this machine from hostile documents.
struct Sandbox(Protection);

impl std::fmt::Display for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Protection { landlock, seccomp } = self.0;
        writeln!(
            f,
            "Each document is read in a process of its own, within its limits:"
        )?;
        writeln!(
            f,
            "  {}",
            line(landlock, "files and network are closed to it", "Landlock")
        )?;
        writeln!(
            f,
            "  {}",
            line(seccomp, "so is what else the kernel offers", "seccomp")
        )
    }
}

fn pictures(ocr: &Found) -> String {
    match (&ocr.engine, &ocr.note) {
        (Some(engine), _) => format!(
            "Receipts that are pictures are read with {}.",
            engine.name()
        ),
        (None, note) => note.clone().unwrap_or_default(),
    }
}

fn line(enforced: Enforced, what: &str, mechanism: &str) -> String {
    match enforced {
        Enforced::Fully => format!("{what} ({mechanism})"),
        Enforced::Partly => {
            format!("{what}, as far as this kernel can ({mechanism}, an old version)")
        }
        Enforced::Not => format!(
            "NOT so: {what}. The kernel or the container does not allow {mechanism}; the limits hold \
             all the same"
        ),
    }
}
