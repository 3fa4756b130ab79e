//! The one best assignment of proofs to transactions, and how far it is ahead.
//!
//! A maximum-weight bipartite matching between *classes* of equal transactions and *classes* of
//! equal proofs, found by successive shortest augmenting paths (the Hungarian method on a sparse
//! graph): exact, and the same for the same input. A class of a thousand equal purchases is one
//! node with a thousand units, so that equal facts neither cost time nor count as alternatives to
//! each other.

mod lead;
mod network;
mod paths;

use network::Network;

/// What is to be assigned.
#[derive(Debug, Default)]
pub(crate) struct Task {
    /// How many transactions each class holds.
    pub(crate) charges: Vec<usize>,
    /// How many proofs each class holds.
    pub(crate) papers: Vec<usize>,
    /// The pairs.
    pub(crate) pairs: Vec<Pair>,
}

/// A pair that may be part of the assignment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) charge: usize,
    pub(crate) paper: usize,
    /// What the pair adds. A pair that takes away is never assigned; but it is an alternative that
    /// others are measured against.
    pub(crate) gain: i64,
}

/// A pair that is part of the best assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Assigned {
    /// Which pair of the task.
    pub(crate) pair: usize,
    /// How many times.
    pub(crate) units: usize,
    /// How much worse the best assignment is that uses the pair once less and gives its transaction
    /// or its proof to another; not measured beyond the horizon.
    pub(crate) lead: i64,
}

/// How far a runner-up is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Horizon {
    /// A lead of so much is enough.
    pub(crate) lead: i64,
    /// After so many nodes the search ends, and the pair counts as not ahead at all.
    pub(crate) nodes: usize,
}

/// The assignment of greatest total gain. `is_copy` says of two papers that the second is no
/// alternative to the first, being the same receipt once more.
pub(crate) fn assign(
    task: &Task,
    horizon: Horizon,
    is_copy: impl Fn(usize, usize) -> bool,
) -> Vec<Assigned> {
    let mut network = Network::of(task);
    let mut search = paths::Search::new(task.charges.len(), task.papers.len());
    for charge in 0..task.charges.len() {
        while network.has_idle(charge) && search.augment(&mut network, charge) {}
    }
    let mut probe = lead::Probe::new(horizon);
    let assigned = (0..task.pairs.len()).filter_map(|pair| {
        let units = network.flow(pair);
        (units > 0).then(|| Assigned {
            pair,
            units,
            lead: probe.lead(&network, pair, &is_copy),
        })
    });
    assigned.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HORIZON: Horizon = Horizon {
        lead: 1_000,
        nodes: 1_000,
    };

    fn task(charges: &[usize], papers: &[usize], pairs: &[(usize, usize, i64)]) -> Task {
        let pairs = pairs.iter().map(|&(charge, paper, gain)| Pair {
            charge,
            paper,
            gain,
        });
        Task {
            charges: charges.to_vec(),
            papers: papers.to_vec(),
            pairs: pairs.collect(),
        }
    }

    fn solve(task: &Task) -> Vec<(usize, usize, i64)> {
        let assigned = assign(task, HORIZON, |_, _| false);
        let show = |it: &Assigned| (it.pair, it.units, it.lead);
        assigned.iter().map(show).collect()
    }

    fn total(task: &Task, assigned: &[Assigned]) -> i64 {
        let gain = |it: &Assigned| task.pairs[it.pair].gain * i64::try_from(it.units).unwrap();
        assigned.iter().map(gain).sum()
    }

    #[test]
    fn the_greatest_total_wins_not_the_first_good_pair() {
        let task = task(
            &[1, 1],
            &[1, 1],
            &[(0, 0, 10), (0, 1, 9), (1, 0, 9), (1, 1, 1)],
        );
        let pairs: Vec<_> = solve(&task).iter().map(|it| it.0).collect();
        assert_eq!(pairs, [1, 2]);
    }

    #[test]
    fn the_lead_is_what_the_next_best_assignment_costs() {
        // Without 0–0 the second transaction would take the proof: 10 − 7.
        let alone = task(&[1, 1], &[1], &[(0, 0, 10), (1, 0, 7)]);
        assert_eq!(solve(&alone), [(0, 1, 3)]);
        // Swapping two pairs costs (10 + 10) − (9 + 8).
        let swapped = task(
            &[1, 1],
            &[1, 1],
            &[(0, 0, 10), (0, 1, 9), (1, 0, 8), (1, 1, 10)],
        );
        assert_eq!(solve(&swapped), [(0, 1, 3), (3, 1, 3)]);
    }

    #[test]
    fn a_pair_without_alternatives_is_clearly_ahead() {
        let alone = task(&[1], &[1], &[(0, 0, 1)]);
        assert_eq!(solve(&alone), [(0, 1, HORIZON.lead)]);
    }

    #[test]
    fn an_alternative_counts_even_if_it_would_never_be_assigned() {
        let task = task(&[1, 1], &[1], &[(0, 0, 2), (1, 0, -3)]);
        assert_eq!(solve(&task), [(0, 1, 5)]);
    }

    #[test]
    fn equal_purchases_are_no_alternatives_to_each_other() {
        let task = task(&[2], &[2], &[(0, 0, 10)]);
        assert_eq!(solve(&task), [(0, 2, HORIZON.lead)]);
    }

    #[test]
    fn a_second_copy_is_no_alternative() {
        let task = task(&[1], &[1, 1], &[(0, 0, 10), (0, 1, 10)]);
        let assigned = assign(&task, HORIZON, |_, _| true);
        assert_eq!(assigned[0].lead, HORIZON.lead);
        assert_eq!(assign(&task, HORIZON, |_, _| false)[0].lead, 0);
    }

    /// The greatest total by trying everything.
    fn by_force(task: &Task, from: usize, charges: &mut [usize], papers: &mut [usize]) -> i64 {
        let Some(pair) = task.pairs.get(from) else {
            return 0;
        };
        let mut best = by_force(task, from + 1, charges, papers);
        if charges[pair.charge] > 0 && papers[pair.paper] > 0 {
            charges[pair.charge] -= 1;
            papers[pair.paper] -= 1;
            best = best.max(pair.gain + by_force(task, from, charges, papers));
            charges[pair.charge] += 1;
            papers[pair.paper] += 1;
        }
        best
    }

    fn best(task: &Task) -> i64 {
        by_force(task, 0, &mut task.charges.clone(), &mut task.papers.clone())
    }

    /// The total of the best assignment that has one unit less of `pair` and gives its transaction
    /// or its proof to another.
    fn runner_up(task: &Task, assigned: &[Assigned], pair: usize) -> Option<i64> {
        let used = task.pairs[pair];
        let units = assigned
            .iter()
            .find(|it| it.pair == pair)
            .map_or(0, |it| it.units);
        let others = task.pairs.iter().enumerate().filter(|(place, other)| {
            *place != pair && (other.charge == used.charge || other.paper == used.paper)
        });
        let with_other = others.map(|(_, other)| {
            // Force one unit of `other`, and keep all but one unit of `pair` for it alone.
            let mut charges = task.charges.clone();
            let mut papers = task.papers.clone();
            charges[other.charge] -= 1;
            papers[other.paper] -= 1;
            if charges[used.charge] < units - 1 || papers[used.paper] < units - 1 {
                return i64::MIN;
            }
            charges[used.charge] -= units - 1;
            papers[used.paper] -= units - 1;
            let mut rest = Task {
                pairs: task.pairs.clone(),
                ..Task::default()
            };
            rest.pairs.remove(pair);
            let kept = used.gain * i64::try_from(units - 1).unwrap();
            other.gain + kept + by_force(&rest, 0, &mut charges, &mut papers)
        });
        with_other.max().filter(|total| *total > i64::MIN / 2)
    }

    fn any_task(units: usize) -> impl Strategy<Value = Task> {
        let counts = || prop::collection::vec(1..=units, 1..4);
        (counts(), counts()).prop_flat_map(|(charges, papers)| {
            let pairs: Vec<_> = (0..charges.len())
                .flat_map(|charge| (0..papers.len()).map(move |paper| (charge, paper)))
                .collect();
            let some = prop::sample::subsequence(pairs.clone(), 0..=pairs.len());
            let gains = prop::collection::vec(-3..12_i64, pairs.len());
            (Just(charges), Just(papers), some, gains).prop_map(
                |(charges, papers, pairs, gains)| {
                    let pairs = pairs.iter().zip(&gains);
                    let pairs: Vec<_> = pairs.map(|(&(c, p), &gain)| (c, p, gain)).collect();
                    task(&charges, &papers, &pairs)
                },
            )
        })
    }

    proptest! {
        #[test]
        fn the_total_is_the_greatest_there_is(task in any_task(3)) {
            let assigned = assign(&task, HORIZON, |_, _| false);
            prop_assert_eq!(total(&task, &assigned), best(&task));
        }

        #[test]
        fn the_lead_is_never_overstated(task in any_task(1)) {
            let assigned = assign(&task, HORIZON, |_, _| false);
            for it in &assigned {
                let truth = runner_up(&task, &assigned, it.pair)
                    .map_or(HORIZON.lead, |other| best(&task) - other);
                prop_assert!(it.lead <= truth, "{:?}: {} > {}", it, it.lead, truth);
            }
        }
    }
}
