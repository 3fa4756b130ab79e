//! Reading text from pictures: one trait, and the engine that is written in Rust.
//!
//! An engine takes an upright grey picture and gives words with their boxes. The second engine, Tesseract, is an
//! installed program and so lives where processes may be started.

mod engine;
pub mod neural;
mod sheet;
mod upright;

pub use engine::{OcrEngine, OcrError, OcrWord};
pub use sheet::{PageRead, read_page};
