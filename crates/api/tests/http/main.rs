//! The API through the real application, on both databases.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod access;
mod documented;
mod ending;
mod errors;
mod flow;
mod lists;
mod once;
mod outage;
mod reports;
mod review;
mod server;
mod web_client;
