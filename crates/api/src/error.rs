//! What can go wrong with a request, and what is answered: one table, in which every fault has its
//! row.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use chrono::{DateTime, Utc};
use tieout_contract::error::InvalidPart;
use tieout_contract::token::TokenScope;
use tieout_domain::MoneyError;
use tieout_persistence::{Error, Missing, ViolationKind};
use tieout_reporting::ReportError;

/// What handlers answer.
pub type Result<T, E = ApiError> = std::result::Result<T, E>;

/// Why a request was not fulfilled.
#[derive(Debug)]
pub enum ApiError {
    /// Parts of the request mean nothing here.
    Invalid(Vec<InvalidPart>),
    /// Nobody said who asks, or nobody we know.
    Unauthenticated(&'static str),
    /// Who asks may not do this.
    Forbidden(TokenScope),
    /// The request comes from another web page.
    Foreign(&'static str),
    /// There is nothing by that id.
    NotFound(Missing),
    /// There is nothing at that path.
    NoRoute,
    /// The path takes other methods.
    MethodNotAllowed(String),
    /// The session has not been reconciled.
    NotReconciled,
    /// The first request with this key is still being answered.
    KeyInFlight,
    /// The key was used for another request.
    KeyReused,
    /// It was changed since it was looked at.
    Changed,
    /// A file, or the whole request, is larger than allowed.
    TooLarge(Vec<InvalidPart>),
    /// The content is of no accepted type.
    Unsupported(Vec<InvalidPart>),
    /// The body came too slowly, or broke off.
    TooSlow,
    /// Too many requests; come again after so many seconds.
    TooMany(u32),
    /// Too many watch the progress at a time.
    TooManyStreams,
    /// The database did not let us.
    Database(Error),
    /// Something that nobody foresaw.
    Unforeseen(Box<dyn std::error::Error + Send + Sync>),
}

/// The row of a fault: what is always the same of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The HTTP status.
    pub status: StatusCode,
    /// The last part of the problem's type.
    pub name: &'static str,
    /// The sort in words.
    pub title: &'static str,
}

/// A fault on its way out; the outermost layer adds which request it was.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Its row.
    pub row: Row,
    /// What happened this time, and what to do.
    pub detail: String,
    /// What is wrong with which part of the request.
    pub errors: Vec<InvalidPart>,
    /// When the session expired, of one that has.
    pub expired_at: Option<DateTime<Utc>>,
    /// What only the log says.
    pub cause: Option<String>,
}

impl ApiError {
    /// The table.
    pub fn row(&self) -> Row {
        use StatusCode as S;
        let (status, name, title) = match self {
            Self::Invalid(_) => (S::BAD_REQUEST, "invalid", "The request cannot be taken"),
            Self::Unauthenticated(_) => (S::UNAUTHORIZED, "unauthenticated", "Who is asking?"),
            Self::Forbidden(_) => (S::FORBIDDEN, "forbidden", "Not allowed"),
            Self::Foreign(_) => (S::FORBIDDEN, "foreign-origin", "Not allowed from there"),
            Self::NotFound(_) | Self::NoRoute => (S::NOT_FOUND, "not-found", "Not found"),
            Self::MethodNotAllowed(_) => {
                (S::METHOD_NOT_ALLOWED, "method-not-allowed", "Not that way")
            }
            Self::NotReconciled => (S::CONFLICT, "not-reconciled", "Not reconciled yet"),
            Self::KeyInFlight => (S::CONFLICT, "in-flight", "Already being answered"),
            Self::KeyReused => (
                S::UNPROCESSABLE_ENTITY,
                "key-reused",
                "Another request had this key",
            ),
            Self::Changed => (S::PRECONDITION_FAILED, "changed", "Changed in the meantime"),
            Self::TooLarge(_) => (S::PAYLOAD_TOO_LARGE, "too-large", "Too large"),
            Self::Unsupported(_) => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported-type",
                "A type of file that is not read here",
            ),
            Self::TooSlow => (S::REQUEST_TIMEOUT, "too-slow", "The upload broke off"),
            Self::TooMany(_) | Self::TooManyStreams => (
                S::TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests",
            ),
            Self::Database(error) => return of_database(error),
            Self::Unforeseen(_) => (
                S::INTERNAL_SERVER_ERROR,
                "unforeseen",
                "Something went wrong",
            ),
        };
        Row {
            status,
            name,
            title,
        }
    }

    /// One part of the request that means nothing here.
    pub fn invalid(field: &str, code: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![part(field, code, message)])
    }

    /// A mistake of this program, or of what it stands on.
    pub fn unforeseen(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unforeseen(error.into())
    }

    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::KeyInFlight | Self::Database(Error::Unavailable(_)) => Some(5),
            Self::TooManyStreams => Some(10),
            _ => None,
        }
    }

    fn errors(&self) -> &[InvalidPart] {
        match self {
            Self::Invalid(parts) | Self::TooLarge(parts) | Self::Unsupported(parts) => parts,
            _ => &[],
        }
    }

    fn expired_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Database(Error::Expired { at }) => Some(*at),
            _ => None,
        }
    }

    fn cause(&self) -> Option<String> {
        match self {
            Self::Unforeseen(error) => Some(error.to_string()),
            Self::Database(error @ (Error::Statement(source) | Error::Unavailable(source))) => {
                Some(format!("{error}: {source}"))
            }
            Self::Database(error @ Error::Corrupt { source, .. }) => {
                Some(format!("{error}: {source}"))
            }
            _ => None,
        }
    }
}

/// The rows of what the database says.
fn of_database(error: &Error) -> Row {
    use StatusCode as S;
    let (status, name, title) = match error {
        Error::Unavailable(_) => (
            S::SERVICE_UNAVAILABLE,
            "unavailable",
            "The database cannot be reached",
        ),
        Error::Violated(violation) => match violation.kind {
            ViolationKind::Unique | ViolationKind::ForeignKey => {
                (S::CONFLICT, "conflict", "It contradicts what is there")
            }
            ViolationKind::Check | ViolationKind::NotNull => {
                (S::BAD_REQUEST, "invalid", "The request cannot be taken")
            }
        },
        Error::NotFound(_) => (S::NOT_FOUND, "not-found", "Not found"),
        Error::Expired { .. } => (S::GONE, "session-expired", "Session expired"),
        Error::Refused(_) | Error::InWork | Error::LeaseLost => {
            (S::CONFLICT, "in-work", "Still being processed")
        }
        Error::Stale => (S::PRECONDITION_FAILED, "changed", "Changed in the meantime"),
        Error::Corrupt { .. } | Error::Statement(_) => (
            S::INTERNAL_SERVER_ERROR,
            "unforeseen",
            "Something went wrong",
        ),
    };
    Row {
        status,
        name,
        title,
    }
}

/// A field or parameter that cannot be taken.
pub fn part(field: &str, code: &str, message: impl Into<String>) -> InvalidPart {
    InvalidPart {
        field: Some(field.to_owned()),
        file: None,
        code: code.to_owned(),
        message: message.into(),
    }
}

/// A file that cannot be taken.
pub fn file_part(file: &str, code: &str, message: impl Into<String>) -> InvalidPart {
    InvalidPart {
        field: None,
        file: Some(file.to_owned()),
        code: code.to_owned(),
        message: message.into(),
    }
}

/// What happened this time, and what to do.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(parts) | Self::TooLarge(parts) | Self::Unsupported(parts) => {
                f.write_str(&sentences(parts))
            }
            Self::Unauthenticated(why) | Self::Foreign(why) => f.write_str(why),
            Self::Forbidden(scope) => write!(
                f,
                "this token does not have the scope {}: use another, or make one with it",
                scope_word(*scope)
            ),
            Self::NotFound(missing) => write!(f, "there is no such {missing}"),
            Self::NoRoute => f.write_str("there is nothing at this path: see /api/docs"),
            Self::MethodNotAllowed(allowed) => write!(f, "this path takes {allowed}"),
            Self::NotReconciled => f.write_str(
                "the session has not been reconciled: wait until it is completed, or add a \
                 statement that can be read",
            ),
            Self::KeyInFlight => f.write_str(
                "the first request with this Idempotency-Key is still being answered: send it \
                 again in a moment",
            ),
            Self::KeyReused => {
                f.write_str("this Idempotency-Key was used for another request: choose a new one")
            }
            Self::Changed => {
                f.write_str("it was changed by somebody else since it was shown: look at it again")
            }
            Self::TooSlow => f.write_str("the files came too slowly or broke off: send them again"),
            Self::TooMany(seconds) => write!(
                f,
                "too many requests in a short time: send the next in {seconds} seconds"
            ),
            Self::TooManyStreams => f.write_str(
                "too many watch the progress at the moment: ask for /progress every few seconds \
                 instead",
            ),
            Self::Database(Error::Violated(_)) => {
                f.write_str("the values contradict one another or what is there")
            }
            Self::Database(Error::Corrupt { .. } | Error::Statement(_)) | Self::Unforeseen(_) => {
                f.write_str("nobody foresaw this: quote the request id to whoever runs the service")
            }
            Self::Database(error) => error.fmt(f),
        }
    }
}

fn sentences(parts: &[InvalidPart]) -> String {
    let sentence = |part: &InvalidPart| match part.field.as_ref().or(part.file.as_ref()) {
        Some(name) => format!("{name}: {}", part.message),
        None => part.message.clone(),
    };
    parts.iter().map(sentence).collect::<Vec<_>>().join("; ")
}

/// As JSON writes it.
pub const fn scope_word(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::Read => "read",
        TokenScope::Write => "write",
        TokenScope::Pvault => "pvault",
        TokenScope::Admin => "admin",
    }
}

/// How a token may come: a browser asks a person for it by the second.
const SCHEMES: [&str; 2] = [
    "Bearer",
    r#"Basic realm="Tieout: the token is the password", charset="UTF-8""#,
];

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.row().status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.row().status);
        if let Some(seconds) = self.retry_after() {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::Unauthenticated(_)) {
            let headers = response.headers_mut();
            for scheme in SCHEMES {
                headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
            }
        }
        if let Self::MethodNotAllowed(allowed) = self
            && let Ok(allowed) = HeaderValue::from_str(allowed)
        {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        response.extensions_mut().insert(Fault {
            row: self.row(),
            detail: self.to_string(),
            errors: self.errors().to_vec(),
            expired_at: self.expired_at(),
            cause: self.cause(),
        });
        response
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        if error.violates("ck_transactions_amount") {
            return Self::invalid(
                "amount",
                "invalid",
                "is 0, and a transaction moves something",
            );
        }
        Self::Database(error)
    }
}

impl From<ReportError> for ApiError {
    fn from(error: ReportError) -> Self {
        Self::unforeseen(error)
    }
}

impl From<MoneyError> for ApiError {
    fn from(error: MoneyError) -> Self {
        Self::invalid("amount", "invalid", error.to_string())
    }
}

impl From<actix_web::error::BlockingError> for ApiError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::unforeseen(error)
    }
}
