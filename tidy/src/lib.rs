#![doc = include_str!("../README.md")]

pub mod arrows;
pub mod cards;
mod code;
pub mod decisions;
mod finding;
pub mod floats;
pub mod length;
pub mod links;
mod manifest;
pub mod manifests;
pub mod purity;
pub mod snapshots;
pub mod text;
mod tree;
pub mod unfinished;

pub use finding::Finding;
pub use tree::Tree;
