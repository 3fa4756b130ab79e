//! What changed since the matching before.

use tieout_contract::change::{Change, ChangeKind};
use tieout_persistence::matches;

/// A change.
pub fn change(change: &matches::Change) -> Change {
    Change {
        run: change.run,
        at: change.at,
        kind: kind(change.kind),
        employee_id: change.employee,
        transaction_id: change.transaction,
    }
}

const fn kind(kind: matches::ChangeKind) -> ChangeKind {
    match kind {
        matches::ChangeKind::EmployeeCompleted => ChangeKind::EmployeeCompleted,
        matches::ChangeKind::EmployeeReopened => ChangeKind::EmployeeReopened,
        matches::ChangeKind::NewlyMatched => ChangeKind::NewlyMatched,
        matches::ChangeKind::NoLongerMatched => ChangeKind::NoLongerMatched,
        matches::ChangeKind::NewlyOffered => ChangeKind::NewlyOffered,
        matches::ChangeKind::CandidateLost => ChangeKind::CandidateLost,
    }
}
