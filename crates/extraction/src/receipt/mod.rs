//! Receipts: words with their places in, fields with their confidence out.
//!
//! ```text
//! sheets → rows → lines with labels and amounts → candidates for each field → the best, if it is sure enough
//! ```
//!
//! Nothing is known of any seller's layout. A field is found by its label, its place, its size, and by what adds
//! up; every candidate keeps what speaks for it ([`Trace`]). Labels are data: `profiles/receipts`.

mod address;
mod amount;
mod card;
mod currency;
mod date;
mod debug;
mod evidence;
mod fields;
mod fold;
mod items;
mod kind;
mod lexicon;
mod line;
mod number;
mod paper;
mod parts;
mod row;
mod sheet;
mod source;
mod split;
mod sums;
mod tilt;
mod token;
mod total;
mod trace;
mod understand;
mod vendor;

pub use debug::{DebugFile, debug_files};
pub use evidence::{Candidate, Evidence};
pub use paper::{Hints, Merchants};
pub use sheet::{Origin, Sheet, Word};
pub use source::{ReceiptReading, ReceiptSettings, read_image, read_pdf};
pub use trace::{Trace, TracedField};
pub use understand::{Understood, understand};

use tieout_domain::{DocumentRef, Extracted, Receipt};

use crate::pdf::Page;

/// The receipts of a PDF's own text.
pub fn read_pages(pages: &[Page], document: DocumentRef, hints: &Hints) -> Extracted<Vec<Receipt>> {
    let sheets: Vec<Sheet> = pages.iter().map(Sheet::of_page).collect();
    understand(&sheets, document, hints).receipts
}
