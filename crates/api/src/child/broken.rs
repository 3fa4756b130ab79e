//! Why there is no answer, and what to do about it.

use std::fmt;
use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use rustix::process::Signal;
use tieout_domain::{Document, DocumentRef, Problem, ProblemKind, Source};
use tieout_extraction::Reading;

use super::Limits;
use super::reader::File;

/// A document that was not read to its end, in words for a clerk.
#[derive(Debug, thiserror::Error)]
pub struct Broken {
    /// What happened.
    pub cause: Cause,
    /// The limits that were in force.
    pub limits: Limits,
}

/// What happened to the child.
#[derive(Debug)]
pub enum Cause {
    /// It needed more memory than it may have.
    Memory,
    /// It needed more computing time than it may have.
    ComputingTime,
    /// It took longer than it may.
    Clock,
    /// It said more than it may.
    Output,
    /// It ran out of its stack.
    Depth,
    /// It made a mistake and ended; where, if it could say so.
    Crashed(Option<String>),
    /// Somebody else ended it.
    Killed,
    /// It said what is no answer, or ended before it had answered.
    Garbled,
    /// It could not be started.
    NotStarted(io::Error),
    /// The document's bytes could not be had.
    NoBytes(io::Error),
}

impl Cause {
    /// Will the next try end in the same way? What the document itself costs does not change.
    pub const fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Memory | Self::ComputingTime | Self::Output | Self::Depth
        )
    }

    /// What the end of a child tells that did not answer. `noise` is what it wrote to standard
    /// error.
    pub(super) fn of_end(status: ExitStatus, noise: &str) -> Self {
        match status.signal().and_then(Signal::from_named_raw) {
            Some(Signal::XCPU) => Self::ComputingTime,
            Some(Signal::KILL) => Self::Killed,
            _ if noise.contains("memory allocation of") => Self::Memory,
            _ if noise.contains("has overflowed its stack") => Self::Depth,
            None if status.success() => Self::Garbled,
            _ => Self::Crashed(place_of_panic(noise)),
        }
    }
}

impl Broken {
    /// What is known of the document all the same: that it could not be read, and why.
    pub fn into_reading(self, file: &File<'_>) -> Reading {
        Reading {
            document: Document {
                name: file.name.to_owned(),
                kind: file.kind,
                layout: None,
                pages: None,
            },
            facts: None,
            problems: vec![self.into_problem(file.document)],
        }
    }

    fn into_problem(self, document: DocumentRef) -> Problem {
        let source = Source::document(document);
        Problem::new(ProblemKind::Unreadable, source, self.to_string())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limits {
            memory_mb,
            cpu_seconds,
            wall_seconds,
            output_mb,
        } = self.limits;
        match &self.cause {
            Cause::Memory => write!(
                f,
                "reading it needed more than {memory_mb} MB of memory. Print or scan it anew or in \
                 parts, or raise EXTRACTION_MEMORY_MB"
            ),
            Cause::ComputingTime => write!(
                f,
                "reading it needed more than {cpu_seconds} s of computing time. Print or scan it anew \
                 or in parts, or raise EXTRACTION_CPU_SECONDS"
            ),
            Cause::Clock => write!(
                f,
                "reading it took longer than {wall_seconds} s. Try again when the machine is less \
                 busy, give it in parts, or raise EXTRACTION_WALL_SECONDS"
            ),
            Cause::Output => write!(
                f,
                "what was read from it is larger than {output_mb} MB. Give it in parts, or raise \
                 EXTRACTION_OUTPUT_MB"
            ),
            Cause::Depth => f.write_str(
                "it is nested deeper than can be read. Print it anew, for example to PDF from a viewer",
            ),
            Cause::Crashed(_) | Cause::Garbled => f.write_str(
                "the reader ended unexpectedly on it, which is a mistake of this program. Print or scan \
                 it anew, and report the mistake",
            ),
            Cause::Killed => f.write_str(
                "the reader was ended by the system, most likely because the machine is short of memory. \
                 Try again",
            ),
            Cause::NotStarted(error) => write!(
                f,
                "the reader could not be started ({error}). Try again; if it stays so, check the \
                 installation with `tieout config check`"
            ),
            Cause::NoBytes(error) => {
                write!(f, "its content could not be fetched ({error}). Try again")
            }
        }
    }
}

/// Where a panic was, as the child's hook puts it.
fn place_of_panic(noise: &str) -> Option<String> {
    let mut lines = noise.lines();
    lines
        .find_map(|line| line.strip_prefix("panicked at "))
        .map(str::to_owned)
}
