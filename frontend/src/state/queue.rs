//! The queue of matches that wait for a person, and where in it the person is.

use tieout_contract::matches::{Link, MatchResult};
use tieout_domain::id::{MatchId, ReceiptId};

/// The queue. Its order stays while it is worked on, so that nothing moves under one's hands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    order: Vec<MatchId>,
    decided: Vec<MatchId>,
    at: usize,
}

impl Queue {
    /// Takes in what waits now: what is known keeps its place, what is new goes to the end, and what
    /// waits no longer, without having been decided here, goes.
    pub fn refresh(&mut self, waiting: &[MatchId]) {
        let here = self.current();
        self.order
            .retain(|id| waiting.contains(id) || self.decided.contains(id));
        for id in waiting {
            if !self.order.contains(id) {
                self.order.push(*id);
            }
        }
        self.decided.retain(|id| !waiting.contains(id));
        let place = here.and_then(|here| self.order.iter().position(|id| *id == here));
        self.at = place
            .unwrap_or(self.at)
            .min(self.order.len().saturating_sub(1));
        if here.is_none() || here.is_some_and(|here| self.decided.contains(&here)) {
            self.seek_undecided();
        }
    }

    /// The match that is looked at.
    pub fn current(&self) -> Option<MatchId> {
        self.order.get(self.at).copied()
    }

    /// Which it is, from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.order.len())
    }

    /// How many wait.
    pub fn left(&self) -> usize {
        self.order.len() - self.decided.len()
    }

    /// The match was decided: on to the next one that was not.
    pub fn decide(&mut self, id: MatchId) {
        if !self.decided.contains(&id) {
            self.decided.push(id);
        }
        self.seek_undecided();
    }

    /// The last decision was taken back: it is looked at again.
    pub fn undo(&mut self, id: MatchId) {
        self.decided.retain(|known| *known != id);
        self.go_to(id);
    }

    /// Looks at that one.
    pub fn go_to(&mut self, id: MatchId) {
        if let Some(place) = self.order.iter().position(|known| *known == id) {
            self.at = place;
        }
    }

    /// Forward or back, over what was decided too.
    pub fn step(&mut self, by: isize) {
        let last = self.order.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    fn seek_undecided(&mut self) {
        let after = (self.at..self.order.len()).chain(0..self.at);
        let mut waiting = after.filter(|place| {
            self.order
                .get(*place)
                .is_some_and(|id| !self.decided.contains(id))
        });
        if let Some(place) = waiting.next() {
            self.at = place;
        }
    }
}

/// The candidates of a match: first what is offered, then the runners-up, each proof once.
pub fn candidates(result: &MatchResult) -> Vec<Link> {
    let legs = [&result.expense_report, &result.receipt_documents];
    let offered = legs.iter().flat_map(|leg| leg.links.iter());
    let others = legs.iter().flat_map(|leg| leg.runners_up.iter());
    let mut seen: Vec<ReceiptId> = Vec::new();
    let mut candidates: Vec<Link> = Vec::new();
    for link in offered.chain(others) {
        if !seen.contains(&link.receipt_id) {
            seen.push(link.receipt_id);
            candidates.push(link.clone());
        }
    }
    candidates
}

/// Is it what is offered, and what an approval without a choice approves?
pub fn is_offered(result: &MatchResult, receipt: ReceiptId) -> bool {
    let legs = [&result.expense_report, &result.receipt_documents];
    let mut offered = legs.iter().flat_map(|leg| leg.links.iter());
    offered.any(|link| link.receipt_id == receipt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> MatchId {
        MatchId(Uuid::from_u128(number))
    }

    fn queue() -> Queue {
        let mut queue = Queue::default();
        queue.refresh(&[id(1), id(2), id(3)]);
        queue
    }

    #[test]
    fn a_decision_moves_on_at_once() {
        let mut queue = queue();
        queue.decide(id(1));
        assert_eq!(queue.current(), Some(id(2)));
        assert_eq!((queue.place(), queue.left()), ((2, 3), 2));
    }

    #[test]
    fn what_was_passed_over_comes_again() {
        let mut queue = queue();
        queue.step(2);
        queue.decide(id(3));
        assert_eq!(queue.current(), Some(id(1)));
    }

    #[test]
    fn what_was_taken_back_is_looked_at_again() {
        let mut queue = queue();
        queue.decide(id(1));
        queue.undo(id(1));
        assert_eq!((queue.current(), queue.left()), (Some(id(1)), 3));
    }

    #[test]
    fn what_somebody_else_decided_goes_and_what_is_new_comes_last() {
        let mut queue = queue();
        queue.step(1);
        queue.refresh(&[id(2), id(3), id(4)]);
        assert_eq!(queue.current(), Some(id(2)));
        assert_eq!(queue.place(), (1, 3));
    }

    #[test]
    fn nothing_is_left_at_the_end() {
        let mut queue = queue();
        for number in 1..=3 {
            queue.decide(id(number));
        }
        assert_eq!(queue.left(), 0);
        queue.refresh(&[]);
        assert_eq!(queue.place().1, 3);
    }

    #[test]
    fn steps_stay_within_the_queue() {
        let mut queue = queue();
        queue.step(-1);
        assert_eq!(queue.current(), Some(id(1)));
        queue.step(9);
        assert_eq!(queue.current(), Some(id(3)));
    }
}
