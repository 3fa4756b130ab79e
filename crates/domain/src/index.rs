//! Places in [`Books`](crate::Books): which employee, which transaction, which proof.
//!
//! The pure crates work on lists of facts and refer to them by place. Identity that outlives a
//! computation (a database key) belongs to the service, see [`crate::id`].

/// Declares a reference into one list of [`Books`](crate::Books), distinct from all others.
macro_rules! typed_index {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The reference to the entry at `place`, counted from 0.
            pub fn new(place: usize) -> Self {
                // Limits on pages and rows keep lists far below four billion entries.
                Self(u32::try_from(place).unwrap_or(u32::MAX))
            }

            /// The place in the list, counted from 0.
            pub const fn place(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

typed_index! {
    /// One uploaded document.
    DocumentRef,
    /// One cardholder.
    EmployeeRef,
    /// One transaction.
    TransactionRef,
    /// One line of an expense report.
    LineRef,
    /// One receipt read from a receipt document.
    ReceiptRef,
}
