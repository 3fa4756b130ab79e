//! Whatever the text, reading a date ends, and what is read prints and reads back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout_extraction::values::{DateStyle, DayOrder, looks_like_date};

fuzz_target!(|text: &str| {
    let _ = looks_like_date(text);
    for order in [DayOrder::MonthFirst, DayOrder::DayFirst] {
        let style = DateStyle::detect([text], None, order);
        let _ = style.dates_in(text);
        let Some(date) = style.read(text) else {
            continue;
        };
        let again = style.read(&date.day.to_string());
        assert_eq!(again.map(|again| again.day), Some(date.day));
    }
});
