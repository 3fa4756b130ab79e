//! What HTTP asks of every route.

pub mod bodies;
mod body;
pub mod etag;
pub mod files;
pub mod headers;
pub mod home;
pub mod limiter;
pub mod metrics;
pub mod observe;
pub mod page;
mod params;

pub use body::Body;
pub use params::Params;
