//! What this installation is.

use tieout_contract::health::About;

use super::{Fault, request};

/// What this installation is, and its limits.
pub async fn about() -> Result<About, Fault> {
    request::read("/api/about").await
}
