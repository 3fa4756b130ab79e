//! What was found, put together for every transaction, every proof and every employee.

mod links;
mod status;

use std::collections::BTreeMap;

use tieout_domain::{
    Books, EmployeeOutcome, EmployeeRef, LegOutcome, LegVerdict, MatchStatus, ProofOutcome,
    ProofRef, Reconciliation, Transaction, TransactionOutcome, TransactionRef,
};

use crate::decisions::{Decisions, LegKind};
use crate::difference::Printed;
use crate::explain;
use crate::facts::{Charges, Papers};
use crate::leg;
use crate::people::People;
use crate::refund::Refunds;

/// What outcomes are made from.
pub(crate) struct Findings<'a> {
    pub(crate) books: &'a Books,
    pub(crate) decisions: &'a Decisions,
    pub(crate) charges: &'a Charges,
    pub(crate) people: &'a People,
    pub(crate) refunds: &'a Refunds,
    pub(crate) report: Matched<'a>,
    pub(crate) document: Matched<'a>,
    /// Certain copies, each with its original.
    pub(crate) copies: &'a BTreeMap<ProofRef, ProofRef>,
}

/// A leg, and how it ended.
pub(crate) struct Matched<'a> {
    pub(crate) kind: LegKind,
    pub(crate) papers: &'a Papers,
    pub(crate) outcome: leg::Outcome,
}

/// Which transactions a proof proves, and to which it is offered.
#[derive(Debug, Default)]
struct Uses {
    proves: Vec<TransactionRef>,
    offered: Vec<TransactionRef>,
}

impl Findings<'_> {
    /// The whole reconciliation.
    pub(crate) fn reconciliation(&self) -> Reconciliation {
        let transactions: Vec<TransactionOutcome> = self
            .books
            .transactions()
            .map(|(at, transaction)| self.of_transaction(at, transaction))
            .collect();
        let uses = uses(&transactions);
        let lines = self.books.expense_lines().map(|(at, _)| ProofRef::Line(at));
        let receipts = self.books.receipts().map(|(at, _)| ProofRef::Receipt(at));
        Reconciliation {
            expense_lines: lines.map(|proof| self.of_proof(proof, &uses)).collect(),
            receipts: receipts.map(|proof| self.of_proof(proof, &uses)).collect(),
            employees: self.of_employees(&transactions),
            people: self.people.outcomes(),
            transactions,
        }
    }

    fn of_transaction(&self, at: TransactionRef, transaction: &Transaction) -> TransactionOutcome {
        let report_leg = self.of_leg(at, transaction, &self.report);
        let document_leg = self.of_leg(at, transaction, &self.document);
        let legs = [&report_leg, &document_leg];
        let coding = self.coding(transaction, &report_leg);
        let status = self.status(transaction, &report_leg, &document_leg);
        let match_status = status::match_status(self.verdict_of_people(at, legs), status, legs);
        TransactionOutcome {
            match_status,
            proof: self.best_proof(&report_leg, &document_leg),
            confidence: status::confidence(match_status, legs),
            reason: self.reason(at, transaction, match_status, legs),
            status,
            coding,
            report_leg,
            document_leg,
        }
    }

    fn of_leg(
        &self,
        at: TransactionRef,
        transaction: &Transaction,
        leg: &Matched<'_>,
    ) -> LegOutcome {
        if self.decisions.is_without_proof(at) {
            return LegOutcome {
                is_decided: true,
                ..LegOutcome::default()
            };
        }
        let settled = leg.outcome.settled.get(&at);
        let parts = settled.map_or(&[][..], |settled| settled.parts.as_slice());
        let links = self.links(at, transaction, parts);
        LegOutcome {
            verdict: settled.map_or(LegVerdict::Unmatched, |settled| settled.verdict),
            runners_up: self.runners_up(at, transaction, leg, &links),
            is_decided: !self.decisions.approved_on(at, leg.kind).is_empty(),
            links,
        }
    }

    /// What became of a proof.
    fn of_proof(&self, proof: ProofRef, uses: &BTreeMap<ProofRef, Uses>) -> ProofOutcome {
        let leg = match LegKind::of(proof) {
            LegKind::Report => &self.report,
            LegKind::Document => &self.document,
        };
        let copies = [self.copies.get(&proof), leg.outcome.copies.get(&proof)];
        match (uses.get(&proof), copies.into_iter().flatten().next()) {
            (Some(uses), _) if !uses.proves.is_empty() => ProofOutcome::Proves(uses.proves.clone()),
            (Some(uses), _) => ProofOutcome::Offered(uses.offered.clone()),
            (None, Some(original)) => ProofOutcome::DuplicateOf(*original),
            (None, None) => ProofOutcome::Unmatched,
        }
    }

    fn of_employees(&self, transactions: &[TransactionOutcome]) -> Vec<EmployeeOutcome> {
        let employees = self.books.employees();
        let mut outcomes: Vec<EmployeeOutcome> = employees
            .map(|(at, _)| EmployeeOutcome {
                report_name: self.people.report_name(at),
                ..EmployeeOutcome::default()
            })
            .collect();
        for (transaction, outcome) in self.books.transactions.iter().zip(transactions) {
            let holder = transaction.employee.map(EmployeeRef::place);
            if let Some(employee) = holder.and_then(|place| outcomes.get_mut(place)) {
                employee.counts.add(outcome.status);
            }
        }
        outcomes
    }

    /// The sentence over both legs.
    fn reason(
        &self,
        at: TransactionRef,
        transaction: &Transaction,
        status: MatchStatus,
        legs: [&LegOutcome; 2],
    ) -> String {
        let said = match status {
            MatchStatus::Approved => Some("A person approved this"),
            MatchStatus::Rejected if self.decisions.is_without_proof(at) => {
                Some("A person said that there is no proof among what is here")
            }
            MatchStatus::Rejected => Some("A person rejected what was offered"),
            _ => None,
        };
        let of_legs = [(&self.report, legs[0]), (&self.document, legs[1])]
            .into_iter()
            .filter_map(|(leg, outcome)| leg.reason(at, outcome));
        let mut sentences: Vec<String> = said.map(str::to_owned).into_iter().collect();
        sentences.extend(of_legs);
        if sentences.is_empty() {
            sentences.push(explain::nothing(transaction));
            sentences.extend(legs.into_iter().find_map(explain::taken));
        }
        sentences.extend(self.disagreement(legs));
        if let Some(purchase) = self.refunds.purchase(at) {
            sentences.extend(self.given_back(purchase));
        }
        sentences
            .iter()
            .map(|sentence| format!("{sentence}."))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The check between line and document, where each proves the whole transaction.
    fn disagreement(&self, legs: [&LegOutcome; 2]) -> Option<String> {
        let amount = |leg: &LegOutcome| match leg.links.as_slice() {
            [link] if leg.verdict == LegVerdict::Matched => {
                Printed::of(link.proof, self.books)?.amount
            }
            _ => None,
        };
        let (line, receipt) = amount(legs[0]).zip(amount(legs[1]))?;
        let is_comparable = line.currency() == receipt.currency();
        (is_comparable && line != receipt)
            .then(|| format!("The report line says {line}, the receipt {receipt}"))
    }

    fn given_back(&self, purchase: TransactionRef) -> Option<String> {
        let purchase = self.books.transactions.get(purchase.place())?;
        let date = purchase.date()?;
        Some(format!("It gives back the purchase of {date}"))
    }
}

impl Matched<'_> {
    /// What the leg says of a transaction; none when it found nothing.
    fn reason(&self, at: TransactionRef, outcome: &LegOutcome) -> Option<String> {
        let first = outcome.links.first()?;
        let more = match outcome.links.len() {
            1 => String::new(),
            links => format!(", and {} more", links - 1),
        };
        let doubt = self
            .outcome
            .settled
            .get(&at)
            .and_then(|settled| settled.doubt);
        let noun = self.kind.noun();
        let mut capital = noun.to_owned();
        if let Some(initial) = capital.get_mut(..1) {
            initial.make_ascii_uppercase();
        }
        Some(match doubt {
            Some(doubt) => {
                let doubt = explain::doubt(doubt, self.kind);
                format!("{doubt}: {}{more}", lower(&first.reason))
            }
            None => format!("{capital}: {}{more}", lower(&first.reason)),
        })
    }
}

/// The same with a small first letter, unless the first word is no plain word.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}

fn uses(transactions: &[TransactionOutcome]) -> BTreeMap<ProofRef, Uses> {
    let mut uses: BTreeMap<ProofRef, Uses> = BTreeMap::new();
    for (place, outcome) in transactions.iter().enumerate() {
        let at = TransactionRef::new(place);
        for leg in [&outcome.report_leg, &outcome.document_leg] {
            for link in &leg.links {
                let uses = uses.entry(link.proof).or_default();
                match leg.verdict {
                    LegVerdict::Matched => uses.proves.push(at),
                    LegVerdict::Review | LegVerdict::Unmatched => uses.offered.push(at),
                }
            }
        }
    }
    uses
}
