//! The arithmetic of a receipt: what must add up to the total.

use rust_decimal::Decimal;

use super::evidence::Candidate;
use super::lexicon::Role;
use super::paper::Paper;
use super::total::item_amounts;

/// The parts that the labels of a receipt name.
#[derive(Debug)]
pub(super) struct Sums {
    subtotals: Vec<Decimal>,
    totals: Vec<Decimal>,
    taxes: Vec<Decimal>,
    tips: Vec<Decimal>,
    discounts: Vec<Decimal>,
    roundings: Vec<Decimal>,
    tendered: Vec<Decimal>,
    change: Vec<Decimal>,
    items: Vec<Decimal>,
}

impl Sums {
    /// Reason of a total that is its subtotal and its tax or tip.
    pub(super) const WITH_TAX: &str = "subtotal, tax and tip add up to it";
    pub(super) const TENDERED: &str = "cash less change is this";
    pub(super) const ITEMS: &str = "the items add up to it";

    pub(super) fn of(paper: &Paper) -> Self {
        let of = |role: Role| -> Vec<Decimal> {
            distinct(paper.with_role(role).map(|labelled| labelled.printed.value))
        };
        let all = |role: Role| -> Vec<Decimal> {
            paper
                .with_role(role)
                .map(|labelled| labelled.printed.value)
                .collect()
        };
        Self {
            subtotals: of(Role::Subtotal),
            totals: of(Role::Total)
                .into_iter()
                .chain(of(Role::BestTotal))
                .collect(),
            // Two taxes of the same rate and amount are two taxes.
            taxes: all(Role::Tax),
            tips: of(Role::Tip),
            discounts: of(Role::Discount),
            roundings: of(Role::Rounding),
            tendered: of(Role::Tendered)
                .into_iter()
                .chain(of(Role::Charged))
                .collect(),
            change: of(Role::Change),
            items: item_amounts(paper),
        }
    }

    /// Adds what the arithmetic says of a candidate.
    pub(super) fn judge(&self, candidate: &mut Candidate<Decimal>) {
        let total = candidate.value;
        if self.additions(total) {
            candidate.add(Self::WITH_TAX, 0.9);
        } else if self.subtotals.contains(&total)
            && self.taxes.iter().all(Decimal::is_zero)
            && self.tips.is_empty()
        {
            candidate.add("the subtotal, without tax", 0.3);
        }
        if self.is_tendered(total) {
            candidate.add(Self::TENDERED, 0.85);
        }
        if self.is_rounded(total) {
            candidate.add("a total after rounding", 0.6);
        }
        match self.items.len() {
            0 | 1 => {}
            _ if self.items.iter().copied().sum::<Decimal>() == total => {
                candidate.add(Self::ITEMS, 0.5);
            }
            _ => {}
        }
    }

    /// Is `total` a subtotal with tax, tip, discount or rounding?
    fn additions(&self, total: Decimal) -> bool {
        let bases = self
            .subtotals
            .iter()
            .chain(&self.totals)
            .filter(|base| **base != total);
        let mut bases = bases.copied().chain(self.item_sum());
        bases.any(|base| self.extras(base).any(|sum| sum == total))
    }

    /// What `base` comes to with each plausible choice of tax, tip, discount and rounding; never `base` alone.
    fn extras(&self, base: Decimal) -> impl Iterator<Item = Decimal> + '_ {
        let none = || std::iter::once(Decimal::ZERO);
        let taxes: Vec<Decimal> = none()
            .chain(self.taxes.iter().copied())
            .chain(sum(&self.taxes))
            .collect();
        let tips: Vec<Decimal> = none().chain(self.tips.iter().copied()).collect();
        let cuts: Vec<Decimal> = none()
            .chain(self.discounts.iter().map(|cut| -cut.abs()))
            .chain(sum(&self.discounts).map(|cut| -cut.abs()))
            .collect();
        let roundings: Vec<Decimal> = none()
            .chain(self.roundings.iter().flat_map(|cents| [*cents, -*cents]))
            .collect();
        let mut sums = Vec::new();
        for (tax, tip) in taxes
            .iter()
            .flat_map(|tax| tips.iter().map(move |tip| (tax, tip)))
        {
            for (cut, rounding) in cuts
                .iter()
                .flat_map(|cut| roundings.iter().map(move |cents| (cut, cents)))
            {
                let extra = tax + tip + cut + rounding;
                if !extra.is_zero() {
                    sums.push(base + extra);
                }
            }
        }
        sums.into_iter()
    }

    fn is_tendered(&self, total: Decimal) -> bool {
        self.tendered.iter().any(|cash| {
            self.change
                .iter()
                .any(|change| *cash != total && *cash - change.abs() == total)
        }) || self.change.iter().any(Decimal::is_zero) && self.tendered.contains(&total)
    }

    fn is_rounded(&self, total: Decimal) -> bool {
        let is_cents = |cents: &&Decimal| !cents.is_zero() && cents.abs() < Decimal::ONE;
        let mut cents = self.roundings.iter().filter(is_cents);
        cents.any(|cents| {
            self.totals
                .iter()
                .any(|before| *before + cents == total || *before - cents == total)
        })
    }

    fn item_sum(&self) -> Option<Decimal> {
        (self.items.len() > 1).then(|| self.items.iter().copied().sum())
    }

    /// Is `value` what one of the `paid` amounts was before rounding?
    pub(super) fn is_unrounded(&self, value: Decimal, paid: &[Decimal]) -> bool {
        let mut cents = self.roundings.iter().filter(|cents| !cents.is_zero());
        cents.any(|cents| paid.iter().any(|paid| (*paid - value).abs() == cents.abs()))
    }

    /// Is `value` a subtotal, tax or tip of one of the `proven` totals?
    pub(super) fn is_part(&self, value: Decimal, proven: &[Decimal]) -> bool {
        let is_greater = |total: &Decimal| *total > value;
        (self.subtotals.contains(&value)
            || self.totals.contains(&value)
            || self.taxes.contains(&value)
            || self.tips.contains(&value))
            && proven.iter().any(is_greater)
    }
}

fn sum(values: &[Decimal]) -> Option<Decimal> {
    (values.len() > 1).then(|| values.iter().copied().sum())
}

fn distinct(values: impl Iterator<Item = Decimal>) -> Vec<Decimal> {
    let mut distinct = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}
