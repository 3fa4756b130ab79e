//! Receipts: lines of an expense report, and receipts read from documents.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tieout_domain::id::{DocumentId, EmployeeId, ReceiptId, TransactionId};
use tieout_domain::{CardLast4, Confidence, Currency};

use crate::area::Area;
use crate::page::Order;

/// A proof of a purchase, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Its id.
    pub id: ReceiptId,
    /// The document it stands in.
    pub document_id: DocumentId,
    /// The page it stands on, from 1.
    pub page: Option<u32>,
    /// The box around it on that page, where pages have places: around a report's line, around a receipt's total.
    pub area: Option<Area>,
    /// What stands there.
    pub text: String,
    /// What it was read from.
    pub source: ReceiptSource,
    /// The person as the report names them.
    pub person: Option<String>,
    /// The employee that is, or whose transaction it proves.
    pub employee_id: Option<EmployeeId>,
    /// The day of the purchase.
    pub receipt_date: Option<NaiveDate>,
    /// The total.
    pub amount: Option<Decimal>,
    /// The total's currency.
    pub currency: Option<Currency>,
    /// The amount with all the decimals that the report prints, where it prints more.
    pub unrounded_amount: Option<Decimal>,
    /// Who sold.
    pub vendor_name: Option<String>,
    /// The seller's address.
    pub vendor_address: Option<String>,
    /// Before tax and tip.
    pub subtotal: Option<Decimal>,
    /// Tax.
    pub tax: Option<Decimal>,
    /// Tip.
    pub tip: Option<Decimal>,
    /// The last four digits of the card.
    pub card_last_four: Option<CardLast4>,
    /// What it was for.
    pub purpose: Option<String>,
    /// Fuel, Meals, ….
    pub expense_type: Option<String>,
    /// The number of the receipt or invoice.
    pub receipt_number: Option<String>,
    /// Is a receipt attached in the expense software?
    pub has_attachment: bool,
    /// The job.
    pub job: Option<String>,
    /// The phase of the job.
    pub phase: Option<String>,
    /// The cost type.
    pub cost_type: Option<String>,
    /// The general-ledger account.
    pub gl_account: Option<String>,
    /// How sure the least sure field is; none for what was not read from a picture.
    pub ocr_confidence: Option<Confidence>,
    /// What became of it; none before it is matched.
    pub outcome: Option<ReceiptOutcome>,
    /// The transactions that it proves, or is offered for.
    pub transaction_ids: Vec<TransactionId>,
    /// What it is a second copy of.
    pub duplicate_of: Option<ReceiptId>,
}

/// What a receipt was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptSource {
    /// A line of an expense report.
    ExpenseReportLine,
    /// A receipt of its own.
    ReceiptDocument,
}

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptOutcome {
    /// It proves transactions.
    Proves,
    /// It is a candidate for transactions.
    Offered,
    /// It is a second copy of another.
    Duplicate,
    /// Nothing fits.
    Unmatched,
}

/// Which receipts, in which order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ReceiptsQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
    /// Part of vendor, purpose or number.
    pub q: Option<String>,
    /// Only those of which this became.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub outcome: Option<ReceiptOutcome>,
    /// What they are ordered by.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Option<ReceiptSort>,
    /// Which end comes first.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<Order>,
}

/// What receipts can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptSort {
    /// The day of the purchase.
    #[default]
    ReceiptDate,
    /// The amount.
    Amount,
    /// The vendor.
    VendorName,
}
