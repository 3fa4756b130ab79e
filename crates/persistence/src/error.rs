//! What can go wrong between us and the database, told apart by what a caller can do about it.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, RuntimeErr};
use tieout_domain::RefusedTransition;

/// What the functions of this crate answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the database gave no answer, or refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database is down, full, or too busy. The same call may succeed later.
    #[error("the database cannot be reached or is too busy: try again in a moment")]
    Unavailable(#[source] DbErr),
    /// A rule of the schema forbids it.
    #[error("{0}")]
    Violated(Violation),
    /// There is nothing by that id.
    #[error("there is no such {0}")]
    NotFound(Missing),
    /// The session is past its retention, whether or not the cleanup has run.
    #[error("session expired on {}: its data is no longer kept", at.date_naive())]
    Expired {
        /// The instant from which it was not shown any more.
        at: DateTime<Utc>,
    },
    /// The session cannot go there from where it is.
    #[error(transparent)]
    Refused(#[from] RefusedTransition),
    /// Work on the session is going on.
    #[error("the session is still being processed: wait until it is done")]
    InWork,
    /// Somebody else changed it since it was read.
    #[error("it was changed by somebody else since it was shown: look at it again")]
    Stale,
    /// The job was given to another worker; nothing of this attempt is kept.
    #[error("the job's lease has passed to another worker")]
    LeaseLost,
    /// A stored value means nothing to this program.
    #[error("a stored value cannot be read: {what}")]
    Corrupt {
        /// Which value.
        what: Cow<'static, str>,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The database did not understand us: a mistake in this program.
    #[error("the database refused a statement")]
    Statement(#[source] DbErr),
}

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Missing {
    Session,
    Document,
    Employee,
    Transaction,
    Receipt,
    Match,
    Alias,
    Token,
    Payload,
}

/// A rule of the schema that a statement would have broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the data breaks the rule {}", constraint.as_deref().unwrap_or("of a reference"))]
pub struct Violation {
    /// What sort of rule.
    pub kind: ViolationKind,
    /// Its name in the schema, the same on both databases. SQLite does not name foreign keys.
    pub constraint: Option<String>,
}

/// The sorts of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViolationKind {
    /// No two alike.
    Unique,
    /// What is referred to exists.
    ForeignKey,
    /// The row is in itself sound.
    Check,
    /// A value is required.
    NotNull,
}

impl Error {
    /// Wraps what is wrong with a stored value.
    pub(crate) fn corrupt(
        what: impl Into<Cow<'static, str>>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Corrupt {
            what: what.into(),
            source: source.into(),
        }
    }

    /// Was this rule broken?
    pub fn violates(&self, constraint: &str) -> bool {
        matches!(self, Self::Violated(broken) if broken.constraint.as_deref() == Some(constraint))
    }
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Session => "session",
            Self::Document => "document",
            Self::Employee => "employee",
            Self::Transaction => "transaction",
            Self::Receipt => "receipt",
            Self::Match => "match",
            Self::Alias => "alias",
            Self::Token => "token",
            Self::Payload => "upload",
        })
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error),
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause)) => match judge(cause) {
                Verdict::Unavailable => Self::Unavailable(error),
                Verdict::Violated(violation) => Self::Violated(violation),
                Verdict::Misunderstood => Self::Statement(error),
            },
            _ => Self::Statement(error),
        }
    }
}

enum Verdict {
    Unavailable,
    Violated(Violation),
    Misunderstood,
}

fn judge(error: &sqlx::Error) -> Verdict {
    match error {
        sqlx::Error::Database(error) => judge_answer(error.as_ref()),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Verdict::Unavailable,
        _ => Verdict::Misunderstood,
    }
}

fn judge_answer(error: &dyn sqlx::error::DatabaseError) -> Verdict {
    use sqlx::error::ErrorKind;
    let kind = match error.kind() {
        ErrorKind::UniqueViolation => ViolationKind::Unique,
        ErrorKind::ForeignKeyViolation => ViolationKind::ForeignKey,
        ErrorKind::NotNullViolation => ViolationKind::NotNull,
        ErrorKind::CheckViolation => ViolationKind::Check,
        _ if error.code().is_some_and(|code| passes_by_itself(&code)) => {
            return Verdict::Unavailable;
        }
        _ => return Verdict::Misunderstood,
    };
    let named = error.constraint().map(str::to_owned);
    Verdict::Violated(Violation {
        kind,
        constraint: named.or_else(|| constraint_in(error.message())),
    })
}

/// Is it the database's state, and not the statement, that is at fault?
fn passes_by_itself(code: &str) -> bool {
    /// Connection lost; out of memory, disk or connections; shutting down; deadlock or conflict
    /// between transactions (PostgreSQL, appendix A).
    const CLASSES: [&str; 5] = ["08", "53", "57", "58", "40"];
    if code.len() == 5 {
        return CLASSES.iter().any(|class| code.starts_with(class));
    }
    // SQLite: busy, locked, out of memory, disk error, disk full, cannot open. The low byte is
    // the sort, the rest the detail.
    let sort = code.parse::<u32>().map(|code| code & 0xff);
    matches!(sort, Ok(5 | 6 | 7 | 10 | 13 | 14))
}

/// SQLite says which columns clash, or which check failed; the schema's names follow from that.
fn constraint_in(message: &str) -> Option<String> {
    let (_, what) = message.split_once("constraint failed: ")?;
    let Some((table, _)) = what.split_once('.') else {
        return Some(what.to_owned());
    };
    let columns = what.split(", ").filter_map(|column| column.split_once('.'));
    let columns: Vec<_> = columns.map(|(_, column)| column).collect();
    Some(format!("uq_{table}_{}", columns.join("_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_says_becomes_the_name_in_the_schema() {
        let unique = "UNIQUE constraint failed: documents.session_id, documents.content_hash";
        assert_eq!(
            constraint_in(unique).as_deref(),
            Some("uq_documents_session_id_content_hash")
        );
        assert_eq!(
            constraint_in("CHECK constraint failed: ck_transactions_amount").as_deref(),
            Some("ck_transactions_amount")
        );
        assert_eq!(constraint_in("FOREIGN KEY constraint failed"), None);
    }

    #[test]
    fn states_of_the_database_are_told_from_mistakes() {
        for code in ["57P01", "53100", "08006", "40001", "5", "517", "13", "3850"] {
            assert!(passes_by_itself(code), "{code}");
        }
        for code in ["42601", "22P02", "1"] {
            assert!(!passes_by_itself(code), "{code}");
        }
    }

    #[test]
    fn people_read_what_to_do() {
        assert_eq!(
            Error::NotFound(Missing::Session).to_string(),
            "there is no such session"
        );
        assert_eq!(
            Error::Stale.to_string(),
            "it was changed by somebody else since it was shown: look at it again"
        );
        assert_eq!(
            Error::InWork.to_string(),
            "the session is still being processed: wait until it is done"
        );
    }
}
