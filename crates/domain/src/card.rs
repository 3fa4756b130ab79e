//! Payment cards: only the last four digits ever exist here.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The last four digits of a card: all of a card number that a value of this program can hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{4}$", example = "0028"))]
#[serde(try_from = "String", into = "String")]
pub struct CardLast4([u8; 4]);

/// The text does not end in four digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a card is named by its last four digits")]
pub struct NotACard;

impl CardLast4 {
    /// The last four digits of a printed card number, masked or not: `556735XXXXXX0028`,
    /// `************9012`, `4532-1234-5678-9012`. The rest is forgotten here.
    pub fn from_printed(number: &str) -> Result<Self, NotACard> {
        let number = number.trim_end().as_bytes();
        let tail = number.last_chunk::<4>().ok_or(NotACard)?;
        if tail.iter().all(u8::is_ascii_digit) {
            Ok(Self(*tail))
        } else {
            Err(NotACard)
        }
    }

    /// The four digits.
    pub fn as_str(&self) -> &str {
        // The digits were checked when the value was made, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or("0000")
    }

    /// As accounting systems print it: `**** **** **** 0028`.
    pub fn masked(&self) -> String {
        format!("**** **** **** {}", self.as_str())
    }
}

impl FromStr for CardLast4 {
    type Err = NotACard;

    fn from_str(digits: &str) -> Result<Self, NotACard> {
        if digits.len() == 4 {
            Self::from_printed(digits)
        } else {
            Err(NotACard)
        }
    }
}

impl TryFrom<String> for CardLast4 {
    type Error = NotACard;

    fn try_from(digits: String) -> Result<Self, NotACard> {
        digits.parse()
    }
}

impl From<CardLast4> for String {
    fn from(card: CardLast4) -> Self {
        card.as_str().to_owned()
    }
}

impl fmt::Display for CardLast4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CardLast4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "··{self}")
    }
}

/// `text` with everything that is or looks like a whole card number cut to its last four digits:
/// `4111 1111 1111 1111` becomes `****1111`.
///
/// Cut is any unbroken run of digits that is as long as the cards of its first digits are and passes
/// the Luhn check (ISO/IEC 7812-1), and, whether or not it passes, 15 or 16 digits in the groups or
/// with the first digits of a card. Longer runs are reference numbers and stay; so do the 13 digits
/// of an airline ticket, which pass the Luhn check as often as any number (see ADR 0006).
pub fn mask_card_numbers(text: &str) -> Cow<'_, str> {
    let groups = digit_groups(text);
    let mut masked = String::new();
    let mut kept_to = 0;
    let mut at = 0;
    while at < groups.len() {
        let Some(taken) = card_length(text, groups.get(at..).unwrap_or_default()) else {
            at += 1;
            continue;
        };
        let start = groups.get(at).map_or(text.len(), |group| group.start);
        let end = groups
            .get(at + taken - 1)
            .map_or(text.len(), |group| group.end);
        masked.push_str(text.get(kept_to..start).unwrap_or_default());
        masked.push_str("****");
        kept_to = end - 4;
        at += taken;
    }
    if kept_to == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(kept_to..).unwrap_or_default());
    Cow::Owned(masked)
}

/// The unbroken runs of digits in `text`.
fn digit_groups(text: &str) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match groups.last_mut() {
            Some(group) if byte.is_ascii_digit() && group.end == at => group.end = at + 1,
            _ if byte.is_ascii_digit() => groups.push(at..at + 1),
            _ => {}
        }
    }
    groups
}

/// How many of the first `groups` make up a card number, if any do.
fn card_length(text: &str, groups: &[Range<usize>]) -> Option<usize> {
    /// The groups in which card numbers are printed.
    const SHAPES: [&[usize]; 2] = [&[4, 4, 4, 4], &[4, 6, 5]];

    let digits = text.get(groups.first()?.clone())?;
    if is_card_like(digits) {
        return Some(1);
    }
    SHAPES
        .iter()
        .find(|shape| has_shape(text, groups, shape))
        .map(|shape| shape.len())
}

fn has_shape(text: &str, groups: &[Range<usize>], shape: &[usize]) -> bool {
    let is_joined = |pair: &[Range<usize>]| match pair {
        [left, right] => matches!(text.get(left.end..right.start), Some("-" | " ")),
        _ => false,
    };
    groups.get(..shape.len()).is_some_and(|groups| {
        groups.iter().map(Range::len).eq(shape.iter().copied()) && groups.windows(2).all(is_joined)
    })
}

fn is_card_like(digits: &str) -> bool {
    match (digits.len(), digits.as_bytes()) {
        // Most cards, told by their first digits alone.
        (15, [b'3', b'4' | b'7', ..]) | (16, [b'3'..=b'6', ..]) => true,
        // Visa has had 13 digits, no other network; airline tickets have them too.
        (13, [b'4', ..]) | (14 | 15 | 17..=19, [b'1'..=b'9', ..]) | (16, _) => passes_luhn(digits),
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812-1, annex B.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| match (place % 2, u32::from(byte - b'0')) {
            (1, digit) if digit > 4 => digit * 2 - 9,
            (1, digit) => digit * 2,
            (_, digit) => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_last_four_digits_are_kept() {
        for printed in [
            "556735XXXXXX0028",
            "************0028",
            "4532-1234-5678-0028",
            " 0028 ",
        ] {
            let card = CardLast4::from_printed(printed);
            assert_eq!(card.map(|c| c.to_string()), Ok("0028".to_owned()));
        }
        assert_eq!(CardLast4::from_printed("XXXX"), Err(NotACard));
        assert_eq!(CardLast4::from_printed("28"), Err(NotACard));
    }

    #[test]
    fn whole_numbers_are_cut_in_running_text() {
        let cases = [
            ("paid with 4111111111111111.", "paid with ****1111."),
            ("4111-1111-1111-1111", "****1111"),
            (
                "on 2025-03-04 4532 1223 8489 0039 OK",
                "on 2025-03-04 ****0039 OK",
            ),
            ("amex 3782 822463 10005", "amex ****0005"),
            (
                "no check digit: 4532128376589449",
                "no check digit: ****9449",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(mask_card_numbers(text), expected);
        }
    }

    #[test]
    fn references_phones_and_amounts_are_left_alone() {
        for text in [
            "21007346745334778241815",
            "JEFFERSON, LA 70123-0000",
            "800-435-9792",
            "UNITED 0165984259359",
            "SOUTHWES 5262524156776",
            "CIRCLE K 7 9856441",
            "1,518 transactions, $236,018.38",
            "caf\u{e9} 12 — 34",
        ] {
            assert_eq!(mask_card_numbers(text), text);
        }
    }

    #[test]
    fn debug_output_does_not_invite_copying() {
        let card: CardLast4 = "0028".parse().unwrap();
        assert_eq!(format!("{card:?}"), "··0028");
    }

    proptest! {
        #[test]
        fn masking_never_panics_and_is_stable(text in "[0-9 a-z\u{e9}-]{0,60}") {
            let once = mask_card_numbers(&text).into_owned();
            prop_assert_eq!(mask_card_numbers(&once).into_owned(), once);
        }

        #[test]
        fn no_valid_card_number_survives(body in "[1-9][0-9]{14}") {
            let check = (0..10).find(|d| passes_luhn(&format!("{body}{d}"))).unwrap();
            let number = format!("{body}{check}");
            let masked = mask_card_numbers(&number).into_owned();
            prop_assert!(!masked.contains(&number));
        }
    }
}
