//! Files that a reader can hold in mind.

use crate::{Finding, Tree};

/// Lines at which a file is long.
const LONG: usize = 400;

/// Longer files, and why each is better in one piece.
const BETTER_WHOLE: [(&str, &str); 0] = [];

/// No Rust file is long.
pub fn long_files(tree: &Tree) -> Vec<Finding> {
    judge(tree, &BETTER_WHOLE)
}

fn judge(tree: &Tree, better_whole: &[(&str, &str)]) -> Vec<Finding> {
    let long = |path: &str| {
        tree.text(path)
            .is_some_and(|text| text.lines().count() > LONG)
    };
    let listed = |path: &str| better_whole.iter().any(|(whole, _)| *whole == path);
    let too_long = tree
        .texts_ending(".rs")
        .map(|(path, _)| path)
        .filter(|path| long(path) && !listed(path));
    let short = better_whole
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| !long(path));
    too_long
        .map(|path| Finding::on_file(path, format!("over {LONG} lines: split it by noun")))
        .chain(short.map(|path| {
            Finding::on_file(
                path,
                "no longer long: take it off the list in tidy/src/length.rs",
            )
        }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found_unless_listed() {
        let long = "\n".repeat(LONG + 1);
        let tree = Tree::of([("a.rs", long.as_str()), ("b.rs", "\n")]);
        assert_eq!(judge(&tree, &[])[0].path, "a.rs");
        assert_eq!(judge(&tree, &[("a.rs", "one table")]), []);
        assert_eq!(
            judge(&tree, &[("a.rs", "one table"), ("b.rs", "was long")])[0].path,
            "b.rs"
        );
    }
}
