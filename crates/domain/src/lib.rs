#![doc = include_str!("../README.md")]

mod books;
mod card;
mod coding;
mod confidence;
mod control_total;
mod currency;
mod decision;
mod document;
mod expense_report;
mod extracted;
pub mod id;
mod index;
mod money;
mod percent;
mod period;
mod person;
mod problem;
mod proof;
mod receipt;
mod reconciliation;
mod session;
mod source;
mod statement;
mod transaction;

pub use books::Books;
pub use card::{CardLast4, NotACard, mask_card_numbers};
pub use coding::Coding;
pub use confidence::{Confidence, NotAConfidence};
pub use control_total::{ControlTotal, Figure, Scope, TieOut};
pub use currency::{Currency, NotACurrency};
pub use decision::{Aliases, Decision, Verdict};
pub use document::{Document, DocumentKind, Layout};
pub use expense_report::{ExpenseLine, ExpenseReport, ReportedPerson};
pub use extracted::Extracted;
pub use index::{DocumentRef, EmployeeRef, LineRef, ReceiptRef, TransactionRef};
pub use money::{Money, MoneyError};
pub use percent::percent;
pub use period::{EndsBeforeStart, Period};
pub use person::{Employee, EmployeeNumber, NotAName, PersonName};
pub use problem::{Problem, ProblemKind, Severity};
pub use proof::{Difference, Factors, Link, MatchKind, ProofRef};
pub use receipt::{Field, Look, Receipt, ReceiptItem};
pub use reconciliation::{
    EmployeeOutcome, LegOutcome, LegVerdict, MatchStatus, PersonOutcome, ProofOutcome,
    Reconciliation, Status, StatusCounts, TransactionOutcome,
};
pub use rust_decimal::Decimal;
pub use session::{RefusedTransition, SessionStatus};
pub use source::{Area, Source};
pub use statement::{OtherEntry, OtherKind, Statement};
pub use transaction::{ForeignAmount, Item, Transaction};
