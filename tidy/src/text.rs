//! Text that reads the same everywhere, and belongs to no one machine.

use crate::{Finding, Tree};

// Put together so that this file does not find itself.
const ELSEWHERE: [(&str, &str); 10] = [
    (
        concat!("../sha", "red"),
        "copy what is needed into the repository",
    ),
    (
        concat!("/wo", "rk/"),
        "name it from the root of the repository",
    ),
    (
        concat!("/ro", "ot/"),
        "name it from the root of the repository, or by $HOME",
    ),
    (
        concat!("crates", ".io/api"),
        "let cargo choose the registry",
    ),
    (
        concat!("index.", "crates.io"),
        "let cargo choose the registry",
    ),
    (
        concat!("static.", "crates.io"),
        "let cargo choose the registry",
    ),
    (concat!("pypi", ".org"), "let pip choose the registry"),
    (
        concat!("pythonhosted", ".org"),
        "let pip choose the registry",
    ),
    (
        concat!("registry.", "npmjs.org"),
        "let npm choose the registry",
    ),
    (concat!("deb.", "debian.org"), "let apt choose the mirror"),
];

/// No file names a registry's host, or a path outside of the repository.
pub fn elsewhere(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (index, line) in text.lines().enumerate() {
            let named = ELSEWHERE.iter().filter(|(name, _)| line.contains(name));
            findings.extend(named.map(|(name, instead)| {
                Finding::on_line(path, index + 1, format!("{name}: {instead}"))
            }));
        }
    }
    findings
}

/// No carriage returns, no spaces at the end of a line, one newline at the end of the file.
pub fn stray_whitespace(tree: &Tree) -> Vec<Finding> {
    tree.texts()
        .filter(|(path, _)| is_ours(path))
        .flat_map(|(path, text)| whitespace_in(path, text))
        .collect()
}

/// Samples and snapshots are as the world, or the program, wrote them.
fn is_ours(path: &str) -> bool {
    !path.starts_with("samples/") && !path.ends_with(".snap") && !path.contains("/fixtures/")
}

fn whitespace_in(path: &str, text: &str) -> Vec<Finding> {
    let stray = |line: &str| line.ends_with([' ', '\t', '\r']);
    let lines = text.split('\n').enumerate().filter(|(_, line)| stray(line));
    let mut findings: Vec<_> = lines
        .map(|(index, _)| {
            Finding::on_line(
                path,
                index + 1,
                "remove the whitespace at the end of the line",
            )
        })
        .collect();
    if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
        findings.push(Finding::on_file(path, "end the file with one newline"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_elsewhere_is_found() {
        for (name, _) in ELSEWHERE {
            let findings = elsewhere(&Tree::of([(
                "Dockerfile.api",
                &format!("FROM x\nRUN get {name}\n"),
            )]));
            assert_eq!(findings[0].line, Some(2), "{name}");
        }
    }

    #[test]
    fn stray_whitespace_is_found() {
        for text in ["a \n", "a\r\n", "a", "a\n\n"] {
            assert_eq!(
                stray_whitespace(&Tree::of([("README.md", text)])).len(),
                1,
                "{text:?}"
            );
        }
        assert_eq!(stray_whitespace(&Tree::of([("README.md", "a\n\nb\n")])), []);
        assert_eq!(
            stray_whitespace(&Tree::of([("samples/month/pvault.csv", "a,b\r\n")])),
            []
        );
    }
}
