//! Transactions, and what people write over them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use tieout_domain::id::{DocumentId, EmployeeId, MatchId, ReceiptId, SessionId, TransactionId};
use tieout_domain::{CardLast4, Confidence, Currency, MatchStatus, Status};

use crate::area::Area;
use crate::page::Order;

/// One charge (positive) or credit (negative) of a statement, and what was decided of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Transaction {
    /// Its id.
    pub id: TransactionId,
    /// Its session.
    pub session_id: SessionId,
    /// The document it stands in.
    pub document_id: DocumentId,
    /// The page it stands on, from 1.
    pub page: Option<u32>,
    /// The box around it on that page, where pages have places.
    pub area: Option<Area>,
    /// What stands there.
    pub text: String,
    /// The cardholder.
    pub employee_id: Option<EmployeeId>,
    /// The last four digits of the card.
    pub card_last_four: Option<CardLast4>,
    /// The day it is listed under: of the purchase, else of the booking.
    pub date: Option<NaiveDate>,
    /// The day of the purchase, where printed.
    pub transaction_date: Option<NaiveDate>,
    /// The day the issuer booked it, where printed.
    pub post_date: Option<NaiveDate>,
    /// The amount.
    pub amount: Option<Decimal>,
    /// The amount's currency.
    pub currency: Option<Currency>,
    /// The amount in the currency of the purchase, where it was another.
    pub original_amount: Option<Decimal>,
    /// That currency.
    pub original_currency: Option<Currency>,
    /// Statement currency per unit of it, where printed.
    pub exchange_rate: Option<Decimal>,
    /// The merchant as printed.
    pub merchant_name: Option<String>,
    /// City as printed.
    pub merchant_city: Option<String>,
    /// State as printed.
    pub merchant_state: Option<String>,
    /// The issuer's group of merchants.
    pub merchant_category: Option<String>,
    /// Fuel, Meals, ….
    pub expense_type: Option<String>,
    /// The statement's own number.
    pub reference_number: Option<String>,
    /// Is it a refund or another credit?
    pub is_credit: bool,
    /// Does it lack its date or its amount?
    pub is_incomplete: bool,
    /// The product lines.
    pub items: Vec<Item>,
    /// The job it is booked on: as a person says, else as its proof says.
    pub job: Option<String>,
    /// The phase of the job.
    pub phase: Option<String>,
    /// The cost type.
    pub cost_type: Option<String>,
    /// The general-ledger account.
    pub gl_account: Option<String>,
    /// What was decided of it; none before it is matched.
    pub match_id: Option<MatchId>,
    /// How it was decided.
    pub match_status: Option<MatchStatus>,
    /// How sure that is.
    pub confidence_score: Option<Confidence>,
    /// Its best proof.
    pub receipt_id: Option<ReceiptId>,
    /// What it still lacks.
    pub status: Option<TransactionStatus>,
}

/// What a transaction still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransactionStatus {
    /// Nothing.
    Complete,
    /// A receipt.
    MissingReceipt,
    /// A coding.
    MissingGlCode,
    /// Both.
    MissingBoth,
}

/// One product line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// The product.
    pub description: Option<String>,
    /// Price per unit.
    pub unit_price: Option<Decimal>,
    /// Units.
    pub quantity: Option<Decimal>,
    /// Before discount.
    pub gross: Option<Decimal>,
    /// Discount.
    pub discount: Option<Decimal>,
    /// Charged.
    pub net: Option<Decimal>,
}

/// Which transactions, in which order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct TransactionsQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
    /// Part of merchant, city or number.
    pub q: Option<String>,
    /// Only one employee's.
    pub employee_id: Option<EmployeeId>,
    /// Only those that lack this.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub status: Option<TransactionStatus>,
    /// Only those of which this was decided.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub match_status: Option<MatchStatus>,
    /// What they are ordered by.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Option<TransactionSort>,
    /// Which end comes first.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<Order>,
}

/// What transactions can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TransactionSort {
    /// The day they are listed under.
    #[default]
    Date,
    /// The amount.
    Amount,
    /// The merchant.
    MerchantName,
}

/// What a person says of a transaction. What is absent stays as it is; an empty text empties the
/// field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransactionPatch {
    /// Whose it is: the number of an employee of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_number: Option<String>,
    /// The day of the purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_date: Option<NaiveDate>,
    /// What was charged, as text: `"36.66"`; negative for a credit.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "exact"
    )]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = Option<String>, pattern = "^-?[0-9]{1,12}(\\.[0-9]{1,3})?$")
    )]
    pub amount: Option<Decimal>,
    /// The amount's currency; by default the one it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The merchant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_name: Option<String>,
    /// The expense type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expense_type: Option<String>,
    /// The job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The phase of the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// The cost type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_type: Option<String>,
    /// The general-ledger account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gl_account: Option<String>,
}

/// An amount is text: a number would have gone through a float before it came here.
fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let read = |text: String| {
        let wrong = || D::Error::custom(format!("{text:?} is no decimal amount such as 36.66"));
        Decimal::from_str_exact(&text).map_err(|_| wrong())
    };
    text.map(read).transpose()
}

impl From<Status> for TransactionStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Complete => Self::Complete,
            Status::MissingReceipt => Self::MissingReceipt,
            Status::MissingGlCode => Self::MissingGlCode,
            Status::MissingBoth => Self::MissingBoth,
        }
    }
}

impl From<TransactionStatus> for Status {
    fn from(status: TransactionStatus) -> Self {
        match status {
            TransactionStatus::Complete => Self::Complete,
            TransactionStatus::MissingReceipt => Self::MissingReceipt,
            TransactionStatus::MissingGlCode => Self::MissingGlCode,
            TransactionStatus::MissingBoth => Self::MissingBoth,
        }
    }
}
