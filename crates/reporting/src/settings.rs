//! What the receiving system decides.

use serde::{Deserialize, Serialize};

/// The settings of all reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The pVault export.
    pub pvault: PvaultSettings,
}

/// The settings of the pVault export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PvaultSettings {
    /// The unit of measure (column `UM`).
    pub unit_of_measure: String,
    /// The pay type.
    pub pay_type: String,
    /// The credit card vendor; none takes the issuer that the statement's layout names.
    pub credit_card_vendor: Option<String>,
    /// Where the column `Tax` comes from.
    pub tax: TaxSource,
    /// What becomes of a statement that prints no totals.
    pub unproven: Unproven,
}

/// Where the column `Tax` comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxSource {
    /// From the receipt that covers the row, where one does and says so.
    #[default]
    Receipt,
    /// It stays empty.
    None,
}

/// What becomes of a statement that prints no totals: nothing proves that it was read whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unproven {
    /// Its cardholders are left out.
    #[default]
    LeaveOut,
    /// They are exported like those of a proven one.
    Export,
}

impl Default for PvaultSettings {
    fn default() -> Self {
        Self {
            unit_of_measure: "LS".to_owned(),
            pay_type: "Credit Card".to_owned(),
            credit_card_vendor: None,
            tax: TaxSource::default(),
            unproven: Unproven::default(),
        }
    }
}
