//! What is committed is finished.

use crate::{Finding, Tree};

// Put together so that this file does not find itself.
const MARKERS: [&str; 4] = [
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("db", "g!("),
    concat!("FIX", "ME"),
];

/// No marker of unfinished work.
pub fn markers(tree: &Tree) -> Vec<Finding> {
    lines_where(
        tree,
        "finish it, or open an issue and leave the code out",
        |line| MARKERS.iter().any(|marker| line.contains(marker)),
    )
}

/// No lint is silenced without its reason, which may stand in the attribute or in a comment above it.
pub fn silenced_lints(tree: &Tree) -> Vec<Finding> {
    let instead =
        "mend what the lint found; where it is wrong, say why in a `reason` or in a comment above";
    let mut findings = Vec::new();
    for (path, text) in tree.texts_ending(".rs") {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (index, line) in lines.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|above| lines.get(above));
            let is_explained = || {
                before.is_some_and(|before| before.starts_with("//"))
                    || attribute(lines.iter().skip(index)).any(|line| line.contains("reason"))
                    || line.contains("//")
            };
            if silences(line) && !is_explained() {
                findings.push(Finding::on_line(path, index + 1, instead));
            }
        }
    }
    findings
}

fn silences(line: &str) -> bool {
    ["#[allow(", "#![allow(", "#[expect(", "#![expect("]
        .iter()
        .any(|start| line.starts_with(start))
}

/// The lines of the attribute that begins with the first of `lines`.
fn attribute<'a>(lines: impl Iterator<Item = &'a &'a str>) -> impl Iterator<Item = &'a str> {
    let mut is_over = false;
    lines.copied().take_while(move |line| {
        let belongs = !is_over;
        is_over = line.contains(")]");
        belongs
    })
}

/// No test is skipped.
pub fn ignored_tests(tree: &Tree) -> Vec<Finding> {
    lines_where(
        tree,
        "a test that does not run tells nothing: mend it, or delete it",
        |line| line.starts_with(concat!("#[", "ignore")),
    )
}

/// The Rust lines that break a rule, without indentation.
fn lines_where(tree: &Tree, instead: &str, breaks: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts_ending(".rs") {
        for (index, line) in text.lines().map(str::trim).enumerate() {
            if breaks(line) {
                findings.push(Finding::on_line(path, index + 1, instead));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_found() {
        let line = format!("fn total() {{ {}) }}", MARKERS[0]);
        assert_eq!(
            markers(&Tree::of([("crates/domain/src/money.rs", &line)])).len(),
            1
        );
    }

    #[test]
    fn a_silenced_lint_needs_a_reason() {
        let found =
            |text: &str| silenced_lints(&Tree::of([("crates/api/src/main.rs", text)])).len();
        assert_eq!(found("#[allow(clippy::print_stdout)]"), 1);
        assert_eq!(
            found("#[allow(clippy::print_stdout, reason = \"a command prints\")]"),
            0
        );
        assert_eq!(
            found("// A command prints.\n#[allow(clippy::print_stdout)]"),
            0
        );
        let over_lines = "#![allow(\n    clippy::panic,\n    reason = \"a test may\"\n)]";
        assert_eq!(found(over_lines), 0);
        assert_eq!(found("#![allow(\n    clippy::panic,\n)]\n// No reason."), 1);
    }

    #[test]
    fn an_ignored_test_is_found() {
        let text = concat!("    #[", "ignore]\n    #[test]\n");
        assert_eq!(
            ignored_tests(&Tree::of([("crates/api/tests/month.rs", text)])).len(),
            1
        );
    }
}
