//! Which papers add up to a whole.

use crate::doubt::Doubt;
use crate::score::{Agreement, Score, Scorer};

/// A paper that may be part of a sum.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) class: usize,
    pub(super) minor: i64,
    pub(super) days: i64,
    pub(super) merchant: u16,
    pub(super) left: usize,
}

/// The first sum of two parts or more that makes up the whole, and what speaks against it. Where
/// none does to the cent, one that is off by as much as rounding may be is worth a question.
pub(super) fn sums(
    mut parts: Vec<Candidate>,
    whole: i64,
    scorer: &Scorer<'_>,
) -> Option<(Vec<usize>, Score, Option<Doubt>)> {
    let groups = scorer.settings.groups;
    parts.retain(|part| part.minor.unsigned_abs() < whole.unsigned_abs());
    parts.sort_by_key(|part| (part.days, part.class));
    parts.truncate(groups.among);
    let exact = Subsets::of(&parts, groups.parts, whole, 0);
    let (found, off) = if exact.is_empty() {
        let rounding = scorer.settings.limits.otherwise.rounding;
        let near = Subsets::of(&parts, groups.parts, whole, i128::from(rounding));
        (near, Some(Doubt::SumOff))
    } else {
        (exact, None)
    };
    let best = found.first()?;
    let days = best.iter().map(|part| part.days).max().unwrap_or(0);
    let merchant = best.iter().map(|part| part.merchant).min().unwrap_or(0);
    // A shipment may take all of the days allowed; the last of them counts as near ends.
    let date = 10_000
        - (3_000 * days)
            .checked_div(i64::from(groups.days))
            .unwrap_or(0);
    let date = u16::try_from(date).unwrap_or(0);
    let score = scorer.total(Agreement::Sum, [10_000, date, merchant], None);
    let classes = best.iter().map(|part| part.class).collect();
    let is_sure = score.confidence >= scorer.settings.bands.matched;
    let unsure = (!is_sure).then_some(Doubt::Unsure);
    let several = (found.len() > 1).then_some(Doubt::SeveralSums);
    Some((classes, score, off.or(several).or(unsure)))
}

/// Looks for two sums, so that one alone is known to be unique.
struct Subsets<'a> {
    parts: &'a [Candidate],
    most: usize,
    off: i128,
    chosen: Vec<Candidate>,
    found: Vec<Vec<Candidate>>,
}

impl<'a> Subsets<'a> {
    /// The first two sums of at most `most` parts that are at most `off` away from the whole.
    fn of(parts: &'a [Candidate], most: usize, whole: i64, off: i128) -> Vec<Vec<Candidate>> {
        let mut subsets = Self {
            parts,
            most,
            off,
            chosen: Vec::new(),
            found: Vec::new(),
        };
        subsets.search(0, i128::from(whole));
        subsets.found
    }

    fn search(&mut self, from: usize, missing: i128) {
        let is_met = missing.abs() <= self.off;
        if is_met && self.chosen.len() > 1 {
            self.found.push(self.chosen.clone());
        }
        if is_met || self.chosen.len() == self.most || self.found.len() > 1 {
            return;
        }
        for (place, part) in self.parts.iter().enumerate().skip(from) {
            let used = self
                .chosen
                .iter()
                .filter(|it| it.class == part.class)
                .count();
            let rest = missing - i128::from(part.minor);
            let is_left = rest.abs() <= self.off || (rest < 0) == (missing < 0);
            if used < part.left && is_left {
                self.chosen.push(*part);
                self.search(place, rest);
                self.chosen.pop();
            }
        }
    }
}
