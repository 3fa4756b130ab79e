//! What every crate of the workspace shares.

use toml::Value;

use crate::manifest::Manifest;
use crate::{Finding, Tree};

const SHARED: [&str; 5] = ["version", "edition", "rust-version", "license", "publish"];
const DOCUMENTED: &str = "#![doc = include_str!(\"../README.md\")]";

/// Every crate obeys the lints of the workspace.
pub fn without_lints(tree: &Tree) -> Vec<Finding> {
    let lacking = members(tree).filter(|manifest| !is_true(manifest.at(&["lints", "workspace"])));
    lacking
        .map(|manifest| Finding::on_file(manifest.path, "add `[lints]` with `workspace = true`"))
        .collect()
}

/// Every crate takes version, edition and licence from the workspace.
pub fn with_facts_of_their_own(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in members(tree) {
        let own = SHARED
            .into_iter()
            .filter(|fact| !is_true(manifest.at(&["package", fact, "workspace"])));
        findings.extend(own.map(|fact| {
            Finding::on_file(manifest.path, format!("write `{fact}.workspace = true`"))
        }));
    }
    findings
}

/// Every dependency's version is stated once, in the workspace.
pub fn with_versions_of_their_own(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in members(tree) {
        let own = manifest
            .dependencies()
            .into_iter()
            .filter(|entry| !is_true(entry.wanted.get("workspace")));
        findings.extend(own.map(|entry| {
            let name = entry.name;
            let message = format!(
                "move {name} to [workspace.dependencies] and write `{name}.workspace = true`"
            );
            Finding::on_file(manifest.path, message)
        }));
    }
    findings
}

/// Every crate's README is its documentation.
pub fn undocumented(tree: &Tree) -> Vec<Finding> {
    let message = format!("write a README.md beside it, and begin src/lib.rs with `{DOCUMENTED}`");
    let documented = |manifest: &Manifest<'_>| {
        let root = |file: &str| tree.text(&format!("{}/src/{file}", manifest.folder()));
        let text = root("lib.rs")
            .or_else(|| root("main.rs"))
            .unwrap_or_default();
        text.contains(DOCUMENTED) && tree.has(&format!("{}/README.md", manifest.folder()))
    };
    let lacking = members(tree).filter(|manifest| !documented(manifest));
    lacking
        .map(|manifest| Finding::on_file(manifest.path, message.as_str()))
        .collect()
}

fn members(tree: &Tree) -> impl Iterator<Item = Manifest<'_>> {
    Manifest::all(tree).filter(Manifest::is_member)
}

fn is_true(value: Option<&Value>) -> bool {
    value.and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "crates/domain/Cargo.toml";
    const GOOD: &str = "[package]\nname = \"tieout-domain\"\nversion.workspace = true\nedition.workspace = true\n\
                        rust-version.workspace = true\nlicense.workspace = true\npublish.workspace = true\n\
                        [lints]\nworkspace = true\n[dependencies]\nserde.workspace = true\n";

    #[test]
    fn a_good_crate_passes() {
        let tree = Tree::of([
            (PATH, GOOD),
            ("crates/domain/README.md", ""),
            ("crates/domain/src/lib.rs", DOCUMENTED),
        ]);
        let rules = [
            without_lints,
            with_facts_of_their_own,
            with_versions_of_their_own,
            undocumented,
        ];
        assert_eq!(rules.map(|rule| rule(&tree)).concat(), []);
    }

    #[test]
    fn a_crate_of_its_own_mind_is_found() {
        let tree = Tree::of([(
            PATH,
            "[package]\nname = \"tieout-domain\"\n[dependencies]\nserde = \"1\"\n",
        )]);
        assert_eq!(without_lints(&tree).len(), 1);
        assert_eq!(with_facts_of_their_own(&tree).len(), SHARED.len());
        assert!(
            with_versions_of_their_own(&tree)[0]
                .message
                .contains("serde.workspace = true")
        );
        assert_eq!(undocumented(&tree).len(), 1);
    }

    #[test]
    fn a_platform_hides_no_dependency() {
        let text = format!("{GOOD}[target.'cfg(unix)'.dev-dependencies]\nlibc = \"0.2\"\n");
        assert_eq!(
            with_versions_of_their_own(&Tree::of([(PATH, text.as_str())])).len(),
            1
        );
    }
}
