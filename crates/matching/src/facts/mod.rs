//! The facts of the books in the form in which they are compared.
//!
//! Equal facts stand in one class: a class is compared once, however many members it has, and its
//! members can stand in for each other. Classes are in an order that follows from their content
//! alone, so that the order of the documents does not show in the result.

mod cards;
mod charge;
mod owner;
mod paper;
mod sole;

pub(crate) use cards::Cards;
pub(crate) use charge::{Charge, ChargeClass, Charges};
pub(crate) use owner::{Owner, Trust};
pub(crate) use paper::{Paper, PaperClass, Papers};
pub(crate) use sole::Sole;

use tieout_domain::Money;

use crate::settings::LimitTable;

/// Which row of the limits an expense type leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The row; none where no row is for this type.
    pub(crate) row: Option<usize>,
    /// Was any type printed?
    pub(crate) is_known: bool,
}

impl Kind {
    /// The first row that one of the printed names leads to.
    fn of<'a>(names: impl IntoIterator<Item = Option<&'a str>>, limits: &LimitTable) -> Self {
        let mut kind = Self::default();
        for name in names.into_iter().flatten() {
            kind.is_known = true;
            kind.row = kind.row.or_else(|| limits.row_of(name));
        }
        kind
    }
}

/// An amount in a form that has an order.
fn sortable(amount: Option<Money>) -> Option<(String, i64)> {
    amount.map(|amount| (amount.currency().code().to_owned(), amount.minor()))
}
