#![doc = include_str!("../README.md")]

pub mod activity;
pub mod alias;
pub mod area;
pub mod change;
pub mod control_total;
mod difference;
pub mod document;
pub mod employee;
pub mod error;
pub mod health;
pub mod matches;
pub mod month;
pub mod page;
pub mod problem;
pub mod progress;
pub mod pvault;
pub mod receipt;
pub mod report;
pub mod session;
pub mod token;
pub mod transaction;
pub mod upload;
