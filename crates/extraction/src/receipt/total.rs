//! The total: by label, place, size and arithmetic.

use rust_decimal::Decimal;
use tieout_domain::{Confidence, Currency};

use super::amount::{Form, Printed};
use super::evidence::{Candidate, rank};
use super::items;
use super::lexicon::Role;
use super::line::{Labelled, Line};
use super::paper::Paper;
use super::sums::Sums;

/// The labels that announce a total, and how often each is right.
const LABELS: [(Role, &str, f32); 5] = [
    (Role::BestTotal, "labelled as the amount to pay", 0.86),
    (Role::Total, "labelled as total", 0.84),
    (Role::WeakTotal, "labelled as an amount", 0.45),
    (Role::Charged, "charged to a card", 0.55),
    (Role::Subtotal, "labelled as subtotal", 0.2),
];

/// The candidates for the total, the best first.
pub(super) fn candidates(paper: &Paper) -> Vec<Candidate<Decimal>> {
    let sums = Sums::of(paper);
    let mut candidates = distinct(paper);
    for candidate in &mut candidates {
        judge_labels(candidate, paper);
        judge_looks(candidate, paper);
        sums.judge(candidate);
    }
    // A payment is the total with the other sign.
    let values: Vec<Decimal> = candidates.iter().map(|candidate| candidate.value).collect();
    candidates.retain(|candidate| {
        candidate.score > Confidence::ZERO
            && !(candidate.value.is_sign_negative() && values.contains(&-candidate.value))
    });
    demote_parts(&mut candidates, &sums);
    rank(&mut candidates);
    candidates
}

/// Every positive amount once, where it is announced best.
fn distinct(paper: &Paper) -> Vec<Candidate<Decimal>> {
    let mut candidates: Vec<Candidate<Decimal>> = Vec::new();
    let announced = paper
        .labelled
        .iter()
        .filter(|labelled| is_eligible(labelled, paper));
    let announced = announced.map(|labelled| (labelled.page, &labelled.printed));
    let loose = paper
        .lines
        .iter()
        .flat_map(|line| line.money().map(|printed| (line.row.page, printed)));
    for (page, printed) in announced.chain(loose) {
        let value = printed.value.normalize();
        if !value.is_zero() && !candidates.iter().any(|known| known.value == value) {
            candidates.push(Candidate::new(value, printed.area, page));
        }
    }
    candidates
}

fn is_eligible(labelled: &Labelled, paper: &Paper) -> bool {
    LABELS.iter().any(|(role, ..)| *role == labelled.role)
        && (labelled.printed.form > Form::Bare || are_whole(paper))
}

/// Are amounts on this paper written without cents?
fn are_whole(paper: &Paper) -> bool {
    paper.currency.currency.minor_digits() == 0
        || !paper
            .lines
            .iter()
            .flat_map(|line| &line.amounts)
            .any(|amount| amount.form == Form::Money && amount.value.scale() == 2)
}

fn judge_labels(candidate: &mut Candidate<Decimal>, paper: &Paper) {
    for (role, reason, weight) in LABELS {
        let of_value = paper.with_role(role).filter(|labelled| {
            labelled.printed.value == candidate.value && is_eligible(labelled, paper)
        });
        let Some(best) = of_value.max_by(|a, b| a.worth().total_cmp(&b.worth())) else {
            continue;
        };
        let form = if best.printed.form == Form::Bare {
            0.75
        } else {
            1.0
        };
        candidate.add(reason, weight * form * best.worth());
        if role != Role::Subtotal && role != Role::Charged {
            (candidate.area, candidate.page) = (best.printed.area, best.page);
        }
    }
}

impl Labelled {
    /// How much the label is worth, in view of how surely label and amount were read.
    fn worth(&self) -> f32 {
        (self.strength.ratio() * self.printed.certainty.ratio()) as f32
    }
}

fn judge_looks(candidate: &mut Candidate<Decimal>, paper: &Paper) {
    let same: Vec<&Printed> = paper
        .lines
        .iter()
        .flat_map(Line::money)
        .filter(|printed| printed.value == candidate.value)
        .collect();
    let largest = same.iter().map(|printed| printed.size).fold(0.0, f32::max);
    let ratio = largest / paper.plain_size;
    if ratio > 1.2 {
        let certainty = same
            .iter()
            .map(|printed| printed.certainty)
            .max()
            .unwrap_or_default()
            .ratio() as f32;
        candidate.add("printed large", (0.25 * (ratio - 1.0)).min(0.5) * certainty);
    }
    let is_greatest = paper
        .lines
        .iter()
        .flat_map(Line::money)
        .all(|printed| printed.value <= candidate.value);
    if is_greatest && same.len() > 1 {
        candidate.add("the greatest amount, printed more than once", 0.45);
    } else if is_greatest {
        candidate.add("the greatest amount", 0.15);
    }
}

/// A sum that is part of another candidate's sum, or was rounded before it was paid, is not what was paid.
fn demote_parts(candidates: &mut [Candidate<Decimal>], sums: &Sums) {
    let with = |reason: &str| -> Vec<Decimal> {
        let proven = candidates.iter().filter(|candidate| candidate.has(reason));
        proven.map(|candidate| candidate.value).collect()
    };
    let (summed, tendered) = (with(Sums::WITH_TAX), with(Sums::TENDERED));
    for candidate in candidates {
        let is_paid = candidate.has(Sums::TENDERED);
        let is_part = !candidate.has(Sums::WITH_TAX) && sums.is_part(candidate.value, &summed);
        if is_part || (!is_paid && sums.is_unrounded(candidate.value, &tendered)) {
            candidate.discount(0.5);
        }
        if candidate.value.is_sign_negative() {
            candidate.discount(0.9);
        }
    }
}

/// A decimal in the minor units of `currency`.
pub(super) fn rounds(value: Decimal, currency: Currency) -> bool {
    value.scale() <= currency.minor_digits() || value.normalize().scale() <= currency.minor_digits()
}

/// The amounts of the items, when they are clear enough to be summed.
pub(super) fn item_amounts(paper: &Paper) -> Vec<Decimal> {
    items::lines(paper)
        .into_iter()
        .map(|item| item.amount)
        .collect()
}
