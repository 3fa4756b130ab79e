//! Decision records: `docs/adr/NNNN-title.md`, half a page each.

use crate::{Finding, Tree, links};

const FOLDER: &str = "docs/adr/";
const INDEX: &str = "docs/adr/README.md";
const HEADINGS: [&str; 3] = ["## Context", "## Decision", "## Consequences"];

/// Every record has its number in sequence, in its name and in its title.
pub fn misnumbered(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, (path, text)) in records(tree).enumerate() {
        let number = format!("{:04}", index + 1);
        let named = path.starts_with(&format!("{FOLDER}{number}-"));
        let titled = text.starts_with(&format!("# {number}: "));
        if !named || !titled {
            let message =
                format!("call it {FOLDER}{number}-title.md, and begin it with `# {number}: Title`");
            findings.push(Finding::on_file(path, message));
        }
    }
    findings
}

/// Every record says what the question was, what was decided, and what that costs.
pub fn incomplete(tree: &Tree) -> Vec<Finding> {
    let complete = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("## "))
            .eq(HEADINGS)
    };
    let records = records(tree).filter(|(_, text)| !complete(text));
    records
        .map(|(path, _)| {
            Finding::on_file(
                path,
                format!("its headings must be {}", HEADINGS.join(", ")),
            )
        })
        .collect()
}

/// Every record stands in the index.
pub fn not_in_the_index(tree: &Tree) -> Vec<Finding> {
    let index = links::targets(tree.text(INDEX).unwrap_or_default());
    let missing =
        records(tree).filter(|(path, _)| !index.iter().any(|(_, target)| path.ends_with(target)));
    missing
        .map(|(path, _)| Finding::on_file(path, format!("link it from {INDEX}")))
        .collect()
}

fn records(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.texts_ending(".md")
        .filter(|(path, _)| path.starts_with(FOLDER) && *path != INDEX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# 0001: Money\n\n## Context\n\n## Decision\n\n## Consequences\n";

    #[test]
    fn a_good_record_passes() {
        let tree = Tree::of([
            ("docs/adr/0001-money.md", GOOD),
            (INDEX, "[Money](0001-money.md)"),
        ]);
        assert_eq!(
            [
                misnumbered(&tree),
                incomplete(&tree),
                not_in_the_index(&tree)
            ]
            .concat(),
            []
        );
    }

    #[test]
    fn a_gap_in_the_numbers_is_found() {
        let tree = Tree::of([
            ("docs/adr/0001-money.md", GOOD),
            ("docs/adr/0003-ids.md", "# 0003: Ids\n"),
        ]);
        assert_eq!(misnumbered(&tree)[0].path, "docs/adr/0003-ids.md");
    }

    #[test]
    fn a_record_without_consequences_is_found() {
        let tree = Tree::of([(
            "docs/adr/0001-money.md",
            "# 0001: Money\n\n## Context\n\n## Decision\n",
        )]);
        assert_eq!(incomplete(&tree).len(), 1);
        assert_eq!(not_in_the_index(&tree).len(), 1);
    }
}
