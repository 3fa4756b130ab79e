//! Embedded font programs, as far as they tell which character a glyph is.

mod truetype;
mod type1;

pub(super) use truetype::TrueType;
pub(super) use type1::type1_encoding;
