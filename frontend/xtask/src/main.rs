#![doc = include_str!("../README.md")]

mod bundle;
mod compress;
mod folder;
mod module;
mod name;
mod optimise;
mod watch;

use std::error::Error;
use std::process::ExitCode;

use bundle::Profile;

/// Why the client could not be built.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: cargo xtask build [--dev] | watch";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["build"] => bundle::build(Profile::Release),
        ["build", "--dev"] => bundle::build(Profile::Dev),
        ["watch"] => watch::watch(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Tells whoever waits for it.
pub fn say(line: &str) {
    use std::io::Write as _;
    // Nobody is left to be told when the terminal is gone.
    let _ = writeln!(std::io::stderr(), "{line}");
}
