//! From glyphs on a page to words.

mod builder;
mod finish;
mod overprint;

pub(crate) use builder::{Builder, Placed, Run};
pub(crate) use finish::finish;
