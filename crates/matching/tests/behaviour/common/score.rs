//! Measures a reconciliation against the truth.

use std::collections::BTreeMap;

use tieout_domain::{LegOutcome, LegVerdict, ProofRef, Reconciliation, TransactionRef};

/// A pair that belongs together. Papers of one group can stand in for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TruePair {
    pub(crate) transaction: TransactionRef,
    pub(crate) proof: ProofRef,
    /// A second copy: neither asked for nor held against anybody.
    pub(crate) is_optional: bool,
}

/// What is true of a month.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pub(crate) pairs: Vec<TruePair>,
    /// Which group a paper belongs to; papers of a group are interchangeable.
    pub(crate) transaction_groups: BTreeMap<TransactionRef, String>,
    pub(crate) proof_groups: BTreeMap<ProofRef, String>,
}

/// One of the two legs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leg {
    Report,
    Document,
}

/// How well a leg was matched.
#[derive(Debug, Default, Clone)]
pub(crate) struct Figures {
    /// Pairs settled by the machine, and how many of them are right.
    pub(crate) settled: usize,
    pub(crate) right: usize,
    /// True pairs, and how many were settled or offered first.
    pub(crate) wanted: usize,
    pub(crate) found: usize,
    /// How many questions were asked.
    pub(crate) questions: usize,
    pub(crate) wrong: Vec<String>,
    pub(crate) missed: Vec<String>,
}

impl Figures {
    pub(crate) fn precision(&self) -> f64 {
        ratio(self.right, self.settled)
    }

    pub(crate) fn recall(&self) -> f64 {
        ratio(self.found, self.wanted)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.settled += other.settled;
        self.right += other.right;
        self.wanted += other.wanted;
        self.found += other.found;
        self.questions += other.questions;
        self.wrong.extend(other.wrong);
        self.missed.extend(other.missed);
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "settled {}/{} right ({:.4}), found {}/{} ({:.4}), {} questions",
            self.right,
            self.settled,
            self.precision(),
            self.found,
            self.wanted,
            self.recall(),
            self.questions
        )
    }
}

fn ratio(part: usize, of: usize) -> f64 {
    if of == 0 {
        1.0
    } else {
        part as f64 / of as f64
    }
}

/// Compares one leg of a result with the truth.
pub(crate) fn figures(truth: &Truth, result: &Reconciliation, leg: Leg) -> Figures {
    let (mut wanted, mut optional) = (Counts::default(), Counts::default());
    for pair in truth.pairs.iter().filter(|pair| is_of(pair.proof, leg)) {
        let counts = if pair.is_optional {
            &mut optional
        } else {
            &mut wanted
        };
        counts.add(truth.key(pair.transaction, pair.proof));
    }
    let mut figures = Figures {
        wanted: wanted.0.values().sum(),
        ..Figures::default()
    };
    for verdict in [LegVerdict::Matched, LegVerdict::Review] {
        for (transaction, outcome) in outcomes(result, leg).filter(|(_, it)| it.verdict == verdict)
        {
            figures.questions += usize::from(verdict == LegVerdict::Review);
            for link in &outcome.links {
                let key = truth.key(transaction, link.proof);
                let is_wanted = wanted.take(&key);
                figures.found += usize::from(is_wanted);
                if verdict == LegVerdict::Matched {
                    figures.settle(is_wanted || optional.take(&key), &key, &link.reason);
                }
            }
        }
    }
    let missed = wanted.0.iter().filter(|(_, left)| **left > 0);
    figures.missed = missed.map(|(key, _)| format!("{key:?}")).collect();
    figures
}

impl Figures {
    fn settle(&mut self, is_right: bool, key: &Key, reason: &str) {
        self.settled += 1;
        self.right += usize::from(is_right);
        if !is_right {
            self.wrong.push(format!("{key:?}: {reason}"));
        }
    }
}

/// A transaction and a proof, by their groups.
type Key = (String, String);

/// How often each pair is wanted.
#[derive(Default)]
struct Counts(BTreeMap<Key, usize>);

impl Counts {
    fn add(&mut self, key: Key) {
        *self.0.entry(key).or_default() += 1;
    }

    fn take(&mut self, key: &Key) -> bool {
        match self.0.get_mut(key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

impl Truth {
    fn key(&self, transaction: TransactionRef, proof: ProofRef) -> Key {
        let of_transaction = self.transaction_groups.get(&transaction);
        let of_proof = self.proof_groups.get(&proof);
        (
            of_transaction
                .cloned()
                .unwrap_or(format!("{transaction:?}")),
            of_proof.cloned().unwrap_or(format!("{proof:?}")),
        )
    }
}

fn is_of(proof: ProofRef, leg: Leg) -> bool {
    matches!(
        (proof, leg),
        (ProofRef::Line(_), Leg::Report) | (ProofRef::Receipt(_), Leg::Document)
    )
}

fn outcomes(
    result: &Reconciliation,
    leg: Leg,
) -> impl Iterator<Item = (TransactionRef, &LegOutcome)> {
    let outcomes = result.transactions.iter().enumerate();
    outcomes.map(move |(place, outcome)| {
        let outcome = match leg {
            Leg::Report => &outcome.report_leg,
            Leg::Document => &outcome.document_leg,
        };
        (TransactionRef::new(place), outcome)
    })
}
