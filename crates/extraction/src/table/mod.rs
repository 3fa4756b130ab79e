//! Tables on pages: words to lines, headings to columns, lines to cells.
//!
//! ```text
//! Page → lines → Headings::find → Columns::fit → Columns::cells
//! ```
//!
//! Everything here is geometry. What a column means is the caller's: headings are looked up in a
//! [`Headings`] dictionary of phrases, and columns carry whatever that dictionary says.

mod cells;
mod columns;
mod edges;
mod headings;
mod letters;
mod line;
mod run;
mod squash;
mod text;
mod upright;

pub use cells::{Cell, Cells};
pub use columns::Columns;
pub use headings::{FoundHeadings, Heading, Headings};
pub use line::{Line, lines};
pub use run::Run;
pub use squash::{Phrases, squash};
pub use text::join;
pub use upright::upright;

#[cfg(test)]
mod tests;
