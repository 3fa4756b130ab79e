//! Text as labels are compared: without case, accents, spaces and punctuation, and with one letter for
//! those that scanners mix up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `Sub-Total:` → `subtotal`, `T0TAL` and `TOTAI` → `total`.
///
/// The result is only good for comparing with other folded text: every `i` and `1` became an `l` in it.
pub(super) fn fold(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    let lower = letters
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric() || *letter == '|');
    let mut folded = String::with_capacity(text.len());
    for letter in lower {
        match letter {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'ł' => folded.push('l'),
            other => folded.push(confusable(other)),
        }
    }
    folded
}

const fn confusable(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | 'i' | '|' | 'ı' => 'l',
        '5' => 's',
        '8' => 'b',
        other => other,
    }
}

/// Do the texts differ by one letter at most: one replaced, one missing or one too many?
pub(super) fn is_within_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let skipped = usize::from(short.len() == long.len());
    short.get(same + skipped..).unwrap_or_default() == long.get(same + 1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_scanners_mix_up_is_equal() {
        for text in ["SUBTOTAL", "Sub-Total:", "SUBT0TAI", "sub total"] {
            assert_eq!(fold(text), "subtotal", "{text}");
        }
        assert_eq!(fold("Rückgeld"), fold("RUCKGELD"));
        assert_eq!(fold("合計"), "合計");
    }

    #[test]
    fn one_edit_is_one_letter() {
        for (a, b) in [
            ("total", "total"),
            ("total", "totl"),
            ("total", "totel"),
            ("total", "tootal"),
        ] {
            assert!(is_within_one_edit(a, b), "{a} {b}");
        }
        assert!(!is_within_one_edit("total", "tota11"));
        assert!(!is_within_one_edit("total", "tip"));
    }
}
