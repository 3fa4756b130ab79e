//! Who did what in a session.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a person or a token.
    pub actor: String,
    /// What: `match_approved`.
    pub action: String,
    /// To what: a transaction, a match, ….
    pub subject_id: Option<Uuid>,
    /// How it was.
    pub before: BTreeMap<String, Detail>,
    /// How it is.
    pub after: BTreeMap<String, Detail>,
}

/// A detail that says nothing of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Detail {
    /// Yes or no.
    Flag(bool),
    /// How many.
    Count(u64),
    /// A state or a key.
    Word(String),
}

/// Which page of the activity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ActivityQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
}
