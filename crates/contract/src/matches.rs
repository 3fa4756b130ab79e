//! Match results: what was decided of each transaction, why, and what else it could have been.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tieout_domain::id::{EmployeeId, MatchId, ReceiptId, TransactionId};
use tieout_domain::{Confidence, Currency, Factors, LegVerdict, MatchKind, MatchStatus};

use crate::page::Order;
use crate::transaction::TransactionStatus;

/// What was decided of a transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchResult {
    /// Its id, which stays through every new matching.
    pub id: MatchId,
    /// The transaction.
    pub transaction_id: TransactionId,
    /// The best proof.
    pub receipt_id: Option<ReceiptId>,
    /// What was decided.
    pub match_status: MatchStatus,
    /// What the transaction still lacks.
    pub status: TransactionStatus,
    /// How sure `match_status` is.
    pub confidence_score: Confidence,
    /// Why, in a sentence.
    pub match_reason: String,
    /// Charge − proof, where both are in one currency.
    pub amount_difference: Option<Decimal>,
    /// Proof − charge in days: negative when the proof is earlier.
    pub date_difference_days: Option<i32>,
    /// How well the merchants agree.
    pub merchant_similarity: Option<Confidence>,
    /// What was found among the lines of expense reports.
    pub expense_report: Leg,
    /// What was found among the receipts.
    pub receipt_documents: Leg,
    /// The job.
    pub job: Option<String>,
    /// The phase of the job.
    pub phase: Option<String>,
    /// The cost type.
    pub cost_type: Option<String>,
    /// The general-ledger account.
    pub gl_account: Option<String>,
    /// Who reviewed it last.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What they noted.
    pub notes: Option<String>,
    /// Grows whenever the result says something else: the `ETag` of reviews is `"version"`.
    pub version: u32,
    /// When it was first made.
    pub created_at: DateTime<Utc>,
}

/// One of the two ways in which a transaction is proven.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Leg {
    /// How it ended.
    pub verdict: LegVerdict,
    /// Did a person decide it?
    pub is_decided: bool,
    /// The proofs: settled when matched, the first candidate when a person has to look.
    pub links: Vec<Link>,
    /// The next best candidates, the best first.
    pub runners_up: Vec<Link>,
}

/// A proof laid against the transaction: how well they fit, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// The proof.
    pub receipt_id: ReceiptId,
    /// The shape of the pair.
    pub kind: MatchKind,
    /// How much of the transaction the proof covers.
    pub allocated_amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// How sure the pair is.
    pub confidence: Confidence,
    /// What the confidence is made of.
    pub factors: Factors,
    /// In what the two papers differ.
    pub differences: Vec<Difference>,
    /// Why, in a sentence.
    pub reason: String,
}

/// A difference between a transaction and its proof, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "difference")]
#[serde(try_from = "crate::difference::AnyDifference")]
pub enum Difference {
    /// The charge holds a tip that the receipt does not.
    Tip {
        /// The tip.
        amount: Decimal,
        /// Its currency.
        currency: Currency,
        /// In percent of the receipt.
        percent: Decimal,
        /// Is it written on the receipt, or merely plausible?
        is_printed: bool,
    },
    /// The charge holds the tax that the receipt's amount leaves out.
    Tax {
        /// The tax.
        amount: Decimal,
        /// Its currency.
        currency: Currency,
    },
    /// The receipt is in another currency.
    ForeignCurrency {
        /// The receipt's amount.
        amount: Decimal,
        /// Its currency.
        currency: Currency,
        /// Statement currency per unit of it.
        rate: Decimal,
        /// Is the rate printed, or implied by the two amounts?
        is_printed: bool,
    },
    /// Rounding: a cent, or the third and fourth decimal.
    Rounding {
        /// Charge − receipt.
        amount: Decimal,
    },
    /// The dates differ.
    DateShift {
        /// Receipt − transaction: negative when the receipt is earlier.
        days: i64,
    },
    /// The receipt covers other transactions too.
    PartOfSplitShipment {
        /// All that it covers.
        transaction_ids: Vec<TransactionId>,
    },
    /// Other receipts cover the transaction too.
    OneOfCombinedReceipts {
        /// All that cover it.
        receipt_ids: Vec<ReceiptId>,
    },
    /// The credit gives back this purchase.
    RefundOf {
        /// The purchase.
        transaction_id: TransactionId,
        /// Its day.
        date: Option<NaiveDate>,
    },
    /// The amounts differ and nothing explains it.
    Unexplained {
        /// Charge − receipt.
        amount: Decimal,
        /// Its currency.
        currency: Currency,
    },
    /// The receipt names another card of the same person.
    OtherCard,
}

/// Which match results, in which order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct MatchesQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
    /// Only those of which this was decided: `manual_review` is the queue of reviews.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub match_status: Option<MatchStatus>,
    /// Only those whose transactions lack this.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub status: Option<TransactionStatus>,
    /// What they are ordered by.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Option<MatchSort>,
    /// Which end comes first.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<Order>,
}

/// What match results can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchSort {
    /// How sure they are.
    #[default]
    ConfidenceScore,
    /// When they last changed.
    UpdatedAt,
}

/// A review of a match. `If-Match` says which version was looked at.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The proof it is about: to approve, by default all that are settled or offered; to reject, by
    /// default the same; to reassign, the one that proves the transaction, and by default none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_id: Option<ReceiptId>,
    /// Notes, within 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub notes: Option<String>,
}

/// Approves many matches at once: those that wait for a review, and have a proof offered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkApproval {
    /// Only those that are at least this sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<Confidence>,
    /// Only one employee's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employee_id: Option<EmployeeId>,
    /// Notes, within 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub notes: Option<String>,
    /// Only say which they are.
    #[serde(default)]
    pub dry_run: bool,
}

/// What a bulk approval did, or would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkOutcome {
    /// Was nothing changed?
    pub dry_run: bool,
    /// How many matches were approved, or would be.
    pub approved: u32,
    /// Which.
    pub match_ids: Vec<MatchId>,
}
