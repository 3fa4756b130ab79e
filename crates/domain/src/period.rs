//! The days a statement covers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

/// A period must not end before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period ends on {end}, before it starts on {start}")]
pub struct EndsBeforeStart {
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// From `start` to `end`, both included.
    pub fn new(start: NaiveDate, end: NaiveDate) -> Result<Self, EndsBeforeStart> {
        if end < start {
            return Err(EndsBeforeStart { start, end });
        }
        Ok(Self { start, end })
    }

    /// The first day.
    pub const fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day.
    pub const fn end(self) -> NaiveDate {
        self.end
    }

    /// Does `day` lie within?
    pub fn contains(self, day: NaiveDate) -> bool {
        self.start <= day && day <= self.end
    }

    /// The shortest period that covers both.
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Ends {
    start: NaiveDate,
    end: NaiveDate,
}

impl TryFrom<Ends> for Period {
    type Error = EndsBeforeStart;

    fn try_from(ends: Ends) -> Result<Self, EndsBeforeStart> {
        Self::new(ends.start, ends.end)
    }
}

impl From<Period> for Ends {
    fn from(period: Period) -> Self {
        Self {
            start: period.start,
            end: period.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_inside_and_the_end_is_not_before_the_start() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
        let march = Period::new(day(1), day(31)).unwrap();
        assert!(march.contains(day(1)) && march.contains(day(31)));
        assert!(Period::new(day(2), day(1)).is_err());
    }
}
