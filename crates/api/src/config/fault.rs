//! What is wrong with a configuration.

use std::fmt;
use std::path::Path;

/// Something that is wrong with the configuration: which setting, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The variable or the file.
    pub place: String,
    /// What is wrong there.
    pub message: String,
}

/// Everything that is wrong with a configuration, a line each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Fault {
    pub(super) fn new(place: impl Into<String>, message: impl fmt::Display) -> Self {
        Self {
            place: place.into(),
            message: message.to_string().trim_end().to_owned(),
        }
    }

    pub(super) fn file(file: &Path, error: &impl fmt::Display) -> Self {
        Self::new(file.display().to_string(), error)
    }

    pub(super) fn incomplete(error: confique::Error) -> Self {
        Self::new("configuration", error)
    }
}

impl Faults {
    /// Is nothing wrong?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults, in the order of the settings.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    pub(super) fn add(&mut self, place: &str, message: impl fmt::Display) {
        self.0.push(Fault::new(place, message));
    }

    /// The value, or a fault more.
    pub(super) fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.0.push(fault)).ok()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            let line = if place == 0 { "" } else { "\n" };
            write!(f, "{line}{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
impl std::error::Error for Faults {}
