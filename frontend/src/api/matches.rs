//! Reviews.

use gloo_net::http::Method;
use tieout_contract::matches::{BulkApproval, BulkOutcome, MatchResult, Review};
use tieout_domain::id::{MatchId, ReceiptId, SessionId};

use super::Fault;
use super::request::Write;

/// What a person says of a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decide {
    /// What is offered, or this one, proves it.
    Approve(Option<ReceiptId>),
    /// It does not.
    Reject,
    /// That one proves it, or none does.
    Reassign(Option<ReceiptId>),
    /// What was decided is taken back.
    Withdraw,
}

/// Decides, if the match is still of that version; answers with the match as it is now.
pub async fn decide(id: MatchId, version: u32, decide: Decide) -> Result<MatchResult, Fault> {
    let (verb, receipt_id) = match decide {
        Decide::Approve(receipt) => ("approve", receipt),
        Decide::Reject => ("reject", None),
        Decide::Reassign(receipt) => ("reassign", receipt),
        Decide::Withdraw => ("withdraw", None),
    };
    let review = Review {
        receipt_id,
        notes: None,
    };
    Write::new(Method::POST, &format!("/api/matches/{id}/{verb}"))
        .if_version(version)
        .send(&review)
        .await
}

/// Approves many at once, or says which they would be.
pub async fn approve_many(id: SessionId, bulk: &BulkApproval) -> Result<BulkOutcome, Fault> {
    Write::new(Method::POST, &format!("/api/sessions/{id}/matches/bulk"))
        .send(bulk)
        .await
}
