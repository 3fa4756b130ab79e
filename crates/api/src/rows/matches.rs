//! Which proof goes with which transaction.

use tieout_contract::month::{MatchRow, Outcome};
use tieout_domain::{LegOutcome, LegVerdict, Link, ProofRef, TransactionOutcome, TransactionRef};

use super::{proof_key, transaction_key};

/// Every proof that was settled or offered, by transaction.
pub(super) fn rows(outcomes: &[TransactionOutcome]) -> Vec<MatchRow> {
    let numbered = outcomes.iter().enumerate();
    numbered
        .flat_map(|(place, outcome)| {
            let at = TransactionRef::new(place);
            [&outcome.report_leg, &outcome.document_leg]
                .into_iter()
                .flat_map(move |leg| leg_rows(at, leg))
        })
        .collect()
}

fn leg_rows(at: TransactionRef, leg: &LegOutcome) -> Vec<MatchRow> {
    let outcome = match leg.verdict {
        LegVerdict::Matched => Outcome::Matched,
        LegVerdict::Review => Outcome::Review,
        LegVerdict::Unmatched => return Vec::new(),
    };
    let links = leg.links.iter();
    links.map(|link| row(at, outcome, link)).collect()
}

fn row(at: TransactionRef, outcome: Outcome, link: &Link) -> MatchRow {
    let key = proof_key(link.proof);
    let is_line = matches!(link.proof, ProofRef::Line(_));
    MatchRow {
        transaction: transaction_key(at),
        expense_line: is_line.then(|| key.clone()),
        receipt: (!is_line).then_some(key),
        outcome,
        kind: link.kind,
        allocated_amount: link.allocated.to_string(),
        confidence: link.confidence,
        reason: link.reason.clone(),
    }
}
