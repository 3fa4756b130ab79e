//! The secrets of tokens.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// How secrets begin, so that they are found where they do not belong.
const PREFIX: &str = "tieout_";

/// A new secret: 256 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// One that nobody can guess; fails when the system gives no random bits.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 32];
        getrandom::fill(&mut bits)?;
        Ok(Self(format!("{PREFIX}{}", digits(&bits))))
    }

    /// To be shown, once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// By which it is known again.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret")
    }
}

/// SHA-256 in hexadecimal digits. The secrets are random, so that nothing slower is called for.
pub fn hash(secret: &str) -> String {
    digits(&Sha256::digest(secret))
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_and_never_the_same() {
        let [one, other] = [Secret::random().unwrap(), Secret::random().unwrap()];
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), PREFIX.len() + 64);
        assert_eq!(format!("{one:?}"), "a secret");
    }

    #[test]
    fn a_hash_is_that_of_the_text() {
        assert_eq!(
            hash("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
