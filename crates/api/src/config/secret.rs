//! Passwords, and addresses with passwords in them.

use std::fs;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::Fault;

/// The settings that are secrets, by variable. Each may come from a file instead: its variable with
/// `_FILE` names the file.
pub(super) const SECRETS: [&str; 3] = ["DATABASE_URL", "POSTGRES_PASSWORD", "REDIS_URL"];

/// A secret, or the file that holds it. In the TOML file: `"the secret"` or `{ file = "/path" }`.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "expected a text, or a table with the one key `file`"
)]
pub enum Secret {
    /// The secret itself; never shown.
    Plain(SecretString),
    /// Where it is.
    File(SecretFile),
}

/// Where a secret is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretFile {
    file: PathBuf,
}

impl Secret {
    /// The secret as it is now: a mounted file changes when the secret is renewed.
    pub fn reveal(&self) -> Result<SecretString, Fault> {
        match self {
            Self::Plain(secret) => Ok(secret.clone()),
            Self::File(SecretFile { file }) => {
                let text = fs::read_to_string(file).map_err(|error| Fault::file(file, &error))?;
                let text = text.trim_end_matches(['\r', '\n']);
                if text.is_empty() {
                    return Err(Fault::file(file, &"is empty, and should hold a secret"));
                }
                Ok(text.into())
            }
        }
    }

    /// Is it still `known`? A secret that cannot be read just now counts as unchanged.
    pub fn is_still(&self, known: &SecretString) -> bool {
        let now = self.reveal();
        now.map_or(true, |now| now.expose_secret() == known.expose_secret())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::assembled;

    #[test]
    fn no_secret_is_ever_shown() {
        for name in SECRETS {
            let shown = match assembled(&[(name, "postgres://u:s3cr3t@db/tieout")]) {
                Ok(config) => format!("{config:?}"),
                Err(faults) => faults,
            };
            assert!(!shown.contains("s3cr3t"), "{shown}");
        }
    }

    #[test]
    fn a_secret_in_a_file_is_read_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("redis");
        fs::write(&file, "redis://first\n").unwrap();
        let config = assembled(&[("REDIS_URL_FILE", file.to_str().unwrap())]).unwrap();
        let secret = config.progress.redis_url.unwrap();
        let first = secret.reveal().unwrap();
        assert_eq!(first.expose_secret(), "redis://first");
        assert!(secret.is_still(&first));

        fs::write(&file, "redis://second").unwrap();
        assert!(!secret.is_still(&first));
        assert_eq!(secret.reveal().unwrap().expose_secret(), "redis://second");
    }

    #[test]
    fn a_file_without_a_secret_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("redis");
        fs::write(&file, "\n").unwrap();
        let file = file.to_str().unwrap();
        let faults = assembled(&[("REDIS_URL_FILE", file)]).unwrap_err();
        assert_eq!(
            faults,
            format!("{file}: is empty, and should hold a secret")
        );
    }
}
