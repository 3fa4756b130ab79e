//! Candidates for a field, and what speaks for each.

use tieout_domain::{Area, Confidence};

/// A value a field may have.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub area: Area,
    /// The page it stands on.
    pub page: u32,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// What all evidence together is worth.
    pub score: Confidence,
    /// What makes all of it worth less, from 0 to 1.
    pub(super) factor: f32,
}

/// Something that speaks for a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What it is.
    pub reason: &'static str,
    /// How often it is right when it speaks alone.
    pub weight: f32,
}

impl<T> Candidate<T> {
    pub(super) const fn new(value: T, area: Area, page: u32) -> Self {
        Self {
            value,
            area,
            page,
            evidence: Vec::new(),
            score: Confidence::ZERO,
            factor: 1.0,
        }
    }

    /// Adds evidence. Each piece is taken to be right independently of the others.
    pub(super) fn add(&mut self, reason: &'static str, weight: f32) {
        let weight = weight.clamp(0.0, 0.99);
        if weight > 0.0 {
            self.evidence.push(Evidence { reason, weight });
            self.weigh();
        }
    }

    /// Makes all evidence worth less.
    pub(super) fn discount(&mut self, factor: f32) {
        self.factor *= factor.clamp(0.0, 1.0);
        self.weigh();
    }

    fn weigh(&mut self) {
        let doubt = self
            .evidence
            .iter()
            .map(|evidence| 1.0 - evidence.weight)
            .product::<f32>();
        self.score = Confidence::from_ratio(f64::from((1.0 - doubt) * self.factor));
    }

    pub(super) fn has(&self, reason: &str) -> bool {
        self.evidence
            .iter()
            .any(|evidence| evidence.reason == reason)
    }
}

/// The best first. Of equal ones the one that stands higher: the order does not depend on the search.
pub(super) fn rank<T>(candidates: &mut [Candidate<T>]) {
    candidates.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then(a.page.cmp(&b.page))
            .then(a.area.top.total_cmp(&b.area.top))
    });
}

/// How sure the best of ranked candidates is. Only one can be right, so the odds of the next count against it.
pub(super) fn confidence<T>(ranked: &[Candidate<T>]) -> Confidence {
    let score = |place: usize| {
        ranked
            .get(place)
            .map_or(0.0, |candidate| candidate.score.ratio())
    };
    let odds = |score: f64| score / (1.001 - score);
    let (best, next) = (score(0), score(1));
    let share = if best > 0.0 {
        odds(best) / (odds(best) + odds(next))
    } else {
        0.0
    };
    Confidence::from_ratio(best * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(weights: &[f32]) -> Candidate<()> {
        let mut candidate = Candidate::new(
            (),
            Area {
                left: 0.0,
                top: 0.0,
                right: 1.0,
                bottom: 1.0,
            },
            1,
        );
        for weight in weights {
            candidate.add("told", *weight);
        }
        candidate
    }

    #[test]
    fn agreeing_evidence_makes_surer_and_a_rival_less_sure() {
        let (strong, weak) = (candidate(&[0.8, 0.6]), candidate(&[0.3]));
        assert!(strong.score > candidate(&[0.8]).score);
        let alone = confidence(std::slice::from_ref(&strong));
        let with_weak_rival = confidence(&[strong.clone(), weak]);
        let with_equal_rival = confidence(&[strong.clone(), strong]);
        assert!(alone > with_weak_rival && with_weak_rival > with_equal_rival);
        assert!(with_equal_rival < Confidence::from_ratio(0.5));
    }
}
