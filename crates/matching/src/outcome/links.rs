//! Links: proofs laid against their transactions, with everything that explains them.

use tieout_domain::{Link, Money, ProofRef, Transaction, TransactionRef};

use super::{Findings, Matched};
use crate::difference::{Pair, Printed};
use crate::explain;
use crate::leg::{Part, Role};

/// So many runners-up are kept.
const RUNNERS_UP: usize = 3;

impl Findings<'_> {
    /// The proofs of a transaction. What they are allocated adds up to the transaction.
    pub(super) fn links(
        &self,
        at: TransactionRef,
        transaction: &Transaction,
        parts: &[Part],
    ) -> Vec<Link> {
        let mut links: Vec<Link> = parts
            .iter()
            .filter_map(|part| self.link(at, transaction, part))
            .collect();
        if let Some((amount, (last, others))) = transaction.amount.zip(links.split_last_mut()) {
            let covered = Money::sum(amount.currency(), others.iter().map(|link| link.allocated));
            let rest = covered.and_then(|covered| amount.checked_sub(covered));
            last.allocated = rest.unwrap_or(amount);
        }
        links
    }

    /// The best proofs that were not chosen.
    pub(super) fn runners_up(
        &self,
        at: TransactionRef,
        transaction: &Transaction,
        leg: &Matched<'_>,
        chosen: &[Link],
    ) -> Vec<Link> {
        let class = self.charges.class_of(at);
        let candidates = class.and_then(|class| leg.outcome.candidates.get(&class));
        let others = candidates.into_iter().flatten().filter_map(|candidate| {
            let members = &leg.papers.classes.get(candidate.paper)?.members;
            let mut free = members
                .iter()
                .filter(|proof| self.is_other(**proof, chosen));
            let part = Part {
                proof: *free.next()?,
                score: candidate.score,
                trust: candidate.trust,
                role: Role::Single,
            };
            self.link(at, transaction, &part)
        });
        others.take(RUNNERS_UP).collect()
    }

    fn is_other(&self, proof: ProofRef, chosen: &[Link]) -> bool {
        !self.copies.contains_key(&proof) && chosen.iter().all(|link| link.proof != proof)
    }

    fn link(&self, at: TransactionRef, transaction: &Transaction, part: &Part) -> Option<Link> {
        let pair = Pair {
            at,
            transaction,
            part,
            proof: Printed::of(part.proof, self.books)?,
        };
        let differences = pair.differences(self.refunds, self.books);
        Some(Link {
            proof: part.proof,
            kind: pair.kind(),
            allocated: allocated(&pair)?,
            confidence: part.score.confidence,
            factors: part.score.factors,
            reason: explain::pair(&pair, &differences),
            differences,
        })
    }
}

/// How much of the transaction the proof covers: of combined receipts its own amount, else all.
fn allocated(pair: &Pair<'_>) -> Option<Money> {
    let (whole, own) = (pair.transaction.amount, pair.proof.amount);
    match pair.part.role {
        Role::OneOfCombined(_) => {
            let is_comparable =
                |own: &Money| whole.is_none_or(|whole| whole.currency() == own.currency());
            let zero = whole.map(|whole| Money::zero(whole.currency()));
            own.filter(is_comparable).or(zero)
        }
        Role::Single | Role::PartOfSplit(_) => whole
            .or(own)
            .or(Some(Money::zero(tieout_domain::Currency::USD))),
    }
}
