//! The words of a layout: headings, labels, totals and what they mean.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use tieout_domain::Currency;

use super::pattern::Pattern;
use super::role::{Balance, Direction, EntryWords, Label, Role, TotalWords};
use crate::table::{Headings, Phrases};

/// The words by which a document is read, ready for looking up.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Column headings.
    pub headings: Headings<Role>,
    /// What cells say that tell charges from credits.
    pub directions: Phrases<Direction>,
    /// Labels of section headers.
    pub labels: Phrases<Label>,
    /// How totals lines start.
    pub totals: Phrases<TotalWords>,
    /// Labels of an account summary.
    pub balances: Phrases<Balance>,
    /// How the descriptions of entries start that are nobody's purchases.
    pub other_entries: Phrases<EntryWords>,
    /// Lines below a transaction that print its amount before it was converted.
    pub foreign_lines: Vec<Pattern>,
    /// Titles above sections.
    pub sections: Phrases<SectionWords>,
    expense_types: Phrases<usize>,
    expense_type_names: Vec<String>,
    currencies: Phrases<Currency>,
    known_currencies: BTreeSet<Currency>,
}

/// What a section's title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionWords {
    /// Payments and fees.
    Other,
    /// What cardholders bought.
    Purchases,
}

/// The tables of words as the vocabulary and the profiles write them: meaning → phrases.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    foreign_lines: Vec<Pattern>,
    columns: BTreeMap<Role, Vec<String>>,
    directions: BTreeMap<Direction, Vec<String>>,
    labels: BTreeMap<Label, Vec<String>>,
    totals: BTreeMap<TotalWords, Vec<String>>,
    balances: BTreeMap<Balance, Vec<String>>,
    other_entries: BTreeMap<EntryWords, Vec<String>>,
    sections: BTreeMap<SectionWords, Vec<String>>,
    expense_types: BTreeMap<String, Vec<String>>,
    currencies: BTreeMap<Currency, Vec<String>>,
}

/// The expense type of merchants whose group says nothing.
const GENERAL: &str = "General Expense";

impl Wording {
    /// The words of `vocabulary`, and those of `profile`, which win where both know a phrase.
    pub(super) fn new(vocabulary: &Words, profile: &Words) -> Self {
        let both = [vocabulary, profile];
        let names: Vec<String> = both
            .iter()
            .flat_map(|words| words.expense_types.keys().cloned())
            .collect();
        let groups = both
            .iter()
            .flat_map(|words| words.expense_types.values())
            .enumerate();
        let groups =
            groups.flat_map(|(place, groups)| groups.iter().map(move |group| (group, place)));
        Self {
            headings: Headings::new(both.iter().flat_map(|words| entries(&words.columns))),
            directions: Phrases::new(both.iter().flat_map(|words| entries(&words.directions))),
            labels: Phrases::new(both.iter().flat_map(|words| entries(&words.labels))),
            totals: Phrases::new(both.iter().flat_map(|words| entries(&words.totals))),
            balances: Phrases::new(both.iter().flat_map(|words| entries(&words.balances))),
            other_entries: Phrases::new(
                both.iter().flat_map(|words| entries(&words.other_entries)),
            ),
            foreign_lines: both
                .iter()
                .flat_map(|words| words.foreign_lines.iter().cloned())
                .collect(),
            sections: Phrases::new(both.iter().flat_map(|words| entries(&words.sections))),
            expense_types: Phrases::new(groups),
            expense_type_names: names,
            currencies: Phrases::new(both.iter().flat_map(|words| entries(&words.currencies))),
            known_currencies: both
                .iter()
                .flat_map(|words| words.currencies.keys().copied())
                .collect(),
        }
    }

    /// The expense type that follows from a merchant group such as `AUTO/MAINT`.
    pub fn expense_type(&self, group: &str) -> &str {
        std::iter::once(group)
            .chain(group.split('/'))
            .find_map(|group| self.expense_types.meaning(group))
            .and_then(|place| self.expense_type_names.get(place))
            .map_or(GENERAL, String::as_str)
    }

    /// The currency that `text` names in words or by its code: `Japanese Yen`, `JPY`.
    pub fn currency(&self, text: &str) -> Option<Currency> {
        let is_code = text.bytes().all(|byte| byte.is_ascii_uppercase());
        let by_code = || if is_code { text.parse().ok() } else { None };
        self.currencies.meaning(text).or_else(by_code)
    }

    /// The currency that `word` is the code of, when the vocabulary knows it: any three capitals may be a word.
    pub fn currency_code(&self, word: &str) -> Option<Currency> {
        let currency = word
            .parse()
            .ok()
            .filter(|_| word.bytes().all(|byte| byte.is_ascii_uppercase()))?;
        self.known_currencies
            .contains(&currency)
            .then_some(currency)
    }
}

fn entries<T: Copy>(table: &BTreeMap<T, Vec<String>>) -> impl Iterator<Item = (&String, T)> {
    table
        .iter()
        .flat_map(|(meaning, phrases)| phrases.iter().map(move |phrase| (phrase, *meaning)))
}
