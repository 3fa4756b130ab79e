#![doc = include_str!("../README.md")]
// Tests are told by a panic that what they stand on is missing.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "this crate is for tests alone"
)]

mod database;
mod document;
mod month;
mod postgres;

pub use database::{Backend, TestDatabase, run};
pub use document::{claimed, day, session, upload, usd, worker};
pub use month::{MonthSize, matched, month_of, statement_of};

/// Runs one test on PostgreSQL and on SQLite, each on a database of its own.
///
/// ```text
/// both_databases! {
///     async fn a_session_is_found(db: TestDatabase) { … }
/// }
/// ```
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDatabase) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "not every test uses all that its file imports")]
            use super::*;

            async fn test($db: $crate::TestDatabase) $body

            #[test]
            fn postgres() {
                $crate::run($crate::Backend::Postgres, test);
            }

            #[test]
            fn sqlite() {
                $crate::run($crate::Backend::Sqlite, test);
            }
        }
    )+};
}
