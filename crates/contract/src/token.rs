//! API tokens: how machines are let in.

use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// What is known of a token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Token {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<TokenScope>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, within a minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TokenScope {
    /// Look at everything but tokens, and download reports.
    Read,
    /// Upload, review, correct, teach and delete; and look.
    Write,
    /// Take the rows for pVault, and acknowledge them.
    Pvault,
    /// Everything, tokens too.
    Admin,
}

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for, within 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = "\\S")
    )]
    pub name: String,
    /// What it may do.
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub scopes: Vec<TokenScope>,
    /// How many days it holds, at most 366.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 366))]
    #[serde(deserialize_with = "whole_number")]
    pub days: u16,
}

/// To JSON, `30.0` is as whole a number as `30`.
fn whole_number<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let number = f64::deserialize(from)?;
    if number.fract() == 0.0 && (0.0..=f64::from(u16::MAX)).contains(&number) {
        Ok(number as u16)
    } else {
        Err(D::Error::custom("is not a whole number of days"))
    }
}

/// A token that was made. The secret is shown this once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatedToken {
    /// What to send: `Authorization: Bearer …`.
    pub secret: String,
    /// What is known of it.
    #[serde(flatten)]
    pub token: Token,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_whole_number_of_days_may_be_written_with_a_point() {
        let asked = |days| json!({ "name": "pVault", "scopes": ["pvault"], "days": days });
        let days = |days| serde_json::from_value::<NewToken>(asked(days)).map(|token| token.days);
        assert_eq!(days(json!(152.0)).unwrap(), 152);
        assert_eq!(days(json!(152)).unwrap(), 152);
        for wrong in [json!(152.5), json!(-1), json!(70_000), json!("152")] {
            assert!(days(wrong).is_err());
        }
    }
}
