//! Links between our documents.

use std::path::{Component, Path, PathBuf};

use crate::{Finding, Tree};

/// Every link to a file leads to one that exists.
pub fn broken(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts_ending(".md") {
        for (number, target) in targets(text) {
            if !tree.has(&resolve(path, target)) {
                findings.push(Finding::on_line(
                    path,
                    number,
                    format!("{target} is not there: correct the link"),
                ));
            }
        }
    }
    findings
}

/// The files that a Markdown text links to, with the line of each link; code is not text.
pub(crate) fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut in_code = false;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        in_code ^= line.trim_start().starts_with("```");
        if !in_code {
            found.extend(in_line(line).map(|target| (index + 1, target)));
        }
    }
    found
}

fn in_line(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#', ' ']).next())
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

/// The linked path from the root of the repository.
fn resolve(document: &str, target: &str) -> String {
    let folder = Path::new(document).parent().unwrap_or(Path::new(""));
    let mut path = PathBuf::new();
    for part in folder.join(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nowhere_is_found() {
        let tree = Tree::of([
            (
                "README.md",
                "\n[a](docs/a.md), [b](docs/b.md#top), [web](https://example.com), [here](#here)",
            ),
            (
                "docs/a.md",
                "[up](../README.md) [folder](../docs/)\n```\n[code](nowhere.md)\n```\n",
            ),
        ]);
        let findings = broken(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            findings[0].to_string(),
            "README.md:2: docs/b.md is not there: correct the link"
        );
    }
}
