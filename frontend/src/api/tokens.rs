//! API tokens.

use gloo_net::http::Method;
use serde::Deserialize;
use tieout_contract::page::Listing;
use tieout_contract::token::{NewToken, Token};
use uuid::Uuid;

use super::Fault;
use super::request::{self, Write};

/// All tokens.
pub async fn tokens() -> Result<Vec<Token>, Fault> {
    let listing: Listing<Token> = request::read("/api/tokens").await?;
    Ok(listing.items)
}

/// Makes one, and says its secret, which is told this once.
pub async fn create_token(token: &NewToken) -> Result<String, Fault> {
    #[derive(Deserialize)]
    struct Made {
        secret: String,
    }
    let made: Made = Write::new(Method::POST, "/api/tokens").send(token).await?;
    Ok(made.secret)
}

/// Takes one back.
pub async fn revoke_token(id: Uuid) -> Result<(), Fault> {
    Write::new(Method::DELETE, &format!("/api/tokens/{id}"))
        .send_empty()
        .await
}
