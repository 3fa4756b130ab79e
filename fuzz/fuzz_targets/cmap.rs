//! Whatever the bytes, a table from codes to characters is read and can be asked.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| tieout_extraction::pdf::fuzz_cmap(bytes));
