//! What a statement says before its tables: the days it covers, and who issued it.

use chrono::NaiveDate;
use tieout_domain::Period;

use super::raw::Span;
use crate::layout::{Blank, Pattern};
use crate::table::Line;
use crate::values::{DateStyle, DayOrder, looks_like_date};

/// Longer than any statement's period: such a span is something else.
const LONGEST: i64 = 400;

/// What a month's statement covers, for telling which of two readings is meant.
const USUAL: i64 = 30;

/// The days that a line says the statement covers: two dates, joined by a word or a dash.
pub(super) fn period(line: &Line<'_>) -> Option<Span> {
    let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
    let dates = dates(&words);
    dates.windows(2).find_map(|pair| match pair {
        [first, second] if joins(words.get(first.end..second.start)?) => {
            let period = between(&first.text, &second.text)?;
            Some(Span {
                period,
                texts: [first.text.clone(), second.text.clone()],
            })
        }
        _ => None,
    })
}

/// The issuer's name, where a line prints it.
pub(super) fn issuer(text: &str, patterns: &[Pattern]) -> Option<String> {
    let filled = patterns.iter().find_map(|pattern| pattern.fill(text))?;
    filled.get(Blank::Issuer).map(str::to_owned)
}

/// A date on a line, in words `start..end`.
struct Found {
    start: usize,
    end: usize,
    text: String,
}

/// Dates of one to three words: `03/01/2025`, `11 Dec 2024`, `March 1, 2025`.
fn dates(words: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let date = [3, 2, 1].into_iter().find_map(|count| {
            let end = start + count;
            let text = words.get(start..end)?.join(" ");
            looks_like_date(&text).then_some(Found { start, end, text })
        });
        start = date.as_ref().map_or(start + 1, |date| date.end);
        found.extend(date);
    }
    found
}

fn joins(words: &[&str]) -> bool {
    const JOINTS: [&str; 13] = [
        "-", "\u{2013}", "\u{2014}", "to", "and", "through", "thru", "until", "till", "bis", "au",
        "al", "a",
    ];
    matches!(words, [word] if JOINTS.contains(&word.to_lowercase().as_str()))
}

/// The span between two dates, read so that it makes most sense.
fn between(first: &str, second: &str) -> Option<Period> {
    [DayOrder::MonthFirst, DayOrder::DayFirst]
        .into_iter()
        .filter_map(|order| {
            let day =
                |text| -> Option<NaiveDate> { Some(DateStyle::known(order, None).read(text)?.day) };
            Period::new(day(first)?, day(second)?).ok()
        })
        .filter(|period| days(*period) <= LONGEST)
        .min_by_key(|period| (days(*period) - USUAL).abs())
}

fn days(period: Period) -> i64 {
    (period.end() - period.start()).num_days()
}
