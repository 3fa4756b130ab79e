//! A crate's `Cargo.toml`.

use toml::{Table, Value};

use crate::Tree;

const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The manifest of one crate.
pub(crate) struct Manifest<'a> {
    /// Its path, from the root of the repository.
    pub(crate) path: &'a str,
    table: Table,
}

/// One dependency, as a manifest states it.
pub(crate) struct Dependency<'a> {
    /// The table it stands in: `dependencies`, `dev-dependencies` or `build-dependencies`.
    pub(crate) kind: &'a str,
    /// The name it is known by.
    pub(crate) name: &'a str,
    /// What is asked for.
    pub(crate) wanted: &'a Value,
}

impl<'a> Manifest<'a> {
    /// The manifests of all crates in the tree; one that cannot be read is cargo's to report.
    pub(crate) fn all(tree: &'a Tree) -> impl Iterator<Item = Self> {
        let manifests = tree.texts_ending("Cargo.toml");
        manifests
            .filter_map(|(path, text)| {
                Some(Self {
                    path,
                    table: text.parse().ok()?,
                })
            })
            .filter(|manifest| manifest.table.contains_key("package"))
    }

    /// The crate's name among ours: `domain` for `tieout-domain`.
    pub(crate) fn crate_name(&self) -> &str {
        short(
            self.at(&["package", "name"])
                .and_then(Value::as_str)
                .unwrap_or_default(),
        )
    }

    /// The crate's folder, from the root of the repository.
    pub(crate) fn folder(&self) -> &str {
        self.path.trim_end_matches("/Cargo.toml")
    }

    /// Whether it belongs to the workspace at the root.
    pub(crate) fn is_member(&self) -> bool {
        !self.table.contains_key("workspace") && !self.path.starts_with("frontend/")
    }

    /// The value under a path of keys.
    pub(crate) fn at(&self, keys: &[&str]) -> Option<&Value> {
        let (first, rest) = keys.split_first()?;
        rest.iter()
            .try_fold(self.table.get(*first)?, |value, key| value.get(key))
    }

    /// Every dependency, on every platform.
    pub(crate) fn dependencies(&self) -> Vec<Dependency<'_>> {
        let platforms = self.table.get("target").and_then(Value::as_table);
        let tables = platforms
            .into_iter()
            .flat_map(Table::values)
            .filter_map(Value::as_table);
        tables
            .chain([&self.table])
            .flat_map(dependencies_in)
            .collect()
    }
}

/// A crate's name without the prefix that all of ours share.
pub(crate) fn short(name: &str) -> &str {
    name.trim_start_matches("tieout-")
}

fn dependencies_in(table: &Table) -> impl Iterator<Item = Dependency<'_>> {
    KINDS.into_iter().flat_map(move |kind| {
        let entries = table
            .get(kind)
            .and_then(Value::as_table)
            .into_iter()
            .flatten();
        entries.map(move |(name, wanted)| Dependency { kind, name, wanted })
    })
}
