#![doc = include_str!("../README.md")]

pub mod csv;
mod encoding;
pub mod expense_report;
pub mod image;
pub mod layout;
mod limits;
pub mod ocr;
pub mod ofx;
pub mod parallel;
pub mod pdf;
mod read;
pub mod receipt;
mod roster;
pub mod sniff;
mod statement;
pub mod table;
mod tie_out;
pub mod values;

pub use limits::Limits;
pub use read::{
    Explanation, Facts, Input, Progress, Reading, Settings, explain, explain_receipts, read,
};
