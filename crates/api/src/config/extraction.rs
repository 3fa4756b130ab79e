use std::ffi::OsString;
use std::path::PathBuf;

use crate::child::{Limits, Reader};
use crate::ocr::{self, Found, Places};

/// How documents are read, and what the reading of one may cost.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Extraction {
    /// A folder with more layout profiles (`*.toml`).
    #[config(env = "LAYOUTS_DIR")]
    pub layouts_dir: Option<PathBuf>,

    /// The folder with the models of PP-OCRv6, which reads receipts that are pictures.
    #[config(env = "TIEOUT_OCR_MODELS")]
    pub ocr_models: Option<PathBuf>,

    /// Memory for the reading of one document, in megabytes.
    #[config(env = "EXTRACTION_MEMORY_MB", default = 1024)]
    pub memory_mb: u32,

    /// Computing time for one document, in seconds.
    #[config(env = "EXTRACTION_CPU_SECONDS", default = 300)]
    pub cpu_seconds: u32,

    /// Time on the clock for one document, in seconds.
    #[config(env = "EXTRACTION_WALL_SECONDS", default = 600)]
    pub wall_seconds: u32,

    /// Size of what is read from one document, in megabytes.
    #[config(env = "EXTRACTION_OUTPUT_MB", default = 256)]
    pub output_mb: u32,
}

impl Extraction {
    /// What reads documents like this.
    pub fn reader(&self) -> Reader {
        let folders = [
            ("--layouts", &self.layouts_dir),
            ("--ocr-models", &self.ocr_models),
        ];
        let folders = folders
            .into_iter()
            .filter_map(|(name, folder)| Some((name, folder.as_ref()?)));
        let arguments = folders.flat_map(|(name, folder)| [OsString::from(name), folder.into()]);
        Reader::new(self.limits()).with_arguments(arguments)
    }

    /// What reads receipts that are pictures, or why nothing does.
    pub fn ocr(&self) -> Found {
        let usual = Places::default();
        let places = Places {
            models: self.ocr_models.clone().unwrap_or(usual.models),
            ..usual
        };
        ocr::for_sandbox(&places)
    }

    /// What the reading of one document may cost.
    pub const fn limits(&self) -> Limits {
        Limits {
            memory_mb: self.memory_mb,
            cpu_seconds: self.cpu_seconds,
            wall_seconds: self.wall_seconds,
            output_mb: self.output_mb,
        }
    }
}
