//! How far the best assignment is ahead of the best one without a pair.
//!
//! Taking one unit of a pair away leaves a transaction without a proof and a proof without a
//! transaction. The next best assignment gives the one to another, the other to another, or both:
//! each along a cheapest path over slacks, which the prices of the assignment make a short search.
//! The cost of both at once is taken as the sum of the two paths. Where the paths meet that
//! understates the lead, which is the safe side.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::Horizon;
use super::network::Network;
use super::paths::Node;

/// Measures leads.
pub(super) struct Probe {
    horizon: Horizon,
}

/// What leaving a pair costs on one side.
#[derive(Debug, Clone, Copy)]
struct Ways {
    /// Another partner is found, and whatever that displaces.
    elsewhere: i64,
    /// Both sides are served by one exchange.
    exchange: i64,
}

/// One search: from which side it starts, and which pair it leaves.
struct Journey<'a, F> {
    network: &'a Network<'a>,
    is_copy: &'a F,
    pair: usize,
    charge: usize,
    paper: usize,
}

impl Probe {
    pub(super) fn new(horizon: Horizon) -> Self {
        Self { horizon }
    }

    /// How much worse the best assignment without one unit of `pair` is, at most the horizon.
    pub(super) fn lead(
        &mut self,
        network: &Network<'_>,
        pair: usize,
        is_copy: &impl Fn(usize, usize) -> bool,
    ) -> i64 {
        let (charge, paper) = network.ends(pair);
        let journey = Journey {
            network,
            is_copy,
            pair,
            charge,
            paper,
        };
        let ways = self
            .travel(&journey, Node::Charge(charge))
            .zip(self.travel(&journey, Node::Paper(paper)));
        let Some((of_charge, of_paper)) = ways else {
            return 0;
        };
        // Whoever finds no other partner goes without, at the price of that.
        let paper_without = network.paper_price(paper).min(of_paper.elsewhere);
        let charge_without = network.charge_price(charge).min(of_charge.elsewhere);
        of_charge
            .exchange
            .min(of_paper.exchange)
            .min(of_charge.elsewhere.saturating_add(paper_without))
            .min(of_paper.elsewhere.saturating_add(charge_without))
            .min(self.horizon.lead)
    }

    /// The cheapest ways for one side of the pair; none when the search grew too large.
    fn travel<F: Fn(usize, usize) -> bool>(
        &self,
        journey: &Journey<'_, F>,
        start: Node,
    ) -> Option<Ways> {
        let limit = self.horizon.lead;
        let mut ways = Ways {
            elsewhere: limit,
            exchange: limit,
        };
        let mut known = BTreeMap::from([(start, 0)]);
        let mut ahead = BinaryHeap::from([Reverse((0, start))]);
        while let Some(Reverse((distance, node))) = ahead.pop() {
            if distance >= ways.elsewhere.min(ways.exchange) {
                break;
            }
            if known.len() > self.horizon.nodes {
                return None;
            }
            if known.get(&node).is_some_and(|known| *known < distance) {
                continue;
            }
            for (next, cost) in journey.steps(start, node) {
                let distance = distance + cost;
                journey.note_ends(start, node, next, distance, &mut ways);
                if distance < limit && known.get(&next).is_none_or(|known| distance < *known) {
                    known.insert(next, distance);
                    ahead.push(Reverse((distance, next)));
                }
            }
        }
        Some(ways)
    }
}

impl<F: Fn(usize, usize) -> bool> Journey<'_, F> {
    /// The other end of the pair that is left: reaching it serves both sides.
    fn goal(&self, start: Node) -> Node {
        match start {
            Node::Charge(_) => Node::Paper(self.paper),
            Node::Paper(_) => Node::Charge(self.charge),
        }
    }

    /// Where to go from `node`: searching for a charge, over any pair to a paper and over a used
    /// pair back to a charge; searching for a paper, the other way round.
    fn steps(&self, start: Node, node: Node) -> Vec<(Node, i64)> {
        let (pairs, may_be_new) = match (node, start) {
            (Node::Charge(charge), Node::Charge(_)) => (self.network.pairs_of_charge(charge), true),
            (Node::Charge(charge), Node::Paper(_)) => (self.network.pairs_of_charge(charge), false),
            (Node::Paper(paper), Node::Paper(_)) => (self.network.pairs_of_paper(paper), true),
            (Node::Paper(paper), Node::Charge(_)) => (self.network.pairs_of_paper(paper), false),
        };
        let other_end = |pair| match (node, self.network.ends(pair)) {
            (Node::Charge(_), (_, paper)) => Node::Paper(paper),
            (Node::Paper(_), (charge, _)) => Node::Charge(charge),
        };
        pairs
            .iter()
            .filter(|&&pair| pair != self.pair)
            .filter(|&&pair| may_be_new || self.network.flow(pair) > 0)
            .map(|&pair| {
                (
                    other_end(pair),
                    if may_be_new {
                        self.network.slack(pair)
                    } else {
                        0
                    },
                )
            })
            .filter(|(next, _)| *next != start)
            .collect()
    }

    /// Can the way end at `next`, and at what cost?
    fn note_ends(&self, start: Node, from: Node, next: Node, distance: i64, ways: &mut Ways) {
        if next == self.goal(start) {
            ways.exchange = ways.exchange.min(distance);
            return;
        }
        let cost = match (start, next) {
            // A free proof is taken; one that is the same receipt once more changes nothing.
            (Node::Charge(_), Node::Paper(paper)) => {
                let changes_nothing = from == start && (self.is_copy)(self.paper, paper);
                (self.network.spare(paper) > 0 && !changes_nothing).then_some(0)
            }
            // A transaction gives up its proof.
            (Node::Charge(_), Node::Charge(charge)) => Some(self.network.charge_price(charge)),
            // A transaction without a proof takes this one.
            (Node::Paper(_), Node::Charge(charge)) => (self.network.idle(charge) > 0).then_some(0),
            // A proof is given up.
            (Node::Paper(_), Node::Paper(paper)) => Some(self.network.paper_price(paper)),
        };
        if let Some(cost) = cost {
            ways.elsewhere = ways.elsewhere.min(distance.saturating_add(cost));
        }
    }
}
