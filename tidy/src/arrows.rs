//! Which crate may know which. The crates that are still to come have their rows already.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::manifest::{Dependency, Manifest, short};
use crate::{Finding, Tree};

/// Each crate, and those of ours it may depend on.
const ARROWS: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("contract", &["domain"]),
    ("extraction", &["domain"]),
    ("matching", &["domain"]),
    ("reporting", &["domain"]),
    ("persistence", &["domain"]),
    ("migration", &[]),
    (
        "api",
        &[
            "domain",
            "contract",
            "extraction",
            "matching",
            "reporting",
            "persistence",
            "migration",
        ],
    ),
    ("frontend", &["domain", "contract"]),
    ("paper", &[]),
    ("xtask", &[]),
    (
        "test-support",
        &["domain", "contract", "persistence", "migration", "api"],
    ),
    ("eval", &["domain", "extraction", "api"]),
    ("fuzz", &["domain", "extraction"]),
    ("tidy", &[]),
];

/// What a crate may not reach, not even through others.
const OUT_OF_REACH: [(&[&str], &[&str], &str); 4] = [
    (
        &["domain", "contract"],
        &[
            "tokio",
            "actix-web",
            "sea-orm",
            "sqlx",
            "reqwest",
            "lopdf",
            "tempfile",
        ],
        "the words and the contract also run in the browser: leave the world to the api crate",
    ),
    (
        &["extraction", "matching", "reporting"],
        &["tokio", "actix-web", "sea-orm", "sqlx", "reqwest", "redis"],
        "values in, values out: the api crate loads and saves",
    ),
    (
        &["persistence", "migration"],
        &["actix-web", "leptos"],
        "the database does not know the web: map in the api crate",
    ),
    (
        &["frontend", "paper"],
        &["tokio", "actix-web", "sea-orm", "sqlx"],
        "the browser speaks to the API alone",
    ),
];

/// Edges of the lock that are there for targets we do not build for: it does not say which.
const ELSEWHERE: [(&str, &str); 1] = [("wasm-bindgen-futures", "tokio")];

/// What the tests of a crate may use besides.
const FOR_TESTS: [(&str, &[&str]); 3] = [
    ("persistence", &["migration", "test-support"]),
    ("migration", &["test-support"]),
    ("api", &["test-support"]),
];

/// No crate knows another that the table does not allow it to know.
pub fn forbidden(tree: &Tree) -> Vec<Finding> {
    Manifest::all(tree)
        .flat_map(|manifest| against_table(&manifest))
        .collect()
}

/// No crate reaches what it must not, through whatever it depends on.
pub fn reached(tree: &Tree) -> Vec<Finding> {
    let [server, browser] = ["Cargo.lock", "frontend/Cargo.lock"]
        .map(|path| Lock::of(tree.text(path).unwrap_or_default()));
    Manifest::all(tree)
        .flat_map(|manifest| {
            let of_browser = manifest.path.starts_with("frontend/");
            out_of_reach(&manifest, if of_browser { &browser } else { &server })
        })
        .collect()
}

fn against_table(manifest: &Manifest<'_>) -> Vec<Finding> {
    let name = manifest.crate_name();
    let Some((_, allowed)) = ARROWS.iter().find(|(row, _)| *row == name) else {
        let message =
            format!("{name} has no row in ARROWS in tidy/src/arrows.rs: say what it may know");
        return vec![Finding::on_file(manifest.path, message)];
    };
    let entries = manifest.dependencies();
    let wrong = entries
        .iter()
        .filter(|entry| is_ours(entry.name) && !is_allowed(name, entry, allowed));
    wrong
        .map(|entry| {
            let message = format!(
                "{name} must not know {}: only {allowed:?}; let the api crate join them",
                entry.name
            );
            Finding::on_file(manifest.path, message)
        })
        .collect()
}

fn is_ours(name: &str) -> bool {
    ARROWS.iter().any(|(row, _)| *row == short(name))
}

fn is_allowed(name: &str, entry: &Dependency<'_>, allowed: &[&str]) -> bool {
    let known = short(entry.name);
    let for_tests = FOR_TESTS
        .iter()
        .any(|(row, more)| *row == name && more.contains(&known));
    allowed.contains(&known) || (for_tests && entry.kind == "dev-dependencies")
}

fn out_of_reach(manifest: &Manifest<'_>, lock: &Lock) -> Vec<Finding> {
    let name = manifest.crate_name();
    let entries = manifest.dependencies();
    let direct = entries
        .iter()
        .filter(|entry| entry.kind != "dev-dependencies")
        .map(|entry| entry.name);
    let reach = lock.reach(direct);
    let rows = OUT_OF_REACH
        .iter()
        .filter(|(crates, ..)| crates.contains(&name));
    rows.flat_map(|(_, forbidden, instead)| {
        let found = forbidden
            .iter()
            .filter(|dependency| reach.contains(**dependency));
        found.map(move |dependency| {
            Finding::on_file(
                manifest.path,
                format!("{name} reaches {dependency}: {instead}"),
            )
        })
    })
    .collect()
}

/// Who depends on whom, as `Cargo.lock` says.
struct Lock(BTreeMap<String, Vec<String>>);

impl Lock {
    fn of(text: &str) -> Self {
        let table: Table = text.parse().unwrap_or_default();
        let packages = table
            .get("package")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let mut lock: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for package in packages {
            let name = package
                .get("name")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let known = dependency_names(package)
                .filter(|known| !ELSEWHERE.contains(&(name, known.as_str())));
            lock.entry(name.to_owned()).or_default().extend(known);
        }
        Self(lock)
    }

    /// The given crates and all that they depend on. Our own crates are passed over: the lock
    /// mixes in what only their tests use, and each is judged by itself.
    fn reach<'a>(&'a self, from: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut reach = BTreeSet::new();
        let mut ahead: Vec<_> = from.filter(|name| !is_ours(name)).collect();
        while let Some(name) = ahead.pop() {
            if reach.insert(name) {
                ahead.extend(self.0.get(name).into_iter().flatten().map(String::as_str));
            }
        }
        reach
    }
}

/// An entry reads `name`, or `name version` where there are several versions.
fn dependency_names(package: &Value) -> impl Iterator<Item = String> {
    let entries = package
        .get("dependencies")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    entries.filter_map(|entry| Some(entry.as_str()?.split(' ').next()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, dependencies: &str) -> String {
        format!("[package]\nname = \"{name}\"\n{dependencies}\n")
    }

    #[test]
    fn an_arrow_against_the_stream_is_found() {
        let text = manifest(
            "tieout-matching",
            "[dependencies]\ntieout-extraction.workspace = true",
        );
        let findings = forbidden(&Tree::of([("crates/matching/Cargo.toml", text.as_str())]));
        assert_eq!(findings.len(), 1);
        assert!(
            findings[0]
                .message
                .starts_with("matching must not know tieout-extraction")
        );
    }

    #[test]
    fn an_arrow_for_tests_alone_is_found_too() {
        let text = manifest(
            "tieout-domain",
            "[dev-dependencies]\ntieout-matching.workspace = true",
        );
        assert_eq!(
            forbidden(&Tree::of([("crates/domain/Cargo.toml", text.as_str())])).len(),
            1
        );
    }

    #[test]
    fn the_test_support_is_for_tests_alone() {
        let found = |kind: &str| {
            let text = manifest(
                "tieout-api",
                &format!("[{kind}]\ntieout-test-support.workspace = true"),
            );
            forbidden(&Tree::of([("crates/api/Cargo.toml", text.as_str())])).len()
        };
        assert_eq!(found("dev-dependencies"), 0);
        assert_eq!(found("dependencies"), 1);
    }

    #[test]
    fn a_crate_without_a_row_is_found() {
        let text = manifest("tieout-helpers", "");
        assert!(
            forbidden(&Tree::of([("crates/helpers/Cargo.toml", text.as_str())]))[0]
                .message
                .contains("no row")
        );
    }

    #[test]
    fn what_is_reached_through_others_is_found() {
        let lock = "[[package]]\nname = \"handy\"\ndependencies = [\"tokio 1.0.0\"]\n[[package]]\nname = \"tokio\"\n";
        let found = |kind: &str| {
            let text = manifest(
                "tieout-matching",
                &format!("[{kind}]\nhandy.workspace = true"),
            );
            reached(&Tree::of([
                ("crates/matching/Cargo.toml", text.as_str()),
                ("Cargo.lock", lock),
            ]))
            .len()
        };
        assert_eq!(found("dependencies"), 1);
        assert_eq!(found("dev-dependencies"), 0);
    }

    #[test]
    fn the_client_is_judged_by_its_own_lock() {
        let lock = |handy: &str| {
            format!(
                "[[package]]\nname = \"{handy}\"\ndependencies = [\"tokio\"]\n[[package]]\nname = \"tokio\"\n"
            )
        };
        let found = |handy: &str| {
            let text = manifest(
                "tieout-frontend",
                &format!("[dependencies]\n{handy}.workspace = true"),
            );
            reached(&Tree::of([
                ("frontend/Cargo.toml", text.as_str()),
                ("Cargo.lock", ""),
                ("frontend/Cargo.lock", lock(handy).as_str()),
            ]))
            .len()
        };
        assert_eq!(found("handy"), 1);
        assert_eq!(found("wasm-bindgen-futures"), 0, "tokio is not for wasm");
    }
}
