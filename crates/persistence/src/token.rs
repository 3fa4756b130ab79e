//! API tokens. The token itself is shown once and never stored: only its hash is.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::entity::api_token::{Column, Entity, Model};
use crate::row::{from_json, json, storable};
use crate::{Error, Missing, Read, Result, Write, bulk, clock};

/// The key of a token.
pub type TokenId = Uuid;

/// How exactly the last use of a token is known: not every request is worth a write.
const LAST_USE_WITHIN: Duration = Duration::from_secs(60);

/// What is known of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its key.
    pub id: TokenId,
    /// What it is for, in its maker's words.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, within a minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A token to be made.
#[derive(Debug, Clone)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// SHA-256 of the token, in hexadecimal digits.
    pub hash: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Who makes it.
    pub created_by: String,
    /// How long it holds.
    pub lifetime: Duration,
}

/// Remembers a token by its hash.
pub async fn create(write: &Write, new: NewToken) -> Result<TokenId> {
    let id = Uuid::now_v7();
    let created_at = clock::read(write).await?;
    let row = Model {
        id,
        name: storable(&new.name).into_owned(),
        token_hash: new.hash,
        scopes: json(new.scopes)?,
        created_by: new.created_by,
        created_at,
        expires_at: created_at + new.lifetime,
        last_used_at: None,
        revoked_at: None,
    };
    bulk::insert::<Entity>(write, vec![row]).await?;
    Ok(id)
}

/// The token with this hash, if it holds now.
pub async fn find_valid(db: &impl Read, hash: &str) -> Result<Token> {
    let db = db.executor();
    let now = clock::now(db.get_database_backend());
    let row = Entity::find()
        .filter(Column::TokenHash.eq(hash))
        .filter(Column::RevokedAt.is_null())
        .filter(Expr::col(Column::ExpiresAt).gt(now))
        .one(&db)
        .await?;
    from_row(row.ok_or(Error::NotFound(Missing::Token))?)
}

/// Notes that a token was used. Most calls change nothing.
pub async fn touch(write: &Write, id: TokenId) -> Result<()> {
    let long_ago = clock::before(write.backend(), LAST_USE_WITHIN);
    let is_stale = Condition::any()
        .add(Column::LastUsedAt.is_null())
        .add(Expr::col(Column::LastUsedAt).lt(long_ago));
    Entity::update_many()
        .col_expr(Column::LastUsedAt, clock::now(write.backend()))
        .filter(Column::Id.eq(id))
        .filter(is_stale)
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// All tokens, the newest first.
pub async fn list(db: &impl Read) -> Result<Vec<Token>> {
    let rows = Entity::find()
        .order_by_desc(Column::CreatedAt)
        .all(&db.executor())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Takes a token back, at once and for good.
pub async fn revoke(write: &Write, id: TokenId) -> Result<()> {
    let revoked = Entity::update_many()
        .col_expr(Column::RevokedAt, clock::now(write.backend()))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(write.transaction())
        .await?;
    match revoked.rows_affected {
        0 => Err(Error::NotFound(Missing::Token)),
        _ => Ok(()),
    }
}

fn from_row(row: Model) -> Result<Token> {
    Ok(Token {
        id: row.id,
        name: row.name,
        scopes: from_json("a token's scopes", row.scopes)?,
        created_by: row.created_by,
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at: row.revoked_at,
    })
}
