//! What is read from receipts: typed by hand, line by line, and the digital samples.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod countries;
mod fields;
mod files;
mod samples;
mod support;
