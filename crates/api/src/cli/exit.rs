//! How a command ended, for scripts.

use std::process::ExitCode;

/// The exit codes. Usage errors are 2, given by the argument parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, and what was read ties out.
    Done,
    /// 1: something failed.
    Failed,
    /// 3: reconciled, but the extraction is not proven.
    NotTiedOut,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Failed => Self::from(1),
            Exit::NotTiedOut => Self::from(3),
        }
    }
}
