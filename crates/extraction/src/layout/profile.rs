use serde::Deserialize;
use tieout_domain::Currency;

use super::pattern::Pattern;
use super::role::Role;
use super::wording::{Wording, Words};
use crate::values::{AmountStyle, DayOrder};

/// How the statements of one issuer are laid out.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The layout's name.
    pub name: String,
    /// The issuer as the accounting system names it.
    pub issuer: Option<String>,
    /// Lines that print the issuer's name, where it is not always the same.
    pub issuer_lines: Vec<Pattern>,
    /// By what the layout is recognised.
    pub marks: Vec<Mark>,
    /// Lines that start a section.
    pub section_lines: Vec<Pattern>,
    /// Lines below a transaction that say more about it. Any other text there belongs to the merchant.
    pub detail_lines: Vec<Pattern>,
    /// The columns from left to right, for documents that print no headings.
    pub columns_without_headings: Vec<Role>,
    /// The sign of what was bought.
    pub charges: Charges,
    /// Which number of a numeric date is the day; none: it follows from the document.
    pub dates: Option<DayOrder>,
    /// How decimals are written; none: it follows from the document.
    pub decimals: Option<AmountStyle>,
    /// The currency of amounts that print none; none: it follows from the document.
    pub currency: Option<Currency>,
    /// The words of the layout, together with the shared vocabulary.
    pub wording: Wording,
}

/// The sign with which a statement prints what was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charges {
    /// It follows from the document: what most entries have.
    #[default]
    Usual,
    /// Charges are positive, credits negative.
    Positive,
    /// Charges are negative, credits positive.
    Negative,
}

/// Something by which a layout is recognised.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "MarkEntry")]
pub struct Mark {
    /// What to look for.
    pub sign: Sign,
    /// How much it counts.
    pub weight: u32,
}

/// What to look for.
#[derive(Debug, Clone)]
pub enum Sign {
    /// Words anywhere.
    Phrase(String),
    /// A line of this form.
    Line(Pattern),
    /// A table with these columns. Every column found counts its part.
    Columns(Vec<Role>),
}

/// A profile that cannot be used, with the line that has to be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("layout profile {file}, line {line}: {message}")]
pub struct ProfileError {
    /// The name of the file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Profile {
    /// Reads a profile as written; `file` is named in errors.
    pub(super) fn parse(file: &str, text: &str, vocabulary: &Words) -> Result<Self, ProfileError> {
        let entry: Entry = parse(file, text)?;
        Ok(Self::new(entry, vocabulary))
    }

    /// The profile of documents that no profile describes: the vocabulary alone.
    pub(super) fn generic(vocabulary: &Words) -> Self {
        let entry = Entry {
            name: "table without a profile".to_owned(),
            ..Entry::default()
        };
        Self::new(entry, vocabulary)
    }

    fn new(entry: Entry, vocabulary: &Words) -> Self {
        Self {
            name: entry.name,
            issuer: entry.issuer,
            issuer_lines: entry.issuer_lines,
            marks: entry.marks,
            section_lines: entry.section_lines,
            detail_lines: entry.detail_lines,
            columns_without_headings: entry.columns_without_headings,
            charges: entry.charges,
            dates: entry.dates.map(DayOrder::from),
            decimals: entry.decimals.map(AmountStyle::from),
            currency: entry.currency,
            wording: Wording::new(vocabulary, &entry.words),
        }
    }
}

/// Reads TOML; `file` is named in errors.
pub(super) fn parse<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, ProfileError> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        ProfileError {
            file: file.to_owned(),
            line: before.map_or(1, |before| before.matches('\n').count() + 1),
            message: error.message().to_owned(),
        }
    })
}

/// A profile as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    issuer: Option<String>,
    #[serde(default)]
    issuer_lines: Vec<Pattern>,
    marks: Vec<Mark>,
    #[serde(default)]
    section_lines: Vec<Pattern>,
    #[serde(default)]
    detail_lines: Vec<Pattern>,
    #[serde(default)]
    columns_without_headings: Vec<Role>,
    #[serde(default)]
    charges: Charges,
    dates: Option<Dates>,
    decimals: Option<Decimals>,
    currency: Option<Currency>,
    #[serde(default)]
    words: Words,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Dates {
    MonthFirst,
    DayFirst,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Decimals {
    Point,
    Comma,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkEntry {
    phrase: Option<String>,
    line: Option<Pattern>,
    columns: Option<Vec<Role>>,
    weight: u32,
}

impl TryFrom<MarkEntry> for Mark {
    type Error = &'static str;

    fn try_from(entry: MarkEntry) -> Result<Self, Self::Error> {
        let sign = match (entry.phrase, entry.line, entry.columns) {
            (Some(phrase), None, None) => Sign::Phrase(phrase),
            (None, Some(line), None) => Sign::Line(line),
            (None, None, Some(columns)) => Sign::Columns(columns),
            _ => return Err("a mark has one of phrase, line or columns, and a weight"),
        };
        match entry.weight {
            0 => Err("a mark of weight 0 is no mark: give it a weight of 1 or more"),
            weight => Ok(Self { sign, weight }),
        }
    }
}

impl From<Dates> for DayOrder {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::MonthFirst => Self::MonthFirst,
            Dates::DayFirst => Self::DayFirst,
        }
    }
}

impl From<Decimals> for AmountStyle {
    fn from(decimals: Decimals) -> Self {
        match decimals {
            Decimals::Point => Self::Point,
            Decimals::Comma => Self::Comma,
        }
    }
}
