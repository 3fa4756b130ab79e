//! Bytes to text: statement exports come in the encodings of the systems that wrote them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of `bytes`; none when they are no text. UTF-8 and UTF-16 with or without a mark at the start, anything
/// else is read as Windows-1252, which spreadsheets write.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = if let Some((encoding, mark_length)) = Encoding::for_bom(bytes) {
        encoding
            .decode_without_bom_handling(bytes.get(mark_length..)?)
            .0
    } else if let Some(encoding) = unmarked_utf16(bytes) {
        encoding.decode_without_bom_handling(bytes).0
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    };
    is_text(&text).then_some(text)
}

/// In Latin text every other byte of UTF-16 is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 2_000;
    let start = bytes.get(..LOOKED_AT.min(bytes.len()))?;
    let zeros_at = |offset: usize| {
        start
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let is_most = |zeros: usize| zeros * 2 > start.len() / 2;
    match (is_most(even), is_most(odd)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Text holds no control characters but white space; DOS ends it with one of its own.
fn is_text(text: &str) -> bool {
    let is_foreign = |c: char| {
        c.is_control()
            && !matches!(
                c,
                '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{80}'..='\u{9f}'
            )
    };
    !text.chars().any(is_foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_in_the_encodings_of_spreadsheets() {
        let utf16 = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        };
        let files = [
            "Café;5 €".as_bytes().to_vec(),
            "\u{feff}Café;5 €".as_bytes().to_vec(),
            b"Caf\xe9;5 \x80".to_vec(),
            utf16("\u{feff}Café;5 €"),
            utf16("Café;5 €"),
        ];
        for bytes in files {
            assert_eq!(decode(&bytes).as_deref(), Some("Café;5 €"), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_none() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        assert_eq!(decode(&[0, 1, 2, 3]), None);
    }
}
