//! Amounts among the words of a row.

use std::ops::Range;

use rust_decimal::Decimal;
use tieout_domain::{Area, Confidence, Currency};

use super::row::{area_of, certainty_of};
use super::sheet::Word;
use super::token::is_currency;
use crate::values::{AmountStyle, is_dollar, looks_like_amount, looks_like_date};

/// An amount as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Printed {
    /// The number with its sign.
    pub(super) value: Decimal,
    /// The currency printed beside it, where it names one.
    pub(super) currency: Option<Currency>,
    /// How much it looks like money.
    pub(super) form: Form,
    /// Its words in the row.
    pub(super) words: Range<usize>,
    /// The box around it.
    pub(super) area: Area,
    /// Height of its letters.
    pub(super) size: f32,
    /// How surely it was read.
    pub(super) certainty: Confidence,
}

/// How much a number looks like money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// A whole number: money only where a label says so.
    Bare,
    /// With thousands, or with other than two decimals.
    Separated,
    /// With a currency, or with cents.
    Money,
}

/// How amounts are written on a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub(super) style: AmountStyle,
    /// Were the words read from an image, so that letters may stand for digits?
    pub(super) from_image: bool,
}

/// Words that one amount may be spread over: `USD`, `1`, `234,56`.
const MOST_WORDS: usize = 3;

impl Reader {
    /// The amounts of a row, from left to right. Percentages and dates are none.
    pub(super) fn amounts(&self, words: &[Word]) -> Vec<Printed> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let printed = (1..=MOST_WORDS)
                .rev()
                .find_map(|length| self.read(words, at..at + length));
            at = printed.as_ref().map_or(at + 1, |printed| printed.words.end);
            found.extend(printed);
        }
        found
    }

    fn read(&self, words: &[Word], range: Range<usize>) -> Option<Printed> {
        let part = words.get(range.clone())?;
        if !belong_together(part)
            || words
                .get(range.end)
                .is_some_and(|next| next.text.starts_with('%'))
        {
            return None;
        }
        let text: String = part.iter().map(|word| word.text.as_str()).collect();
        let (value, currency, form, certainty) = self.value(&text)?;
        Some(Printed {
            value,
            currency,
            form,
            area: area_of(part),
            size: part.iter().map(|word| word.size).fold(0.0, f32::max),
            certainty: certainty.min(certainty_of(part)),
            words: range,
        })
    }

    /// What a text is worth, if it is an amount; how sure that is as far as letters had to be taken for digits.
    fn value(&self, text: &str) -> Option<(Decimal, Option<Currency>, Form, Confidence)> {
        let (bare, named) = strip(text);
        let (bare, certainty) = if self.from_image {
            mend(bare)
        } else {
            (bare.to_owned(), Confidence::ONE)
        };
        if !bare.contains(|c: char| c.is_ascii_digit()) || looks_like_date(&bare) {
            return None;
        }
        let amount = self.style.read(&bare)?;
        let is_marked = named.is_some() || text.contains(is_currency);
        let form = match amount.value.scale() {
            2 => Form::Money,
            _ if is_marked || amount.currency.is_some() => Form::Money,
            _ if looks_like_amount(&bare) => Form::Separated,
            _ => Form::Bare,
        };
        Some((amount.value, amount.currency.or(named), form, certainty))
    }
}

/// Words of one amount touch, or are a currency beside its number.
fn belong_together(words: &[Word]) -> bool {
    let gap = |left: &Word, right: &Word| {
        (right.area.left - left.area.right) / left.size.max(right.size).max(0.1)
    };
    words.iter().zip(words.iter().skip(1)).all(|(left, right)| {
        let is_country = matches!(left.text.as_str(), "CA" | "US" | "AU" | "NZ" | "HK" | "MX")
            && right.text.starts_with('$');
        let is_unit = is_country || is_unit(&left.text) || is_unit(&right.text);
        let is_sign = matches!(left.text.as_str(), "-" | "−" | "–");
        let is_split = left.text.ends_with(['.', ',']) || right.text.starts_with(['.', ',']);
        let is_grouped = left.text.bytes().all(|b| b.is_ascii_digit())
            && right
                .text
                .bytes()
                .take(3)
                .filter(u8::is_ascii_digit)
                .count()
                == 3;
        let reach = match (is_unit || is_sign, is_split, is_grouped) {
            (true, ..) => 4.0,
            (_, true, _) => 0.8,
            (_, _, true) => 0.32,
            _ => return false,
        };
        gap(left, right) <= reach
    })
}

fn is_unit(text: &str) -> bool {
    let bare = text.trim_matches(['.', ':', '(', ')', '*']);
    UNITS.iter().any(|(unit, _)| *unit == bare)
        || (!bare.is_empty() && bare.chars().all(is_currency))
        || is_dollar(bare)
        || (bare.len() == 3
            && bare.bytes().all(|b| b.is_ascii_uppercase())
            && looks_like_amount(&format!("{bare} 1.00")))
}

/// Units beside amounts that statements do not use, with their codes.
const UNITS: [(&str, &str); 10] = [
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("Rs", "INR"),
    ("Php", "PHP"),
    ("Kč", "CZK"),
    ("zł", "PLN"),
    ("Fr", "CHF"),
    ("SFr", "CHF"),
    ("EURO", "EUR"),
    ("S$", "SGD"),
];

/// Takes off what stands around an amount on receipts: `*12.50`, `RM12.50`, `12.50 A`, `@2.50`.
fn strip(text: &str) -> (&str, Option<Currency>) {
    let text = text.trim_matches(['*', ':', '=', '_', '|', '~', '"', '\'', '#', ';', '[', ']']);
    let text = without_tax_letter(text);
    for (unit, code) in UNITS {
        let currency = code.parse().ok();
        let before = text
            .get(..unit.len())
            .filter(|start| *start == unit)
            .and(text.get(unit.len()..));
        if let Some(rest) = before
            .map(|rest| rest.trim_start_matches(['.', ':', ' ']))
            .filter(|rest| starts_with_number(rest))
        {
            return (rest, currency);
        }
        let start = text.len().checked_sub(unit.len()).unwrap_or(text.len());
        let after = text
            .get(start..)
            .filter(|end| *end == unit)
            .and(text.get(..start));
        if let Some(rest) = after
            .filter(|rest| starts_with_number(rest) && rest.ends_with(|c: char| c.is_ascii_digit()))
        {
            return (rest, currency);
        }
    }
    (text, None)
}

fn starts_with_number(text: &str) -> bool {
    text.trim_start_matches(['-', '(', '$'])
        .starts_with(|c: char| c.is_ascii_digit())
}

/// `3.99A`: cash registers mark the tax class behind an amount.
fn without_tax_letter(text: &str) -> &str {
    match text.as_bytes() {
        [.., b'.' | b',', a, b, letter]
            if a.is_ascii_digit() && b.is_ascii_digit() && letter.is_ascii_alphabetic() =>
        {
            text.get(..text.len() - 1).unwrap_or(text)
        }
        _ => text,
    }
}

/// Letters that were taken for digits, in what is a number otherwise: `1O.5O` → `10.50`.
fn mend(text: &str) -> (String, Confidence) {
    const MENDED: Confidence = Confidence::from_basis_points(8_500);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let doubtful = text
        .chars()
        .filter(|letter| digit_like(*letter).is_some())
        .count();
    let other = text
        .chars()
        .filter(|letter| letter.is_alphabetic() && digit_like(*letter).is_none())
        .count();
    let text = text.replace(['，', '﹐'], ",").replace(['．', '·'], ".");
    if doubtful == 0 || digits < 2 || other > 0 || !text.contains(['.', ',']) {
        return (text, Confidence::ONE);
    }
    (
        text.chars()
            .map(|letter| digit_like(letter).unwrap_or(letter))
            .collect(),
        MENDED,
    )
}

const fn digit_like(letter: char) -> Option<char> {
    match letter {
        'O' | 'o' | 'Q' | 'D' => Some('0'),
        'l' | 'I' | '|' | 'i' => Some('1'),
        'Z' | 'z' => Some('2'),
        'S' | 's' => Some('5'),
        'B' => Some('8'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: Reader = Reader {
        style: AmountStyle::Point,
        from_image: false,
    };
    const IMAGE: Reader = Reader {
        style: AmountStyle::Point,
        from_image: true,
    };

    fn words(texts: &[&str]) -> Vec<Word> {
        let mut left = 0.0;
        let mut words = Vec::new();
        for text in texts {
            let right = left + 6.0 * text.chars().count() as f32;
            let area = Area {
                left,
                top: 0.0,
                right,
                bottom: 10.0,
            };
            words.push(Word {
                text: (*text).to_owned(),
                area,
                size: 10.0,
                bold: false,
                certainty: Confidence::ONE,
            });
            left = right + 3.0;
        }
        words
    }

    fn values(reader: Reader, texts: &[&str]) -> Vec<String> {
        reader
            .amounts(&words(texts))
            .iter()
            .map(|printed| printed.value.to_string())
            .collect()
    }

    #[test]
    fn marks_of_cash_registers_are_taken_off() {
        assert_eq!(
            values(
                POINT,
                &["MILK", "3.99A", "*12.50", "RM12.50", "Rp", "45,500"]
            ),
            ["3.99", "12.50", "12.50", "45500"]
        );
    }

    #[test]
    fn percentages_and_dates_are_no_amounts() {
        assert_eq!(
            values(POINT, &["GST", "6.00%", "8.25", "%", "05/11/2025"]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_currency_stands_beside_its_number() {
        let found = POINT.amounts(&words(&["EUR", "12.50"]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].currency, Some(Currency::EUR));
        assert_eq!(found[0].words, 0..2);
    }

    #[test]
    fn letters_are_digits_only_in_numbers_of_images() {
        assert_eq!(values(IMAGE, &["TOTAL", "1O.5O"]), ["10.50"]);
        assert!(IMAGE.amounts(&words(&["1O.5O"]))[0].certainty < Confidence::ONE);
        assert_eq!(values(POINT, &["1O.5O"]), Vec::<String>::new());
    }
}
