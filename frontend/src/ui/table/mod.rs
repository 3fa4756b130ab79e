//! Tables of many rows: only those in sight are in the document.

mod chosen;
mod export;
mod grid;
mod model;
mod sheet;
mod toolbar;
mod view;
mod window;

pub use model::{Column, Spec};
pub use sheet::Sheet;
pub use view::Table;
