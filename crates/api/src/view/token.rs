//! Tokens, without their secrets.

use tieout_contract::token::{Token, TokenScope};
use tieout_persistence::token;

/// A token.
pub fn token(token: token::Token) -> Token {
    let scope =
        |word: &String| -> Option<TokenScope> { serde_json::from_value(word.as_str().into()).ok() };
    Token {
        id: token.id,
        scopes: token.scopes.iter().filter_map(scope).collect(),
        name: token.name,
        created_by: token.created_by,
        created_at: token.created_at,
        expires_at: token.expires_at,
        last_used_at: token.last_used_at,
        revoked_at: token.revoked_at,
    }
}
