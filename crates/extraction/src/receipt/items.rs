//! The lines of a receipt: what was bought.

use rust_decimal::Decimal;
use tieout_domain::{Area, ReceiptItem};

use super::lexicon::Role;
use super::line::Line;
use super::paper::Paper;
use super::row::text_of;
use crate::values::looks_like_date;

/// A line that names a thing and its price.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ItemLine {
    pub(super) description: String,
    pub(super) amount: Decimal,
    pub(super) area: Area,
}

/// Roles of lines that sum what is above them.
const SUMS: [Role; 3] = [Role::Subtotal, Role::BestTotal, Role::Total];

/// Roles of lines that end the list of items.
const ENDS: [Role; 4] = [Role::Subtotal, Role::BestTotal, Role::Total, Role::Tax];

/// The lines above the first sum that name a thing and a price.
pub(super) fn lines(paper: &Paper) -> Vec<ItemLine> {
    above(paper, &ENDS)
}

/// The same where taxes stand between the items, as on the folio of a hotel: each night's, and what was paid.
pub(super) fn charges(paper: &Paper) -> Vec<ItemLine> {
    let mut charges = above(paper, &SUMS);
    charges.retain(|line| line.amount > Decimal::ZERO);
    charges
}

fn above(paper: &Paper, ends: &[Role]) -> Vec<ItemLine> {
    let end = paper
        .labelled
        .iter()
        .filter(|labelled| ends.contains(&labelled.role))
        .map(|labelled| labelled.line)
        .min();
    let listed = paper
        .lines
        .get(..end.unwrap_or(paper.lines.len()))
        .unwrap_or_default();
    let mut items = Vec::new();
    for (place, line) in listed.iter().enumerate() {
        let is_labelled = paper.labelled.iter().any(|labelled| labelled.line == place);
        let above = place.checked_sub(1).and_then(|above| listed.get(above));
        if !is_labelled {
            items.extend(item(line, above));
        }
    }
    items
}

/// The items in the words of the receipt, if they add up to `sum` and so are read completely.
pub(super) fn proven(paper: &Paper, sums: &[Decimal]) -> Vec<ReceiptItem> {
    let adds_up = |lines: &Vec<ItemLine>| !lines.is_empty() && sums.contains(&sum(lines));
    let found = [lines(paper), charges(paper)].into_iter().find(adds_up);
    let lines = found.unwrap_or_default();
    let currency = paper.currency.currency;
    let item = |line: ItemLine| ReceiptItem {
        description: line.description,
        amount: tieout_domain::Money::from_decimal(line.amount, currency).ok(),
    };
    lines.into_iter().map(item).collect()
}

/// What lines come to.
pub(super) fn sum(lines: &[ItemLine]) -> Decimal {
    lines.iter().map(|line| line.amount).sum()
}

fn item(line: &Line, above: Option<&Line>) -> Option<ItemLine> {
    let price = line.money().next_back()?;
    let is_last = line
        .row
        .words
        .iter()
        .skip(price.words.end)
        .all(|word| word.text.chars().count() <= 3);
    if !is_last {
        return None;
    }
    let first = line.money().next().map_or(0, |first| first.words.start);
    let own = description(line, first);
    let description = match own {
        Some(own) => own,
        // `2 x 11.45   22.90` below the name of the thing.
        None if line.amounts.len() > 1 => above
            .filter(|above| above.amounts.is_empty())
            .and_then(|above| description(above, above.row.words.len()))?,
        None => return None,
    };
    Some(ItemLine {
        description,
        amount: price.value,
        area: line.area(),
    })
}

/// The words before the price, without quantity and date; none when they name nothing.
fn description(line: &Line, end: usize) -> Option<String> {
    let words = line.words(0..end);
    let is_name = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !looks_like_date(text)
    };
    let start = words.iter().position(|word| is_name(&word.text))?;
    let is_counted = line.has(Role::Detail)
        && line
            .labels
            .first()
            .is_some_and(|label| label.words.start == 0);
    (!is_counted).then(|| {
        text_of(words.get(start..).unwrap_or_default())
            .trim_end_matches(['@', '$', ' '])
            .to_owned()
    })
}
