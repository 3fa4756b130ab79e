//! Printed totals beside what was extracted.

use serde::{Deserialize, Serialize};
use tieout_domain::id::{DocumentId, EmployeeId};
use tieout_domain::{Currency, Scope};

/// A sum printed on a document beside the same sum of what was extracted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ControlTotal {
    /// The document it is printed on.
    pub document_id: DocumentId,
    /// The page it is printed on, from 1.
    pub page: Option<u32>,
    /// What it sums.
    pub scope: Scope,
    /// The words to find it by.
    pub label: String,
    /// The cardholder whose transactions it sums.
    pub employee_id: Option<EmployeeId>,
    /// The currency of an amount; none when it counts transactions.
    pub currency: Option<Currency>,
    /// What is printed.
    pub printed: String,
    /// What was extracted.
    pub extracted: String,
    /// Extracted − printed; none when the two cannot be compared.
    pub difference: Option<String>,
    /// Do both sides agree?
    pub ties_out: bool,
}
