//! What goes to pVault, the accounting system of record.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tieout_domain::StatusCounts;
use tieout_domain::id::{EmployeeId, SessionId};

/// Rows for pVault, a page of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PvaultExport {
    /// The session.
    pub session_id: SessionId,
    /// The rows, by employee and date.
    pub items: Vec<PvaultRow>,
    /// How many rows there are on all pages.
    pub total: u64,
    /// How many of them were acknowledged.
    pub acknowledged: u64,
    /// Where the next page begins; none after the last.
    pub next_cursor: Option<String>,
    /// Who is left out, and why.
    pub left_out: Vec<LeftOut>,
}

/// One coding line of one transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PvaultRow {
    /// A key that is the same whenever the same line is exported, and that no other row shares.
    pub row_key: String,
    /// When pVault said that it took it.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// The eighteen columns by name.
    pub columns: BTreeMap<String, String>,
}

/// An employee whose transactions stay out of pVault, or the transactions that are nobody's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    /// The employee; none for transactions that are nobody's.
    pub employee_id: Option<EmployeeId>,
    /// Their number.
    pub employee_number: Option<String>,
    /// Their name.
    pub employee_name: Option<String>,
    /// Everything that keeps them out, each a sentence.
    pub reasons: Vec<String>,
    /// How many of their transactions lack what.
    pub transactions: StatusCounts,
}

/// Which rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct PvaultQuery {
    /// Where the page begins: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many rows, 500 unless said otherwise.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 1000, default = 500))]
    pub limit: Option<u32>,
}

/// The rows that pVault took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Their keys, at most 10,000.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10000))]
    pub row_keys: Vec<String>,
}

/// What an acknowledgement changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledged {
    /// How many rows were new to us.
    pub new: u64,
    /// How many rows of the session are acknowledged in all.
    pub acknowledged: u64,
}
