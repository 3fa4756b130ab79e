#![doc = include_str!("../README.md")]

pub mod csv;
mod error;
pub mod pvault;
pub mod reminders;
mod report;
mod rows;
mod settings;
mod text;
mod transaction_id;
mod words;
pub mod xlsx;

pub use error::ReportError;
pub use report::{Format, Report, SessionInfo};
pub use rows::{
    DocumentRow, EmployeeRow, ProblemRow, ReceiptResult, ReceiptRow, ReceiptSource, Rows, Tally,
    TotalRow, TransactionRow, Verdict,
};
pub use settings::{PvaultSettings, Settings, TaxSource, Unproven};
