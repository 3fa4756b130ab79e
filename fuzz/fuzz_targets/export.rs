//! Whatever the bytes, reading them as an exported statement ends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tieout_domain::{Currency, DocumentRef};
use tieout_extraction::{csv, ofx, sniff};

fuzz_target!(|bytes: &[u8]| {
    let document = DocumentRef::new(0);
    let _ = sniff::sniff(bytes);
    let _ = csv::read(bytes, document, Currency::USD, &csv::Profile::embedded());
    let _ = ofx::read(bytes, document, Currency::USD);
});
