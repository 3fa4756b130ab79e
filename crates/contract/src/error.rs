//! What an answer says when a request was not fulfilled: RFC 9457 problem details.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Why a request was not fulfilled, as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProblemDetails {
    /// What sort of fault: a name that stays, such as `/problems/session-expired`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sort in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, and what to do.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// What to quote to whoever runs the service.
    pub request_id: String,
    /// What is wrong with which field or file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<InvalidPart>,
    /// When the session expired, of one that has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_at: Option<DateTime<Utc>>,
}

/// A part of the request that cannot be taken: a field or a file is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvalidPart {
    /// The field or the parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What sort of fault, in one word: `unknown`, `invalid`, `missing`, `too_large`, `unsupported`.
    pub code: String,
    /// What is wrong, and what to do.
    pub message: String,
}
