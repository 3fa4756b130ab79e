//! `tieout token`.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use tieout_contract::token::{NewToken, TokenScope};

use super::config::ConfigFile;
use super::{Exit, Failure};
use crate::routes::make_token;
use crate::start;

/// `tieout token`.
#[derive(Debug, clap::Args)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What can be done with tokens from the command line; the API does the rest.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make an API token, and print its secret this once
    Create(CreateArgs),
}

/// `tieout token create`.
#[derive(Debug, clap::Args)]
pub struct CreateArgs {
    /// What it is for: `pvault`, `month-end script`
    #[arg(long)]
    pub name: String,

    /// What it may do
    #[arg(long = "scope", value_enum, required = true)]
    pub scopes: Vec<Scope>,

    /// How many days it holds, at most 366
    #[arg(long, default_value_t = 90)]
    pub days: u16,

    /// Write the secret into this new file, which only its owner can read, and print nothing
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,

    /// How the service is set up.
    #[command(flatten)]
    pub config: ConfigFile,
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// Look, and download reports
    Read,
    /// Upload, review, correct, teach and delete; and look
    Write,
    /// Take the rows for pVault, and acknowledge them
    Pvault,
    /// Everything, tokens too
    Admin,
}

pub(super) fn run(args: &TokenArgs) -> Result<Exit, Failure> {
    let TokenCommand::Create(args) = &args.command;
    let config = args.config.load()?;
    let new = NewToken {
        name: args.name.clone(),
        scopes: args.scopes.iter().map(|scope| (*scope).into()).collect(),
        days: args.days,
    };
    let mut file = args.to.as_deref().map(new_file).transpose()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let created = runtime.block_on(async {
        let database = start::database(&config).await?;
        let created = make_token(&database, &new, "command line").await;
        created.map_err(|error| Failure::Token(error.to_string()))
    })?;
    match &mut file {
        Some(file) => writeln!(file, "{}", created.secret)?,
        None => writeln!(io::stdout(), "{}", created.secret)?,
    }
    Ok(Exit::Done)
}

/// A file that is there already might be open to others.
fn new_file(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(path).map_err(|error| {
        let path = path.display();
        Failure::Token(format!(
            "{path}: {error}. Name a file that is not there yet"
        ))
    })
}

impl From<Scope> for TokenScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Read => Self::Read,
            Scope::Write => Self::Write,
            Scope::Pvault => Self::Pvault,
            Scope::Admin => Self::Admin,
        }
    }
}
