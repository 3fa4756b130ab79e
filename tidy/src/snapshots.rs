//! Snapshots: what a test found right, kept beside it.

use crate::{Finding, Tree};

/// Every snapshot names a test file that exists.
pub fn without_a_test(tree: &Tree) -> Vec<Finding> {
    let lost = |text: &str| !source(text).is_some_and(|path| tree.has(path));
    let snapshots = tree.texts_ending(".snap").filter(|(_, text)| lost(text));
    snapshots
        .map(|(path, _)| Finding::on_file(path, "its test is gone: delete the snapshot too"))
        .collect()
}

/// The test file, which insta writes into the head of each snapshot.
fn source(snapshot: &str) -> Option<&str> {
    snapshot
        .lines()
        .find_map(|line| line.strip_prefix("source: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_whose_test_is_gone_is_found() {
        let tree = Tree::of([
            ("crates/a/tests/kept.rs", ""),
            (
                "crates/a/tests/snapshots/kept.snap",
                "---\nsource: crates/a/tests/kept.rs\n---\n1\n",
            ),
            (
                "crates/a/tests/snapshots/gone.snap",
                "---\nsource: crates/a/tests/gone.rs\n---\n1\n",
            ),
        ]);
        let findings = without_a_test(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "crates/a/tests/snapshots/gone.snap");
    }
}
