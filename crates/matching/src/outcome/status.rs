//! The verdict over both legs, and what a transaction still lacks.

use tieout_domain::{
    Coding, Confidence, ExpenseLine, LegOutcome, LegVerdict, Link, MatchStatus, ProofRef, Status,
    Transaction, TransactionRef,
};

use super::Findings;

impl Findings<'_> {
    /// Has it a receipt and a coding? Only what is settled counts.
    pub(super) fn status(
        &self,
        transaction: &Transaction,
        report: &LegOutcome,
        document: &LegOutcome,
    ) -> Status {
        let lines: Vec<&ExpenseLine> = self.settled_lines(report).collect();
        let is_attached = !lines.is_empty() && lines.iter().all(|line| line.is_attached);
        let is_coded = !lines.is_empty() && lines.iter().all(|line| line.coding.is_complete());
        Status::of(
            is_attached || is_settled(document),
            is_coded || transaction.coding.is_complete(),
        )
    }

    /// Where it is booked: as a person booked the transaction itself, else as its first line says.
    pub(super) fn coding(&self, transaction: &Transaction, report: &LegOutcome) -> Coding {
        if transaction.coding != Coding::default() {
            return transaction.coding.clone();
        }
        let line = self.settled_lines(report).next();
        line.map(|line| line.coding.clone()).unwrap_or_default()
    }

    /// The best settled proof: a document, a line with a receipt attached, any line.
    pub(super) fn best_proof(
        &self,
        report: &LegOutcome,
        document: &LegOutcome,
    ) -> Option<ProofRef> {
        let is_attached = |link: &&Link| self.line(link.proof).is_some_and(|line| line.is_attached);
        let lines = settled(report);
        let documents = settled(document);
        let best = documents.iter().next();
        let best = best.or(lines.iter().find(is_attached)).or(lines.first());
        best.map(|link| link.proof)
    }

    /// What a person said of the transaction, where nothing has overtaken it.
    pub(super) fn verdict_of_people(
        &self,
        at: TransactionRef,
        legs: [&LegOutcome; 2],
    ) -> Option<MatchStatus> {
        if legs.iter().any(|leg| leg.is_decided && is_settled(leg)) {
            return Some(MatchStatus::Approved);
        }
        let is_open = legs.iter().all(|leg| leg.verdict == LegVerdict::Unmatched);
        (is_open && self.decisions.has_rejected(at)).then_some(MatchStatus::Rejected)
    }

    fn settled_lines(&self, report: &LegOutcome) -> impl Iterator<Item = &ExpenseLine> {
        settled(report)
            .iter()
            .filter_map(|link| self.line(link.proof))
    }

    fn line(&self, proof: ProofRef) -> Option<&ExpenseLine> {
        match proof {
            ProofRef::Line(at) => self.books.expense_lines.get(at.place()),
            ProofRef::Receipt(_) => None,
        }
    }
}

/// The verdict over both legs: a question counts as long as the transaction lacks something.
pub(super) fn match_status(
    said: Option<MatchStatus>,
    status: Status,
    legs: [&LegOutcome; 2],
) -> MatchStatus {
    let has = |verdict| legs.iter().any(|leg| leg.verdict == verdict);
    match said {
        Some(said) => said,
        None if has(LegVerdict::Review) && status != Status::Complete => MatchStatus::ManualReview,
        None if has(LegVerdict::Matched) => MatchStatus::Matched,
        None if has(LegVerdict::Review) => MatchStatus::ManualReview,
        None => MatchStatus::Unmatched,
    }
}

/// How sure the verdict is: as the weakest link of its best leg.
pub(super) fn confidence(status: MatchStatus, legs: [&LegOutcome; 2]) -> Confidence {
    let of_legs = |verdict| {
        let meant = legs.iter().filter(move |leg| leg.verdict == verdict);
        let weakest = meant.filter_map(|leg| leg.links.iter().map(|link| link.confidence).min());
        weakest.max().unwrap_or(Confidence::ZERO)
    };
    match status {
        MatchStatus::Approved | MatchStatus::Rejected => Confidence::ONE,
        MatchStatus::Matched => of_legs(LegVerdict::Matched),
        MatchStatus::ManualReview => of_legs(LegVerdict::Review),
        MatchStatus::Unmatched => Confidence::ZERO,
    }
}

fn is_settled(leg: &LegOutcome) -> bool {
    !settled(leg).is_empty()
}

fn settled(leg: &LegOutcome) -> &[Link] {
    match leg.verdict {
        LegVerdict::Matched => &leg.links,
        LegVerdict::Review | LegVerdict::Unmatched => &[],
    }
}
