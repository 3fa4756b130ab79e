//! What people approved, laid out like what the machine finds.

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{LegVerdict, Money, ProofRef, TransactionRef};

use crate::facts::{Charge, Charges, Paper, Papers, Trust};
use crate::leg::{Part, Role, Settled};
use crate::score::{Agreement, Distance, Score, Scorer, distance};

/// Approved pairs of one leg.
pub(crate) struct Approvals<'a> {
    pub(crate) charges: &'a Charges,
    pub(crate) papers: &'a Papers,
    /// Each transaction, with what proves it.
    pub(crate) approved: &'a [(TransactionRef, Vec<ProofRef>)],
}

impl Approvals<'_> {
    /// Every approved transaction with its proofs, whatever the machine thinks of them.
    pub(crate) fn settle(&self, scorer: &mut Scorer<'_>) -> BTreeMap<TransactionRef, Settled> {
        let shared = self.shared();
        let settled = self.approved.iter().map(|(at, proofs)| {
            let parts = proofs
                .iter()
                .filter_map(|&proof| self.part(*at, proof, proofs, &shared, scorer));
            let settled = Settled {
                verdict: LegVerdict::Matched,
                parts: parts.collect(),
                doubt: None,
            };
            (*at, settled)
        });
        settled.collect()
    }

    /// The transactions of each proof.
    fn shared(&self) -> BTreeMap<ProofRef, BTreeSet<TransactionRef>> {
        let mut shared: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (at, proofs) in self.approved {
            for &proof in proofs {
                shared.entry(proof).or_default().insert(*at);
            }
        }
        shared
    }

    fn part(
        &self,
        at: TransactionRef,
        proof: ProofRef,
        proofs: &[ProofRef],
        shared: &BTreeMap<ProofRef, BTreeSet<TransactionRef>>,
        scorer: &mut Scorer<'_>,
    ) -> Option<Part> {
        let charge = self.charge(at)?;
        let paper = self.paper(proof)?;
        let transactions = shared.get(&proof).filter(|all| all.len() > 1);
        let (role, score) = if let Some(all) = transactions {
            let parts = all.iter().filter_map(|&at| self.charge(at)?.amount);
            let score = of_sum(parts, paper.amount, charge, paper, scorer);
            (Role::PartOfSplit(all.iter().copied().collect()), score)
        } else if proofs.len() > 1 {
            let parts = proofs.iter().filter_map(|&it| self.paper(it)?.amount);
            let score = of_sum(parts, charge.amount, charge, paper, scorer);
            (Role::OneOfCombined(proofs.to_vec()), score)
        } else {
            (Role::Single, of_pair(charge, paper, scorer))
        };
        Some(Part {
            proof,
            score,
            trust: Trust::Sure,
            role,
        })
    }

    fn charge(&self, at: TransactionRef) -> Option<&Charge> {
        let class = self.charges.classes.get(self.charges.class_of(at)?)?;
        Some(&class.charge)
    }

    fn paper(&self, proof: ProofRef) -> Option<&Paper> {
        let class = self.papers.classes.get(self.papers.class_of(proof)?)?;
        Some(&class.paper)
    }
}

fn of_pair(charge: &Charge, paper: &Paper, scorer: &mut Scorer<'_>) -> Score {
    let score = scorer.score(charge, paper);
    score.unwrap_or_else(|| beyond_limits(Agreement::Unexplained, 0, charge, paper, scorer))
}

fn of_sum(
    parts: impl Iterator<Item = Money>,
    whole: Option<Money>,
    charge: &Charge,
    paper: &Paper,
    scorer: &mut Scorer<'_>,
) -> Score {
    let sum = whole.map(|whole| Money::sum(whole.currency(), parts));
    let adds_up = whole.is_some() && sum.and_then(Result::ok) == whole;
    let (agreement, amount) = if adds_up {
        (Agreement::Sum, 10_000)
    } else {
        (Agreement::Unexplained, 0)
    };
    beyond_limits(agreement, amount, charge, paper, scorer)
}

/// The score of a pair that the machine would not have looked at.
fn beyond_limits(
    agreement: Agreement,
    amount: u16,
    charge: &Charge,
    paper: &Paper,
    scorer: &mut Scorer<'_>,
) -> Score {
    let distance = distance(charge, paper.date, &scorer.settings.dates);
    let date = distance.map_or(0, Distance::factor);
    let merchant = scorer.merchant(charge, paper);
    scorer.total(agreement, [amount, date, merchant], distance)
}
