//! `tieout openapi`.

use std::io::{self, Write as _};

use super::{Exit, Failure};
use crate::app::description;

/// Prints the description of the API.
pub(super) fn run() -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    let json = description().to_pretty_json().map_err(io::Error::other)?;
    writeln!(out, "{json}")?;
    Ok(Exit::Done)
}
