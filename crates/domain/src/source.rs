//! Where in which document something was read.

use serde::{Deserialize, Serialize};

use crate::{DocumentRef, mask_card_numbers};

/// The place a fact was read from, and the text that stood there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The document.
    pub document: DocumentRef,
    /// The page, counted from 1; none for documents without pages (CSV, OFX).
    pub page: Option<u32>,
    /// The area on the page.
    pub area: Option<Area>,
    /// What stood there, card numbers cut to their last four digits.
    text: String,
}

/// A rectangle on a page in points (1/72 inch), the origin at the top left, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Source {
    /// The document as a whole.
    pub fn document(document: DocumentRef) -> Self {
        Self {
            document,
            page: None,
            area: None,
            text: String::new(),
        }
    }

    /// A page as a whole; pages count from 1.
    pub fn page(document: DocumentRef, page: u32) -> Self {
        Self {
            page: Some(page),
            ..Self::document(document)
        }
    }

    /// The same place, bounded to `area`.
    pub fn within(mut self, area: Area) -> Self {
        self.area = Some(area);
        self
    }

    /// The same place, with the text that stood there. Card numbers in it are cut.
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = mask_card_numbers(text).into_owned();
        self
    }

    /// What stood there, card numbers cut to their last four digits.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Area {
    /// The smallest area that covers both.
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_number_never_reaches_a_source_text() {
        let source = Source::page(DocumentRef::new(0), 1).with_text("Jane 4532-1223-8489-0039");
        assert_eq!(source.text(), "Jane ****0039");
    }
}
