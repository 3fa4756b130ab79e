use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

/// The files of the repository, by their path from its root.
#[derive(Debug, Default)]
pub struct Tree {
    /// A file that is not text has none.
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// The repository this crate stands in: what git tracks, and what it would be asked to.
    ///
    /// # Errors
    /// When git cannot list the files, or one of them cannot be read.
    pub fn of_repository() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut files = BTreeMap::new();
        for path in listed_by_git(&root)? {
            let file = root.join(&path);
            if file.is_file() {
                files.insert(path, String::from_utf8(fs::read(file)?).ok());
            }
        }
        Ok(Self { files })
    }

    /// A made-up repository of text files, to try a rule on.
    pub fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        let owned = |(path, text): (&str, &str)| (path.to_owned(), Some(text.to_owned()));
        Self {
            files: files.into_iter().map(owned).collect(),
        }
    }

    /// Every text file: its path and its text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// Every text file whose path ends so.
    pub fn texts_ending(&self, end: &str) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(move |(path, _)| path.ends_with(end))
    }

    /// The text of one file, if there is such a text file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether there is such a file, or such a folder.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.contains_key(path) || self.files.keys().any(|file| file.starts_with(&folder))
    }
}

fn listed_by_git(root: &Path) -> io::Result<Vec<String>> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root)
        .output()?;
    if !listed.status.success() {
        return Err(io::Error::other(
            String::from_utf8_lossy(&listed.stderr).into_owned(),
        ));
    }
    let names = String::from_utf8_lossy(&listed.stdout);
    Ok(names
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_holds_this_file() -> io::Result<()> {
        let tree = Tree::of_repository()?;
        assert!(
            tree.text("tidy/src/tree.rs")
                .is_some_and(|text| text.contains("this_file"))
        );
        Ok(())
    }

    #[test]
    fn a_folder_is_there_when_a_file_in_it_is() {
        let tree = Tree::of([("docs/adr/0001-money.md", "")]);
        assert!(tree.has("docs/adr") && tree.has("docs/adr/"));
        assert!(!tree.has("docs/ad"));
    }
}
