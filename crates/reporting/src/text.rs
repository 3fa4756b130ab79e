//! Text from papers, made safe for the files that hold it.

use std::borrow::Cow;

use tieout_domain::mask_card_numbers;

/// What a cell of a worksheet holds, in UTF-16 units.
const EXCEL_LIMIT: usize = 32_767;
/// Stands where a text was cut.
const CUT: &str = " … [cut]";

/// Words as any report shows them: without whole card numbers, and printable.
pub(crate) fn prose(text: &str) -> Cow<'_, str> {
    match mask_card_numbers(text) {
        Cow::Borrowed(text) => printable(text),
        Cow::Owned(text) => Cow::Owned(printable(&text).into_owned()),
    }
}

/// `text` without control characters (but for tab and line ends), which neither XML nor a reader
/// can make sense of.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_printable(*c)).collect())
}

/// `text` as a CSV field: with an apostrophe before it where a spreadsheet would take it for a
/// formula. Spaces before the formula do not hide it, and full-width signs count too, because
/// some spreadsheets drop the one and accept the other.
pub(crate) fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_dangerous(&text) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

/// `text` within what a cell of a worksheet holds; where it is cut, a mark says so.
pub(crate) fn fitting(text: Cow<'_, str>) -> Cow<'_, str> {
    // No character has more UTF-16 units than bytes.
    if text.len() <= EXCEL_LIMIT || text.encode_utf16().count() <= EXCEL_LIMIT {
        return text;
    }
    let room = EXCEL_LIMIT - CUT.encode_utf16().count();
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    Cow::Owned(kept.chain(CUT.chars()).collect())
}

fn is_printable(c: char) -> bool {
    let is_whitespace = matches!(c, '\t' | '\n' | '\r');
    is_whitespace || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

fn is_dangerous(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let visible = text.trim_start_matches(is_invisible);
    visible.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn csv(text: &str) -> String {
        harmless(prose(text)).into_owned()
    }

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{feff}=1",
            "＝1",
        ] {
            assert_eq!(csv(formula), format!("'{formula}"));
        }
    }

    #[test]
    fn a_control_character_does_not_hide_a_formula() {
        assert_eq!(csv("\u{0}=1"), "'=1");
        assert_eq!(csv("\u{1b}[31mred\u{7f}"), "[31mred");
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in ["TST*ELSIES PLATE & PIE", "", "7-ELEVEN", "'quoted", "−3 °C"] {
            assert_eq!(csv(text), text);
        }
    }

    #[test]
    fn no_whole_card_number_gets_out() {
        assert_eq!(csv("paid by 4111 1111 1111 1111"), "paid by ****1111");
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_with_a_mark() {
        let long = "é🙂".repeat(20_000);
        let cut = fitting(Cow::Borrowed(&long));
        assert!(cut.ends_with("… [cut]"));
        assert!(cut.encode_utf16().count() <= EXCEL_LIMIT);
        assert!(cut.encode_utf16().count() >= EXCEL_LIMIT - 1);
        let fits = "x".repeat(EXCEL_LIMIT);
        assert_eq!(fitting(Cow::Borrowed(&fits)), fits.as_str());
    }

    proptest! {
        #[test]
        fn no_text_starts_like_a_formula(text in r"[ \t\r\n=+@\-＝\x00a]{0,6}.{0,8}") {
            let written = csv(&text);
            prop_assert!(!written.trim_start_matches(is_invisible).starts_with(['=', '+', '-', '@']));
            prop_assert!(!written.starts_with(['\t', '\r']));
        }

        #[test]
        fn text_that_was_made_harmless_is_harmless(text in any::<String>()) {
            let once = csv(&text);
            prop_assert_eq!(csv(&once), once);
        }
    }
}
