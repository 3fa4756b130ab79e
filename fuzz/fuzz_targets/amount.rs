//! Whatever the text, reading an amount ends, and what is read prints and reads back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout_extraction::values::{AmountStyle, looks_like_amount};

fuzz_target!(|text: &str| {
    let _ = looks_like_amount(text);
    let _ = AmountStyle::detect([text]);
    for style in [AmountStyle::Point, AmountStyle::Comma] {
        let Some(amount) = style.read(text) else {
            continue;
        };
        let again = AmountStyle::Point.read(&amount.value.to_string());
        assert_eq!(again.map(|again| again.value), Some(amount.value));
    }
});
