//! Exchange rates that the statements show.

use std::collections::BTreeMap;

use tieout_domain::{Currency, Decimal, ForeignAmount, Money, Transaction};

/// The least and the greatest rate seen between two currencies: statement currency per unit of
/// the other.
#[derive(Debug, Default)]
pub(crate) struct Rates(BTreeMap<(Currency, Currency), (Decimal, Decimal)>);

impl Rates {
    /// The rates of all transactions that were made in another currency.
    pub(crate) fn of(transactions: &[Transaction]) -> Self {
        let mut rates = Self::default();
        for transaction in transactions {
            if let Some((charged, foreign)) = transaction.amount.zip(transaction.foreign) {
                rates.add(charged, foreign);
            }
        }
        rates
    }

    /// Would `charged` for `foreign` be at a rate that the statements know, give or take 5 %?
    pub(crate) fn allow(&self, charged: Money, foreign: Money) -> bool {
        self.charged_for(foreign).any(|(least, greatest)| {
            least.currency() == charged.currency()
                && (least.minor()..=greatest.minor()).contains(&charged.minor())
        })
    }

    /// The least and the greatest that may have been charged for `foreign`, by statement currency.
    pub(crate) fn charged_for(&self, foreign: Money) -> impl Iterator<Item = (Money, Money)> {
        let of_currency = self
            .0
            .iter()
            .filter(move |((_, other), _)| *other == foreign.currency());
        of_currency.filter_map(move |(&(currency, _), &(least, greatest))| {
            let at = |rate: Decimal, percent: i64| {
                let value = foreign.to_decimal().checked_mul(rate)?;
                let value = value.checked_mul(Decimal::new(percent, 2))?;
                Money::from_decimal(value, currency).ok()
            };
            at(least, 95).zip(at(greatest, 105))
        })
    }

    fn add(&mut self, charged: Money, foreign: ForeignAmount) {
        let rate = foreign.rate.or_else(|| implied(charged, foreign.amount));
        let Some(rate) = rate.filter(|rate| rate.is_sign_positive() && !rate.is_zero()) else {
            return;
        };
        let pair = (charged.currency(), foreign.amount.currency());
        let (least, greatest) = self.0.entry(pair).or_insert((rate, rate));
        *least = rate.min(*least);
        *greatest = rate.max(*greatest);
    }
}

/// The rate at which `foreign` became `charged`, to six decimals.
pub(crate) fn implied(charged: Money, foreign: Money) -> Option<Decimal> {
    let rate = charged.to_decimal().checked_div(foreign.to_decimal())?;
    Some(rate.round_dp(6).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tieout_domain::{DocumentRef, Source};

    fn money(text: &str, currency: &str) -> Money {
        Money::parse(text, currency.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_rate_is_plausible_near_the_rates_of_the_statement() {
        let mut transaction = Transaction::unread(Source::document(DocumentRef::new(0)));
        transaction.amount = Some(money("37.65", "USD"));
        transaction.foreign = Some(ForeignAmount {
            amount: money("54.54", "CAD"),
            rate: None,
        });
        let rates = Rates::of(&[transaction]);
        assert!(rates.allow(money("69.00", "USD"), money("100.00", "CAD")));
        assert!(!rates.allow(money("75.00", "USD"), money("100.00", "CAD")));
        assert!(!rates.allow(money("69.00", "USD"), money("100.00", "EUR")));
        assert!(!rates.allow(money("69.00", "USD"), money("0.00", "CAD")));
    }
}
