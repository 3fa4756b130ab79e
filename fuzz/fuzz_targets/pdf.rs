//! Whatever the bytes, reading a PDF ends: with pages, or with an error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout_extraction::pdf::{Document, Limits};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut document) = Document::open(bytes, &Limits::default()) else { return };
    for number in 1..=document.page_count() {
        let _ = document.page(number);
    }
});
