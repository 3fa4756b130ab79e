//! Dates and amounts as papers write them.
//!
//! A single text can often be read in two ways (`1,234`, `03/04/2025`), a whole document hardly ever:
//! [`AmountStyle`] and [`DateStyle`] are learned from all the texts of a document and then read each of them.

mod amount;
mod date;

pub(crate) use amount::is_dollar;
pub use amount::{Amount, AmountStyle, looks_like_amount};
pub(crate) use date::is_dash;
pub use date::{DateStyle, DayOrder, Doubt, ReadDate, looks_like_date, looks_like_day_and_month};
