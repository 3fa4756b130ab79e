//! The database's clock. Leases and expiry go by it alone: machines disagree on the time.

use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, DbBackend};

use crate::{Read, Result};

/// Now, as an expression.
pub(crate) fn now(backend: DbBackend) -> Expr {
    after(backend, Duration::ZERO)
}

/// `span` from now, as an expression. Written like the times we bind, so that the two compare.
pub(crate) fn after(backend: DbBackend, span: Duration) -> Expr {
    shifted(backend, '+', span)
}

/// `span` ago, as an expression.
pub(crate) fn before(backend: DbBackend, span: Duration) -> Expr {
    shifted(backend, '-', span)
}

/// The time, truncated to microseconds.
pub(crate) async fn read(db: &impl Read) -> Result<DateTime<Utc>> {
    let db = db.executor();
    if db.get_database_backend() == DbBackend::Sqlite {
        // SQLite runs in our process: its clock is ours.
        return Ok(Utc::now().trunc_subsecs(6));
    }
    let query = Query::select()
        .expr_as(Expr::cust("now()"), Alias::new("now"))
        .take();
    let row = db.query_one(&query).await?;
    let now: DateTime<Utc> = match row {
        Some(row) => row.try_get("", "now")?,
        None => Utc::now(),
    };
    Ok(now.trunc_subsecs(6))
}

fn shifted(backend: DbBackend, sign: char, span: Duration) -> Expr {
    let seconds = format!(
        "{sign}{}.{:03} seconds",
        span.as_secs(),
        span.subsec_millis()
    );
    Expr::cust(match backend {
        DbBackend::Sqlite => format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '{seconds}')"),
        _ => format!("(now() + interval '{seconds}')"),
    })
}
