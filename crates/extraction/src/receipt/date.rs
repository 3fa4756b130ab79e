//! The day of the purchase.

use std::ops::Range;

use chrono::NaiveDate;
use tieout_domain::{Area, Period};

use super::evidence::{Candidate, rank};
use super::lexicon::Role;
use super::line::{Label, Line};
use super::paper::Paper;
use super::row::{area_of, certainty_of};
use crate::values::{DateStyle, DayOrder, ReadDate, looks_like_date};

/// The candidates for the date, the best first, and what the best could also be.
#[derive(Debug)]
pub(super) struct Dates {
    pub(super) candidates: Vec<Candidate<NaiveDate>>,
    /// The text of the best can also be read as this day, and nothing on the paper decides.
    pub(super) or_else: Option<NaiveDate>,
}

/// A date as printed, in all the ways it can be read.
#[derive(Debug)]
struct Printed {
    text: String,
    line: usize,
    words: Range<usize>,
    area: Area,
    certainty: f32,
}

/// Words of the longest dates: `Fri, 4 de marzo de 2025`.
const MOST_WORDS: usize = 7;

/// How far from the period a receipt still is likely: papers come in late, trips are booked early.
const NEAR: i64 = 62;

/// Days of one stay or journey are not further apart than this.
const CLOSE: i64 = 3;

pub(super) fn find(paper: &Paper, period: Option<Period>) -> Dates {
    let printed: Vec<Printed> = paper
        .lines
        .iter()
        .enumerate()
        .flat_map(|(place, line)| in_line(line, place))
        .collect();
    let style = DateStyle::detect(
        printed.iter().map(|date| date.text.as_str()),
        period,
        paper.usual_order,
    );
    let mut candidates: Vec<Candidate<NaiveDate>> = Vec::new();
    let readings: Vec<Vec<ReadDate>> = printed
        .iter()
        .map(|date| readings(&date.text, style))
        .collect();
    let sole = readings
        .iter()
        .filter_map(|ways| ways.first())
        .map(|read| read.day)
        .collect::<std::collections::BTreeSet<_>>()
        .len()
        == 1;
    for (date, ways) in printed.iter().zip(&readings) {
        for (way, read) in ways.iter().enumerate() {
            // The order that the paper's other dates do not speak for, or even exclude.
            let likelihood = if way == 0 {
                1.0
            } else if style.doubt.is_some() {
                0.45
            } else {
                0.1
            };
            let context = Context {
                paper,
                printed: &printed,
                is_sole: sole,
                worth: date.certainty * likelihood,
            };
            let mut found = Candidate::new(read.day, date.area, page_of(paper, date));
            judge(&mut found, date, &context);
            let apart = apart(read.day, date, &printed, &readings);
            if ways.len() > 1 && apart.is_some_and(|days| days <= CLOSE) {
                found.add("fits the other dates", 0.65);
            }
            if ways.len() > 1 && apart == Some(0) {
                found.add("written otherwise, the same day", 0.9);
            }
            judge_period(&mut found, period);
            merge(&mut candidates, found, context.worth);
        }
    }
    rank(&mut candidates);
    let or_else = candidates
        .first()
        .and_then(|best| doubt(best.value, &printed, &readings, &candidates));
    Dates {
        candidates,
        or_else,
    }
}

/// The best reading of a text, then the other where both are possible.
fn readings(text: &str, style: DateStyle) -> Vec<ReadDate> {
    let as_is = style.read(text);
    let other = |order| DateStyle::known(order, style.period).read(text);
    let mut ways: Vec<ReadDate> = as_is.into_iter().collect();
    for read in [other(DayOrder::MonthFirst), other(DayOrder::DayFirst)]
        .into_iter()
        .flatten()
    {
        if !ways.iter().any(|known| known.day == read.day) {
            ways.push(read);
        }
    }
    ways
}

/// The other way to read the text of `best`; none when another text of the paper can only mean `best`.
fn doubt(
    best: NaiveDate,
    printed: &[Printed],
    readings: &[Vec<ReadDate>],
    candidates: &[Candidate<NaiveDate>],
) -> Option<NaiveDate> {
    let ways = || {
        printed
            .iter()
            .zip(readings)
            .map(|(_, ways)| ways)
            .filter(|ways| ways.iter().any(|read| read.day == best))
    };
    if ways().any(|ways| ways.len() == 1) {
        return None;
    }
    let proves_order = readings
        .iter()
        .any(|ways| ways.len() == 1 && ways.iter().all(|read| read.or_else.is_none()))
        && ways().all(|ways| ways.iter().all(|read| read.or_else.is_none()));
    if proves_order {
        return None;
    }
    let others = ways()
        .flatten()
        .map(|read| read.day)
        .filter(|day| *day != best);
    others.max_by_key(|day| {
        candidates
            .iter()
            .find(|candidate| candidate.value == *day)
            .map(|candidate| candidate.score)
    })
}

/// The dates of a line, the longest texts first.
fn in_line(line: &Line, place: usize) -> Vec<Printed> {
    let words = &line.row.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let date = (1..=MOST_WORDS.min(words.len() - at))
            .rev()
            .find_map(|length| read(line, place, at..at + length));
        at = date.as_ref().map_or(at + 1, |date| date.words.end);
        found.extend(date);
    }
    found
}

fn read(line: &Line, place: usize, range: Range<usize>) -> Option<Printed> {
    let words = line.words(range.clone());
    let first = words.first()?;
    // Only a weekday may stand before a date: it must not swallow what is beside it.
    if !first
        .text
        .contains(|c: char| c.is_ascii_digit() || c.is_alphabetic())
        || !is_one_text(line, &range)
    {
        return None;
    }
    let (text, is_mended) = written(words, line.from_image);
    looks_like_date(&text).then(|| Printed {
        text,
        line: place,
        area: area_of(words),
        certainty: certainty_of(words).ratio() as f32 * if is_mended { 0.9 } else { 1.0 },
        words: range,
    })
}

fn is_one_text(line: &Line, range: &Range<usize>) -> bool {
    let mut start = 0;
    line.row.segments().iter().any(|segment| {
        let holds = start <= range.start && range.end <= start + segment.len();
        start += segment.len();
        holds
    })
}

/// The text of the words as a date may be written, and whether letters had to be taken for digits.
fn written(words: &[super::sheet::Word], from_image: bool) -> (String, bool) {
    let joined = words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let joined = joined
        .replace(['年', '月'], "-")
        .replace('日', "")
        .replace(" - ", "-");
    let bare = joined
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .trim_end_matches('.')
        .to_owned();
    if !from_image {
        return (bare, false);
    }
    mended(&bare)
}

/// `O5/l1/2O25` → `05/11/2025`; names of months stay what they are.
fn mended(text: &str) -> (String, bool) {
    let joined = text.replace(" /", "/").replace("/ ", "/");
    let is_numeric =
        joined.contains(['/', '-', '.']) && joined.bytes().filter(u8::is_ascii_digit).count() >= 4;
    let other = joined
        .chars()
        .filter(|c| c.is_alphabetic() && digit_like(*c).is_none())
        .count();
    if !is_numeric || other > 0 || !joined.contains(|c| digit_like(c).is_some()) {
        return (joined, false);
    }
    (
        joined
            .chars()
            .map(|letter| digit_like(letter).unwrap_or(letter))
            .collect(),
        true,
    )
}

const fn digit_like(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        'S' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

fn page_of(paper: &Paper, date: &Printed) -> u32 {
    paper.lines.get(date.line).map_or(1, |line| line.row.page)
}

/// What a date is judged by.
#[derive(Debug)]
struct Context<'p> {
    paper: &'p Paper,
    printed: &'p [Printed],
    is_sole: bool,
    /// How surely the text was read, and is read this way.
    worth: f32,
}

fn judge(found: &mut Candidate<NaiveDate>, date: &Printed, context: &Context<'_>) {
    let Some(line) = context.paper.lines.get(date.line) else {
        return;
    };
    let worth = context.worth;
    let is_listed = is_listed(date, context.printed);
    match label_of(line, date, context.paper, is_listed) {
        Some((Role::Date, 2..)) => found.add("labelled as the date of the paper", 0.92 * worth),
        Some((Role::Date, _)) => found.add("labelled as the date", 0.85 * worth),
        Some((Role::OtherDate, _)) => found.add("labelled as another date", 0.12 * worth),
        _ if is_listed => found.add("a date in a list", 0.25 * worth),
        _ => found.add("a date", 0.5 * worth),
    }
    if has_time(line, &date.words) {
        found.add("a time stands beside it", 0.55 * worth);
    }
    if context.is_sole {
        found.add("the only date", 0.7 * worth);
    }
    let place = date.line as f32 / context.paper.lines.len().max(1) as f32;
    found.add("near the top", 0.2 * (1.0 - place) * worth);
}

/// Do other dates stand above or below it, as in a table?
fn is_listed(date: &Printed, printed: &[Printed]) -> bool {
    printed.iter().any(|other| {
        let apart = other.line.abs_diff(date.line);
        (1..=3).contains(&apart)
            && (other.area.left - date.area.left).abs() < 0.3 * (date.area.right - date.area.left)
    })
}

/// How many days lie between the day and the nearest other date of the paper, read the likely way.
fn apart(
    day: NaiveDate,
    date: &Printed,
    printed: &[Printed],
    readings: &[Vec<ReadDate>],
) -> Option<i64> {
    let others = printed
        .iter()
        .zip(readings)
        .filter(|(other, _)| other.text != date.text);
    others
        .filter_map(|(_, ways)| ways.first())
        .map(|read| (read.day - day).num_days().abs())
        .min()
}

/// The label in front of a date on its line, or on the line above it, and of how many words it is.
fn label_of(line: &Line, date: &Printed, paper: &Paper, is_listed: bool) -> Option<(Role, usize)> {
    let role = |label: &Label| {
        let role = [Role::Date, Role::OtherDate]
            .into_iter()
            .find(|role| label.means(*role))?;
        Some((role, label.words.len()))
    };
    let before = line
        .labels
        .iter()
        .filter(|label| label.words.end <= date.words.start);
    if let Some(found) = before.rev().find_map(role) {
        return Some(found);
    }
    // The heading of a column names every date under it.
    let above = date
        .line
        .checked_sub(1)
        .filter(|_| !is_listed)
        .and_then(|above| paper.lines.get(above))?;
    let stands_over =
        |label: &&Label| label.area.left < date.area.right && date.area.left < label.area.right;
    above.labels.iter().filter(stands_over).find_map(role)
}

/// Does a time of day stand beside it, with nothing but `at` or `Time:` between?
fn has_time(line: &Line, words: &Range<usize>) -> bool {
    let behind = line.words(words.end..(words.end + 2).min(line.row.words.len()));
    let before = line.words(words.start.saturating_sub(2)..words.start);
    let nearest = |word: Option<&super::sheet::Word>| word.is_some_and(|word| is_time(&word.text));
    let is_filler = |word: Option<&super::sheet::Word>| {
        word.is_some_and(|word| {
            !word.text.chars().any(|c| c.is_ascii_digit()) && word.text.chars().count() <= 6
        })
    };
    nearest(behind.first())
        || nearest(before.last())
        || (is_filler(behind.first()) && nearest(behind.get(1)))
        || (is_filler(before.last()) && before.len() == 2 && nearest(before.first()))
}

fn is_time(text: &str) -> bool {
    let mut parts = text.splitn(2, ':');
    let (Some(hour), Some(rest)) = (parts.next(), parts.next()) else {
        return false;
    };
    let hour_digits = hour.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour_digits) && rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2
}

/// Receipts of a session are from its period, or not far from it.
fn judge_period(found: &mut Candidate<NaiveDate>, period: Option<Period>) {
    let Some(period) = period else { return };
    let off = (period.start() - found.value)
        .num_days()
        .max((found.value - period.end()).num_days());
    match off {
        ..=0 => found.add("within the period", 0.3),
        1..=NEAR => {}
        _ => found.discount(0.6),
    }
}

/// Puts what speaks for the same day together.
fn merge(candidates: &mut Vec<Candidate<NaiveDate>>, found: Candidate<NaiveDate>, worth: f32) {
    match candidates
        .iter_mut()
        .find(|known| known.value == found.value)
    {
        Some(known) if known.score >= found.score => known.add("printed again", 0.4 * worth),
        Some(known) => {
            *known = found;
            known.add("printed again", 0.4 * worth);
        }
        None => candidates.push(found),
    }
}
