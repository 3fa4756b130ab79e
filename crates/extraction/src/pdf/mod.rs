//! Positioned text of PDF documents: bytes in, pages of words with their boxes out.
//!
//! [`Document::open`] reads the structure (decrypting with the empty password, repairing what is damaged),
//! [`Document::page`] interprets one page at a time. Everything is bounded by [`Limits`], and everything that
//! was damaged or could not be read is told by [`Document::repairs`] and [`Page::notes`].

mod content;
mod document;
mod error;
mod file;
mod filter;
mod font;
mod geometry;
mod limits;
mod page;
mod syntax;
mod text;

pub use document::Document;
pub use error::{OpenError, PageError, Repair};
pub use limits::Limits;
pub use page::{Direction, ImageBox, Page, PageNote, Word};

/// Reads `bytes` as a table from codes to characters and looks codes up in it: an entry for the fuzzer.
#[cfg(feature = "fuzzing")]
pub fn fuzz_cmap(bytes: &[u8]) {
    font::fuzz(bytes);
}
