//! The parts that pages are put together from. They know texts and tokens, and nothing of the service.

pub mod badge;
pub mod chart;
pub mod dialog;
pub mod drop_zone;
pub mod icon;
pub mod live;
pub mod meter;
pub mod notice;
pub mod table;
pub mod toast;

pub use badge::{Badge, Tone};
pub use dialog::Dialog;
pub use drop_zone::DropZone;
pub use icon::{Glyph, Icon};
pub use live::live;
pub use meter::{Factor, Meter};
pub use notice::{Empty, FaultNotice, Skeleton};
pub use toast::Toasts;
