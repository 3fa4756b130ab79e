//! Who is asking, and what they may do.

mod local;
mod permit;
mod presented;
mod secret;

use std::collections::BTreeSet;
use std::time::Duration;

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use tieout_contract::token::TokenScope;
use tieout_persistence::token::{self, Token};
use tieout_persistence::{Error, Missing};

use crate::app::State;
use crate::config::Authentication;
use crate::error::{ApiError, Result};

pub use permit::{Admin, Permit, Pvault, Read, Write};
use presented::Presented;
pub use secret::{Secret, hash};

/// A last use is noted at most this often.
const NOTED_EVERY: Duration = Duration::from_secs(60);

/// Who is asking: a person at this machine, or a machine with a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// As the audit trail names them.
    pub name: String,
    scopes: BTreeSet<TokenScope>,
}

impl Principal {
    /// Whoever sits at this machine.
    pub fn local() -> Self {
        Self {
            name: "local".to_owned(),
            scopes: BTreeSet::from([TokenScope::Admin]),
        }
    }

    fn of_token(token: &Token) -> Self {
        let scope = |word: &String| serde_json::from_value(word.as_str().into()).ok();
        Self {
            name: format!("token:{}", token.name),
            scopes: token.scopes.iter().filter_map(scope).collect(),
        }
    }

    /// May they do what needs this?
    pub fn may(&self, needed: TokenScope) -> bool {
        self.scopes.iter().any(|held| includes(*held, needed))
    }
}

/// Who changes things also looks at them; an administrator does everything.
const fn includes(held: TokenScope, needed: TokenScope) -> bool {
    match held {
        TokenScope::Admin => true,
        TokenScope::Write => matches!(needed, TokenScope::Write | TokenScope::Read),
        TokenScope::Read => matches!(needed, TokenScope::Read),
        TokenScope::Pvault => matches!(needed, TokenScope::Pvault),
    }
}

/// Finds out who sends this request. A token outranks sitting at the machine.
pub async fn authenticate(request: &HttpRequest, state: &State) -> Result<Principal> {
    match (Presented::by(request)?, state.config.server.authentication) {
        (Some(presented), _) => with_token(presented.secret(), state).await,
        (None, Authentication::Local) => {
            local::check(request, &state.config.server.allowed_origins)?;
            Ok(Principal::local())
        }
        (None, Authentication::Token) => Err(ApiError::Unauthenticated(
            "send an API token: Authorization: Bearer …; a browser asks for it as a password. Whoever \
             runs the service makes one with `tieout token create`",
        )),
    }
}

async fn with_token(secret: &str, state: &State) -> Result<Principal> {
    let found = token::find_valid(&state.database, &hash(secret)).await;
    let token = found.map_err(|error| match error {
        Error::NotFound(Missing::Token) => ApiError::Unauthenticated(
            "this token is unknown, expired or revoked: use another, or make a new one",
        ),
        error => error.into(),
    })?;
    note_use(&token, state).await?;
    Ok(Principal::of_token(&token))
}

async fn note_use(token: &Token, state: &State) -> Result<()> {
    let is_recent = |at: DateTime<Utc>| {
        (Utc::now() - at)
            .to_std()
            .is_ok_and(|ago| ago < NOTED_EVERY)
    };
    if token.last_used_at.is_some_and(is_recent) {
        return Ok(());
    }
    let write = state.database.write().await?;
    token::touch(&write, token.id).await?;
    Ok(write.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_includes_those_below_it() {
        use TokenScope::{Admin, Pvault, Read, Write};
        let allowed = [Read, Write, Pvault, Admin].map(|held| {
            [Read, Write, Pvault, Admin]
                .into_iter()
                .filter(|needed| includes(held, *needed))
                .collect::<Vec<_>>()
        });
        assert_eq!(
            allowed,
            [
                vec![Read],
                vec![Read, Write],
                vec![Pvault],
                vec![Read, Write, Pvault, Admin]
            ]
        );
    }
}
