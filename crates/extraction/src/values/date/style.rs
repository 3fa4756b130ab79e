//! Which number is the day, and which year is meant.

use chrono::{Datelike, NaiveDate};
use tieout_domain::Period;

use super::written::Written;

/// Which comes first in a numeric date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DayOrder {
    /// `03/28/2025`
    #[default]
    MonthFirst,
    /// `28/03/2025`
    DayFirst,
}

/// How a document writes dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateStyle {
    /// Which number is the day where a date could be read either way.
    pub order: DayOrder,
    /// The days the document covers: the year of dates that print none follows from it.
    pub period: Option<Period>,
    /// Why the order may be wrong; none when it is proven, or no date depends on it.
    pub doubt: Option<Doubt>,
}

/// Why the order of day and month is not certain. The words are meant for users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// No date of the document proves the order; the period makes one more likely.
    #[error("dates such as 03/04 can be read in two ways; they were read {} because those days lie closer to the document's period", .0.words())]
    ByPeriod(DayOrder),
    /// Nothing but the usual order speaks for the reading.
    #[error("dates such as 03/04 can be read in two ways and nothing in the document decides; they were read {}: check them", .0.words())]
    Assumed(DayOrder),
    /// Some dates can only be month first, others only day first.
    #[error("some dates put the day first and others the month; dates such as 03/04 were read {}: check them", .0.words())]
    Mixed(DayOrder),
}

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    /// The day.
    pub day: NaiveDate,
    /// The other day that the same text could mean; only where the style leaves a doubt.
    pub or_else: Option<NaiveDate>,
}

impl DayOrder {
    const fn other(self) -> Self {
        match self {
            Self::MonthFirst => Self::DayFirst,
            Self::DayFirst => Self::MonthFirst,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::MonthFirst => "as month, then day",
            Self::DayFirst => "as day, then month",
        }
    }
}

impl DateStyle {
    /// A style that is known: a profile says so.
    pub const fn known(order: DayOrder, period: Option<Period>) -> Self {
        Self {
            order,
            period,
            doubt: None,
        }
    }

    /// The style that `texts` show; `usual` is the order where nothing decides. Texts that are no dates do no harm.
    pub fn detect<'a>(
        texts: impl IntoIterator<Item = &'a str>,
        period: Option<Period>,
        usual: DayOrder,
    ) -> Self {
        let mut evidence = Evidence::default();
        for text in texts {
            evidence.add(text, period);
        }
        let (order, doubt) = evidence.verdict(usual);
        Self {
            order,
            period,
            doubt,
        }
    }

    /// The order, unless it may be wrong.
    pub const fn proven_order(&self) -> Option<DayOrder> {
        match self.doubt {
            None => Some(self.order),
            Some(_) => None,
        }
    }

    /// Reads `text` as a date; none when it is none, no such day exists, or it lacks a year and there is no
    /// period to take one from.
    pub fn read(&self, text: &str) -> Option<ReadDate> {
        let written = Written::scan(text)?;
        let day = date_of(written, self.order, self.period);
        let swapped = date_of(written, self.order.other(), self.period);
        Some(match day {
            // A date that is impossible in the document's order still is a date in the other.
            None => ReadDate {
                day: swapped?,
                or_else: None,
            },
            Some(day) => {
                let or_else = swapped.filter(|other| self.doubt.is_some() && *other != day);
                ReadDate { day, or_else }
            }
        })
    }
}

impl DateStyle {
    /// The days from the first to the second of the two dates in `text`: `Statement period 03/01/2025 - 03/31/2025`,
    /// `between Mar 1, 2025 and Mar 31, 2025`. None unless there are exactly two.
    pub fn period_in(&self, text: &str) -> Option<Period> {
        match *self.dates_in(text) {
            [start, end] => Period::new(start, end).ok(),
            _ => None,
        }
    }

    /// The dates in running text, in order; only those that print their year.
    pub fn dates_in(&self, text: &str) -> Vec<NaiveDate> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut dates = Vec::new();
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let (taken, date) = self
                .first_date(rest)
                .map_or((1, None), |(taken, date)| (taken, Some(date)));
            dates.extend(date);
            rest = rest.get(taken..).unwrap_or_default();
        }
        dates
    }

    /// A date made of the first of `words`: how many, and the day.
    fn first_date(&self, words: &[&str]) -> Option<(usize, NaiveDate)> {
        const MOST_WORDS: usize = 5;
        (1..=MOST_WORDS.min(words.len())).rev().find_map(|count| {
            let text = words.get(..count)?.join(" ");
            let bare = text.trim_matches(|c: char| {
                matches!(c, '(' | ')' | ':' | ';' | ',' | '-' | '\u{2013}') || c.is_whitespace()
            });
            let date = super::looks_like_date(bare).then(|| self.read(bare))??;
            Some((count, date.day))
        })
    }
}

/// What the dates of a document say about their order.
#[derive(Debug, Default)]
struct Evidence {
    only_month_first: usize,
    only_day_first: usize,
    either: usize,
    is_dotted: bool,
    days_off_month_first: u64,
    days_off_day_first: u64,
}

impl Evidence {
    fn add(&mut self, text: &str, period: Option<Period>) {
        let Some(
            written @ Written::Numeric {
                first,
                second,
                is_dotted,
                ..
            },
        ) = Written::scan(text)
        else {
            return;
        };
        if first == second {
            return;
        }
        let month_first = date_of(written, DayOrder::MonthFirst, period);
        let day_first = date_of(written, DayOrder::DayFirst, period);
        match (month_first, day_first) {
            (Some(_), None) => self.only_month_first += 1,
            (None, Some(_)) => self.only_day_first += 1,
            (Some(month_first), Some(day_first)) => {
                self.either += 1;
                self.is_dotted |= is_dotted;
                self.days_off_month_first += days_off(month_first, period);
                self.days_off_day_first += days_off(day_first, period);
            }
            (None, None) => {}
        }
    }

    fn verdict(&self, usual: DayOrder) -> (DayOrder, Option<Doubt>) {
        let doubt_if_needed = |doubt| (self.either > 0).then_some(doubt);
        match (self.only_month_first, self.only_day_first) {
            (0, 0) => self.likely(usual),
            (_, 0) => (DayOrder::MonthFirst, None),
            (0, _) => (DayOrder::DayFirst, None),
            (month, day) if day > month => (
                DayOrder::DayFirst,
                doubt_if_needed(Doubt::Mixed(DayOrder::DayFirst)),
            ),
            _ => (
                DayOrder::MonthFirst,
                doubt_if_needed(Doubt::Mixed(DayOrder::MonthFirst)),
            ),
        }
    }

    /// Nothing is proven: the period, or else the writer's country, makes one order likely.
    fn likely(&self, usual: DayOrder) -> (DayOrder, Option<Doubt>) {
        // Only Europe writes full stops in dates, and Europe puts the day first.
        let usual = if self.is_dotted {
            DayOrder::DayFirst
        } else {
            usual
        };
        if self.either == 0 {
            return (usual, None);
        }
        match self.days_off_month_first.cmp(&self.days_off_day_first) {
            std::cmp::Ordering::Less => (
                DayOrder::MonthFirst,
                Some(Doubt::ByPeriod(DayOrder::MonthFirst)),
            ),
            std::cmp::Ordering::Greater => (
                DayOrder::DayFirst,
                Some(Doubt::ByPeriod(DayOrder::DayFirst)),
            ),
            std::cmp::Ordering::Equal => (usual, Some(Doubt::Assumed(usual))),
        }
    }
}

fn date_of(written: Written, order: DayOrder, period: Option<Period>) -> Option<NaiveDate> {
    let (year, month, day) = match (written, order) {
        (Written::Iso { year, month, day } | Written::Compact { year, month, day }, _) => {
            (Some(year), month, day)
        }
        (Written::Named { year, month, day }, _) => (year, month, day),
        (
            Written::Numeric {
                year,
                first,
                second,
                ..
            },
            DayOrder::MonthFirst,
        ) => (year, first, second),
        (
            Written::Numeric {
                year,
                first,
                second,
                ..
            },
            DayOrder::DayFirst,
        ) => (year, second, first),
    };
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => in_or_near(period?, month, day),
    }
}

/// The day of that name which lies in the period or closest to it; the period may cross New Year.
fn in_or_near(period: Period, month: u32, day: u32) -> Option<NaiveDate> {
    // Only 29 February can be further away: then it is no day of these years.
    const HALF_A_YEAR: u64 = 183;
    (period.start().year() - 1..=period.end().year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .filter(|date| days_off(*date, Some(period)) <= HALF_A_YEAR)
        .min_by_key(|date| days_off(*date, Some(period)))
}

fn days_off(date: NaiveDate, period: Option<Period>) -> u64 {
    period.map_or(0, |period| {
        let before = (period.start() - date).num_days();
        let after = (date - period.end()).num_days();
        before.max(after).max(0).unsigned_abs()
    })
}
