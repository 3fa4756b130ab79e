//! Dates as papers write them.

mod month;
mod style;
mod written;

pub use style::{DateStyle, DayOrder, Doubt, ReadDate};

use written::Written;
pub(crate) use written::is_dash;

/// Would a reader take `text` for a date without knowing its column? A cheap test for every word of a page.
///
/// Only dates with a year count; `12/16` could be anything, see [`looks_like_day_and_month`].
pub fn looks_like_date(text: &str) -> bool {
    looks_like(text, |written| {
        written.has_year() && !matches!(written, Written::Compact { .. })
    })
}

/// Could `text` be a day of a statement that leaves the year to its period: `12/16`, `16-DEC`?
pub fn looks_like_day_and_month(text: &str) -> bool {
    looks_like(text, |written| !written.has_year())
}

fn looks_like(text: &str, is_wanted: impl FnOnce(Written) -> bool) -> bool {
    const LONGEST: usize = 40;
    let is_candidate = text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit());
    is_candidate
        && Written::scan(text).is_some_and(|written| written.is_possible() && is_wanted(written))
}

#[cfg(test)]
mod tests;
