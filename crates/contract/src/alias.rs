//! Aliases: what people taught, kept beyond sessions.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A remembered equivalence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alias {
    /// Its id.
    pub id: Uuid,
    /// What sort of name.
    pub kind: AliasKind,
    /// The name or the card descriptor as a paper prints it.
    pub printed: String,
    /// The employee's number, or the vendor.
    pub means: String,
    /// Who taught it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// The sorts of alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AliasKind {
    /// A person's name means an employee's number.
    Employee,
    /// A card descriptor means a vendor.
    Merchant,
}

/// An alias to be taught. It takes the place of what the printed name meant before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAlias {
    /// What sort of name.
    pub kind: AliasKind,
    /// The name or the card descriptor as a paper prints it, within 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = "\\S")
    )]
    pub printed: String,
    /// The employee's number, or the vendor, within 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = "\\S")
    )]
    pub means: String,
}
