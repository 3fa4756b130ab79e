//! Employees: their numbers, and names as different papers print them.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::CardLast4;

/// A cardholder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employee {
    /// The number by which the company knows the person.
    pub number: EmployeeNumber,
    /// Was the number printed, or made up from card and name because none was?
    pub number_is_derived: bool,
    /// The name as the statement prints it.
    pub name: PersonName,
    /// The cards seen in this person's sections.
    pub cards: Vec<CardLast4>,
    /// The department, where printed.
    pub department: Option<String>,
    /// The cost center, where printed.
    pub cost_center: Option<String>,
}

/// An employee number as printed: `960904`, `EMP123`, `A-5771`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 200))]
#[serde(try_from = "String", into = "String")]
pub struct EmployeeNumber(String);

/// A person's name as one paper prints it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 200))]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// A name or a number must hold something, within 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAName {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// Longer than any name.
    #[error("it is longer than 200 characters")]
    TooLong,
}

impl EmployeeNumber {
    /// A number as printed, white space around it removed.
    pub fn new(printed: &str) -> Result<Self, NotAName> {
        tidy(printed).map(Self)
    }

    /// The number as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Do both name the same employee? Case does not count.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl PersonName {
    /// A name as printed, runs of white space made one space.
    pub fn new(printed: &str) -> Result<Self, NotAName> {
        tidy(printed).map(Self)
    }

    /// The name as printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Could both be the same person, written the way two papers write names?
    ///
    /// `Ellwick, Marian`, `Marian Ellwick`, `ELLWICK MARIAN` and `MARIANELLWICK` could; a middle
    /// initial, a suffix, an accent, an apostrophe and a hyphen may be missing on one side.
    /// A spelling that differs in a letter is another person.
    pub fn is_same_as(&self, other: &Self) -> bool {
        // Where words end matters when both papers print it: Maria Nellwick is not Marian Ellwick.
        let separator = if self.is_run_together() || other.is_run_together() {
            ""
        } else {
            " "
        };
        !self.keys(separator).is_disjoint(&other.keys(separator))
    }

    /// The forms this name can take when written in capitals without spaces, given name first.
    /// Two papers that mean one person share at least one of them.
    pub fn run_together_keys(&self) -> BTreeSet<String> {
        self.keys("")
    }

    /// Does the paper print given and family name as one word?
    pub fn is_run_together(&self) -> bool {
        !self.0.contains([' ', ','])
    }

    fn keys(&self, separator: &str) -> BTreeSet<String> {
        let forms = match self.0.split_once(',') {
            Some((family, given)) => family_first_forms(family, given),
            None => unordered_forms(words(&self.0)),
        };
        forms.iter().map(|words| words.join(separator)).collect()
    }
}

/// A name as a list of words, given names first.
type Words = Vec<String>;

/// `Juniperholt Jr, Dexter B` → Dexter B Juniperholt Jr, Dexter Juniperholt Jr, Dexter Juniperholt, …
fn family_first_forms(family: &str, given: &str) -> Vec<Words> {
    let (family, family_suffix) = split_suffix(words(family));
    // "Smith, John, Jr" and "Smith, John Jr" carry the suffix at the very end.
    let (given, given_suffix) = split_suffix(words(given));
    let suffix = [family_suffix, given_suffix].concat();
    given_forms(&given)
        .into_iter()
        .map(|given| [given, family.clone()].concat())
        .flat_map(|name| with_and_without(name, &suffix))
        .collect()
}

/// All words in order, and with any number of leading words (a family name) moved behind.
fn unordered_forms(all: Words) -> Vec<Words> {
    let (named, suffix) = split_suffix(all);
    let without_initials = spelled_out(&named);
    [named, without_initials]
        .iter()
        .flat_map(|name| (0..name.len()).map(|cut| rotated(name, cut)))
        .flat_map(|name| with_and_without(name, &suffix))
        .collect()
}

/// All given names, those that are more than an initial, and the first alone.
fn given_forms(given: &[String]) -> Vec<Words> {
    let first = given.iter().take(1).cloned().collect();
    vec![given.to_vec(), spelled_out(given), first]
}

fn spelled_out(name: &[String]) -> Words {
    let is_spelled_out = |word: &&String| word.chars().count() > 1;
    name.iter().filter(is_spelled_out).cloned().collect()
}

fn rotated(name: &[String], cut: usize) -> Words {
    let (front, back) = name.split_at(cut);
    [back, front].concat()
}

fn with_and_without(name: Words, suffix: &[String]) -> [Words; 2] {
    [[name.as_slice(), suffix].concat(), name]
}

fn split_suffix(mut name: Words) -> (Words, Words) {
    const SUFFIXES: [&str; 7] = ["JR", "SR", "II", "III", "IV", "ESQ", "PHD"];
    let is_suffix = |word: &String| SUFFIXES.contains(&word.as_str());
    // A suffix cannot stand alone: somebody may be called "Iv".
    if name.len() > 1 && name.last().is_some_and(is_suffix) {
        let suffix = name.split_off(name.len() - 1);
        return (name, suffix);
    }
    (name, Vec::new())
}

/// The words of a name in plain capitals: accents, apostrophes and full stops removed, a hyphenated
/// name taken apart.
fn words(name: &str) -> Words {
    name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '\u{2010}' | '\u{2011}'))
        .map(plain_capitals)
        .filter(|word| !word.is_empty())
        .collect()
}

fn plain_capitals(word: &str) -> String {
    word.nfd()
        .flat_map(char::to_uppercase)
        .map(|letter| match letter {
            // Letters that Unicode does not decompose into a base and a mark.
            'Ø' => 'O',
            'Ł' => 'L',
            'Đ' => 'D',
            other => other,
        })
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

fn tidy(printed: &str) -> Result<String, NotAName> {
    let text = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(NotAName::Empty),
        1..=200 => Ok(text),
        _ => Err(NotAName::TooLong),
    }
}

/// Text that serde reads through the check, and that prints as it was printed.
macro_rules! checked_text {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = NotAName;

            fn try_from(text: String) -> Result<Self, NotAName> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

checked_text!(EmployeeNumber, PersonName);

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        PersonName::new(a)
            .unwrap()
            .is_same_as(&PersonName::new(b).unwrap())
    }

    #[test]
    fn papers_write_one_name_in_many_ways() {
        let pairs = [
            ("MARIANELLWICK", "Ellwick, Marian"),
            ("HATTIEHALLOMERE", "Hallomere, Hattie H"),
            ("BETTINAO'NETTLEBY", "O'Nettleby, Bettina"),
            (
                "MAXINEINKLEWICK-JUNIPERWICK",
                "Inklewick-Juniperwick, Maxine",
            ),
            ("DEXTERJUNIPERHOLTJR", "Juniperholt Jr, Dexter"),
            ("Dexter B. Juniperholt", "Juniperholt, Dexter, Jr."),
            ("Jane G. Rowanholt", "Rowanholt, Jane"),
            ("ROWANHOLT JANE", "Jane Rowanholt"),
            ("MARIAJOSEDELACRUZ", "de la Cruz, María-José"),
            ("DE LA CRUZ MARIA", "Maria de la Cruz"),
            ("Søren Lund", "SORENLUND"),
        ];
        for (a, b) in pairs {
            assert!(same(a, b), "{a} = {b}");
            assert!(same(b, a), "{b} = {a}");
        }
    }

    #[test]
    fn one_letter_makes_another_person() {
        assert!(!same("Mossywell, Ruth", "RUTHMOSSYWELS"));
        assert!(!same("Amberby, Nell", "Amberby, Nella"));
    }

    #[test]
    fn two_people_can_share_a_run_together_name() {
        assert!(same("MARIANELLWICK", "Nellwick, Maria"));
        assert!(same("MARIANELLWICK", "Ellwick, Marian"));
        assert!(!same("Nellwick, Maria", "Ellwick, Marian"));
    }

    #[test]
    fn names_and_numbers_hold_something() {
        assert_eq!(PersonName::new(" \t"), Err(NotAName::Empty));
        assert_eq!(
            EmployeeNumber::new(&"9".repeat(201)),
            Err(NotAName::TooLong)
        );
        assert!(serde_json::from_str::<PersonName>("\"\"").is_err());
        assert_eq!(PersonName::new(" Jane   Q ").unwrap().as_str(), "Jane Q");
    }

    #[test]
    fn numbers_do_not_care_about_case() {
        let number = |text| EmployeeNumber::new(text).unwrap();
        assert!(number("emp123").is_same_as(&number("EMP123")));
    }
}
