//! What people decided, in the form in which matching obeys it.

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{Books, Decision, ProofRef, TransactionRef, Verdict};

/// What people decided. References that lead nowhere are left out: what they spoke of is gone.
#[derive(Debug, Default)]
pub(crate) struct Decisions {
    approved: BTreeMap<TransactionRef, BTreeSet<ProofRef>>,
    rejected: BTreeSet<(TransactionRef, ProofRef)>,
    without_proof: BTreeSet<TransactionRef>,
}

/// One of the two matchings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LegKind {
    /// With lines of expense reports.
    Report,
    /// With receipt documents.
    Document,
}

impl Decisions {
    /// Takes the decisions in the order in which they were made: a later word on the same pair
    /// outranks an earlier one.
    pub(crate) fn of(decisions: &[Decision], books: &Books) -> Self {
        let mut all = Self::default();
        let known = decisions
            .iter()
            .filter(|it| it.transaction.place() < books.transactions.len());
        for Decision {
            transaction,
            verdict,
        } in known
        {
            match verdict {
                Verdict::Approved(proofs) => all.approve(*transaction, existing(proofs, books)),
                Verdict::Rejected(proofs) => all.reject(*transaction, existing(proofs, books)),
                Verdict::NoProof => {
                    all.approved.remove(transaction);
                    all.without_proof.insert(*transaction);
                }
            }
        }
        all
    }

    /// The proofs that a person approved for a transaction, of one leg.
    pub(crate) fn approved_on(&self, at: TransactionRef, leg: LegKind) -> Vec<ProofRef> {
        let proofs = self.approved.get(&at).into_iter().flatten().copied();
        proofs.filter(|proof| LegKind::of(*proof) == leg).collect()
    }

    /// All transactions for which a proof of this leg is approved.
    pub(crate) fn approvals(&self, leg: LegKind) -> Vec<(TransactionRef, Vec<ProofRef>)> {
        let transactions = self.approved.keys();
        transactions
            .map(|&at| (at, self.approved_on(at, leg)))
            .filter(|(_, proofs)| !proofs.is_empty())
            .collect()
    }

    /// All approved proofs: they are not available to other transactions.
    pub(crate) fn approved(&self) -> BTreeSet<ProofRef> {
        self.approved.values().flatten().copied().collect()
    }

    /// The rejected pairs.
    pub(crate) fn rejected(&self) -> &BTreeSet<(TransactionRef, ProofRef)> {
        &self.rejected
    }

    /// Did a person reject a proof of this transaction?
    pub(crate) fn has_rejected(&self, at: TransactionRef) -> bool {
        let pairs = self.rejected.iter();
        self.is_without_proof(at) || pairs.clone().any(|(transaction, _)| *transaction == at)
    }

    /// Did a person say that there is no proof?
    pub(crate) fn is_without_proof(&self, at: TransactionRef) -> bool {
        self.without_proof.contains(&at)
    }

    /// The transactions that the machine leaves alone on this leg.
    pub(crate) fn decided_on(&self, leg: LegKind) -> BTreeSet<TransactionRef> {
        let approved = self.approvals(leg).into_iter().map(|(at, _)| at);
        approved.chain(self.without_proof.iter().copied()).collect()
    }

    /// Transactions that were spoken of alone, and so cannot stand in for others.
    pub(crate) fn transactions_apart(&self) -> BTreeSet<TransactionRef> {
        self.rejected.iter().map(|(at, _)| *at).collect()
    }

    /// Proofs that were spoken of alone.
    pub(crate) fn proofs_apart(&self) -> BTreeSet<ProofRef> {
        self.rejected.iter().map(|(_, proof)| *proof).collect()
    }

    fn approve(&mut self, at: TransactionRef, proofs: BTreeSet<ProofRef>) {
        self.without_proof.remove(&at);
        for proof in &proofs {
            self.rejected.remove(&(at, *proof));
        }
        if !proofs.is_empty() {
            self.approved.insert(at, proofs);
        }
    }

    fn reject(&mut self, at: TransactionRef, proofs: BTreeSet<ProofRef>) {
        if let Some(approved) = self.approved.get_mut(&at) {
            approved.retain(|proof| !proofs.contains(proof));
            if approved.is_empty() {
                self.approved.remove(&at);
            }
        }
        self.rejected
            .extend(proofs.into_iter().map(|proof| (at, proof)));
    }
}

impl LegKind {
    /// The leg that a proof belongs to.
    pub(crate) fn of(proof: ProofRef) -> Self {
        match proof {
            ProofRef::Line(_) => Self::Report,
            ProofRef::Receipt(_) => Self::Document,
        }
    }

    /// What the leg's proofs are called in sentences.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Report => "report line",
            Self::Document => "receipt",
        }
    }
}

fn existing(proofs: &[ProofRef], books: &Books) -> BTreeSet<ProofRef> {
    let exists = |proof: &&ProofRef| match proof {
        ProofRef::Line(at) => at.place() < books.expense_lines.len(),
        ProofRef::Receipt(at) => at.place() < books.receipts.len(),
    };
    proofs.iter().filter(exists).copied().collect()
}
