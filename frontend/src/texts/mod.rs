//! Every text that a person reads, in one place: a second language is a second such module.

pub mod fault;
pub mod pages;
pub mod paper;
pub mod review;
pub mod session;
pub mod shell;
pub mod upload;
pub mod word;
