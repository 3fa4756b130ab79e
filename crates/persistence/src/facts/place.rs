//! Where a fact stands in its document.

use sea_orm::JsonValue;
use serde::{Deserialize, Serialize};
use tieout_domain::{Area, DocumentRef, Source};

use crate::Result;
use crate::row::{count, from_json, json, natural};

/// What of a place is kept beside the page: the area and the text, and whatever was printed but
/// breaks a rule of the schema's columns. Nothing printed is lost.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Raw {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) area: Option<Area>,
    /// A booking printed with a day before that of the purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) early_post_date: Option<chrono::NaiveDate>,
    /// A statement's number that another transaction of the session has already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) repeated_reference: Option<String>,
}

impl Raw {
    pub(crate) fn of(source: &Source) -> Self {
        Self {
            text: source.text().to_owned(),
            area: source.area,
            ..Self::default()
        }
    }

    pub(crate) fn stored(&self) -> Result<JsonValue> {
        json(self)
    }

    pub(crate) fn read(stored: JsonValue) -> Result<Self> {
        from_json("a place's raw data", stored)
    }

    pub(crate) fn source(&self, document: DocumentRef, page: Option<i32>) -> Source {
        let mut source = Source::document(document).with_text(&self.text);
        source.page = page.map(natural);
        source.area = self.area;
        source
    }
}

/// The page as the schema holds it.
pub(crate) fn page(source: &Source) -> Option<i32> {
    source.page.map(count)
}
