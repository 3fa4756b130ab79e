//! The state of an assignment under way: flows, and the prices that prove it the best.

use super::Task;

/// Flows and prices. A price (a dual variable) is what one more unit of a class would be worth; for
/// every pair `price of charge + price of paper − gain`, its slack, is never negative, and zero
/// where anything flows.
pub(super) struct Network<'a> {
    task: &'a Task,
    of_charge: Vec<Vec<usize>>,
    of_paper: Vec<Vec<usize>>,
    flow: Vec<usize>,
    idle: Vec<usize>,
    spare: Vec<usize>,
    charge_price: Vec<i64>,
    paper_price: Vec<i64>,
}

impl<'a> Network<'a> {
    /// Nothing assigned yet.
    pub(super) fn of(task: &'a Task) -> Self {
        let mut of_charge = vec![Vec::new(); task.charges.len()];
        let mut of_paper = vec![Vec::new(); task.papers.len()];
        for (place, pair) in task.pairs.iter().enumerate() {
            if let Some(pairs) = of_charge.get_mut(pair.charge) {
                pairs.push(place);
            }
            if let Some(pairs) = of_paper.get_mut(pair.paper) {
                pairs.push(place);
            }
        }
        // With all papers worthless, a charge is worth its best pair.
        let worth = |pairs: &Vec<usize>| {
            let gains = pairs.iter().filter_map(|&pair| task.pairs.get(pair));
            gains.map(|pair| pair.gain).max().unwrap_or(0).max(0)
        };
        Self {
            task,
            charge_price: of_charge.iter().map(worth).collect(),
            paper_price: vec![0; task.papers.len()],
            flow: vec![0; task.pairs.len()],
            idle: task.charges.clone(),
            spare: task.papers.clone(),
            of_charge,
            of_paper,
        }
    }

    /// How many units of the pair are assigned.
    pub(super) fn flow(&self, pair: usize) -> usize {
        at(&self.flow, pair)
    }

    /// Are there transactions of this class without a proof?
    pub(super) fn has_idle(&self, charge: usize) -> bool {
        self.idle(charge) > 0
    }

    /// How many transactions of this class have no proof.
    pub(super) fn idle(&self, charge: usize) -> usize {
        at(&self.idle, charge)
    }

    /// How many proofs of this class prove nothing.
    pub(super) fn spare(&self, paper: usize) -> usize {
        at(&self.spare, paper)
    }

    pub(super) fn charge_price(&self, charge: usize) -> i64 {
        at(&self.charge_price, charge)
    }

    pub(super) fn paper_price(&self, paper: usize) -> i64 {
        at(&self.paper_price, paper)
    }

    /// The pairs of a charge.
    pub(super) fn pairs_of_charge(&self, charge: usize) -> &[usize] {
        self.of_charge.get(charge).map_or(&[], Vec::as_slice)
    }

    /// The pairs of a paper.
    pub(super) fn pairs_of_paper(&self, paper: usize) -> &[usize] {
        self.of_paper.get(paper).map_or(&[], Vec::as_slice)
    }

    /// The charge and the paper of a pair.
    pub(super) fn ends(&self, pair: usize) -> (usize, usize) {
        let pair = self.task.pairs.get(pair);
        pair.map_or((usize::MAX, usize::MAX), |pair| (pair.charge, pair.paper))
    }

    /// What using one more unit of the pair would cost, by the present prices.
    pub(super) fn slack(&self, pair: usize) -> i64 {
        self.task.pairs.get(pair).map_or(0, |it| {
            self.charge_price(it.charge) + self.paper_price(it.paper) - it.gain
        })
    }

    /// A charge at distance `distance` of a search that ended at `end` gets cheaper.
    pub(super) fn lower_charge(&mut self, charge: usize, by: i64) {
        if let Some(price) = self.charge_price.get_mut(charge) {
            *price -= by;
        }
    }

    /// A paper that a search passed gets dearer.
    pub(super) fn raise_paper(&mut self, paper: usize, by: i64) {
        if let Some(price) = self.paper_price.get_mut(paper) {
            *price += by;
        }
    }

    /// Moves `units` along a path: `forth` pairs gain them, `back` pairs lose them; the charge that
    /// the path starts at has as many less idle.
    pub(super) fn push(&mut self, start: usize, forth: &[usize], back: &[usize], units: usize) {
        change(&mut self.idle, start, |idle| idle - units);
        for &pair in forth {
            change(&mut self.flow, pair, |flow| flow + units);
        }
        for &pair in back {
            change(&mut self.flow, pair, |flow| flow - units);
        }
    }

    /// `units` of a paper are used now.
    pub(super) fn use_paper(&mut self, paper: usize, units: usize) {
        change(&mut self.spare, paper, |spare| spare - units);
    }

    /// `units` of a charge have lost their proof.
    pub(super) fn release_charge(&mut self, charge: usize, units: usize) {
        change(&mut self.idle, charge, |idle| idle + units);
    }
}

fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}

fn change(values: &mut [usize], place: usize, how: impl Fn(usize) -> usize) {
    if let Some(value) = values.get_mut(place) {
        *value = how(*value);
    }
}
