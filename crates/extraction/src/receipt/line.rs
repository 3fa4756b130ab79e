//! Rows with what their words announce: labels, and the amounts that belong to them.

use std::ops::Range;

use tieout_domain::{Area, Confidence};

use super::amount::{Form, Printed, Reader};
use super::fold::fold;
use super::lexicon::{LEXICON, Meaning, Role};
use super::row::{Row, area_of};
use super::sheet::Word;

/// A row, understood word by word.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) row: Row,
    /// The phrases found, from left to right; none inside another.
    pub(super) labels: Vec<Label>,
    /// The amounts, from left to right.
    pub(super) amounts: Vec<Printed>,
    /// Was it read from an image?
    pub(super) from_image: bool,
}

/// A known phrase.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) meanings: Vec<Meaning>,
    pub(super) words: Range<usize>,
    pub(super) area: Area,
    /// Was every letter as it should be?
    pub(super) is_exact: bool,
}

/// An amount and what its label says it is.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    pub(super) role: Role,
    pub(super) printed: Printed,
    pub(super) page: u32,
    /// Place of its line among all lines.
    pub(super) line: usize,
    /// How surely the label means it.
    pub(super) strength: Confidence,
}

/// Words of the longest phrases.
const LONGEST_PHRASE: usize = 6;

impl Line {
    pub(super) fn new(row: Row, reader: Reader) -> Self {
        let labels = labels(&row.words, reader.from_image);
        let amounts = reader.amounts(&row.words);
        Self {
            row,
            labels,
            amounts,
            from_image: reader.from_image,
        }
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.labels.iter().any(|label| label.means(role))
    }

    pub(super) fn text(&self) -> String {
        self.row.text()
    }

    pub(super) fn area(&self) -> Area {
        self.row.area()
    }

    /// The words, or none of them for a range that is not into this line.
    pub(super) fn words(&self, range: Range<usize>) -> &[Word] {
        self.row.words.get(range).unwrap_or_default()
    }

    /// Place of the first word that is written in letters.
    pub(super) fn first_word(&self) -> usize {
        let is_word = |word: &Word| word.text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        self.row.words.iter().position(is_word).unwrap_or(0)
    }

    /// Amounts that look like money without a label.
    pub(super) fn money(&self) -> impl DoubleEndedIterator<Item = &Printed> {
        self.amounts
            .iter()
            .filter(|amount| amount.form == Form::Money)
    }
}

impl Label {
    pub(super) fn means(&self, role: Role) -> bool {
        self.meanings.iter().any(|meaning| meaning.role == role)
    }

    /// The money role that the phrase announces; the most telling where it announces several.
    pub(super) fn money_role(&self) -> Option<Role> {
        MONEY_ROLES.into_iter().find(|role| self.means(*role))
    }
}

/// Roles of amounts, the most telling first.
const MONEY_ROLES: [Role; 13] = [
    Role::Unrelated,
    Role::Subtotal,
    Role::Change,
    Role::Rounding,
    Role::BestTotal,
    Role::Total,
    Role::Tax,
    Role::Tip,
    Role::Discount,
    Role::Charged,
    Role::Tendered,
    Role::Settled,
    Role::WeakTotal,
];

/// The phrases of a row, the longest first where several begin at one word.
fn labels(words: &[Word], from_image: bool) -> Vec<Label> {
    let folded: Vec<String> = words.iter().map(|word| fold(&word.text)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let label = longest(&folded, at, from_image);
        match label {
            Some((length, meanings, is_exact)) => {
                let range = at..at + length;
                let area = area_of(words.get(range.clone()).unwrap_or_default());
                found.push(Label {
                    meanings: meanings.to_vec(),
                    words: range,
                    area,
                    is_exact,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn longest(
    folded: &[String],
    at: usize,
    from_image: bool,
) -> Option<(usize, &'static [Meaning], bool)> {
    let first = folded.get(at).filter(|first| !first.is_empty())?;
    let most = LONGEST_PHRASE.min(folded.len() - at);
    let phrase = |length: usize| folded.get(at..at + length).unwrap_or_default().concat();
    let lengths = (1..=most).rev().filter(|length| {
        folded
            .get(at + length - 1)
            .is_some_and(|last| !last.is_empty())
    });
    let mut exact = lengths
        .clone()
        .map(|length| (length, LEXICON.meanings(&phrase(length)), true));
    exact
        .find(|(_, meanings, _)| !meanings.is_empty())
        .or_else(|| {
            let is_word = first.chars().any(char::is_alphabetic);
            let mut inexact = lengths
                .filter(|_| from_image && is_word)
                .map(|length| (length, LEXICON.inexact_meanings(&phrase(length)), false));
            inexact.find(|(_, meanings, _)| !meanings.is_empty())
        })
}

/// The amounts of all lines with their roles, each by the label to the left or above.
pub(super) fn labelled(lines: &[Line]) -> Vec<Labelled> {
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let beside = line.labelled_beside(place);
        if beside.is_empty() {
            found.extend(line.labelled_below(place, lines.get(place + 1)));
        }
        found.extend(beside);
    }
    found
}

impl Line {
    /// Amounts to the right of their label. Where several follow one label, the last is the sum.
    fn labelled_beside(&self, place: usize) -> Vec<Labelled> {
        let mut found: Vec<Labelled> = Vec::new();
        let mut last = None;
        for printed in self.amounts.iter().rev() {
            let Some((label, role)) = self.label_of(printed) else {
                continue;
            };
            if last.replace(&label.words) != Some(&label.words) {
                let strength = self.strength(label, printed);
                found.push(Labelled {
                    role,
                    printed: printed.clone(),
                    page: self.row.page,
                    line: place,
                    strength,
                });
            }
        }
        found
    }

    /// The label that an amount on the same line belongs to, and what it says.
    fn label_of(&self, amount: &Printed) -> Option<(&Label, Role)> {
        let before = || {
            self.labels.iter().filter(|label| {
                label.words.end <= amount.words.start && label.money_role().is_some()
            })
        };
        let leads = before().find(|label| label.words.start <= self.first_word());
        let adjoins = before()
            .next_back()
            .filter(|label| label.words.end == amount.words.start);
        // A cell of its own: nothing of the line's beginning belongs to it.
        let nearest = before()
            .next_back()
            .filter(|label| self.starts_segment(label.words.start));
        let label = match (nearest, leads, adjoins) {
            (Some(label), _, _) if label.words.start > self.first_word() => label,
            (_, Some(label), _) | (_, None, Some(label)) | (Some(label), None, None) => label,
            _ => return None,
        };
        let role = self.qualified(label, label.money_role()?, amount);
        let is_enough = role_needs(role) <= amount.form;
        is_enough.then_some((label, role))
    }

    fn starts_segment(&self, word: usize) -> bool {
        let mut start = 0;
        self.row.segments().iter().any(|segment| {
            let starts = start == word;
            start += segment.len();
            starts
        })
    }

    /// `Total (excl. GST)` is a subtotal, and `Total Visa` what a card paid.
    fn qualified(&self, label: &Label, role: Role, amount: &Printed) -> Role {
        let behind = || {
            self.labels.iter().filter(|other| {
                other.words.start >= label.words.end && other.words.end <= amount.words.start
            })
        };
        let says = |role: Role| behind().any(|other| other.means(role));
        match role {
            Role::Total | Role::BestTotal | Role::WeakTotal if says(Role::Excluding) => {
                Role::Subtotal
            }
            Role::Total if says(Role::Including) => Role::BestTotal,
            Role::WeakTotal if says(Role::Charged) => Role::Charged,
            Role::Subtotal if says(Role::Including) && self.has(Role::Tax) => Role::Total,
            role => role,
        }
    }

    /// A label that is only a small part of the text before the amount may be part of a product's name.
    fn strength(&self, label: &Label, amount: &Printed) -> Confidence {
        let letters = |words: &[Word]| {
            words
                .iter()
                .flat_map(|word| word.text.chars())
                .filter(|c| c.is_alphabetic())
                .count()
        };
        let known: usize = self
            .labels
            .iter()
            .filter(|other| {
                other.words.start >= label.words.start && other.words.end <= amount.words.start
            })
            .map(|other| letters(self.words(other.words.clone())))
            .sum();
        let all = letters(self.words(0..amount.words.start)).max(1);
        let covered = (known * 2 >= all) as u16;
        Confidence::from_basis_points(if label.is_exact { 5_500 } else { 4_500 } + covered * 4_500)
    }

    /// Amounts on the next line, under a label that has none beside it.
    fn labelled_below(&self, place: usize, below: Option<&Self>) -> Vec<Labelled> {
        let Some(below) = below.filter(|below| {
            below.is_close_under(self)
                && below
                    .labels
                    .iter()
                    .all(|label| label.money_role().is_none())
        }) else {
            return Vec::new();
        };
        let labels: Vec<(&Label, Role)> = self
            .labels
            .iter()
            .filter(|label| {
                label.words.start <= self.first_word() || self.starts_segment(label.words.start)
            })
            .filter_map(|label| Some((label, label.money_role()?)))
            .collect();
        let is_only = labels.len() == 1
            && below.amounts.len() == 1
            && self.is_mostly(labels.first().map(|(label, _)| *label))
            && below.row.words.len() <= 3;
        labels
            .into_iter()
            .filter_map(|(label, role)| {
                let under = below
                    .amounts
                    .iter()
                    .rev()
                    .find(|amount| is_only || overlaps(&label.area, &amount.area))?;
                (role_needs(role) <= under.form).then(|| Labelled {
                    role,
                    printed: under.clone(),
                    page: below.row.page,
                    line: place + 1,
                    strength: Confidence::from_basis_points(if label.is_exact {
                        8_500
                    } else {
                        7_000
                    }),
                })
            })
            .collect()
    }

    fn is_mostly(&self, label: Option<&Label>) -> bool {
        label.is_some_and(|label| self.row.words.len() <= label.words.len() + 1)
    }

    fn is_close_under(&self, above: &Self) -> bool {
        let (a, b) = (above.area(), self.area());
        self.row.page == above.row.page
            && b.top - a.bottom < 1.2 * above.row.size().max(self.row.size())
    }
}

/// How much like money an amount must look to be believed under a label.
const fn role_needs(role: Role) -> Form {
    match role {
        Role::BestTotal | Role::Total | Role::Subtotal | Role::Tendered | Role::Change => {
            Form::Bare
        }
        Role::Unrelated => Form::Bare,
        Role::Tax | Role::Tip | Role::Discount | Role::Rounding | Role::Charged | Role::Settled => {
            Form::Separated
        }
        _ => Form::Money,
    }
}

fn overlaps(a: &Area, b: &Area) -> bool {
    let common = a.right.min(b.right) - a.left.max(b.left);
    common > 0.3 * (a.right - a.left).min(b.right - b.left)
}
