//! One leg: transactions against the proofs of one sort, from what is plain to what is doubtful.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tieout_domain::{LegVerdict, ProofRef, TransactionRef};

use crate::assign::{Assigned, Horizon, Pair, Task, assign};
use crate::candidate::{Candidate, candidates};
use crate::copies::Kin;
use crate::doubt::{Doubt, doubt, gain, is_of_the_day, question};
use crate::facts::{Cards, Charges, Papers, Trust};
use crate::group;
use crate::pool::Pool;
use crate::score::{Agreement, Score, Scorer};
use crate::settings::Bands;

/// What a leg is made of.
pub(crate) struct Leg<'a> {
    pub(crate) charges: &'a Charges,
    pub(crate) papers: &'a Papers,
    pub(crate) cards: &'a Cards,
    /// Transactions that a person decided on this leg.
    pub(crate) decided: &'a BTreeSet<TransactionRef>,
    /// Proofs that are not to be used: approved elsewhere, or certain copies.
    pub(crate) used: &'a BTreeSet<ProofRef>,
    /// Pairs that a person rejected.
    pub(crate) rejected: &'a BTreeSet<(TransactionRef, ProofRef)>,
}

/// How a leg ended.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) settled: BTreeMap<TransactionRef, Settled>,
    /// Likely copies, each with its original.
    pub(crate) copies: BTreeMap<ProofRef, ProofRef>,
    /// All candidates by class of transactions, best first.
    pub(crate) candidates: HashMap<usize, Vec<Candidate>>,
}

/// What was found for one transaction.
#[derive(Debug, Clone)]
pub(crate) struct Settled {
    pub(crate) verdict: LegVerdict,
    pub(crate) parts: Vec<Part>,
    /// Why a person has to look.
    pub(crate) doubt: Option<Doubt>,
}

/// One proof of a transaction.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) proof: ProofRef,
    pub(crate) score: Score,
    pub(crate) trust: Trust,
    pub(crate) role: Role,
}

/// Whether a proof and a transaction are alone with each other.
#[derive(Debug, Clone)]
pub(crate) enum Role {
    Single,
    /// The proof covers all of these.
    PartOfSplit(Vec<TransactionRef>),
    /// All of these cover the transaction.
    OneOfCombined(Vec<ProofRef>),
}

/// The leg under way.
struct Run<'a, 'b> {
    leg: &'a Leg<'b>,
    candidates: Vec<Candidate>,
    kin: Kin,
    charges: Pool<TransactionRef>,
    papers: Pool<ProofRef>,
    taken: Vec<Taken>,
    outcome: Outcome,
}

/// A pair that has been taken out of the pools.
struct Taken {
    transaction: TransactionRef,
    proof: ProofRef,
    candidate: Candidate,
    doubt: Option<Doubt>,
}

/// Settles one leg.
pub(crate) fn settle(leg: &Leg<'_>, scorer: &mut Scorer<'_>) -> Outcome {
    let mut run = Run::start(leg, scorer);
    run.agreeing(scorer);
    run.groups(scorer);
    run.tipped(scorer);
    run.questions(scorer);
    run.finish()
}

impl<'a, 'b> Run<'a, 'b> {
    fn start(leg: &'a Leg<'b>, scorer: &mut Scorer<'_>) -> Self {
        let (charges, papers) = (&leg.charges.classes, &leg.papers.classes);
        let mut found = candidates(charges, papers, leg.cards, scorer);
        found.retain(|candidate| !leg.is_rejected(candidate.charge, candidate.paper));
        Self {
            leg,
            kin: Kin::of(papers, scorer.merchants),
            charges: Pool::of(charges.iter().map(|class| class.members.as_slice()), |it| {
                !leg.decided.contains(it)
            }),
            papers: Pool::of(papers.iter().map(|class| class.members.as_slice()), |it| {
                !leg.used.contains(it)
            }),
            candidates: found,
            taken: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    /// Pairs whose amounts agree, or differ by what the papers print.
    fn agreeing(&mut self, scorer: &Scorer<'_>) {
        let is_meant =
            |it: &Candidate| it.score.agreement.is_accounted_for() && it.trust != Trust::Doubtful;
        let base = scorer.settings.bands.matched.basis_points();
        self.assign(scorer, base, is_meant, |it, lead, scorer| {
            doubt(it, lead, scorer)
        });
        self.doubt_copies(scorer.settings.bands);
        self.set_copies_aside();
    }

    /// One proof and several transactions, or the other way round, of what is left.
    fn groups(&mut self, scorer: &mut Scorer<'_>) {
        let proposals = group::proposals(self.leg, &self.charges, &self.papers, scorer);
        for proposal in proposals {
            let transactions = take_all(&mut self.charges, &proposal.charges);
            let proofs = take_all(&mut self.papers, &proposal.papers);
            self.outcome
                .settled
                .extend(proposal.settle(&transactions, &proofs));
        }
    }

    /// Pairs whose difference may be a tip, of what is left.
    fn tipped(&mut self, scorer: &Scorer<'_>) {
        let is_meant = |it: &Candidate| {
            matches!(it.score.agreement, Agreement::PlausibleTip { .. })
                && it.trust != Trust::Doubtful
        };
        let base = scorer.settings.bands.matched.basis_points();
        self.assign(scorer, base, is_meant, |it, lead, scorer| {
            doubt(it, lead, scorer)
        });
        self.set_copies_aside();
    }

    /// Whatever else is good enough to be asked.
    fn questions(&mut self, scorer: &Scorer<'_>) {
        let base = scorer.settings.bands.review.basis_points();
        self.assign(scorer, base, |_| true, |it, _, _| Some(question(it)));
        self.set_copies_aside();
    }

    /// The best assignment among the candidates meant, of what is left. A confidence of `base`
    /// gains nothing.
    fn assign(
        &mut self,
        scorer: &Scorer<'_>,
        base: u16,
        is_meant: impl Fn(&Candidate) -> bool,
        doubt: impl Fn(&Candidate, i64, &Scorer<'_>) -> Option<Doubt>,
    ) {
        let bands = scorer.settings.bands;
        let meant: Vec<Candidate> = self
            .candidates
            .iter()
            .filter(|it| is_meant(it))
            .filter(|it| self.charges.left(it.charge) > 0 && self.papers.left(it.paper) > 0)
            .copied()
            .collect();
        let pairs = meant.iter().map(|it| Pair {
            charge: it.charge,
            paper: it.paper,
            gain: gain(it, base, bands.lateness),
        });
        let task = Task {
            charges: self.charges.counts(),
            papers: self.papers.counts(),
            pairs: pairs.collect(),
        };
        let horizon = Horizon {
            lead: i64::from(bands.lead.basis_points()),
            nodes: scorer.settings.work.runner_up_search,
        };
        let kin = &self.kin;
        for assigned in assign(&task, horizon, |a, b| kin.are_kin(a, b)) {
            if let Some(candidate) = meant.get(assigned.pair) {
                self.take(
                    candidate,
                    &assigned,
                    doubt(candidate, assigned.lead, scorer),
                );
            }
        }
    }

    fn take(&mut self, candidate: &Candidate, assigned: &Assigned, doubt: Option<Doubt>) {
        for _ in 0..assigned.units {
            let pair = self
                .charges
                .take(candidate.charge)
                .zip(self.papers.take(candidate.paper));
            self.taken.extend(pair.map(|(transaction, proof)| Taken {
                transaction,
                proof,
                candidate: *candidate,
                doubt,
            }));
        }
    }

    /// Of likely copies that prove several transactions, those of another day than the purchase may
    /// be no receipts of their own; and then one that is of the day may belong to their purchase.
    fn doubt_copies(&mut self, bands: Bands) {
        let mut kin: HashMap<usize, Vec<Candidate>> = HashMap::new();
        for taken in &self.taken {
            let of_kin = kin.entry(self.kin.head(taken.candidate.paper));
            of_kin.or_default().push(taken.candidate);
        }
        for taken in &mut self.taken {
            let own = taken.candidate;
            let others = kin.get(&self.kin.head(own.paper)).into_iter().flatten();
            let mut others = others.filter(|other| other.charge != own.charge);
            let lead = i64::from(bands.lead.basis_points());
            let worth = |it: &Candidate| gain(it, 0, bands.lateness);
            let doubt = if is_of_the_day(&own) {
                others
                    .any(|it| !is_of_the_day(it) && worth(&own) - worth(it) < lead)
                    .then_some(Doubt::Ambiguous)
            } else {
                others.next().map(|_| Doubt::LikelyCopy)
            };
            taken.doubt = taken.doubt.or(doubt);
        }
    }

    /// A free proof that is likely the same receipt as one in use is its copy.
    fn set_copies_aside(&mut self) {
        let in_use: HashMap<usize, ProofRef> = self
            .taken
            .iter()
            .rev()
            .map(|taken| (self.kin.head(taken.candidate.paper), taken.proof))
            .collect();
        let free = self.papers.free();
        let copied: Vec<(usize, ProofRef)> = free
            .filter_map(|(class, _)| Some((class, *in_use.get(&self.kin.head(class))?)))
            .collect();
        for (class, original) in copied {
            while let Some(copy) = self.papers.take(class) {
                self.outcome.copies.insert(copy, original);
            }
        }
    }

    fn finish(mut self) -> Outcome {
        self.set_free_copies_aside();
        for taken in self.taken {
            let settled = Settled {
                verdict: match taken.doubt {
                    None => LegVerdict::Matched,
                    Some(_) => LegVerdict::Review,
                },
                parts: vec![Part {
                    proof: taken.proof,
                    score: taken.candidate.score,
                    trust: taken.candidate.trust,
                    role: Role::Single,
                }],
                doubt: taken.doubt,
            };
            self.outcome.settled.insert(taken.transaction, settled);
        }
        for candidate in self.candidates {
            let of_charge = self.outcome.candidates.entry(candidate.charge);
            of_charge.or_default().push(candidate);
        }
        for candidates in self.outcome.candidates.values_mut() {
            candidates.sort_by_key(|it| (std::cmp::Reverse(it.score.confidence), it.paper));
        }
        self.outcome
    }

    /// Of likely copies none of which proves anything, all but the first are copies.
    fn set_free_copies_aside(&mut self) {
        let mut originals: HashMap<usize, ProofRef> = HashMap::new();
        for (class, members) in self.papers.free() {
            for &proof in members {
                let original = *originals.entry(self.kin.head(class)).or_insert(proof);
                if original != proof && is_told_apart(self.leg, class) {
                    self.outcome.copies.insert(proof, original);
                }
            }
        }
    }
}

/// Papers without a date or an amount are alike for want of both.
fn is_told_apart(leg: &Leg<'_>, class: usize) -> bool {
    let paper = leg.papers.classes.get(class).map(|class| &class.paper);
    paper.is_some_and(|it| it.date.is_some() && it.amount.is_some() && it.merchant.is_some())
}

impl Leg<'_> {
    /// Did a person reject this pair of classes? Those with a rejected pair have one member each.
    pub(crate) fn is_rejected(&self, charge: usize, paper: usize) -> bool {
        if self.rejected.is_empty() {
            return false;
        }
        let charge = self.charges.classes.get(charge);
        let paper = self.papers.classes.get(paper);
        let pair = charge
            .and_then(|class| class.members.first())
            .zip(paper.and_then(|class| class.members.first()));
        pair.is_some_and(|(transaction, proof)| self.rejected.contains(&(*transaction, *proof)))
    }
}

fn take_all<T: Copy>(pool: &mut Pool<T>, classes: &[usize]) -> Vec<T> {
    classes
        .iter()
        .filter_map(|&class| pool.take(class))
        .collect()
}
