//! Names that change with the content, so that browsers may keep a file for ever.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

/// How many bytes of the hash stand in a name.
const BYTES: usize = 8;

/// `app.css` → `app-3fa94c02b1d70e55.css`.
pub fn with_hash(name: &str, bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hash: String = digest
        .iter()
        .take(BYTES)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{stem}-{hash}.{ending}")
}

/// Writes the hashed names where a text has `{{plain name}}`.
pub fn fill(text: &str, names: &BTreeMap<String, String>) -> String {
    names
        .iter()
        .fold(text.to_owned(), |filled, (plain, hashed)| {
            filled.replace(&format!("{{{{{plain}}}}}"), hashed)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_with_its_content() {
        assert_ne!(with_hash("app.css", b"a"), with_hash("app.css", b"b"));
        assert!(with_hash("app.css", b"a").starts_with("app-"));
        assert!(with_hash("app.css", b"a").ends_with(".css"));
    }

    #[test]
    fn a_page_names_the_hashed_files() {
        let names = BTreeMap::from([("app.css".to_owned(), "app-1f.css".to_owned())]);
        assert_eq!(
            fill("/{{app.css}} /{{other}}", &names),
            "/app-1f.css /{{other}}"
        );
    }
}
