//! Subtotal, tax and tip: believed when they add up, or when each is labelled.

use rust_decimal::Decimal;
use tieout_domain::{Area, Confidence, Field, Money};

use super::evidence::{Candidate, rank};
use super::fields::{DOUBTFUL, Fields};
use super::items;
use super::lexicon::Role;
use super::line::Labelled;

/// How sure parts are that add up to the total.
const PROVEN: Confidence = Confidence::from_basis_points(9_700);

impl Fields<'_> {
    pub(super) fn read_parts(&mut self) {
        self.receipt.subtotal = self.part(Role::Subtotal, "subtotal");
        self.receipt.tip = self.part(Role::Tip, "tip");
        let proven = self.proven_tax();
        self.receipt.tax = proven.or_else(|| self.part(Role::Tax, "tax"));
        self.doubt_parts();
    }

    /// What the items of this receipt may add up to.
    pub(super) fn sums(&self) -> Vec<Decimal> {
        let known = [&self.receipt.subtotal, &self.receipt.total];
        let known = known
            .into_iter()
            .flatten()
            .map(|field| field.value.to_decimal());
        let printed = self.paper.with_role(Role::Subtotal);
        let tax = self.receipt.tax.as_ref();
        let untaxed = self.total().zip(tax);
        known
            .chain(printed.map(|labelled| labelled.printed.value))
            .chain(untaxed.map(|(total, tax)| total - tax.value.to_decimal()))
            .collect()
    }

    /// The part that labels of `role` announce best. A part is not greater than the whole.
    fn part(&mut self, role: Role, name: &'static str) -> Option<Field<Money>> {
        let whole = self.total().map(|total| total.abs());
        let is_possible = |labelled: &&Labelled| {
            whole.is_none_or(|whole| match role {
                Role::Subtotal => true,
                _ => labelled.printed.value.abs() < whole,
            })
        };
        let labelled = self.paper.with_role(role).filter(is_possible);
        let mut candidates: Vec<Candidate<Decimal>> = labelled.map(candidate).collect();
        rank(&mut candidates);
        candidates.dedup_by(|a, b| a.value == b.value);
        let field = self.chosen(name, &candidates)?;
        self.money(&field)
    }

    /// The tax, or the sum of several taxes, that the total needs.
    fn proven_tax(&self) -> Option<Field<Money>> {
        let tip = self.receipt.tip.as_ref().map(|tip| tip.value.to_decimal());
        let printed = self.receipt.subtotal.as_ref();
        let untaxed = printed.map(|subtotal| subtotal.value.to_decimal());
        let untaxed = untaxed.or_else(|| self.charged())?;
        let needed = self.total()? - untaxed - tip.unwrap_or_default();
        let taxes: Vec<&Labelled> = self.paper.with_role(Role::Tax).collect();
        let sum: Decimal = taxes.iter().map(|tax| tax.printed.value).sum();
        let exact = taxes.iter().find(|tax| tax.printed.value == needed);
        let areas = match exact {
            Some(exact) => vec![(exact.page, exact.printed.area)],
            None if taxes.len() > 1 && sum == needed => {
                let areas = taxes.iter().map(|tax| (tax.page, tax.printed.area));
                areas.collect()
            }
            None => return None,
        };
        let on_page = areas
            .into_iter()
            .filter_map(|(page, area)| self.paper.on_page(page, area));
        self.money(&Field {
            value: needed,
            confidence: PROVEN,
            area: on_page.reduce(Area::union),
        })
    }

    /// What the lines above the total charge, where there are any.
    fn charged(&self) -> Option<Decimal> {
        let charges = items::charges(self.paper);
        (!charges.is_empty()).then(|| items::sum(&charges))
    }

    /// Parts that do not add up to the total are doubtful, each of them.
    fn doubt_parts(&mut self) {
        let is_one_of_many = self.paper.with_role(Role::Tax).count() > 1;
        let is_proven = |tax: &Field<Money>| tax.confidence == PROVEN;
        if self.receipt.tax.as_ref().is_some_and(is_proven) {
            return;
        }
        let contradict = self.contradict();
        let receipt = &mut self.receipt;
        for part in [&mut receipt.tax, &mut receipt.tip].into_iter().flatten() {
            if is_one_of_many || contradict {
                part.confidence = part.confidence.min(DOUBTFUL);
            }
        }
        let is_odd = |subtotal: &Field<Money>| contradict && subtotal.confidence > DOUBTFUL;
        if let Some(subtotal) = receipt.subtotal.as_mut().filter(|part| is_odd(part)) {
            subtotal.confidence = DOUBTFUL;
        }
    }

    /// Do the parts add up to something else than the total?
    fn contradict(&self) -> bool {
        let value = |part: &Option<Field<Money>>| part.as_ref().map(|part| part.value.to_decimal());
        let receipt = &self.receipt;
        let (Some(total), Some(subtotal)) = (self.total(), value(&receipt.subtotal)) else {
            // Without a subtotal nothing is contradicted, and nothing proven.
            return false;
        };
        let tip = value(&receipt.tip).unwrap_or_default();
        let tax = value(&receipt.tax).unwrap_or_default();
        // Europe prints the tax that is within the total.
        let sums = [subtotal + tax + tip, subtotal + tip, subtotal];
        !sums.contains(&total)
    }

    fn total(&self) -> Option<Decimal> {
        let total = self.receipt.total.as_ref()?;
        Some(total.value.to_decimal())
    }
}

fn candidate(labelled: &Labelled) -> Candidate<Decimal> {
    let printed = &labelled.printed;
    let mut candidate = Candidate::new(printed.value, printed.area, labelled.page);
    let surely = labelled.strength.ratio() * printed.certainty.ratio();
    candidate.add("labelled", (0.9 * surely) as f32);
    candidate
}
