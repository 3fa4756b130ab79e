//! The engines that are compared, and what they cost.

use std::path::PathBuf;
use std::sync::Arc;

use tieout_api::ocr::{self, Choice, Places};
use tieout_extraction::ocr::OcrEngine;

/// Makes an engine ready.
pub(crate) fn load(
    choice: Choice,
    models: Option<PathBuf>,
) -> Result<Option<Arc<dyn OcrEngine>>, String> {
    let usual = Places::default();
    let places = Places {
        models: models.unwrap_or(usual.models),
        tesseract: usual.tesseract,
    };
    let found = ocr::find(choice, &places).map_err(|error| error.to_string())?;
    match found {
        ocr::Found {
            engine: None,
            note: Some(note),
        } => Err(note),
        found => Ok(found.engine),
    }
}

/// Seconds of computing time that this process and its children have used.
pub(crate) fn computing_seconds() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    // Fields 14 to 17 of proc(5): user and system time of the process and of its children.
    let ticks = behind_name
        .split_whitespace()
        .skip(11)
        .take(4)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_PER_SECOND
}
