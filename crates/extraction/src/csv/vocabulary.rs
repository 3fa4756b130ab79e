//! The words that all exports share, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::profile::{Profile, Role};
use crate::table::{Phrases, squash};

/// What headings, types, descriptions and rows mean.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    headings: Phrases<Role>,
    types: Phrases<EntryType>,
    descriptions: Vec<(String, EntryType)>,
    rows: Vec<(String, RowKind)>,
    expense_types: BTreeMap<String, String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EntryType {
    Purchase,
    Refund,
    Payment,
    Fee,
}

/// What a row is that is no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowKind {
    Total,
    Count,
    Balance,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    columns: BTreeMap<Role, Vec<String>>,
    types: BTreeMap<EntryType, Vec<String>>,
    descriptions: BTreeMap<EntryType, Vec<String>>,
    rows: BTreeMap<RowKind, Vec<String>>,
    expense_types: BTreeMap<String, Vec<String>>,
}

const SHARED: &str = include_str!("../../profiles/csv/generic.toml");

impl Vocabulary {
    /// The words that all exports share.
    pub(crate) fn shared() -> Self {
        // That the file parses is a test's business.
        let words: Words = toml::from_str(SHARED).unwrap_or_default();
        Self {
            headings: Phrases::new(pairs(&words.columns)),
            types: Phrases::new(pairs(&words.types)),
            descriptions: squashed(&words.descriptions),
            rows: squashed(&words.rows),
            expense_types: by_category(&words.expense_types),
        }
    }

    /// What a column is, by its heading; a unit in parentheses or behind it does not count: `Amount (USD)`.
    pub(super) fn heading(&self, heading: &str, profile: Option<&Profile>) -> Option<Role> {
        let own = profile.and_then(|profile| {
            let is_named =
                |names: &Vec<String>| names.iter().any(|name| squash(name) == squash(heading));
            profile
                .columns
                .iter()
                .find(|(_, names)| is_named(names))
                .map(|(role, _)| *role)
        });
        own.or_else(|| self.headings.meaning(heading))
            .or_else(|| self.headings.meaning(without_unit(heading)))
    }

    /// What a cell of a type or direction column says.
    pub(super) fn entry_type(&self, cell: &str) -> Option<EntryType> {
        // Signs are no letters, and phrases know nothing else.
        match cell.trim() {
            "+" => Some(EntryType::Purchase),
            "-" => Some(EntryType::Refund),
            word => self.types.meaning(word),
        }
    }

    /// Is this the description of something that is no purchase?
    pub(crate) fn described(&self, description: &str) -> Option<EntryType> {
        starting_with(&self.descriptions, description).map(|(kind, _)| kind)
    }

    /// What a row is, by its first text; and whether that text says nothing more.
    pub(super) fn row(&self, label: &str) -> Option<(RowKind, bool)> {
        starting_with(&self.rows, label)
    }

    /// The expense type that follows from the issuer's category.
    pub(super) fn expense_type(&self, category: &str) -> Option<&str> {
        self.expense_types
            .get(&squash(category))
            .map(String::as_str)
    }
}

fn pairs<T: Copy>(words: &BTreeMap<T, Vec<String>>) -> impl Iterator<Item = (&str, T)> {
    words
        .iter()
        .flat_map(|(meaning, words)| words.iter().map(|word| (word.as_str(), *meaning)))
}

fn squashed<T: Copy>(words: &BTreeMap<T, Vec<String>>) -> Vec<(String, T)> {
    pairs(words)
        .map(|(word, meaning)| (squash(word), meaning))
        .collect()
}

fn by_category(words: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, String> {
    let of_type = |(name, categories): (&String, &Vec<String>)| {
        categories
            .iter()
            .map(|category| (squash(category), name.clone()))
            .collect::<Vec<_>>()
    };
    words.iter().flat_map(of_type).collect()
}

/// The longest phrase that `text` starts with, and whether it is the whole text.
fn starting_with<T: Copy>(phrases: &[(String, T)], text: &str) -> Option<(T, bool)> {
    let text = squash(text);
    phrases
        .iter()
        .filter(|(phrase, _)| text.starts_with(phrase.as_str()))
        .max_by_key(|(phrase, _)| phrase.len())
        .map(|(phrase, meaning)| (*meaning, phrase.len() == text.len()))
}

/// `Amount (USD)`, `Betrag EUR` → `Amount`, `Betrag`
fn without_unit(heading: &str) -> &str {
    let heading = heading.trim();
    let bare = heading.split('(').next().unwrap_or(heading).trim_end();
    match bare.rsplit_once(' ') {
        Some((name, unit))
            if unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase()) =>
        {
            name
        }
        _ => bare,
    }
}

/// The currency that a heading names: `Amount (USD)`, `Betrag EUR`.
pub(super) fn unit_of(heading: &str) -> Option<&str> {
    let unit = heading
        .trim()
        .trim_end_matches(')')
        .rsplit([' ', '(', '/'])
        .next()?;
    (unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase())).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_words_parse() {
        assert_eq!(
            toml::from_str::<Words>(SHARED)
                .map(|_| ())
                .map_err(|e| e.to_string()),
            Ok(())
        );
    }

    #[test]
    fn no_heading_means_two_things() {
        let words: Words = toml::from_str(SHARED).unwrap();
        let mut meanings: BTreeMap<String, Role> = BTreeMap::new();
        for (word, role) in pairs(&words.columns) {
            let before = meanings.insert(squash(word), role);
            assert!(before.is_none_or(|before| before == role), "{word}");
        }
    }

    #[test]
    fn units_do_not_hide_a_heading() {
        let words = Vocabulary::shared();
        for heading in ["Amount", "AMOUNT (USD)", "Betrag EUR", "Net Cost (CAD)"] {
            assert_eq!(
                words.heading(heading, None),
                Some(Role::Amount),
                "{heading}"
            );
        }
        assert_eq!(unit_of("Betrag EUR"), Some("EUR"));
        assert_eq!(unit_of("Amount (USD)"), Some("USD"));
        assert_eq!(unit_of("Amount"), None);
    }
}
