//! Cheapest augmenting paths.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::Network;

/// A class of transactions or of proofs. The order breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Charge(usize),
    Paper(usize),
}

/// What a search knows of one node.
#[derive(Debug, Clone, Copy)]
struct Seen {
    distance: i64,
    /// The pair over which it was reached; none for the start.
    over: Option<usize>,
}

/// Memory that searches share.
pub(super) struct Search {
    charges: Vec<Option<Seen>>,
    papers: Vec<Option<Seen>>,
    touched: Vec<Node>,
    ahead: BinaryHeap<Reverse<(i64, Node)>>,
}

/// Where a path ends: at a proof that proves nothing yet, or at a transaction that gives up its own.
type End = (i64, Node);

impl Search {
    pub(super) fn new(charges: usize, papers: usize) -> Self {
        Self {
            charges: vec![None; charges],
            papers: vec![None; papers],
            touched: Vec::new(),
            ahead: BinaryHeap::new(),
        }
    }

    /// Assigns idle units of `start` along the cheapest path. False when leaving them without a
    /// proof is best.
    pub(super) fn augment(&mut self, network: &mut Network<'_>, start: usize) -> bool {
        self.forget();
        let end = self.cheapest(network, start);
        self.reprice(network, end.0);
        if end.1 == Node::Charge(start) {
            return false;
        }
        let (forth, back) = self.path(network, end.1);
        let mut units = network.idle(start);
        for &pair in &back {
            units = units.min(network.flow(pair));
        }
        match end.1 {
            Node::Paper(paper) => {
                units = units.min(network.spare(paper));
                network.use_paper(paper, units);
            }
            Node::Charge(charge) => network.release_charge(charge, units),
        }
        network.push(start, &forth, &back, units);
        true
    }

    /// Dijkstra's search over slacks from `start` to the cheapest end.
    fn cheapest(&mut self, network: &Network<'_>, start: usize) -> End {
        let mut best = (network.charge_price(start), Node::Charge(start));
        self.reach(Node::Charge(start), 0, None);
        while let Some(Reverse((distance, node))) = self.ahead.pop() {
            if distance > best.0 {
                break;
            }
            if self.seen(node).is_none_or(|seen| seen.distance < distance) {
                continue;
            }
            match node {
                Node::Charge(charge) => {
                    let giving_up = distance + network.charge_price(charge);
                    if giving_up < best.0 {
                        best = (giving_up, node);
                    }
                    self.expand_charge(network, charge, distance);
                }
                Node::Paper(paper) if network.spare(paper) > 0 => {
                    // Taking a free proof is better than giving one up for the same price.
                    return (distance, node);
                }
                Node::Paper(paper) => self.expand_paper(network, paper, distance),
            }
        }
        best
    }

    fn expand_charge(&mut self, network: &Network<'_>, charge: usize, distance: i64) {
        for &pair in network.pairs_of_charge(charge) {
            let (_, paper) = network.ends(pair);
            self.reach(
                Node::Paper(paper),
                distance + network.slack(pair),
                Some(pair),
            );
        }
    }

    fn expand_paper(&mut self, network: &Network<'_>, paper: usize, distance: i64) {
        for &pair in network.pairs_of_paper(paper) {
            if network.flow(pair) > 0 {
                let (charge, _) = network.ends(pair);
                self.reach(Node::Charge(charge), distance, Some(pair));
            }
        }
    }

    fn reach(&mut self, node: Node, distance: i64, over: Option<usize>) {
        let slot = match node {
            Node::Charge(place) => self.charges.get_mut(place),
            Node::Paper(place) => self.papers.get_mut(place),
        };
        let Some(slot) = slot else {
            return;
        };
        if slot.is_some_and(|seen| seen.distance <= distance) {
            return;
        }
        if slot.is_none() {
            self.touched.push(node);
        }
        *slot = Some(Seen { distance, over });
        self.ahead.push(Reverse((distance, node)));
    }

    fn seen(&self, node: Node) -> Option<Seen> {
        let slot = match node {
            Node::Charge(place) => self.charges.get(place),
            Node::Paper(place) => self.papers.get(place),
        };
        slot.copied().flatten()
    }

    /// Keeps slacks non-negative, and zero along the path that is about to be used.
    fn reprice(&self, network: &mut Network<'_>, end: i64) {
        for &node in &self.touched {
            let Some(seen) = self.seen(node).filter(|seen| seen.distance < end) else {
                continue;
            };
            match node {
                Node::Charge(charge) => network.lower_charge(charge, end - seen.distance),
                Node::Paper(paper) => network.raise_paper(paper, end - seen.distance),
            }
        }
    }

    /// The pairs of the path to `end`: those that gain, and those that lose.
    fn path(&self, network: &Network<'_>, end: Node) -> (Vec<usize>, Vec<usize>) {
        let (mut forth, mut back) = (Vec::new(), Vec::new());
        let mut node = end;
        while let Some(pair) = self.seen(node).and_then(|seen| seen.over) {
            let (charge, paper) = network.ends(pair);
            node = match node {
                Node::Paper(_) => {
                    forth.push(pair);
                    Node::Charge(charge)
                }
                Node::Charge(_) => {
                    back.push(pair);
                    Node::Paper(paper)
                }
            };
        }
        (forth, back)
    }

    fn forget(&mut self) {
        for node in self.touched.drain(..) {
            match node {
                Node::Charge(place) => clear(&mut self.charges, place),
                Node::Paper(place) => clear(&mut self.papers, place),
            }
        }
        self.ahead.clear();
    }
}

fn clear(known: &mut [Option<Seen>], place: usize) {
    if let Some(seen) = known.get_mut(place) {
        *seen = None;
    }
}
