//! The digits of an amount and what separates them.

use rust_decimal::Decimal;

use super::AmountStyle;

/// Digits and separators without signs or currency: `1,234.56`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number<'a> {
    text: &'a str,
    separators: Separators,
}

/// What the separators of a number say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separators {
    /// Digits only.
    None,
    /// Only thousands are separated: `1,234,567`, `1 234`.
    Thousands,
    /// The decimal mark is certain; its place in the text.
    Decimal(usize),
    /// One point or comma that could be either; its place in the text.
    Either(usize),
}

/// More digits than this on either side is no amount.
const MOST_WHOLE_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 8;

impl<'a> Number<'a> {
    /// Takes `text` apart; none unless it is digits with separators in places that make sense.
    pub(super) fn scan(text: &'a str) -> Option<Self> {
        let separators = separators(text)?;
        let number = Self { text, separators };
        number.has_sensible_places().then_some(number)
    }

    pub(super) const fn separators(&self) -> Separators {
        self.separators
    }

    /// The style in which alone this number can have been written.
    pub(super) fn proven_style(&self) -> Option<AmountStyle> {
        let mark_at = |at: usize| self.text.get(at..).and_then(|rest| rest.chars().next());
        match self.separators {
            Separators::Decimal(at) => style_of_decimal_mark(mark_at(at)?),
            Separators::Thousands => match self.text.chars().find(|c| !c.is_ascii_digit())? {
                ',' => Some(AmountStyle::Point),
                '.' => Some(AmountStyle::Comma),
                _ => None,
            },
            Separators::None | Separators::Either(_) => None,
        }
    }

    /// The exact value, `style` deciding where the number itself does not.
    pub(super) fn value(&self, style: AmountStyle) -> Option<Decimal> {
        let decimals = match self.separators {
            Separators::None | Separators::Thousands => 0,
            // One text against the whole document: cents are believed, other decimals are a misreading.
            Separators::Decimal(at)
                if self.digits_after(at) > 2 && !self.is_decimal_mark(at, style) =>
            {
                return None;
            }
            Separators::Decimal(at) => self.digits_after(at),
            Separators::Either(at) if self.is_decimal_mark(at, style) => self.digits_after(at),
            Separators::Either(_) => 0,
        };
        let digits = |c: char| c.to_digit(10).map(i128::from);
        let mantissa = self
            .text
            .chars()
            .filter_map(digits)
            .fold(0_i128, |sum, digit| sum * 10 + digit);
        Decimal::try_from_i128_with_scale(mantissa, u32::try_from(decimals).ok()?).ok()
    }

    fn is_decimal_mark(&self, at: usize, style: AmountStyle) -> bool {
        self.text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .and_then(style_of_decimal_mark)
            == Some(style)
    }

    fn digits_after(&self, at: usize) -> usize {
        self.text.len().saturating_sub(at + 1)
    }

    fn has_sensible_places(&self) -> bool {
        let (whole, decimals) = match self.separators {
            Separators::None | Separators::Thousands => (self.text, None),
            Separators::Decimal(at) | Separators::Either(at) => (
                self.text.get(..at).unwrap_or_default(),
                self.text.get(at + 1..),
            ),
        };
        is_whole(whole, decimals.is_some()) && decimals.is_none_or(is_decimals)
    }
}

fn style_of_decimal_mark(mark: char) -> Option<AmountStyle> {
    match mark {
        '.' => Some(AmountStyle::Point),
        ',' => Some(AmountStyle::Comma),
        _ => None,
    }
}

/// Finds the decimal mark: the last of two sorts of separator, or one that cannot separate thousands.
fn separators(text: &str) -> Option<Separators> {
    if !text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_plain_thousands(c))
    {
        return None;
    }
    let has_plain_thousands = text.contains(is_plain_thousands);
    let count = |mark: char| text.matches(mark).count();
    let last = text.rfind(['.', ',']);
    Some(match (count('.'), count(','), last) {
        (0, 0, _) if has_plain_thousands => Separators::Thousands,
        (0, 0, _) => Separators::None,
        (1, 0, Some(at)) | (0, 1, Some(at))
            if has_plain_thousands || !could_be_thousands(text, at) =>
        {
            Separators::Decimal(at)
        }
        (1, 0, Some(at)) | (0, 1, Some(at)) => Separators::Either(at),
        (_, 0, _) | (0, _, _) => Separators::Thousands,
        (1, _, Some(at)) if text.get(at..)?.starts_with('.') => Separators::Decimal(at),
        (_, 1, Some(at)) if text.get(at..)?.starts_with(',') => Separators::Decimal(at),
        _ => return None,
    })
}

/// Marks that separate thousands and never decimals.
fn is_plain_thousands(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    )
}

fn could_be_thousands(text: &str, at: usize) -> bool {
    (1..=3).contains(&at) && text.len() - at == 4 && !text.starts_with('0')
}

/// Digits, in groups of three if they are grouped at all; none at all only before decimals (`.45`).
fn is_whole(text: &str, has_decimals: bool) -> bool {
    if text.is_empty() {
        return has_decimals;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > MOST_WHOLE_DIGITS {
        return false;
    }
    match text.chars().find(|c| !c.is_ascii_digit()) {
        None => true,
        Some(mark) => is_grouped(text, mark),
    }
}

fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or_default();
    let is_group = |group: &str| group.len() == 3 && is_digits(group);
    (1..=3).contains(&first.len()) && is_digits(first) && groups.all(is_group)
}

fn is_decimals(text: &str) -> bool {
    (1..=MOST_DECIMALS).contains(&text.len()) && is_digits(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
