//! Where a cost is booked.

use serde::{Deserialize, Serialize};

/// Job, phase, cost type and general-ledger account of a cost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coding {
    /// The job (project).
    pub job: Option<String>,
    /// The phase of the job.
    pub phase: Option<String>,
    /// The cost type.
    pub cost_type: Option<String>,
    /// The general-ledger account.
    pub gl_account: Option<String>,
}

impl Coding {
    /// Can the cost be booked? The account decides; overhead has no job.
    pub const fn is_complete(&self) -> bool {
        self.gl_account.is_some()
    }
}
