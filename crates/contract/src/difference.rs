//! Reading a difference: all its parts at once, and what they are afterwards. What `serde` derives for an
//! enum with a tag holds everything back until the tag is found, which is a tenth of the web client's code
//! for reading a session.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use tieout_domain::Currency;
use tieout_domain::id::{ReceiptId, TransactionId};

use crate::matches::Difference;

/// The parts of all differences.
#[derive(Deserialize)]
pub struct AnyDifference {
    difference: Name,
    amount: Option<Decimal>,
    currency: Option<Currency>,
    percent: Option<Decimal>,
    rate: Option<Decimal>,
    is_printed: Option<bool>,
    days: Option<i64>,
    transaction_ids: Option<Vec<TransactionId>>,
    receipt_ids: Option<Vec<ReceiptId>>,
    transaction_id: Option<TransactionId>,
    date: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Tip,
    Tax,
    ForeignCurrency,
    Rounding,
    DateShift,
    PartOfSplitShipment,
    OneOfCombinedReceipts,
    RefundOf,
    Unexplained,
    OtherCard,
}

/// A part without which the difference says nothing.
#[derive(Debug, PartialEq)]
pub struct MissingPart(&'static str);

impl fmt::Display for MissingPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a difference without `{}`", self.0)
    }
}

impl TryFrom<AnyDifference> for Difference {
    type Error = MissingPart;

    fn try_from(any: AnyDifference) -> Result<Self, MissingPart> {
        let amount = any.amount.ok_or(MissingPart("amount"));
        let currency = any.currency.ok_or(MissingPart("currency"));
        let is_printed = any.is_printed.ok_or(MissingPart("is_printed"));
        Ok(match any.difference {
            Name::Tip => Self::Tip {
                amount: amount?,
                currency: currency?,
                percent: any.percent.ok_or(MissingPart("percent"))?,
                is_printed: is_printed?,
            },
            Name::Tax => Self::Tax {
                amount: amount?,
                currency: currency?,
            },
            Name::ForeignCurrency => Self::ForeignCurrency {
                amount: amount?,
                currency: currency?,
                rate: any.rate.ok_or(MissingPart("rate"))?,
                is_printed: is_printed?,
            },
            Name::Rounding => Self::Rounding { amount: amount? },
            Name::DateShift => Self::DateShift {
                days: any.days.ok_or(MissingPart("days"))?,
            },
            Name::PartOfSplitShipment => Self::PartOfSplitShipment {
                transaction_ids: any.transaction_ids.ok_or(MissingPart("transaction_ids"))?,
            },
            Name::OneOfCombinedReceipts => Self::OneOfCombinedReceipts {
                receipt_ids: any.receipt_ids.ok_or(MissingPart("receipt_ids"))?,
            },
            Name::RefundOf => Self::RefundOf {
                transaction_id: any.transaction_id.ok_or(MissingPart("transaction_id"))?,
                date: any.date,
            },
            Name::Unexplained => Self::Unexplained {
                amount: amount?,
                currency: currency?,
            },
            Name::OtherCard => Self::OtherCard,
        })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use serde_json::json;
    use tieout_domain::Currency;
    use uuid::Uuid;

    use super::*;

    fn all() -> [Difference; 10] {
        let (amount, currency) = (Decimal::new(1296, 2), Currency::USD);
        let percent = Decimal::new(20, 0);
        let rate = Decimal::new(10_834, 4);
        let transaction = TransactionId(Uuid::from_u128(1));
        let receipt = ReceiptId(Uuid::from_u128(2));
        [
            Difference::Tip {
                amount,
                currency,
                percent,
                is_printed: true,
            },
            Difference::Tax { amount, currency },
            Difference::ForeignCurrency {
                amount,
                currency,
                rate,
                is_printed: false,
            },
            Difference::Rounding { amount },
            Difference::DateShift { days: -2 },
            Difference::PartOfSplitShipment {
                transaction_ids: vec![transaction],
            },
            Difference::OneOfCombinedReceipts {
                receipt_ids: vec![receipt],
            },
            Difference::RefundOf {
                transaction_id: transaction,
                date: NaiveDate::from_ymd_opt(2025, 3, 1),
            },
            Difference::Unexplained { amount, currency },
            Difference::OtherCard,
        ]
    }

    #[test]
    fn every_difference_is_read_as_it_was_written() -> Result<(), serde_json::Error> {
        for difference in all() {
            let written = serde_json::to_string(&difference)?;
            assert_eq!(serde_json::from_str::<Difference>(&written)?, difference);
        }
        Ok(())
    }

    #[test]
    fn a_difference_that_lacks_a_part_is_not_read_as_another() {
        let lacking =
            json!({"difference": "tip", "amount": "1.00", "currency": "USD", "percent": "20"});
        let error = serde_json::from_value::<Difference>(lacking).unwrap_err();
        assert_eq!(error.to_string(), "a difference without `is_printed`");
    }
}
