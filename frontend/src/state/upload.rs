//! What is checked of files before anything is sent.

use tieout_contract::health::About;

use crate::format::{self, Marks};
use crate::texts::upload as text;

/// Files that the service reads, by their endings.
pub const ENDINGS: [&str; 9] = [
    "pdf", "jpg", "jpeg", "png", "tif", "tiff", "webp", "csv", "ofx",
];

/// What may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files at a time.
    pub files: usize,
    /// Size of a file, in megabytes.
    pub megabytes: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 100,
            megabytes: 10,
        }
    }
}

impl From<&About> for Limits {
    fn from(about: &About) -> Self {
        Self {
            files: about.max_files.into(),
            megabytes: about.max_file_mb,
        }
    }
}

/// What is wrong with a file, in words; nothing when it may be sent.
pub fn fault_of(name: &str, bytes: u64, limits: Limits) -> Option<String> {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    if !ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
        return Some(text::WRONG_TYPE.to_owned());
    }
    if bytes == 0 {
        return Some(text::EMPTY_FILE.to_owned());
    }
    if bytes > u64::from(limits.megabytes) * 1_000_000 {
        return Some(text::too_large(
            &format::size(bytes, &Marks::default()),
            limits.megabytes,
        ));
    }
    None
}

/// What is wrong with so many files, in words.
pub fn fault_of_count(files: usize, limits: Limits) -> Option<String> {
    (files > limits.files).then(|| text::too_many(files, limits.files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_named_before_it_is_sent() {
        let limits = Limits::default();
        assert_eq!(fault_of("a.PDF", 5, limits), None);
        assert_eq!(
            fault_of("notes.docx", 5, limits).as_deref(),
            Some(text::WRONG_TYPE)
        );
        assert_eq!(
            fault_of("pdf", 5, limits).as_deref(),
            Some(text::WRONG_TYPE)
        );
        assert_eq!(
            fault_of("a.pdf", 0, limits).as_deref(),
            Some(text::EMPTY_FILE)
        );
        assert!(
            fault_of("a.pdf", 10_000_001, limits).is_some_and(|fault| fault.contains("10.0 MB"))
        );
    }

    #[test]
    fn a_hundred_files_pass_and_one_more_does_not() {
        assert_eq!(fault_of_count(100, Limits::default()), None);
        assert!(fault_of_count(101, Limits::default()).is_some());
    }
}
