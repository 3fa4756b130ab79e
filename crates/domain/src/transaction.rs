//! One charge or credit on a statement.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{CardLast4, Coding, EmployeeRef, Money, Source};

/// One charge (positive) or credit (negative) on a statement.
///
/// Every line of a statement that looks like a transaction becomes one; what could not be read
/// is absent here and named by a problem with the line's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// The cardholder; none when the statement does not say.
    pub employee: Option<EmployeeRef>,
    /// The card.
    pub card: Option<CardLast4>,
    /// The day of the purchase, where the statement prints one.
    pub transaction_date: Option<NaiveDate>,
    /// The day the issuer booked it.
    pub post_date: Option<NaiveDate>,
    /// What was charged; negative for a credit. None when no amount could be read.
    pub amount: Option<Money>,
    /// The amount in the currency of the purchase, where it was another.
    pub foreign: Option<ForeignAmount>,
    /// The merchant as printed, cut where the statement cuts it.
    pub merchant: Option<String>,
    /// The merchant's city as printed; some print a phone number or a web address here.
    pub city: Option<String>,
    /// State, province or country as printed.
    pub state: Option<String>,
    /// The issuer's group of merchants: `FUEL`.
    pub category: Option<String>,
    /// The expense type that follows from the group: `Fuel`.
    pub expense_type: Option<String>,
    /// How much detail the merchant sent (`N`, `F`, `L`), as printed.
    pub level: Option<String>,
    /// The statement's own number for the transaction.
    pub reference: Option<String>,
    /// The product lines.
    pub items: Vec<Item>,
    /// Coding that a person gave the transaction itself.
    pub coding: Coding,
    /// Where it stands in the statement.
    pub source: Source,
}

/// One product line of a transaction. All amounts are in the transaction's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The product; none where the statement leaves it empty.
    pub description: Option<String>,
    /// Price per unit.
    pub unit_price: Option<Decimal>,
    /// How many units.
    pub quantity: Option<Decimal>,
    /// Cost before the discount.
    pub gross: Option<Money>,
    /// Discount, negative as printed.
    pub discount: Option<Money>,
    /// What was charged for it.
    pub net: Option<Money>,
}

/// The amount in the currency of the purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignAmount {
    /// The amount in the other currency.
    pub amount: Money,
    /// The rate printed beside it: statement currency per unit of the other.
    pub rate: Option<Decimal>,
}

impl Transaction {
    /// A transaction of which only the place is known.
    pub const fn unread(source: Source) -> Self {
        Self {
            employee: None,
            card: None,
            transaction_date: None,
            post_date: None,
            amount: None,
            foreign: None,
            merchant: None,
            city: None,
            state: None,
            category: None,
            expense_type: None,
            level: None,
            reference: None,
            items: Vec::new(),
            coding: Coding {
                job: None,
                phase: None,
                cost_type: None,
                gl_account: None,
            },
            source,
        }
    }

    /// The day it is listed under: of the purchase, else of the booking.
    pub fn date(&self) -> Option<NaiveDate> {
        self.transaction_date.or(self.post_date)
    }

    /// Is it a refund or another credit?
    pub fn is_credit(&self) -> bool {
        self.amount.is_some_and(Money::is_negative)
    }

    /// Does it lack its date or its amount?
    pub fn is_incomplete(&self) -> bool {
        self.date().is_none() || self.amount.is_none()
    }
}
