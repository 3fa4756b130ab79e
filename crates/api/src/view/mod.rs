//! From what is stored to the contract: what clients are shown.

pub mod activity;
pub mod alias;
pub mod change;
pub mod detail;
pub mod document;
pub mod employee;
pub mod facts;
pub mod matches;
pub mod pvault;
pub mod receipt;
pub mod session;
pub mod token;
pub mod transaction;
