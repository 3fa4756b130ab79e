//! What changed since the matching before.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tieout_domain::id::{EmployeeId, TransactionId};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// In which run of the session's matching.
    pub run: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: ChangeKind,
    /// The employee it is about.
    pub employee_id: Option<EmployeeId>,
    /// The transaction it is about.
    pub transaction_id: Option<TransactionId>,
}

/// The sorts of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// All of an employee's transactions are complete now.
    EmployeeCompleted,
    /// They were, and no longer are.
    EmployeeReopened,
    /// A transaction is matched now.
    NewlyMatched,
    /// It was, and no longer is.
    NoLongerMatched,
    /// A transaction has a candidate now.
    NewlyOffered,
    /// It had one, and has none any more.
    CandidateLost,
}
