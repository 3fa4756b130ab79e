//! What can prove a transaction, and how well.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Confidence, LineRef, Money, ReceiptRef, TransactionRef};

/// A paper that can prove a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofRef {
    /// A line of an expense report.
    Line(LineRef),
    /// A receipt read from a document.
    Receipt(ReceiptRef),
}

/// A proof laid against a transaction: how well they fit, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The proof.
    pub proof: ProofRef,
    /// The shape of the pair.
    pub kind: MatchKind,
    /// How much of the transaction this proof covers.
    pub allocated: Money,
    /// How sure the pair is.
    pub confidence: Confidence,
    /// What the confidence is made of.
    pub factors: Factors,
    /// In what the two papers differ, each difference named.
    pub differences: Vec<Difference>,
    /// A sentence a clerk understands:
    /// "Same amount 77.37, receipt 1 day earlier, CHEVRON 0308017 ≈ Chevron".
    pub reason: String,
}

/// The measures that make up a confidence, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Factors {
    /// How well the amounts agree.
    pub amount: Confidence,
    /// How well the dates agree.
    pub date: Confidence,
    /// How well the merchants agree.
    pub merchant: Confidence,
}

/// The shape of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// Same amount, same day.
    Exact,
    /// Same amount, another day.
    DateShift,
    /// A cent apart.
    Cent,
    /// The same once four decimals are rounded.
    FourDecimal,
    /// The charge is the receipt and a tip.
    Tip,
    /// The charge is the receipt and its tax.
    Tax,
    /// The receipt is in the currency of the purchase.
    Fx,
    /// A credit and its credit note, or the purchase it gives back.
    Refund,
    /// One receipt, several transactions.
    SplitShipment,
    /// Several receipts, one transaction.
    Combined,
    /// The amounts differ and nothing explains it.
    Other,
}

/// A difference between a transaction and its proof: a fact to be named, not a penalty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "difference")]
pub enum Difference {
    /// The charge holds a tip that the receipt does not.
    Tip {
        /// The tip.
        amount: Money,
        /// In percent of the receipt, two decimals.
        percent: Decimal,
        /// Is the tip written on the receipt, or merely plausible?
        is_printed: bool,
    },
    /// The charge holds the tax that the receipt's amount leaves out.
    Tax {
        /// The tax.
        amount: Money,
    },
    /// The receipt is in another currency.
    ForeignCurrency {
        /// The receipt's amount.
        amount: Money,
        /// Statement currency per unit of the other.
        rate: Decimal,
        /// Is the rate printed on the statement, or implied by the two amounts?
        is_printed: bool,
    },
    /// Rounding: a cent, or the third and fourth decimal.
    Rounding {
        /// Charge − receipt, exact.
        amount: Decimal,
    },
    /// The dates differ.
    DateShift {
        /// Receipt − transaction, in days: negative when the receipt is earlier.
        days: i64,
    },
    /// The receipt covers other transactions too.
    PartOfSplitShipment {
        /// All transactions it covers.
        transactions: Vec<TransactionRef>,
    },
    /// Other receipts cover the transaction too.
    OneOfCombinedReceipts {
        /// All that cover it.
        proofs: Vec<ProofRef>,
    },
    /// The credit gives back this purchase.
    RefundOf {
        /// The purchase.
        purchase: TransactionRef,
        /// Its day.
        date: Option<NaiveDate>,
    },
    /// The amounts differ and nothing explains it.
    Unexplained {
        /// Charge − receipt.
        amount: Money,
    },
    /// The receipt names another card of the same person.
    OtherCard,
}
