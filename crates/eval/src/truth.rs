//! The truth about a folder of receipts: `truth.json`, as `samples/README.md` describes it.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use tieout_domain::Period;

/// What is known of a folder.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    /// The days its receipts are from.
    pub(crate) period: Option<Period>,
    /// The receipts.
    pub(crate) receipts: Vec<TrueReceipt>,
}

/// What a receipt says in truth. What is not printed on it is null.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TrueReceipt {
    /// The file, from the folder.
    pub(crate) file: PathBuf,
    /// How it came: `digital`, `scan`, `jpg`, …
    pub(crate) media: String,
    /// How much it was damaged.
    pub(crate) quality: Option<Quality>,
    /// Who sold.
    pub(crate) vendor: Option<String>,
    /// The day.
    pub(crate) date: Option<NaiveDate>,
    /// The total.
    pub(crate) total: Option<String>,
    /// The currency.
    pub(crate) currency: Option<String>,
    /// The subtotal.
    pub(crate) subtotal: Option<String>,
    /// The tax.
    pub(crate) tax: Option<String>,
    /// The tip.
    pub(crate) tip: Option<String>,
    /// The card.
    pub(crate) card_last_four: Option<String>,
    /// The number.
    pub(crate) invoice_number: Option<String>,
}

/// How a receipt was damaged.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Quality {
    /// 0 is light, 2 heavy.
    pub(crate) level: Option<u8>,
}

impl Truth {
    /// Reads `truth.json` in `folder`.
    ///
    /// # Errors
    /// When the file cannot be read, or is not as it should be.
    pub(crate) fn of(folder: &Path) -> Result<Self, String> {
        let path = folder.join("truth.json");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }
}

impl TrueReceipt {
    /// The sort of reading it asks for: `digital`, or the media and the damage.
    pub(crate) fn sort(&self) -> String {
        let damage = match self.quality.as_ref().and_then(|quality| quality.level) {
            Some(0) => "light",
            Some(1) => "medium",
            Some(2) => "heavy",
            _ => "",
        };
        let media = match self.media.as_str() {
            "jpg" | "png" => "photo",
            "scan_letter" => "scan",
            other => other,
        };
        format!("{media} {damage}").trim_end().to_owned()
    }
}
