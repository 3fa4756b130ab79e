//! The pure crates: values in, values out.

use crate::{Finding, Tree, code};

/// The crates that know nothing of the world outside their arguments.
const PURE: [&str; 5] = ["domain", "contract", "extraction", "matching", "reporting"];

const OUTSIDE: [(&[&str], &str); 6] = [
    (
        &["std::fs", "fs::"],
        "files are the business of the api crate: take bytes, or write to a `Write`",
    ),
    (
        &["std::net", "net::"],
        "the network is the business of the api crate: take what was received",
    ),
    (
        &["std::env", "env::"],
        "the environment is read in the api crate alone: take the value as an argument",
    ),
    (
        &["std::process", "process::"],
        "processes are the business of the api crate",
    ),
    (
        &["SystemTime::now", "Utc::now", "Local::now"],
        "the date is read in the api crate alone: take it as an argument",
    ),
    (
        &[STOPWATCH],
        "only a limit on time needs a stopwatch: ask that limit",
    ),
];

const STOPWATCH: &str = "Instant::now";

/// Where the limit on time is kept. A stopwatch tells no date.
const TIME_LIMIT: &str = "crates/extraction/src/pdf/limits.rs";

/// No pure crate reads or writes anything but its arguments and results.
pub fn no_outside_world(tree: &Tree) -> Vec<Finding> {
    tree.texts_ending(".rs")
        .filter(|(path, _)| is_pure(path))
        .flat_map(|(path, text)| in_file(path, text))
        .collect()
}

/// No route speaks to the database itself.
pub fn no_queries_in_routes(tree: &Tree) -> Vec<Finding> {
    let instead = "a route extracts, calls and maps: put the query into the persistence crate";
    let routes = tree
        .texts_ending(".rs")
        .filter(|(path, _)| path.starts_with("crates/api/src/routes/"));
    routes
        .flat_map(|(path, text)| {
            code::lines(text)
                .filter(|(_, line)| code::has_word(line, "sea_orm") || code::has_word(line, "sqlx"))
                .map(move |(number, _)| Finding::on_line(path, number, instead))
        })
        .collect()
}

fn is_pure(path: &str) -> bool {
    PURE.iter()
        .any(|name| path.starts_with(&format!("crates/{name}/src/")))
        && !code::is_test(path)
}

fn in_file<'a>(path: &'a str, text: &'a str) -> impl Iterator<Item = Finding> + 'a {
    code::lines(text).flat_map(move |(number, line)| {
        let broken = OUTSIDE
            .iter()
            .filter(move |(words, _)| words.iter().any(|word| breaks(path, line, word)));
        broken.map(move |(_, instead)| Finding::on_line(path, number, *instead))
    })
}

fn breaks(path: &str, line: &str, word: &str) -> bool {
    let is_allowed = path == TIME_LIMIT && word == STOPWATCH;
    !is_allowed && code::has_word(line, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pure_crate_that_opens_a_file_is_found() {
        for line in [
            "use std::fs;",
            "use std::{fs::File, io};",
            "let text = fs::read(path);",
        ] {
            let findings = no_outside_world(&Tree::of([("crates/extraction/src/pdf.rs", line)]));
            assert_eq!(findings.len(), 1, "{line}");
            assert!(findings[0].message.contains("take bytes"));
        }
    }

    #[test]
    fn a_pure_crate_that_reads_the_clock_is_found() {
        let findings = no_outside_world(&Tree::of([(
            "crates/domain/src/period.rs",
            "\nlet today = Utc::now();",
        )]));
        assert_eq!(findings[0].line, Some(2));
    }

    #[test]
    fn a_stopwatch_is_for_the_limit_on_time() {
        let stopwatch = "let started = Instant::now();";
        let tree = Tree::of([
            (TIME_LIMIT, stopwatch),
            ("crates/matching/src/score.rs", stopwatch),
        ]);
        assert_eq!(no_outside_world(&tree).len(), 1);
    }

    #[test]
    fn tests_of_a_pure_crate_and_the_api_may_open_files() {
        let tree = Tree::of([
            ("crates/api/src/main.rs", "use std::fs;"),
            ("crates/matching/tests/month.rs", "use std::fs;"),
            (
                "crates/matching/src/score.rs",
                "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n",
            ),
        ]);
        assert_eq!(no_outside_world(&tree), []);
    }

    #[test]
    fn a_query_in_a_route_is_found() {
        let query = "use sea_orm::EntityTrait;";
        let tree = Tree::of([
            ("crates/api/src/routes/sessions.rs", query),
            ("crates/persistence/src/lib.rs", query),
        ]);
        assert_eq!(no_queries_in_routes(&tree).len(), 1);
    }
}
