//! One month's reconciliation, and the states it goes through.

use serde::{Deserialize, Serialize};

/// Where a session is. Transitions are methods, and a method can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// Documents have come in.
    Processing,
    /// They are being read.
    Extracting,
    /// Transactions and proofs are being matched.
    Matching,
    /// Done; documents may be added.
    Completed,
    /// It could not be done; documents may be added.
    Failed,
}

/// A session cannot go from one status straight to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session cannot go from {from:?} to {to:?}")]
pub struct RefusedTransition {
    /// Where it is.
    pub from: SessionStatus,
    /// Where it was asked to go.
    pub to: SessionStatus,
}

impl SessionStatus {
    /// The next status, if the session may go there: forward one step at a time, to failure from
    /// any work, and back to the start from any end.
    pub const fn advance(self, to: Self) -> Result<Self, RefusedTransition> {
        let is_allowed = matches!(
            (self, to),
            (Self::Processing, Self::Extracting)
                | (Self::Extracting, Self::Matching)
                | (Self::Matching, Self::Completed)
                | (
                    Self::Processing | Self::Extracting | Self::Matching,
                    Self::Failed
                )
                | (Self::Completed | Self::Failed, Self::Processing)
        );
        if is_allowed {
            Ok(to)
        } else {
            Err(RefusedTransition { from: self, to })
        }
    }

    /// Is work going on? Such a session is not deleted by the cleanup.
    pub const fn is_in_work(self) -> bool {
        matches!(self, Self::Processing | Self::Extracting | Self::Matching)
    }
}

#[cfg(test)]
mod tests {
    use super::SessionStatus::{Completed, Extracting, Failed, Matching, Processing};

    #[test]
    fn work_goes_forward_and_starts_anew_from_an_end() {
        assert_eq!(Processing.advance(Extracting), Ok(Extracting));
        assert_eq!(Completed.advance(Processing), Ok(Processing));
        assert_eq!(Matching.advance(Failed), Ok(Failed));
    }

    #[test]
    fn steps_are_not_skipped_and_ends_do_not_change_sides() {
        assert!(Processing.advance(Completed).is_err());
        assert!(Completed.advance(Failed).is_err());
        assert!(Failed.advance(Failed).is_err());
    }
}
