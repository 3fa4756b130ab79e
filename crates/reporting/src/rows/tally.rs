//! Counting, and summing what may be in several currencies.

use std::collections::BTreeMap;

use serde::Serialize;
use tieout_domain::{Currency, Decimal, Money};

/// How many there are, and their sum in each currency. Sums of any number of amounts are exact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// The sum of those that have an amount, per currency.
    pub sums: BTreeMap<Currency, Decimal>,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, amount: Option<Money>) {
        self.count += 1;
        if let Some(amount) = amount {
            // Ninety-six bits hold the sum of four billion of the largest amounts.
            *self.sums.entry(amount.currency()).or_default() += amount.to_decimal();
        }
    }

    /// The sum in `currency`.
    pub fn sum(&self, currency: Currency) -> Decimal {
        self.sums.get(&currency).copied().unwrap_or_default()
    }
}

impl FromIterator<Option<Money>> for Tally {
    fn from_iter<I: IntoIterator<Item = Option<Money>>>(amounts: I) -> Self {
        let mut tally = Self::default();
        for amount in amounts {
            tally.add(amount);
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_summed_apart_and_what_has_no_amount_counts() {
        let money = |minor, currency| Some(Money::from_minor(minor, currency));
        let tally: Tally = [
            money(150, Currency::USD),
            money(-50, Currency::USD),
            money(7, Currency::EUR),
            None,
        ]
        .into_iter()
        .collect();
        assert_eq!(tally.count, 4);
        assert_eq!(tally.sum(Currency::USD).to_string(), "1.00");
        assert_eq!(tally.sum(Currency::EUR).to_string(), "0.07");
    }

    #[test]
    fn the_largest_amounts_add_up() {
        let largest = Some(Money::from_minor(i64::MAX, Currency::USD));
        let tally: Tally = [largest; 1000].into_iter().collect();
        assert_eq!(
            tally.sum(Currency::USD).to_string(),
            "92233720368547758070.00"
        );
    }
}
