//! How well a proof fits a transaction: amounts, dates, merchants, and the confidence they make.

mod agreement;
mod dates;

pub(crate) use agreement::Agreement;
pub(crate) use dates::{Distance, distance, is_in_reach};

use tieout_domain::{Confidence, Factors};

use crate::facts::{Charge, Paper};
use crate::merchant::{self, Merchants};
use crate::rates::Rates;
use crate::settings::Settings;

/// What is known of a pair when a merchant or a date is not printed.
const UNKNOWN: u16 = 4_000;

/// How well a proof fits a transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) agreement: Agreement,
    pub(crate) factors: Factors,
    pub(crate) confidence: Confidence,
    /// None when one of the papers has no date.
    pub(crate) distance: Option<Distance>,
}

/// What pairs are scored with.
pub(crate) struct Scorer<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) merchants: &'a mut Merchants,
    pub(crate) rates: &'a Rates,
}

impl Scorer<'_> {
    /// How well `paper` fits `charge`; none when it cannot be its proof.
    pub(crate) fn score(&mut self, charge: &Charge, paper: &Paper) -> Option<Score> {
        let distance = distance(charge, paper.date, &self.settings.dates);
        if !is_in_reach(distance, &self.settings.dates) {
            return None;
        }
        let merchant = self.merchant(charge, paper);
        let is_close = distance.is_some_and(Distance::is_near) && merchant >= merchant::SAME;
        let (agreement, amount) =
            agreement::of(charge, paper, is_close, &self.settings.limits, self.rates)?;
        let date = distance.map_or(UNKNOWN, Distance::factor);
        Some(self.total(agreement, [amount, date, merchant], distance))
    }

    /// A score of the three factors, by the weights of the settings.
    pub(crate) fn total(
        &self,
        agreement: Agreement,
        factors: [u16; 3],
        distance: Option<Distance>,
    ) -> Score {
        let weights = self.settings.weights;
        let weights = [weights.amount, weights.date, weights.merchant].map(u32::from);
        let sum: u32 = weights.iter().sum();
        let weighted = weights.iter().zip(factors);
        let points: u32 = weighted
            .map(|(weight, factor)| weight * u32::from(factor))
            .sum();
        let points = (points + sum / 2).checked_div(sum).unwrap_or(0);
        let [amount, date, merchant] = factors.map(Confidence::from_basis_points);
        Score {
            agreement,
            factors: Factors {
                amount,
                date,
                merchant,
            },
            confidence: Confidence::from_basis_points(u16::try_from(points).unwrap_or(u16::MAX)),
            distance,
        }
    }

    /// How alike the merchants are.
    pub(crate) fn merchant(&mut self, charge: &Charge, paper: &Paper) -> u16 {
        match (charge.merchant, paper.merchant) {
            (Some(charged), Some(printed)) => self.merchants.likeness(charged, printed),
            _ => UNKNOWN,
        }
    }
}

impl Score {
    /// Is the proof of the day of the purchase, as far as the statement tells it?
    pub(crate) fn is_same_day(&self) -> bool {
        self.distance.is_some_and(Distance::is_same_day)
    }

    /// Are the merchants the same?
    pub(crate) fn is_same_merchant(&self) -> bool {
        self.factors.merchant.basis_points() >= merchant::SAME
    }
}
