//! The whole of matching, step by step.

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{Aliases, Books, Decision, ProofRef, Reconciliation};

use crate::approved::Approvals;
use crate::copies;
use crate::decisions::{Decisions, LegKind};
use crate::facts::{Cards, Charges, Papers, Sole};
use crate::leg::{self, Leg};
use crate::merchant::Merchants;
use crate::outcome::{Findings, Matched};
use crate::people::People;
use crate::presume::Presumption;
use crate::rates::Rates;
use crate::refund::Refunds;
use crate::score::Scorer;
use crate::settings::Settings;

/// Decides which receipts prove which transactions, and what each transaction still lacks.
///
/// The same input gives the same result, whatever the order of documents. Decisions are obeyed;
/// those that speak of what is not in the books are passed over.
pub fn reconcile(
    books: &Books,
    decisions: &[Decision],
    aliases: &Aliases,
    settings: &Settings,
) -> Reconciliation {
    let decisions = Decisions::of(decisions, books);
    let copies = copies::certain(books, &decisions.approved());
    let cards = Cards::of(books);
    let mut merchants = Merchants::new(aliases);
    let apart = decisions.transactions_apart();
    let sole = Sole::of(books);
    let charges = Charges::of(books, &apart, sole, &mut merchants, &settings.limits);
    let refunds = Refunds::of(books, &charges, &mut merchants);
    let rates = Rates::of(&books.transactions);
    let mut scorer = Scorer {
        settings,
        merchants: &mut merchants,
        rates: &rates,
    };
    let people = People::of(books, aliases, &charges, &mut scorer);
    let apart = decisions.proofs_apart();
    let lines = Papers::of_lines(books, &apart, scorer.merchants, &settings.limits, |line| {
        let owner = people.owner(line);
        sole.map_or(owner.clone(), |sole| sole.or_theirs(owner))
    });
    let presumption = Presumption::of(books, &people, &cards, sole);
    let receipts = Papers::of_receipts(books, &apart, scorer.merchants, |receipt, merchants| {
        presumption.owner(receipt, merchants)
    });
    let mut settle = |kind, papers| {
        let outcome = settle(
            kind,
            &charges,
            papers,
            &cards,
            &decisions,
            &copies,
            &mut scorer,
        );
        Matched {
            kind,
            papers,
            outcome,
        }
    };
    let findings = Findings {
        report: settle(LegKind::Report, &lines),
        document: settle(LegKind::Document, &receipts),
        books,
        decisions: &decisions,
        charges: &charges,
        people: &people,
        refunds: &refunds,
        copies: &copies,
    };
    findings.reconciliation()
}

fn settle(
    kind: LegKind,
    charges: &Charges,
    papers: &Papers,
    cards: &Cards,
    decisions: &Decisions,
    copies: &BTreeMap<ProofRef, ProofRef>,
    scorer: &mut Scorer<'_>,
) -> leg::Outcome {
    let approved = decisions.approvals(kind);
    let mut used: BTreeSet<ProofRef> = decisions.approved();
    used.extend(copies.keys());
    let leg = Leg {
        charges,
        papers,
        cards,
        decided: &decisions.decided_on(kind),
        used: &used,
        rejected: decisions.rejected(),
    };
    let mut outcome = leg::settle(&leg, scorer);
    let approvals = Approvals {
        charges,
        papers,
        approved: &approved,
    };
    outcome.settled.extend(approvals.settle(scorer));
    outcome
}
