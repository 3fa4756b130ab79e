//! Taking files in: what is refused is refused before anything is read.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tieout_domain::DocumentKind;
use tieout_extraction::sniff::{self, Sniffed};

/// What is accepted.
#[derive(Debug, Clone, Copy)]
pub struct IntakeLimits {
    /// How many files at a time.
    pub files: usize,
    /// How large a file may be, in megabytes (1,000,000 bytes).
    pub megabytes_per_file: u64,
}

impl Default for IntakeLimits {
    fn default() -> Self {
        Self {
            files: 100,
            megabytes_per_file: 10,
        }
    }
}

/// A file somebody named, and what they say it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it lies.
    pub path: PathBuf,
    /// How it is shown: the file's name, with its folder's when the folder was given.
    pub name: String,
    /// What the person says it is.
    pub kind: Option<DocumentKind>,
}

/// A file that was taken in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// How it is shown.
    pub name: String,
    /// What the person says it is.
    pub kind: Option<DocumentKind>,
    /// Its content.
    pub bytes: Vec<u8>,
    /// SHA-256 of the content: the same content is the same document.
    pub content_hash: [u8; 32],
}

/// The files that were taken in, and those that came twice.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// Every content once, in the order given.
    pub uploads: Vec<Upload>,
    /// Name of the second copy, and name of the first.
    pub duplicates: Vec<(String, String)>,
}

/// Why files were not taken in. None of them is, then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// More files than allowed.
    #[error(
        "{count} files are too many: the limit is {limit} at a time. Split them, or raise --max-files"
    )]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// The system would not give the file.
    #[error("{name}: cannot be read ({error}). Check that it exists and that you may open it")]
    Unavailable {
        /// The file.
        name: String,
        /// What the system said.
        error: io::Error,
    },
    /// The file has no content.
    #[error("{name}: is empty. Export or scan it again")]
    Empty {
        /// The file.
        name: String,
    },
    /// The file is larger than allowed.
    #[error(
        "{name}: is {megabytes} MB; the limit is {limit} MB a file. Split it, or raise --max-file-mb"
    )]
    TooLarge {
        /// The file.
        name: String,
        /// Its size, rounded up.
        megabytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The content is of no accepted type.
    #[error(
        "{name}: is {content}. Give a PDF, a JPEG, PNG, TIFF or WebP image, or a CSV or OFX statement"
    )]
    WrongType {
        /// The file.
        name: String,
        /// What its content looks like.
        content: String,
    },
    /// A folder was given, and nothing is in it.
    #[error("{name}: the folder holds no files")]
    EmptyFolder {
        /// The folder.
        name: String,
    },
}

/// Reads and checks the files. One refusal refuses all: nothing is done by halves.
pub fn take_in(files: Vec<Named>, limits: IntakeLimits) -> Result<Intake, Refusal> {
    if files.len() > limits.files {
        return Err(Refusal::TooMany {
            count: files.len(),
            limit: limits.files,
        });
    }
    let mut intake = Intake::default();
    let mut names: HashMap<[u8; 32], String> = HashMap::new();
    for file in files {
        let upload = read(file, limits.megabytes_per_file)?;
        if let Some(first) = names.get(&upload.content_hash) {
            intake.duplicates.push((upload.name, first.clone()));
        } else {
            names.insert(upload.content_hash, upload.name.clone());
            intake.uploads.push(upload);
        }
    }
    Ok(intake)
}

/// A file as it is named on the command line; a folder stands for the files in it, by name.
pub fn expand(path: &Path, kind: Option<DocumentKind>) -> Result<Vec<Named>, Refusal> {
    if !path.is_dir() {
        let name = display_name(path);
        let path = path.to_owned();
        return Ok(vec![Named { path, name, kind }]);
    }
    let folder = display_name(path);
    let mut files = files_in(path).map_err(|error| Refusal::Unavailable {
        name: folder.clone(),
        error,
    })?;
    files.sort();
    if files.is_empty() {
        return Err(Refusal::EmptyFolder { name: folder });
    }
    let named = files.into_iter().map(|path| Named {
        name: format!("{folder}/{}", display_name(&path)),
        path,
        kind,
    });
    Ok(named.collect())
}

fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Hidden files are the system's (.DS_Store), not the clerk's.
        if path.is_file() && !display_name(&path).starts_with('.') {
            files.push(path);
        }
    }
    Ok(files)
}

fn read(file: Named, limit: u64) -> Result<Upload, Refusal> {
    let Named { path, name, kind } = file;
    let unavailable = |error| Refusal::Unavailable {
        name: name.clone(),
        error,
    };
    let size = fs::metadata(&path).map_err(unavailable)?.len();
    if size > limit.saturating_mul(1_000_000) {
        let megabytes = size.div_ceil(1_000_000);
        return Err(Refusal::TooLarge {
            name,
            megabytes,
            limit,
        });
    }
    let bytes = fs::read(&path).map_err(unavailable)?;
    check_content(&name, &bytes)?;
    let content_hash = Sha256::digest(&bytes).into();
    Ok(Upload {
        name,
        kind,
        bytes,
        content_hash,
    })
}

fn check_content(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let name = name.to_owned();
    match sniff::sniff(bytes) {
        Sniffed::Empty => Err(Refusal::Empty { name }),
        Sniffed::Unknown { looks_like } => Err(Refusal::WrongType {
            name,
            content: looks_like.to_string(),
        }),
        _ => Ok(()),
    }
}

fn display_name(path: &Path) -> String {
    let resolved = path.canonicalize();
    let path = resolved.as_deref().unwrap_or(path);
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
