//! Columns of a table without headings.

use crate::layout::{Role, is_card};
use crate::pdf::Word;
use crate::table::{Columns, Heading, Line};
use crate::values::looks_like_amount;

use super::tables::{fit, joined, leading_date};

/// Columns of a table without headings: lines that start with dates and end with amounts show
/// where they are. `roles` are the columns from left to right, where a profile knows them.
pub(super) fn guess(lines: &[Line<'_>], roles: &[Role]) -> Option<Columns<Role>> {
    let of_line = |line| Outline::of(line, roles.is_empty());
    let rows: Vec<Outline> = lines.iter().filter_map(of_line).collect();
    let shape = most_common_shape(&rows, if roles.is_empty() { 2 } else { 1 })?;
    let rows: Vec<&Outline> = rows.iter().filter(|row| row.shape() == shape).collect();
    let (dates, amounts) = (shape.dates, shape.amounts);
    let known = |place: usize| roles.get(place).copied();
    let from_end = |place: usize| roles.len().checked_sub(place).and_then(known);
    let mut headings: Vec<Heading<Role>> = Vec::new();
    for at in 0..dates {
        let role = known(at).or(Role::DATES.get(at).copied());
        headings.extend(span(&rows, role, |row| row.dates.get(at).copied()));
    }
    headings.extend(span(&rows, Some(Role::Reference), |row| row.reference));
    headings.extend(span(&rows, known(dates).or(Some(Role::Merchant)), |row| {
        Some(row.text)
    }));
    headings.extend(span(&rows, Some(Role::Card), |row| row.card));
    for at in 0..amounts {
        let role = from_end(amounts - at).or_else(|| amount_role(at, amounts));
        headings.extend(span(&rows, role, |row| row.amounts.get(at).copied()));
    }
    let mut columns = Columns::new(headings);
    fit(&mut columns, lines);
    Some(columns)
}

/// A single amount is the amount; of several, the last is a running balance.
fn amount_role(at: usize, amounts: usize) -> Option<Role> {
    match (at, amounts) {
        (0, 1) => Some(Role::Amount),
        (0, 2) => Some(Role::Amount),
        (1, 2) | (2, 3) => Some(Role::Balance),
        (0, 3) => Some(Role::Debit),
        (1, 3) => Some(Role::Credit),
        _ => None,
    }
}

/// Where the cells of a row stand.
struct Outline {
    dates: Vec<(f32, f32)>,
    reference: Option<(f32, f32)>,
    text: (f32, f32),
    card: Option<(f32, f32)>,
    amounts: Vec<(f32, f32)>,
}

impl Outline {
    /// The outline of a line that looks like a row. Unless its columns are known, numbers and cards beside the text
    /// are cells of their own.
    fn of(line: &Line<'_>, has_parts: bool) -> Option<Self> {
        let mut words: &[&Word] = &line.words;
        let mut dates = Vec::new();
        while let Some(count) = leading_date(words) {
            let (date, rest) = words.split_at_checked(count)?;
            dates.push(extent(date)?);
            words = rest;
        }
        let mut amounts = Vec::new();
        while let Some(count) = trailing_amount(words) {
            let (rest, amount) = words.split_at_checked(words.len() - count)?;
            amounts.insert(0, extent(amount)?);
            words = rest;
        }
        let is_row = !dates.is_empty() && !amounts.is_empty();
        let reference = words
            .get(..1)
            .filter(|first| has_parts && is_reference(first));
        if reference.is_some() {
            words = words.get(1..)?;
        }
        let (rest, card) = words.split_at_checked(
            card_start(words)
                .filter(|_| has_parts)
                .unwrap_or(words.len()),
        )?;
        words = rest;
        is_row.then_some(Self {
            dates,
            reference: reference.and_then(extent),
            card: extent(card),
            text: extent(words)?,
            amounts,
        })
    }

    fn shape(&self) -> Shape {
        Shape {
            dates: self.dates.len(),
            has_reference: self.reference.is_some(),
            has_card: self.card.is_some(),
            amounts: self.amounts.len(),
        }
    }
}

/// Which cells a row has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    dates: usize,
    has_reference: bool,
    has_card: bool,
    amounts: usize,
}

/// A number in front of the text, too long to be a shop's.
fn is_reference(words: &[&Word]) -> bool {
    const SHORTEST: usize = 6;
    words.iter().all(|word| {
        word.text.len() >= SHORTEST && word.text.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Where a card behind the text starts.
fn card_start(words: &[&Word]) -> Option<usize> {
    const LONGEST: usize = 4;
    let from = words.len().saturating_sub(LONGEST).max(1);
    (from..words.len()).find(|start| {
        let texts: Vec<&str> = words
            .iter()
            .skip(*start)
            .map(|word| word.text.as_str())
            .collect();
        is_card(&texts)
    })
}

fn most_common_shape(rows: &[Outline], least: usize) -> Option<Shape> {
    let count = |shape| rows.iter().filter(|row| row.shape() == shape).count();
    let best = rows
        .iter()
        .map(Outline::shape)
        .max_by_key(|shape| count(*shape))?;
    (count(best) >= least).then_some(best)
}

/// The heading that would stand above what all rows have in common.
fn span(
    rows: &[&Outline],
    role: Option<Role>,
    part: impl Fn(&Outline) -> Option<(f32, f32)>,
) -> Option<Heading<Role>> {
    let extents = rows.iter().filter_map(|row| part(row));
    let (left, right) = extents.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(Heading {
        role,
        text: String::new(),
        left,
        right,
    })
}

fn extent(words: &[&Word]) -> Option<(f32, f32)> {
    Some((words.first()?.left, words.last()?.right))
}

fn trailing_amount(words: &[&Word]) -> Option<usize> {
    (1..=3.min(words.len())).find(|count| {
        let amount = words.get(words.len() - count..);
        amount.is_some_and(|amount| looks_like_amount(&joined(amount)))
    })
}
