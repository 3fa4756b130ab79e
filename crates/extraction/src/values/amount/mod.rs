//! Amounts of money and other decimal numbers as papers write them.

mod marks;
mod number;

use rust_decimal::Decimal;
use tieout_domain::{Currency, Money};

use marks::Marks;
pub(crate) use marks::is_dollar;
use number::{Number, Separators};

/// How a document writes decimals: what stands between whole units and cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum AmountStyle {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// A number read exactly, with the currency printed beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number with its sign: credits (`45.00CR`, `($0.45)`, `0.45-`) are negative.
    pub value: Decimal,
    /// The currency, where a code or an unmistakable symbol is printed; `$` and `¥` name several.
    pub currency: Option<Currency>,
}

impl AmountStyle {
    /// The style that most of `texts` prove; none when none of them proves anything.
    pub fn detect<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let balance: i64 = texts
            .into_iter()
            .filter_map(Self::proven_by)
            .map(vote)
            .sum();
        match balance {
            0 => None,
            1.. => Some(Self::Point),
            _ => Some(Self::Comma),
        }
    }

    /// Reads `text` as an amount; none when it is none: a date, a phone number, a postal code, words.
    ///
    /// The style decides only what can be read in two ways (`1,234`); `1.234,56` is what it is.
    pub fn read(self, text: &str) -> Option<Amount> {
        let (marks, bare) = Marks::strip(text)?;
        let number = Number::scan(bare)?;
        if marks.is_postal_code(&number) {
            return None;
        }
        let magnitude = number.value(self)?;
        Some(Amount {
            value: if marks.is_negative()? {
                -magnitude
            } else {
                magnitude
            },
            currency: marks.currency(),
        })
    }

    fn proven_by(text: &str) -> Option<Self> {
        let (_, bare) = Marks::strip(text)?;
        Number::scan(bare)?.proven_style()
    }
}

fn vote(style: AmountStyle) -> i64 {
    match style {
        AmountStyle::Point => 1,
        AmountStyle::Comma => -1,
    }
}

impl Amount {
    /// The amount as money, in its own currency or else in `currency`, rounded to its decimals with ties to
    /// even; none when it is too large.
    pub fn money(self, currency: Currency) -> Option<Money> {
        Money::from_decimal(self.value, self.currency.unwrap_or(currency)).ok()
    }

    /// The number as printed, if it has more decimals than `currency` (or its own) can hold.
    pub fn unrounded(self, currency: Currency) -> Option<Decimal> {
        let digits = self.currency.unwrap_or(currency).minor_digits();
        (self.value.scale() > digits).then_some(self.value)
    }
}

/// Would a reader take `text` for an amount without knowing its column? A cheap test for every word of a page.
///
/// A bare whole number could be anything and is none; decimals, a currency, thousands or parentheses are needed.
pub fn looks_like_amount(text: &str) -> bool {
    const LONGEST: usize = 32;
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Some((marks, bare)) = Marks::strip(text) else {
        return false;
    };
    let Some(number) = Number::scan(bare) else {
        return false;
    };
    let is_marked = marks.names_currency() || number.separators() != Separators::None;
    is_marked && !marks.is_postal_code(&number) && marks.is_negative().is_some()
}

#[cfg(test)]
mod tests;
