//! Proofs of purchase read from receipt documents.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Area, CardLast4, Confidence, Money, Source};

/// One receipt read from a receipt document.
///
/// A field that was not read with enough confidence is absent; what is present says how sure it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Who sold.
    pub vendor: Option<Field<String>>,
    /// The seller's address on one line.
    pub address: Option<Field<String>>,
    /// The day of the purchase.
    pub date: Option<Field<NaiveDate>>,
    /// What was paid, or is to be paid.
    pub total: Option<Field<Money>>,
    /// The sum before tax and tip.
    pub subtotal: Option<Field<Money>>,
    /// Tax.
    pub tax: Option<Field<Money>>,
    /// Tip or gratuity.
    pub tip: Option<Field<Money>>,
    /// The card that paid.
    pub card: Option<Field<CardLast4>>,
    /// How it was paid, in the words of the method: `Visa`, `Cash`.
    pub payment_method: Option<Field<String>>,
    /// The seller's own number of the receipt or invoice.
    pub invoice_number: Option<Field<String>>,
    /// The lines of the receipt, where clear.
    pub items: Vec<ReceiptItem>,
    /// A fingerprint of the document's content: the same content is the same receipt.
    pub content_hash: Option<String>,
    /// What the page looks like, where it is an image.
    pub look: Option<Look>,
    /// Where it was read, and its raw text.
    pub source: Source,
}

/// A value read from a receipt, how sure the reading is, and where it stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// The area on the receipt's page.
    pub area: Option<Area>,
}

/// A fingerprint of how a page looks. Photo and scan of one paper have fingerprints that differ in few bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Look(pub u64);

/// One line of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptItem {
    /// What was bought.
    pub description: String,
    /// What it cost.
    pub amount: Option<Money>,
}

impl<T> Field<T> {
    /// May the value be used without a second look?
    pub fn is_sure(&self) -> bool {
        self.confidence >= Receipt::SURE
    }
}

impl Look {
    /// In how many of the 64 bits do the two differ?
    pub const fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }
}

impl Receipt {
    /// A field at least this sure may be used without a second look.
    pub const SURE: Confidence = Confidence::from_basis_points(8_000);

    /// A receipt of which only the place and the raw text are known.
    pub const fn unread(source: Source) -> Self {
        Self {
            vendor: None,
            address: None,
            date: None,
            total: None,
            subtotal: None,
            tax: None,
            tip: None,
            card: None,
            payment_method: None,
            invoice_number: None,
            items: Vec::new(),
            content_hash: None,
            look: None,
            source,
        }
    }
}
