use std::borrow::Cow;

/// The bytes of a string in parentheses, escapes resolved.
pub(crate) fn literal_bytes(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr2(b'\\', b'\r', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = match byte {
            b'\\' => escape(tail, &mut bytes),
            b'\r' => {
                bytes.push(b'\n');
                tail.strip_prefix(b"\n").unwrap_or(tail)
            }
            _ => {
                bytes.push(byte);
                tail
            }
        };
    }
    Cow::Owned(bytes)
}

/// Resolves the escape that starts `rest` (after the backslash) and gives what follows it.
fn escape<'a>(rest: &'a [u8], bytes: &mut Vec<u8>) -> &'a [u8] {
    let Some((&byte, tail)) = rest.split_first() else {
        return rest;
    };
    match byte {
        b'0'..=b'7' => return octal(rest, bytes),
        b'\r' => return tail.strip_prefix(b"\n").unwrap_or(tail),
        b'\n' => return tail,
        b'n' => bytes.push(b'\n'),
        b'r' => bytes.push(b'\r'),
        b't' => bytes.push(b'\t'),
        b'b' => bytes.push(8),
        b'f' => bytes.push(12),
        other => bytes.push(other),
    }
    tail
}

fn octal<'a>(rest: &'a [u8], bytes: &mut Vec<u8>) -> &'a [u8] {
    let digits = rest
        .iter()
        .take(3)
        .take_while(|byte| (b'0'..=b'7').contains(*byte))
        .count();
    let (number, tail) = rest.split_at(digits);
    let value = number
        .iter()
        .fold(0u32, |value, digit| value * 8 + u32::from(digit - b'0'));
    bytes.push(value.to_le_bytes()[0]);
    tail
}

/// The bytes of a hexadecimal string; a missing last digit counts as 0, other characters are skipped.
pub(crate) fn hex_bytes(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len() / 2 + 1);
    let mut high = None;
    for digit in raw.iter().filter_map(|&byte| hex_digit(byte)) {
        match high.take() {
            Some(first) => bytes.push(first << 4 | digit),
            None => high = Some(digit),
        }
    }
    bytes.extend(high.map(|first| first << 4));
    bytes
}

pub(crate) fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The bytes of a name, `#xx` resolved.
pub(crate) fn name_bytes(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'#', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        let code = match tail {
            [first, second, ..] if byte == b'#' => hex_digit(*first).zip(hex_digit(*second)),
            _ => None,
        };
        bytes.push(code.map_or(byte, |(high, low)| high << 4 | low));
        rest = if code.is_some() {
            tail.get(2..).unwrap_or_default()
        } else {
            tail
        };
    }
    Cow::Owned(bytes)
}

/// A text string for people: UTF-16 or UTF-8 when it says so, otherwise Latin.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
        char::decode_utf16(units)
            .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_literal_strings() {
        assert_eq!(literal_bytes(br"plain").as_ref(), b"plain");
        assert_eq!(
            literal_bytes(br"\(\)\\ \101\7x\n").as_ref(),
            b"()\\ A\x07x\n"
        );
        assert_eq!(
            literal_bytes(b"one\\\r\ntwo\r\nthree").as_ref(),
            b"onetwo\nthree"
        );
        assert_eq!(literal_bytes(b"\\").as_ref(), b"");
        assert_eq!(literal_bytes(br"\777").as_ref(), b"\xFF");
    }

    #[test]
    fn hexadecimal_strings() {
        assert_eq!(hex_bytes(b"48 65\n6C6c6F"), b"Hello");
        assert_eq!(hex_bytes(b"4"), b"\x40");
        assert_eq!(hex_bytes(b"zz"), b"");
    }

    #[test]
    fn names_with_codes() {
        assert_eq!(name_bytes(b"A#20B").as_ref(), b"A B");
        assert_eq!(name_bytes(b"A#2").as_ref(), b"A#2");
        assert_eq!(name_bytes(b"#zz").as_ref(), b"#zz");
    }

    #[test]
    fn text_strings() {
        assert_eq!(text_string(b"\xFE\xFF\x00A\x20\xAC"), "A€");
        assert_eq!(text_string(b"\xFF\xFEA\x00"), "A");
        assert_eq!(text_string(b"caf\xE9"), "café");
    }
}
