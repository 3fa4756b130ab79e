//! Who did what in a session.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::{Deserializer, Error, Visitor};
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
#[derive(Debug, Clone, PartialEq, Serialize)]
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

// By hand: what is derived tries one after the other, on a copy, which is much code for the browser.
impl<'de> Deserialize<'de> for Detail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfDetail)
    }
}

struct OfDetail;

impl Visitor<'_> for OfDetail {
    type Value = Detail;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("yes or no, a count, or a word")
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Detail, E> {
        Ok(Detail::Flag(flag))
    }

    fn visit_u64<E: Error>(self, count: u64) -> Result<Detail, E> {
        Ok(Detail::Count(count))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Detail, E> {
        Ok(Detail::Word(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_read_as_it_was_written() -> Result<(), serde_json::Error> {
        let details = [
            Detail::Flag(true),
            Detail::Count(3),
            Detail::Word("approved".to_owned()),
        ];
        for detail in details {
            let written = serde_json::to_string(&detail)?;
            assert_eq!(serde_json::from_str::<Detail>(&written)?, detail);
        }
        Ok(())
    }

    #[test]
    fn what_is_no_detail_is_refused() {
        let error = serde_json::from_str::<Detail>("[]").unwrap_err();
        assert!(error.to_string().contains("yes or no, a count, or a word"));
    }
}
