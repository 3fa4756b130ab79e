//! Reports that can be downloaded.

use serde::{Deserialize, Serialize};

/// Which report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// In which form.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub format: ReportFormat,
}

/// The forms of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// The workbook for the controller.
    Xlsx,
    /// Every transaction as a row.
    Csv,
    /// The rows for pVault.
    Pvault,
    /// Who has to hand in what.
    Reminders,
}
