//! How to read and how to match, as the arguments say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::Utc;
use tieout_extraction::layout::{ProfileError, Profiles};

use super::Failure;
use super::args::ReadingArgs;
use crate::month::Settings;
use crate::ocr::{self, Found};

/// A folder of layout profiles could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileFailure {
    /// The system would not give the folder or the file.
    #[error("{path}: cannot be read ({error}). Check that it exists and that you may open it")]
    Unavailable {
        /// The folder or file.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// The file is no profile.
    #[error("{0}. See docs/layouts.md")]
    Wrong(#[from] ProfileError),
}

/// The settings, with the profiles of the given folder and what reads pictures.
pub(super) fn load_with_ocr(args: &ReadingArgs) -> Result<(Settings, Found), Failure> {
    let mut settings = load(args)?;
    let found = ocr::find(args.ocr, &args.ocr_places())?;
    settings.extraction.receipts.ocr.clone_from(&found.engine);
    Ok((settings, found))
}

/// The settings, with the profiles of the given folder.
pub(super) fn load(args: &ReadingArgs) -> Result<Settings, ProfileFailure> {
    let mut settings = Settings::default();
    settings.extraction.profiles = profiles(args.layouts.as_deref())?;
    settings.extraction.today = Some(Utc::now().date_naive());
    Ok(settings)
}

/// The embedded profiles, and those of the folder.
pub(super) fn profiles(folder: Option<&Path>) -> Result<Profiles, ProfileFailure> {
    let mut profiles = Profiles::default();
    let Some(folder) = folder else {
        return Ok(profiles);
    };
    for path in profile_files(folder).map_err(|error| unavailable(folder, error))? {
        let text = fs::read_to_string(&path).map_err(|error| unavailable(&path, error))?;
        profiles = profiles.with(&path.display().to_string(), &text)?;
    }
    Ok(profiles)
}

fn profile_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn unavailable(path: &Path, error: io::Error) -> ProfileFailure {
    let path = path.display().to_string();
    ProfileFailure::Unavailable { path, error }
}
