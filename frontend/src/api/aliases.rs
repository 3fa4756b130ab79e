//! What people taught.

use gloo_net::http::Method;
use tieout_contract::alias::{Alias, NewAlias};
use tieout_contract::page::Listing;
use uuid::Uuid;

use super::Fault;
use super::request::{self, Write};

/// All aliases.
pub async fn aliases() -> Result<Vec<Alias>, Fault> {
    let listing: Listing<Alias> = request::read("/api/aliases").await?;
    Ok(listing.items)
}

/// Teaches one.
pub async fn add_alias(alias: &NewAlias) -> Result<Alias, Fault> {
    Write::new(Method::POST, "/api/aliases").send(alias).await
}

/// Forgets one.
pub async fn remove_alias(id: Uuid) -> Result<(), Fault> {
    Write::new(Method::DELETE, &format!("/api/aliases/{id}"))
        .send_empty()
        .await
}
