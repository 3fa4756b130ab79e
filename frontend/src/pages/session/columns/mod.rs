//! The columns of the session's tables.

mod cells;
mod employees;
mod receipts;
mod transactions;

pub use employees::employees;
pub use receipts::receipts;
pub use transactions::transactions;
