//! Profiles of expense software, and the words that all of them share: data, not code.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::{Headings, Phrases, squash};
use crate::values::DayOrder;

/// The expense software that is known, and the words they share.
#[derive(Debug, Clone)]
pub struct Profiles {
    shared: Words,
    profiles: Vec<Profile>,
}

/// What is known of the reports of one software.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What the layout is called.
    pub name: String,
    /// Words above the table, by all of which the report is recognised.
    marks: Vec<String>,
    /// Which comes first in a numeric date; absent where the dates themselves tell.
    dates: Option<Order>,
    /// Words of this software beyond those that all share.
    #[serde(default)]
    words: Words,
}

/// A profile that cannot be used, with the line that has to be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expense report profile {file}, line {line}: {message}")]
pub struct ProfileError {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    ExpenseType,
    Date,
    Amount,
    Purpose,
    Merchant,
    Address,
    ReceiptId,
    Job,
    Phase,
    CostType,
    GlAccount,
    Status,
    Employee,
    EmployeeNumber,
    Ignored,
}

/// What the status of a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    Attached,
    NoAttachment,
    NoCoding,
    Both,
}

/// What a line between the rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Label {
    Person,
    PersonNumber,
    Continued,
    ReportTotal,
    PersonTotal,
    Count,
    Page,
}

/// Which comes first in a numeric date, as a profile says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    MonthFirst,
    DayFirst,
}

/// Words and what they mean.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    columns: BTreeMap<Role, Vec<String>>,
    #[serde(default)]
    status: BTreeMap<Status, Vec<String>>,
    #[serde(default)]
    lines: BTreeMap<Label, Vec<String>>,
}

/// The words by which one report is read.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    pub(super) headings: Headings<Role>,
    statuses: Phrases<Status>,
    /// Statuses spelled out, longest first, to be found within a longer text.
    spelled: Vec<(String, Status)>,
    labels: Vec<(String, Label)>,
}

const SHARED: &str = include_str!("../../profiles/expense_reports/generic.toml");

const EMBEDDED: [(&str, &str); 1] = [(
    "expense_report_with_coding.toml",
    include_str!("../../profiles/expense_reports/expense_report_with_coding.toml"),
)];

impl Default for Profiles {
    fn default() -> Self {
        // A test reads every embedded file, so that nothing is lost here.
        let parse = |(file, text)| parse(file, text).ok();
        Self {
            shared: toml::from_str(SHARED).unwrap_or_default(),
            profiles: EMBEDDED.into_iter().filter_map(parse).collect(),
        }
    }
}

impl Profiles {
    /// These and the profile written in `text`. It is preferred to those before it where a report could be either.
    ///
    /// # Errors
    /// When `text` is no profile: what is wrong, and in which line of `file`.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, ProfileError> {
        self.profiles.insert(0, parse(file, text)?);
        Ok(self)
    }

    /// The profile all of whose marks are among `titles`.
    pub(super) fn recognise(&self, titles: &[String]) -> Option<&Profile> {
        let titles: Vec<String> = titles.iter().map(|title| squash(title)).collect();
        let is_there = |mark: &String| titles.iter().any(|title| title.contains(&squash(mark)));
        let is_recognised =
            |profile: &&Profile| !profile.marks.is_empty() && profile.marks.iter().all(is_there);
        self.profiles.iter().find(is_recognised)
    }

    /// The words of every software, and at first those that all share.
    pub(super) fn wordings(&self) -> impl Iterator<Item = Wording> {
        let each = self.profiles.iter().map(Some);
        std::iter::once(None)
            .chain(each)
            .map(|profile| self.wording(profile))
    }

    /// The words that all share and those of `profile`.
    pub(super) fn wording(&self, profile: Option<&Profile>) -> Wording {
        let sources: Vec<&Words> = std::iter::once(&self.shared)
            .chain(profile.map(|profile| &profile.words))
            .collect();
        let statuses = || sources.iter().flat_map(|words| pairs(&words.status));
        Wording {
            headings: Headings::new(sources.iter().flat_map(|words| pairs(&words.columns))),
            statuses: Phrases::new(statuses()),
            spelled: longest_first(statuses()),
            labels: longest_first(sources.iter().flat_map(|words| pairs(&words.lines))),
        }
    }
}

impl Profile {
    pub(super) fn day_order(&self) -> Option<DayOrder> {
        self.dates.map(|order| match order {
            Order::MonthFirst => DayOrder::MonthFirst,
            Order::DayFirst => DayOrder::DayFirst,
        })
    }
}

impl Wording {
    /// All that a status cell says; nothing when none of its words is known.
    pub(super) fn statuses(&self, cell: &str) -> Vec<Status> {
        /// Shorter words are found by chance within longer ones.
        const SHORTEST_PART: usize = 8;
        if let Some(status) = self.statuses.meaning(cell) {
            return vec![status];
        }
        if let Some((_, status)) = self
            .spelled
            .iter()
            .find(|(phrase, _)| phrase == cell.trim())
        {
            return vec![*status];
        }
        let mut rest = squash(cell);
        let mut said = Vec::new();
        for (phrase, status) in self
            .spelled
            .iter()
            .filter(|(phrase, _)| phrase.len() >= SHORTEST_PART)
        {
            if rest.contains(phrase.as_str()) {
                rest = rest.replace(phrase.as_str(), " ");
                said.push(*status);
            }
        }
        said
    }

    /// The label that `text` starts with, and what follows it.
    pub(super) fn label<'t>(&self, text: &'t str) -> Option<(Label, &'t str)> {
        let squashed = squash(text);
        self.labels
            .iter()
            .filter(|(phrase, _)| squashed.starts_with(phrase.as_str()))
            .find_map(|(phrase, label)| Some((*label, after(text, phrase.chars().count())?)))
    }
}

/// What follows the first `count` letters and digits of `text`; none unless a word ends there.
fn after(text: &str, count: usize) -> Option<&str> {
    let counts = |c: &char| c.is_alphanumeric() || *c == '#';
    let mut letters = text.char_indices().filter(|(_, c)| counts(c));
    let (at, last) = letters.nth(count.checked_sub(1)?)?;
    let rest = text.get(at + last.len_utf8()..)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

fn parse(file: &str, text: &str) -> Result<Profile, ProfileError> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        ProfileError {
            file: file.to_owned(),
            line: before.map_or(1, |before| before.matches('\n').count() + 1),
            message: error.message().to_owned(),
        }
    })
}

fn pairs<T: Copy>(words: &BTreeMap<T, Vec<String>>) -> impl Iterator<Item = (&str, T)> {
    words
        .iter()
        .flat_map(|(meaning, words)| words.iter().map(|word| (word.as_str(), *meaning)))
}

fn longest_first<'w, T: Copy>(words: impl Iterator<Item = (&'w str, T)>) -> Vec<(String, T)> {
    // Signs such as ✓ are no letters; they stay as they are.
    let plain = |word: &str| match squash(word) {
        squashed if squashed.is_empty() => word.to_owned(),
        squashed => squashed,
    };
    let mut all: Vec<(String, T)> = words
        .map(|(word, meaning)| (plain(word), meaning))
        .collect();
    all.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording() -> Wording {
        Profiles::default().wording(None)
    }

    #[test]
    fn every_embedded_file_can_be_read() -> Result<(), Box<dyn std::error::Error>> {
        toml::from_str::<Words>(SHARED)?;
        for (file, text) in EMBEDDED {
            parse(file, text)?;
        }
        Ok(())
    }

    #[test]
    fn a_status_may_say_several_things() {
        let words = wording();
        assert_eq!(words.statuses("Attached"), [Status::Attached]);
        assert_eq!(words.statuses("Receipt attached"), [Status::Attached]);
        assert_eq!(
            words.statuses("Missing Attachment, Missing Coding"),
            [Status::NoAttachment, Status::NoCoding]
        );
        assert_eq!(words.statuses("No receipt"), [Status::NoAttachment]);
        assert_eq!(words.statuses("Not attached"), [Status::NoAttachment]);
        assert_eq!(words.statuses("✓"), [Status::Attached]);
        assert_eq!(words.statuses("pending review"), []);
    }

    #[test]
    fn labels_end_where_a_word_ends() {
        let words = wording();
        assert_eq!(
            words.label("Employee: Doe, Jane"),
            Some((Label::Person, ": Doe, Jane"))
        );
        assert_eq!(
            words.label("Employee ID: 12"),
            Some((Label::PersonNumber, ": 12"))
        );
        assert_eq!(
            words.label("Total for Doe, Jane:"),
            Some((Label::PersonTotal, " Doe, Jane:"))
        );
        assert_eq!(words.label("TotalEnergies"), None);
        assert_eq!(
            words.label("Report Total:"),
            Some((Label::ReportTotal, ":"))
        );
    }

    #[test]
    fn a_broken_profile_names_file_and_line() {
        let error = Profiles::default()
            .with("ours.toml", "name = \"x\"\nmarks = 3")
            .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("expense report profile ours.toml, line 2: "),
            "{error}"
        );
    }
}
