//! What a page draws: its content streams, interpreted as far as text and images go.

mod annotations;
mod drawing;
mod fonts;
mod frame;
mod images;
mod inline_image;
mod interpreter;
mod layers;
mod marked;
mod notes;
mod resources;
mod show;
mod state;

pub(crate) use fonts::Fonts;
pub(crate) use interpreter::{Caches, Interpreter};
pub(crate) use layers::Layers;
