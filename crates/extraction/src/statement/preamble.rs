//! What a statement says before its tables: the days it covers, and who issued it.

use chrono::{Days, NaiveDate};
use tieout_domain::Period;

use super::raw::Span;
use crate::layout::{Blank, Pattern};
use crate::table::Line;
use crate::values::{DateStyle, DayOrder, is_dash, looks_like_date, looks_like_day_and_month};

/// Longer than any statement's period: such a span is something else.
const LONGEST: i64 = 400;

/// Of the days of one name, the last 365 hold one.
const A_YEAR: u64 = 364;

/// What a month's statement covers, for telling which of two readings is meant.
const USUAL: i64 = 30;

/// The days that a line says the statement covers: two dates, joined by a word or a dash.
pub(super) fn period(line: &Line<'_>) -> Option<Span> {
    let words: Vec<&str> = line.words.iter().map(|word| word.text.as_str()).collect();
    span_in(&words).or_else(|| span_in(&dashes_apart(&words)))
}

/// The issuer's name, where a line prints it.
pub(super) fn issuer(text: &str, patterns: &[Pattern]) -> Option<String> {
    let filled = patterns.iter().find_map(|pattern| pattern.fill(text))?;
    filled.get(Blank::Issuer).map(str::to_owned)
}

fn span_in(words: &[&str]) -> Option<Span> {
    let joints = (0..words.len()).filter(|at| words.get(*at).is_some_and(|word| joins(word)));
    joints.into_iter().find_map(|at| {
        let first = date_before(words.get(..at)?)?;
        let second = date_behind(words.get(at + 1..)?, &first)?;
        let period = between(&first, &second)?;
        Some(Span {
            period,
            texts: [first, second],
        })
    })
}

/// The words with each dash within them as a word of its own: `02/26/2025-03/24/2025`, `Feb 26-Mar 24, 2025`.
fn dashes_apart<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let parts = words.iter().flat_map(|word| word.split_inclusive(is_dash));
    let parts = parts.flat_map(|part| {
        let (text, dash) = part.split_at(part.trim_end_matches(is_dash).len());
        [text, dash]
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Words of the longest dates: `11 Dec 2024`, `March 1, 2025`.
const MOST_WORDS: usize = 3;

/// The date that ends the words. Where the year is printed once, it stands behind the other.
fn date_before(words: &[&str]) -> Option<String> {
    (1..=MOST_WORDS).rev().find_map(|count| {
        let text = words.get(words.len().checked_sub(count)?..)?.join(" ");
        (looks_like_date(&text) || looks_like_day_and_month(&text)).then_some(text)
    })
}

/// The date that begins the words, with its year; its month where that is printed once: `March 1 - 31, 2025`.
fn date_behind(words: &[&str], first: &str) -> Option<String> {
    let longest = (1..=MOST_WORDS).rev().find_map(|count| {
        let text = words.get(..count)?.join(" ");
        let text = text.trim_end_matches([',', ';', '.', ')']);
        looks_like_date(text).then(|| text.to_owned())
    });
    longest.or_else(|| {
        let is_name = |word: &&str| word.chars().all(char::is_alphabetic);
        let month = first.split_whitespace().find(is_name)?;
        let text = format!("{month} {}", words.get(..2)?.join(" "));
        looks_like_date(&text).then_some(text)
    })
}

fn joins(word: &str) -> bool {
    const JOINTS: [&str; 10] = [
        "to", "and", "through", "thru", "until", "till", "bis", "au", "al", "a",
    ];
    word.chars().all(is_dash) || JOINTS.contains(&word.to_lowercase().as_str())
}

/// The span between two dates, read so that it makes most sense.
fn between(first: &str, second: &str) -> Option<Period> {
    [DayOrder::MonthFirst, DayOrder::DayFirst]
        .into_iter()
        .filter_map(|order| {
            let day = |text, period| -> Option<NaiveDate> {
                Some(DateStyle::known(order, period).read(text)?.day)
            };
            let end = day(second, None)?;
            let year_before = Period::new(end.checked_sub_days(Days::new(A_YEAR))?, end).ok();
            Period::new(day(first, year_before)?, end).ok()
        })
        .filter(|period| days(*period) <= LONGEST)
        .min_by_key(|period| (days(*period) - USUAL).abs())
}

fn days(period: Period) -> i64 {
    (period.end() - period.start()).num_days()
}
