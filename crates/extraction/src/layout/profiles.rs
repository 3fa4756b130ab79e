use super::profile::{self, Profile, ProfileError};
use super::wording::Words;

/// The layouts that are known, and the vocabulary they share.
#[derive(Debug, Clone)]
pub struct Profiles {
    vocabulary: Words,
    profiles: Vec<Profile>,
    generic: Profile,
}

const VOCABULARY: &str = include_str!("../../profiles/vocabulary.toml");

const EMBEDDED: [(&str, &str); 3] = [
    (
        "cardholder_activity_report.toml",
        include_str!("../../profiles/cardholder_activity_report.toml"),
    ),
    (
        "employee_header_line.toml",
        include_str!("../../profiles/employee_header_line.toml"),
    ),
    (
        "bank_corporate_card.toml",
        include_str!("../../profiles/bank_corporate_card.toml"),
    ),
];

impl Default for Profiles {
    fn default() -> Self {
        // A test reads every embedded file, so that nothing is lost here.
        let vocabulary: Words = profile::parse("vocabulary.toml", VOCABULARY).unwrap_or_default();
        let parse = |(file, text)| Profile::parse(file, text, &vocabulary).ok();
        Self {
            profiles: EMBEDDED.into_iter().filter_map(parse).collect(),
            generic: Profile::generic(&vocabulary),
            vocabulary,
        }
    }
}

impl Profiles {
    /// These and the profile written in `text`. It is preferred to those before it where a document
    /// could be either.
    ///
    /// # Errors
    /// When `text` is no profile: what is wrong, and in which line of `file`.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, ProfileError> {
        let profile = Profile::parse(file, text, &self.vocabulary)?;
        self.profiles.insert(0, profile);
        Ok(self)
    }

    /// The profiles, those added last first.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.iter()
    }

    /// The profile of documents that no other describes.
    pub const fn generic(&self) -> &Profile {
        &self.generic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_can_be_read() -> Result<(), ProfileError> {
        let vocabulary: Words = profile::parse("vocabulary.toml", VOCABULARY)?;
        for (file, text) in EMBEDDED {
            Profile::parse(file, text, &vocabulary)?;
        }
        Ok(())
    }
}
