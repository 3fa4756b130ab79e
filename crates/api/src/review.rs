//! What people decide, and the matching that follows from it at once: a reviewer sees the effect of
//! one decision before the next.

use actix_web::web::block;
use tieout_contract::matches::{BulkApproval, BulkOutcome, Review};
use tieout_domain::id::SessionId;
use tieout_domain::{
    Decision, LegOutcome, MatchStatus, ProofRef, Reconciliation, TransactionOutcome,
    TransactionRef, Verdict,
};
use tieout_persistence::audit::{self, Action, Detail, Details, Event};
use tieout_persistence::books::LoadedBooks;
use tieout_persistence::matches::{self, MatchRef};
use tieout_persistence::{Error, Missing, Write, alias, decision, session};

use crate::app::State;
use crate::error::{ApiError, Result};
use crate::ledger::{Ledger, Reconciled};

/// What a reviewer can do to a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// These prove it.
    Approve,
    /// These do not.
    Reject,
    /// That one does, or none.
    Reassign,
    /// What was decided is taken back.
    Withdraw,
}

/// Does it, matches anew, and keeps both or neither.
pub async fn review(
    state: &State,
    actor: &str,
    seen: &MatchRef,
    act: Act,
    review: &Review,
) -> Result<()> {
    let write = state.database.write().await?;
    matches::expect_version(&write, seen).await?;
    let known = Ledger::load(&write, seen.session).await?.reconciled()?;
    let place = known.books.ids.transaction_ref(seen.transaction);
    let place = place.ok_or(Error::NotFound(Missing::Transaction))?;
    let before = outcome_at(&known.reconciliation, place)?;
    let notes = review.notes.as_deref();
    match verdict(act, review, &known, before)? {
        Some(verdict) => {
            let decision = Decision {
                transaction: place,
                verdict,
            };
            decision::record(&write, &known.books, &decision, actor, notes).await?;
        }
        None => decision::withdraw(&write, &known.books, place).await?,
    }
    let before = before.match_status;
    let after = rematch(state, &write, known.books).await?;
    let after = outcome_at(&after, place)?.match_status;
    let event = Event {
        actor: actor.to_owned(),
        action: action(act),
        session: Some(seen.session),
        subject: Some(seen.id.0),
        before: status(before)?,
        after: status(after)?,
    };
    audit::record(&write, &event).await?;
    write.commit().await?;
    state.progress.session_changed(seen.session);
    Ok(())
}

/// Approves what waits for a review and has a proof offered, or says what that would be.
pub async fn approve_many(
    state: &State,
    actor: &str,
    id: SessionId,
    bulk: &BulkApproval,
) -> Result<BulkOutcome> {
    let write = state.database.write().await?;
    let known = lock(&write, id).await?;
    let chosen = chosen(&known, bulk);
    let mut match_ids = Vec::with_capacity(chosen.len());
    for decision in &chosen {
        let transaction = known.books.ids.transaction(decision.transaction);
        let transaction = transaction.ok_or(Error::NotFound(Missing::Transaction))?;
        match_ids.push(matches::of_transaction(&write, transaction).await?.id);
    }
    if !bulk.dry_run && !chosen.is_empty() {
        for decision in &chosen {
            let notes = bulk.notes.as_deref();
            decision::record(&write, &known.books, decision, actor, notes).await?;
        }
        rematch(state, &write, known.books).await?;
        let count = Detail::Count(chosen.len() as u64);
        let event = Event {
            actor: actor.to_owned(),
            action: Action::MatchApproved,
            session: Some(id),
            subject: None,
            before: Details::new(),
            after: [("matches".to_owned(), count)].into(),
        };
        audit::record(&write, &event).await?;
        write.commit().await?;
        state.progress.session_changed(id);
    }
    Ok(BulkOutcome {
        dry_run: bulk.dry_run,
        approved: u32::try_from(match_ids.len()).unwrap_or(u32::MAX),
        match_ids,
    })
}

/// The session as it stays until the end of this transaction.
pub async fn lock(write: &Write, id: SessionId) -> Result<Reconciled> {
    session::lock_settled(write, id).await?;
    Ledger::load(write, id).await?.reconciled()
}

/// Matches with what is known now, and stores the outcome.
pub async fn rematch(state: &State, write: &Write, books: LoadedBooks) -> Result<Reconciliation> {
    let decisions = decision::load(write, &books).await?.current;
    let aliases = alias::load(write).await?;
    let settings = state.work.matching.clone();
    let (books, outcome) = block(move || {
        let outcome = tieout_matching::reconcile(&books.books, &decisions, &aliases, &settings);
        (books, outcome)
    })
    .await?;
    matches::save(write, &books, &outcome).await?;
    Ok(outcome)
}

fn verdict(
    act: Act,
    review: &Review,
    known: &Reconciled,
    outcome: &TransactionOutcome,
) -> Result<Option<Verdict>> {
    let named = review.receipt_id.map(|id| {
        let proof = known.books.ids.proof_ref(id);
        let message = "is no receipt of this session";
        proof.ok_or_else(|| ApiError::invalid("receipt_id", "unknown", message))
    });
    let named = named.transpose()?;
    let these = || match named {
        Some(proof) => Ok(vec![proof]),
        None => offered(outcome),
    };
    Ok(match (act, named) {
        (Act::Approve, _) => Some(Verdict::Approved(these()?)),
        (Act::Reject, _) => Some(Verdict::Rejected(these()?)),
        (Act::Reassign, Some(proof)) => Some(Verdict::Approved(vec![proof])),
        (Act::Reassign, None) => Some(Verdict::NoProof),
        (Act::Withdraw, _) => None,
    })
}

/// Everything that is settled or offered on either leg.
fn offered(outcome: &TransactionOutcome) -> Result<Vec<ProofRef>> {
    let proofs = proofs(outcome);
    if proofs.is_empty() {
        let message = "is missing: nothing is offered for this transaction, so name the receipt";
        return Err(ApiError::invalid("receipt_id", "missing", message));
    }
    Ok(proofs)
}

fn proofs(outcome: &TransactionOutcome) -> Vec<ProofRef> {
    let legs = [&outcome.report_leg, &outcome.document_leg];
    let links = legs.into_iter().flat_map(|leg: &LegOutcome| &leg.links);
    links.map(|link| link.proof).collect()
}

fn chosen(known: &Reconciled, bulk: &BulkApproval) -> Vec<Decision> {
    let least = bulk.min_confidence.unwrap_or_default();
    let outcomes = known.reconciliation.transactions.iter().enumerate();
    let chosen = outcomes.filter_map(|(place, outcome)| {
        let transaction = known.books.books.transactions.get(place)?;
        let employee = transaction
            .employee
            .and_then(|employee| known.books.ids.employee(employee));
        let is_wanted = outcome.match_status == MatchStatus::ManualReview
            && outcome.confidence >= least
            && (bulk.employee_id.is_none() || bulk.employee_id == employee);
        let proofs = proofs(outcome);
        (is_wanted && !proofs.is_empty()).then(|| Decision {
            transaction: TransactionRef::new(place),
            verdict: Verdict::Approved(proofs),
        })
    });
    chosen.collect()
}

fn outcome_at(
    reconciliation: &Reconciliation,
    place: TransactionRef,
) -> Result<&TransactionOutcome> {
    let outcome = reconciliation.transactions.get(place.place());
    Ok(outcome.ok_or(Error::NotFound(Missing::Match))?)
}

const fn action(act: Act) -> Action {
    match act {
        Act::Approve => Action::MatchApproved,
        Act::Reject => Action::MatchRejected,
        Act::Reassign => Action::MatchReassigned,
        Act::Withdraw => Action::DecisionWithdrawn,
    }
}

fn status(status: MatchStatus) -> Result<Details, Error> {
    Ok([("match_status".to_owned(), Detail::state(status)?)].into())
}
