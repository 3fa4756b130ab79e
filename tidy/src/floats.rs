//! Money is exact: no amount passes through a float.

use crate::{Finding, Tree, code};

/// Where sums are made: no floats at all.
const EXACT: [&str; 4] = [
    "crates/domain/src/",
    "crates/contract/src/",
    "crates/extraction/src/tie_out",
    "crates/reporting/src/pvault",
];

/// Files there that hold floats, none of them money.
const NOT_MONEY: [(&str, &str); 3] = [
    (
        "crates/contract/src/token.rs",
        "a number of days, as JSON writes numbers",
    ),
    (
        "crates/domain/src/confidence.rs",
        "a confidence is written as a number from 0 to 1",
    ),
    (
        "crates/domain/src/source.rs",
        "a box on a page is measured in points",
    ),
];

/// Files that turn exact amounts into floats, and why they must.
const MUST_CONVERT: [(&str, &str); 0] = [];

const TYPES: [&str; 2] = ["f32", "f64"];
const CONVERSIONS: [&str; 5] = [
    "to_f32",
    "to_f64",
    "from_f32",
    "from_f64",
    "from_f64_retain",
];

/// The words, the contract, the totals and the export have no floats.
pub fn none_where_sums_are_made(tree: &Tree) -> Vec<Finding> {
    let instead = "money is `Money` (minor units), a rate or a unit price is `Decimal`; a float that is neither goes \
                   into NOT_MONEY in tidy/src/floats.rs, with its reason";
    let exact =
        |path: &str| EXACT.iter().any(|start| path.starts_with(start)) && !listed(&NOT_MONEY, path);
    lines_with(tree, &TYPES, instead, exact)
}

/// No decimal becomes a float, nor the other way round.
pub fn no_conversions(tree: &Tree) -> Vec<Finding> {
    let instead = "calculate with `Money` or `Decimal` and write their text; a format that has only floats goes into \
                   MUST_CONVERT in tidy/src/floats.rs, with its reason";
    lines_with(tree, &CONVERSIONS, instead, |path| {
        path.starts_with("crates/") && !listed(&MUST_CONVERT, path)
    })
}

fn lines_with(
    tree: &Tree,
    words: &[&str],
    instead: &str,
    concerns: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let files = tree
        .texts_ending(".rs")
        .filter(|(path, _)| concerns(path) && !code::is_test(path));
    files
        .flat_map(|(path, text)| {
            code::lines(text)
                .filter(|(_, line)| words.iter().any(|word| code::has_word(line, word)))
                .map(move |(number, _)| Finding::on_line(path, number, instead))
        })
        .collect()
}

fn listed(list: &[(&str, &str)], path: &str) -> bool {
    list.iter().any(|(listed, _)| *listed == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_amount_is_found() {
        let tree = Tree::of([
            (
                "crates/domain/src/money.rs",
                "/// Never an f64.\npub struct Money(f64);",
            ),
            (
                "crates/domain/src/confidence.rs",
                "pub fn ratio(self) -> f64;",
            ),
            ("crates/extraction/src/pdf/page.rs", "pub left: f32,"),
        ]);
        let findings = none_where_sums_are_made(&tree);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].line, Some(2));
    }

    #[test]
    fn a_decimal_that_becomes_a_float_is_found() {
        let tree = Tree::of([("crates/matching/src/score.rs", "let part = price.to_f64();")]);
        assert_eq!(no_conversions(&tree).len(), 1);
    }
}
