//! Papers among the receipts that are none.

use super::lexicon::Role;
use super::paper::Paper;
use crate::values::{looks_like_amount, looks_like_date, looks_like_day_and_month};

/// What a paper is that is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stray {
    /// A card statement.
    Statement,
    /// An expense report.
    ExpenseReport,
}

/// Lines that begin with a date and end with an amount, from which on they are a list of transactions.
const A_LIST: usize = 8;

pub(super) fn stray(paper: &Paper) -> Option<Stray> {
    let count = |role: Role| paper.lines.iter().filter(|line| line.has(role)).count();
    let (statement, report) = (count(Role::Statement), count(Role::Report));
    let has_list = paper.lines.iter().filter(|line| is_entry(line)).count() >= A_LIST;
    match (statement, report) {
        (_, 3..) if report >= statement => Some(Stray::ExpenseReport),
        (_, 2) if has_list && report >= statement => Some(Stray::ExpenseReport),
        (3.., _) => Some(Stray::Statement),
        (1.., _) if has_list => Some(Stray::Statement),
        _ => None,
    }
}

fn is_entry(line: &super::line::Line) -> bool {
    let first = line.row.words.first().map_or("", |word| word.text.as_str());
    let last = line.row.words.last().map_or("", |word| word.text.as_str());
    (looks_like_date(first) || looks_like_day_and_month(first))
        && looks_like_amount(last)
        && line.row.words.len() >= 3
}

impl Stray {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Statement => "a card statement",
            Self::ExpenseReport => "an expense report",
        }
    }
}
