#![doc = include_str!("../README.md")]

pub mod alias;
pub mod audit;
pub mod books;
mod bulk;
mod clock;
pub mod correction;
mod database;
pub mod decision;
pub mod document;
// What SeaORM derives is public, so what it derives from must be.
#[allow(unreachable_pub)]
mod entity;
mod error;
pub mod facts;
mod fingerprint;
pub mod idempotency;
pub mod job;
pub mod list;
pub mod matches;
mod page;
pub mod payload;
pub mod pvault;
pub mod retention;
mod reuse;
mod row;
pub mod session;
pub mod token;

pub use database::{Database, Read, Settings, Snapshot, Write};
pub use error::{Error, Missing, Result, Violation, ViolationKind};
pub use fingerprint::{ProofKey, TransactionKey};
pub use page::{Order, Page, PageRequest};
