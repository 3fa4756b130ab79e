//! Identities that outlive a computation: database keys, and what URLs name.

use uuid::Uuid;

/// Declares an id type: a UUID (version 7, made by the service) that cannot be confused with another.
macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

typed_id! {
    /// A reconciliation session.
    SessionId,
    /// An uploaded document.
    DocumentId,
    /// A cardholder in a session.
    EmployeeId,
    /// A transaction.
    TransactionId,
    /// A receipt: an expense-report line or a receipt document.
    ReceiptId,
    /// A match result.
    MatchId,
}
