//! One proof for several transactions (a split shipment), several proofs for one transaction.

mod demand;
mod sums;

use std::collections::HashMap;

use chrono::NaiveDate;
use tieout_domain::{EmployeeRef, LegVerdict, Money, ProofRef, TransactionRef};

use crate::doubt::Doubt;
use crate::facts::{Charge, Paper, Trust};
use crate::leg::{Leg, Part, Role, Settled};
use crate::merchant;
use crate::pool::Pool;
use crate::score::{Score, Scorer, distance};
use crate::settings::Groups;
use demand::Demand;
use sums::{Candidate, sums};

/// Parts that add up to a whole.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    /// Classes of transactions, one entry for each transaction.
    pub(crate) charges: Vec<usize>,
    /// Classes of proofs, one entry for each proof.
    pub(crate) papers: Vec<usize>,
    score: Score,
    /// Why a person has to look: other sums would fit too, or this one is a cent off.
    doubt: Option<Doubt>,
}

/// All sums that are found among what is left; those that come later leave the earlier their papers.
pub(crate) fn proposals(
    leg: &Leg<'_>,
    charges: &Pool<TransactionRef>,
    papers: &Pool<ProofRef>,
    scorer: &mut Scorer<'_>,
) -> Vec<Proposal> {
    let mut search = GroupSearch::new(leg, charges, papers);
    for (paper, _) in papers.free() {
        search.split(paper, scorer);
    }
    for (charge, _) in charges.free() {
        search.combined(charge, scorer);
    }
    search.without_conflicts()
}

impl Proposal {
    /// What it means for its transactions, which are `transactions`, proved by `proofs`.
    pub(crate) fn settle(
        &self,
        transactions: &[TransactionRef],
        proofs: &[ProofRef],
    ) -> Vec<(TransactionRef, Settled)> {
        let role = if let [_] = proofs {
            Role::PartOfSplit(transactions.to_vec())
        } else {
            Role::OneOfCombined(proofs.to_vec())
        };
        let part = |&proof| Part {
            proof,
            score: self.score,
            trust: Trust::Sure,
            role: role.clone(),
        };
        let settled = Settled {
            verdict: match self.doubt {
                None => LegVerdict::Matched,
                Some(_) => LegVerdict::Review,
            },
            parts: proofs.iter().map(part).collect(),
            doubt: self.doubt,
        };
        transactions
            .iter()
            .map(|&it| (it, settled.clone()))
            .collect()
    }
}

struct GroupSearch<'a, 'b> {
    leg: &'a Leg<'b>,
    charges: &'a Pool<TransactionRef>,
    papers: &'a Pool<ProofRef>,
    charges_of: HashMap<Option<EmployeeRef>, Vec<usize>>,
    papers_of: HashMap<EmployeeRef, Vec<usize>>,
    found: Vec<Proposal>,
}

impl<'a, 'b> GroupSearch<'a, 'b> {
    fn new(
        leg: &'a Leg<'b>,
        charges: &'a Pool<TransactionRef>,
        papers: &'a Pool<ProofRef>,
    ) -> Self {
        let mut search = Self {
            leg,
            charges,
            papers,
            charges_of: HashMap::new(),
            papers_of: HashMap::new(),
            found: Vec::new(),
        };
        for (class, _) in charges.free() {
            if let Some(charge) = search.charge(class) {
                let of_employee = search.charges_of.entry(charge.employee);
                of_employee.or_default().push(class);
            }
        }
        for (class, _) in papers.free() {
            let people = search
                .paper(class)
                .map(|paper| paper.owner.people(leg.cards));
            for person in people.into_iter().flatten() {
                search.papers_of.entry(person).or_default().push(class);
            }
        }
        search
    }

    fn charge(&self, class: usize) -> Option<&'a Charge> {
        self.leg
            .charges
            .classes
            .get(class)
            .map(|class| &class.charge)
    }

    fn paper(&self, class: usize) -> Option<&'a Paper> {
        self.leg.papers.classes.get(class).map(|class| &class.paper)
    }

    /// Transactions that add up to a proof.
    fn split(&mut self, whole: usize, scorer: &mut Scorer<'_>) {
        let Some(paper) = self.paper(whole) else {
            return;
        };
        let people = paper.owner.people(self.leg.cards);
        let keys = people.into_iter().map(Some).chain([None]);
        let places = keys.filter_map(|key| self.charges_of.get(&key)).flatten();
        let open = places.filter(|class| !self.leg.is_rejected(**class, whole));
        let dated = open.map(|&class| (self.charge(class).and_then(Charge::date), class));
        let near = nearest(dated, paper.date, &scorer.settings.groups);
        let parts = near.into_iter().filter_map(|class| {
            let left = self.charges.left(class);
            self.part(class, self.charge(class)?, paper, left, scorer)
        });
        let parts = parts.collect();
        let minor = paper.amount.map_or(0, Money::minor);
        if let Some((charges, score, doubt)) = sums(parts, minor, scorer) {
            self.found.push(Proposal {
                charges,
                papers: vec![whole],
                score,
                doubt,
            });
        }
    }

    /// Proofs that add up to a transaction.
    fn combined(&mut self, whole: usize, scorer: &mut Scorer<'_>) {
        let Some(charge) = self.charge(whole) else {
            return;
        };
        let of_employee = charge
            .employee
            .and_then(|employee| self.papers_of.get(&employee));
        let places = of_employee.into_iter().flatten();
        let open = places.filter(|class| !self.leg.is_rejected(whole, **class));
        let dated = open.map(|&class| (self.paper(class).and_then(|paper| paper.date), class));
        let near = nearest(dated, charge.date(), &scorer.settings.groups);
        let parts = near.into_iter().filter_map(|class| {
            let left = self.papers.left(class);
            self.part(class, charge, self.paper(class)?, left, scorer)
        });
        let parts = parts.collect();
        let minor = charge.amount.map_or(0, Money::minor);
        if let Some((papers, score, doubt)) = sums(parts, minor, scorer) {
            self.found.push(Proposal {
                charges: vec![whole],
                papers,
                score,
                doubt,
            });
        }
    }

    /// The pair as part of a sum, if it can be one: same person, merchant and currency, days apart
    /// as shipments are.
    fn part(
        &self,
        class: usize,
        charge: &Charge,
        paper: &Paper,
        left: usize,
        scorer: &mut Scorer<'_>,
    ) -> Option<Candidate> {
        let (charged, printed) = (charge.amount?, paper.amount?);
        let distance = distance(charge, paper.date, &scorer.settings.dates)?;
        let is_possible = charged.currency() == printed.currency()
            && charged.is_negative() == printed.is_negative()
            && distance.days.abs() <= i64::from(scorer.settings.groups.days)
            && !distance.is_after_posting()
            && paper.owner.trust(charge, self.leg.cards) == Some(Trust::Sure);
        if !is_possible {
            return None;
        }
        let is_charge_part = charged.abs().minor() < printed.abs().minor();
        let minor = if is_charge_part { charged } else { printed }.minor();
        let merchant = scorer.merchant(charge, paper);
        (merchant >= merchant::SAME).then_some(Candidate {
            class,
            minor,
            days: distance.days.abs(),
            merchant,
            left,
        })
    }

    /// Proposals that want the same papers are not unique; of those the best keeps them.
    fn without_conflicts(mut self) -> Vec<Proposal> {
        self.found.sort_by_key(|it| {
            let parts = it.charges.len() + it.papers.len();
            (
                it.doubt == Some(Doubt::SumOff),
                std::cmp::Reverse(it.score.confidence),
                parts,
                it.charges.clone(),
                it.papers.clone(),
            )
        });
        let charges = Demand::of(self.found.iter().map(|it| &it.charges));
        let papers = Demand::of(self.found.iter().map(|it| &it.papers));
        let (mut charges_kept, mut papers_kept) = (Demand::default(), Demand::default());
        let mut kept = Vec::new();
        for mut proposal in self.found {
            let fits = charges_kept.fits(&proposal.charges, self.charges)
                && papers_kept.fits(&proposal.papers, self.papers);
            if fits {
                charges_kept.add(&proposal.charges);
                papers_kept.add(&proposal.papers);
                let is_contested = !charges.is_met(&proposal.charges, self.charges)
                    || !papers.is_met(&proposal.papers, self.papers);
                let contested = is_contested.then_some(Doubt::SeveralSums);
                proposal.doubt = proposal.doubt.or(contested);
                kept.push(proposal);
            }
        }
        kept
    }
}

/// The classes whose days are near enough to be parts, the nearest first, and not more than are
/// worth a closer look.
fn nearest(
    dated: impl Iterator<Item = (Option<NaiveDate>, usize)>,
    day: Option<NaiveDate>,
    groups: &Groups,
) -> Vec<usize> {
    /// Among so many times the parts that are put together, the same merchant is looked for.
    const CLOSER_LOOK: usize = 8;
    let apart = |(date, class): (Option<NaiveDate>, usize)| {
        let days = date?.signed_duration_since(day?).num_days().abs();
        (days <= i64::from(groups.days)).then_some((days, class))
    };
    let mut near: Vec<(i64, usize)> = dated.filter_map(apart).collect();
    near.sort_unstable();
    near.truncate(groups.among.saturating_mul(CLOSER_LOOK));
    near.into_iter().map(|(_, class)| class).collect()
}
