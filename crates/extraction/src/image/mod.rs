//! Images of papers: decoded within limits, turned upright, and made ready for reading.
//!
//! ```text
//! bytes → Picture (grey, upright) → Prepared (cropped to the paper, evenly lit, level, of readable size)
//! ```

mod affine;
mod decode;
mod jpeg;
mod level;
mod light;
mod look;
mod paper;
mod picture;
mod prepare;
mod raster;

pub use affine::Affine;
pub use decode::{ImageError, ImageLimits, decode};
pub use look::look;
pub use picture::Picture;
pub use prepare::{Prepared, prepare};
pub use raster::{RasterError, Rasterizer};
