//! Words taken apart where two things were printed, or read, without a space.

use super::sheet::Word;
use crate::values::is_dollar;

/// `TOTAL:$12.50` → `TOTAL:`, `$12.50`; `05/11/202515:13` → `05/11/2025`, `15:13`.
///
/// Text of a PDF is only taken apart at colons and equals signs; readers of images also lose spaces.
pub(super) fn split(word: &Word, from_image: bool) -> Vec<Word> {
    let cuts = cuts(&word.text, from_image);
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain(std::iter::once(word.text.len()));
    starts
        .zip(ends)
        .filter_map(|(start, end)| word.part(start, end))
        .collect()
}

/// The bytes before which the text falls apart, in order.
fn cuts(text: &str, from_image: bool) -> Vec<usize> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut cuts: Vec<usize> = letters
        .windows(3)
        .filter_map(|three| match three {
            [(_, before), (_, mark), (at, after)] if separates(*before, *mark, *after) => Some(*at),
            _ => None,
        })
        .collect();
    let is_dollar = |sign: usize| text.get(..=sign).is_some_and(is_dollar);
    cuts.extend(letters.windows(2).filter_map(|pair| match pair {
        [(_, before), (at, after)] if before.is_alphabetic() && is_currency(*after) => {
            (!is_dollar(*at)).then_some(*at)
        }
        _ => None,
    }));
    if from_image {
        cuts.extend(lost_spaces(text));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// A colon or an equals sign between what are not the hours and minutes of a time.
fn separates(before: char, mark: char, after: char) -> bool {
    let is_time = before.is_ascii_digit() && after.is_ascii_digit();
    match mark {
        ':' | '：' => !is_time && after != '/',
        '=' => true,
        _ => false,
    }
}

pub(super) const fn is_currency(letter: char) -> bool {
    matches!(
        letter,
        '$' | '€' | '£' | '¥' | '￥' | '₹' | '₩' | '฿' | '₫' | '₺' | '₱' | '₪'
    )
}

/// Where a reader of images lost the space between date and time, or between label and amount.
fn lost_spaces(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    if let Some(cut) = before_time(text) {
        cuts.push(cut);
    }
    // `TOTAL12.50`: letters, then an amount with cents. Product codes have no cents.
    let first_digit = bytes.iter().position(u8::is_ascii_digit);
    if let Some(at) =
        first_digit.filter(|at| *at >= 3 && has_cents(text.get(*at..).unwrap_or_default()))
    {
        let is_word = text.get(..at).is_some_and(|label| {
            label
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-'))
        });
        if is_word {
            cuts.push(at);
        }
    }
    cuts
}

fn has_cents(text: &str) -> bool {
    matches!(text.as_bytes(), [.., digit, b'.' | b',', a, b] if digit.is_ascii_digit() && a.is_ascii_digit() && b.is_ascii_digit())
}

/// `05/11/202515:13` is cut after the year.
fn before_time(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let hour = colon.checked_sub(2)?;
    let date = text.get(..hour)?;
    let is_hour = text
        .get(hour..colon)?
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let ends_in_year =
        date.len() >= 8 && date.bytes().rev().take(2).all(|byte| byte.is_ascii_digit());
    let is_numeric = date
        .bytes()
        .filter(|byte| matches!(byte, b'/' | b'-' | b'.'))
        .count()
        == 2;
    (is_hour && ends_in_year && is_numeric).then_some(hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, from_image: bool) -> Vec<&str> {
        let mut parts = Vec::new();
        let mut start = 0;
        for cut in cuts(text, from_image).into_iter().chain([text.len()]) {
            parts.push(&text[start..cut]);
            start = cut;
        }
        parts
    }

    #[test]
    fn labels_come_apart_from_what_they_label() {
        assert_eq!(parts("TOTAL:$12.50", false), ["TOTAL:", "$12.50"]);
        assert_eq!(parts("USD$12.50", false), ["USD", "$12.50"]);
        assert_eq!(parts("TOTAL12.50", true), ["TOTAL", "12.50"]);
        assert_eq!(parts("TOTAL12.50", false), ["TOTAL12.50"]);
    }

    #[test]
    fn a_time_comes_apart_from_its_date_and_not_from_itself() {
        assert_eq!(parts("05/11/202515:13", true), ["05/11/2025", "15:13"]);
        assert_eq!(parts("16/02/2513:13", true), ["16/02/25", "13:13"]);
        assert_eq!(parts("15:13:02", true), ["15:13:02"]);
        assert_eq!(parts("http://shop.example", true), ["http://shop.example"]);
    }
}
