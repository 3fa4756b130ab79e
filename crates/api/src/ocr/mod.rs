//! Engines that read text from pictures, found and made ready.
//!
//! PP-OCRv6 is code of ours and only needs its two model files; Tesseract is an installed program, run as a
//! child process with limits. `docs/receipts.md` says how to set them up, ADR 0013 which is the default and why.

mod models;
mod tesseract;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use tieout_extraction::ocr::{OcrEngine, OcrError};

pub use tesseract::{Tesseract, TesseractLimits};

/// Which engine reads pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// PP-OCRv6 where its models are, else Tesseract where it is installed.
    #[default]
    Auto,
    /// PP-OCRv6.
    Neural,
    /// Tesseract.
    Tesseract,
    /// Pictures are not read.
    None,
}

/// Where the engines are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The folder with the models of PP-OCRv6.
    pub models: PathBuf,
    /// The Tesseract program, by path or by a name to look up.
    pub tesseract: PathBuf,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            models: models::usual_folder(),
            tesseract: PathBuf::from("tesseract"),
        }
    }
}

/// An engine, or none, and what to tell of it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The engine; none when pictures are not to be read, or nothing is set up to read them.
    pub engine: Option<Arc<dyn OcrEngine>>,
    /// Why it is not the one that comes first, in words for an operator.
    pub note: Option<String>,
}

/// Makes the chosen engine ready.
///
/// # Errors
/// When an engine was asked for by name and is not there. With [`Choice::Auto`] the other engine is taken, and
/// [`Found::note`] says why.
pub fn find(choice: Choice, places: &Places) -> Result<Found, OcrError> {
    let found = |engine| Found {
        engine: Some(engine),
        note: None,
    };
    match choice {
        Choice::None => Ok(Found {
            engine: None,
            note: None,
        }),
        Choice::Neural => models::open(&places.models).map(found),
        Choice::Tesseract => tesseract(&places.tesseract).map(found),
        Choice::Auto => Ok(first_there_is(places)),
    }
}

/// Makes ready the engine that reads in a sandbox, where no program can be started.
///
/// # Errors
/// When an engine was asked for by name and is not there, or cannot work in a sandbox.
pub fn find_for_sandbox(choice: Choice, places: &Places) -> Result<Found, OcrError> {
    match choice {
        Choice::Auto => Ok(for_sandbox(places)),
        Choice::Tesseract => Err(OcrError::Unusable {
            engine: tesseract::NAME,
            reason: "it is a program, and none can be started where documents of strangers are read; use PP-OCRv6"
                .to_owned(),
        }),
        Choice::Neural | Choice::None => find(choice, places),
    }
}

/// The engine that reads in a sandbox, if it is there.
pub fn for_sandbox(places: &Places) -> Found {
    match models::open(&places.models) {
        Ok(engine) => Found {
            engine: Some(engine),
            note: None,
        },
        Err(missing) => Found {
            engine: None,
            note: Some(format!("{missing}. {NOT_READ}")),
        },
    }
}

const NOT_READ: &str = "Receipts that are pictures are listed, but not read";

fn first_there_is(places: &Places) -> Found {
    let missing = match models::open(&places.models) {
        Ok(engine) => {
            return Found {
                engine: Some(engine),
                note: None,
            };
        }
        Err(missing) => missing,
    };
    match tesseract(&places.tesseract) {
        Ok(engine) => Found {
            engine: Some(engine),
            note: Some(format!(
                "{missing}. Pictures are read with Tesseract instead"
            )),
        },
        Err(also_missing) => Found {
            engine: None,
            note: Some(format!("{missing}. {also_missing}. {NOT_READ}")),
        },
    }
}

fn tesseract(program: &Path) -> Result<Arc<dyn OcrEngine>, OcrError> {
    let engine = Tesseract::find(program, TesseractLimits::default())?;
    Ok(Arc::new(engine))
}
