//! Exact amounts of money.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::Currency;

/// An amount in minor units (cents) of one currency. Never a float; arithmetic is checked.
///
/// As JSON: `{"amount": "36.66", "currency": "USD"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "MoneyText", into = "MoneyText")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why two amounts could not be put together, or a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two amounts of different currencies.
    #[error("{0} and {1} cannot be added without a rate")]
    CurrencyMismatch(Currency, Currency),
    /// More than 92 quadrillion.
    #[error("the amount is too large to be represented")]
    Overflow,
    /// Not a plain decimal number.
    #[error("{0:?} is not a decimal amount such as 36.66")]
    NotAnAmount(String),
}

impl Money {
    /// An amount of `minor` units: cents for dollars, yen for yen.
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self::from_minor(0, currency)
    }

    /// `value` rounded to the currency's decimals; a tie goes to the even digit
    /// (2323.5650 → 2323.56), as accountants round.
    pub fn from_decimal(value: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let digits = currency.minor_digits();
        let mut rounded =
            value.round_dp_with_strategy(digits, RoundingStrategy::MidpointNearestEven);
        rounded.rescale(digits);
        if rounded.scale() != digits {
            return Err(MoneyError::Overflow);
        }
        let minor = i64::try_from(rounded.mantissa()).map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }

    /// Reads the plain form that [`fmt::Display`] writes: `-1234.50`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let value =
            Decimal::from_str_exact(text).map_err(|_| MoneyError::NotAnAmount(text.to_owned()))?;
        Self::from_decimal(value, currency)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as a decimal number of major units.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// Is it nothing?
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Is it less than nothing: a credit?
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The amount without its sign.
    pub const fn abs(self) -> Self {
        Self::from_minor(self.minor.saturating_abs(), self.currency)
    }

    /// The amount with the other sign.
    pub const fn negated(self) -> Self {
        Self::from_minor(self.minor.saturating_neg(), self.currency)
    }

    /// `self + other`.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor);
        Ok(Self::from_minor(
            minor.ok_or(MoneyError::Overflow)?,
            self.currency,
        ))
    }

    /// `self − other`.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.checked_add(other.negated())
    }

    /// The sum of `amounts`; nothing in `currency` when there are none.
    pub fn sum(
        currency: Currency,
        amounts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), Self::checked_add)
    }
}

/// The plain decimal form, without the currency: `-1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(f)
    }
}

/// How an amount travels: as text, so that no reader can make a float of it unawares.
#[derive(Serialize, Deserialize)]
struct MoneyText {
    amount: String,
    currency: Currency,
}

impl From<Money> for MoneyText {
    fn from(money: Money) -> Self {
        Self {
            amount: money.to_string(),
            currency: money.currency,
        }
    }
}

impl TryFrom<MoneyText> for Money {
    type Error = MoneyError;

    fn try_from(text: MoneyText) -> Result<Self, MoneyError> {
        Self::parse(&text.amount, text.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    #[test]
    fn four_decimals_round_half_to_even() {
        let cents = |text: &str| Money::parse(text, Currency::USD).map(Money::minor);
        assert_eq!(cents("2323.5625"), Ok(232_356));
        assert_eq!(cents("0.125"), Ok(12));
        assert_eq!(cents("0.135"), Ok(14));
        assert_eq!(cents("-0.125"), Ok(-12));
    }

    #[test]
    fn yen_are_whole() -> Result<(), Box<dyn std::error::Error>> {
        let yen = Money::parse("1250", "JPY".parse()?)?;
        assert_eq!((yen.minor(), yen.to_string()), (1250, "1250".to_owned()));
        Ok(())
    }

    #[test]
    fn currencies_do_not_mix() {
        let euro = Money::from_minor(1, Currency::EUR);
        assert_eq!(
            usd(1).checked_add(euro).map_err(|e| e.to_string()),
            Err("USD and EUR cannot be added without a rate".to_owned())
        );
    }

    #[test]
    fn an_amount_too_large_is_refused_not_wrapped() {
        assert_eq!(usd(i64::MAX).checked_add(usd(1)), Err(MoneyError::Overflow));
        assert_eq!(
            Money::parse("99999999999999999999", Currency::USD),
            Err(MoneyError::Overflow)
        );
    }

    #[test]
    fn json_is_text() {
        let json = serde_json::to_string(&usd(-4550)).unwrap();
        assert_eq!(json, r#"{"amount":"-45.50","currency":"USD"}"#);
        assert!(serde_json::from_str::<Money>(r#"{"amount":"1e3","currency":"USD"}"#).is_err());
    }

    proptest! {
        #[test]
        fn text_and_back_is_the_same_amount(minor in any::<i64>()) {
            prop_assert_eq!(Money::parse(&usd(minor).to_string(), Currency::USD), Ok(usd(minor)));
        }

        #[test]
        fn adding_then_subtracting_gives_back(a in -1_000_000_000_i64..1_000_000_000, b in -1_000_000_000_i64..1_000_000_000) {
            let sum = usd(a).checked_add(usd(b)).unwrap();
            prop_assert_eq!(sum.checked_sub(usd(b)), Ok(usd(a)));
        }

        #[test]
        fn a_sum_does_not_depend_on_order(mut minors in prop::collection::vec(-1_000_000_i64..1_000_000, 0..20)) {
            let forward = Money::sum(Currency::USD, minors.iter().map(|m| usd(*m)));
            minors.reverse();
            prop_assert_eq!(forward, Money::sum(Currency::USD, minors.iter().map(|m| usd(*m))));
        }

        #[test]
        fn rounding_moves_by_half_a_cent_at_most(mantissa in -1_000_000_000_i64..1_000_000_000, scale in 0_u32..8) {
            let exact = Decimal::new(mantissa, scale);
            let rounded = Money::from_decimal(exact, Currency::USD).unwrap().to_decimal();
            prop_assert!((exact - rounded).abs() <= Decimal::new(5, 3));
        }
    }
}
