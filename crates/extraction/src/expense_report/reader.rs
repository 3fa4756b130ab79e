//! What each line of the table is.

use tieout_domain::ReportedPerson;

use super::blocks::Block;
use super::cell::{self, Cells};
use super::furniture::{Furniture, is_page_number};
use super::person::{self, Surroundings};
use super::profile::{Label, Role, Wording};
use super::rows::{Place, Total};
use crate::table::{Line, squash};
use crate::values::{looks_like_amount, looks_like_date, looks_like_day_and_month};

/// What a line is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Says whose lines follow.
    Person(ReportedPerson),
    Total(Total),
    /// Carries a date or an amount: the line by which a row is known.
    Anchor(Cells),
    /// Text below columns, without either.
    More(Cells),
    /// Not of the table.
    Furniture,
}

/// Tells what lines are, by the columns above them.
pub(super) struct LineReader<'r, 'p> {
    pub(super) block: &'r Block<'p>,
    pub(super) wording: &'r Wording,
    pub(super) furniture: &'r Furniture,
    /// The line before, below the same headings.
    pub(super) above: Option<&'r Line<'p>>,
}

impl LineReader<'_, '_> {
    pub(super) fn kind(&self, line: &Line<'_>) -> Kind {
        let cells = cell::cells(self.block, line);
        let is_dated = is_date(cell::text(&cells, Role::Date));
        if !is_dated && let Some(total) = self.total(line) {
            return Kind::Total(total);
        }
        if is_dated || looks_like_amount(cell::text(&cells, Role::Amount)) || is_garbled_row(&cells)
        {
            return Kind::Anchor(cells);
        }
        if let Some(person) = person::labelled(line, self.wording) {
            return Kind::Person(person);
        }
        if self.is_beside_the_table(line) {
            return Kind::Furniture;
        }
        match person::alone(line, self.wording, &self.surroundings()) {
            Some(person) => Kind::Person(person),
            None => Kind::More(cells),
        }
    }

    /// Wrapped lines stand close below their row, whatever else repeats in their place.
    fn is_beside_the_table(&self, line: &Line<'_>) -> bool {
        let is_apart = self
            .above
            .is_none_or(|above| !above.is_followed_closely_by(line));
        is_apart && (self.furniture.holds(line) || is_page_number(line, self.wording))
    }

    fn surroundings(&self) -> Surroundings<'_, '_> {
        let lefts = self.block.columns.headings().map(|heading| heading.left);
        Surroundings {
            left: lefts.fold(f32::MAX, f32::min),
            above: self.above,
        }
    }

    /// `Total for Doe, Jane: $752.60`, the amount on either side.
    fn total(&self, line: &Line<'_>) -> Option<Total> {
        let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
        let (amount, beside) = without_amount(&words);
        let label_text = beside.trim();
        let (label, rest) = self.wording.label(label_text)?;
        let amount = match (label, amount) {
            (Label::ReportTotal | Label::PersonTotal | Label::Count, Some(amount)) => amount,
            (Label::Count, None) => rest.chars().filter(char::is_ascii_digit).collect(),
            _ => return None,
        };
        Some(Total {
            label,
            is_bare: squash(rest).is_empty(),
            words: label_text.trim_end_matches(':').to_owned(),
            amount,
            place: Place::of(line),
        })
    }
}

/// The amount among `words`, with the currency or credit mark beside it, and all other words as one text.
fn without_amount(words: &[&str]) -> (Option<String>, String) {
    const MOST_WORDS: usize = 3;
    let counts = (1..=MOST_WORDS).rev();
    let mut places = counts.flat_map(|count| (0..words.len()).map(move |at| (at, count)));
    let found = places.find_map(|(at, count)| {
        let text = words.get(at..at + count)?.join(" ");
        looks_like_amount(&text).then_some((at, count, text))
    });
    let Some((at, count, amount)) = found else {
        return (None, words.join(" "));
    };
    let beside = words.iter().take(at).chain(words.iter().skip(at + count));
    (Some(amount), beside.copied().collect::<Vec<_>>().join(" "))
}

fn is_date(text: &str) -> bool {
    looks_like_date(text) || looks_like_day_and_month(text)
}

/// Neither date nor amount can be read, but most of a row is there.
fn is_garbled_row(cells: &Cells) -> bool {
    let is_filled = |role| {
        cell::text(cells, role)
            .bytes()
            .any(|byte| byte.is_ascii_digit())
    };
    (is_filled(Role::Date) || is_filled(Role::Amount)) && cells.len() >= 4
}
