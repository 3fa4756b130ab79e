//! The `tieout` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tieout_api::cli::run().into()
}
