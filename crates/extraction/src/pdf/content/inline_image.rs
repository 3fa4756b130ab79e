use crate::pdf::syntax::{Dict, Lexer, Object, Parsed, Parser, is_space};

/// Images in the content are small; this bounds the search for their end.
const MAX_DATA: usize = 8 << 20;

/// Reads an image that stands in the content itself, from after BI to after EI. Gives its dictionary, and whether its
/// end was found; without one it is taken to be nothing but its dictionary.
pub(super) fn skip(lexer: &mut Lexer<'_>) -> (Dict, bool) {
    let dict = read_dict(lexer);
    // One white-space character separates ID from the data.
    let start = lexer.position() + 1;
    let data = lexer.rest().get(1..).unwrap_or_default();
    let data = data.get(..MAX_DATA).unwrap_or(data);
    match data_length(&dict)
        .filter(|&length| is_end(data, length))
        .or_else(|| find_end(data))
    {
        Some(length) => {
            lexer.seek(start + length);
            lexer.next();
            (dict, true)
        }
        None => (dict, false),
    }
}

/// Entries of the dictionary, up to and with ID.
fn read_dict(lexer: &mut Lexer<'_>) -> Dict {
    let mut parser = Parser::small(lexer.clone());
    let mut entries = Vec::new();
    while let Parsed::Object(Object::Name(key)) = parser.next() {
        match parser.next() {
            Parsed::Object(value) => entries.push((key, value)),
            _ => break,
        }
    }
    *lexer = parser.lexer;
    Dict::new(entries)
}

fn either<'a>(dict: &'a Dict, short: &[u8], long: &[u8]) -> &'a Object {
    match dict.get(short) {
        Object::Null => dict.get(long),
        found => found,
    }
}

/// Pixels in width and height.
pub(super) fn pixels(dict: &Dict) -> (u32, u32) {
    let side = |short, long| {
        either(dict, short, long)
            .index()
            .and_then(|side| u32::try_from(side).ok())
            .unwrap_or(0)
    };
    (side(b"W", b"Width"), side(b"H", b"Height"))
}

/// The length of data that is not packed.
fn data_length(dict: &Dict) -> Option<usize> {
    if *either(dict, b"F", b"Filter") != Object::Null {
        return None;
    }
    let (width, height) = pixels(dict);
    let is_mask = *either(dict, b"IM", b"ImageMask") == Object::Bool(true);
    let bits = if is_mask {
        1
    } else {
        either(dict, b"BPC", b"BitsPerComponent").index()?
    };
    let components = match either(dict, b"CS", b"ColorSpace").name() {
        Some(b"RGB" | b"DeviceRGB" | b"CalRGB") => 3,
        Some(b"CMYK" | b"DeviceCMYK") => 4,
        _ => 1,
    };
    let row = (width as usize)
        .checked_mul(components)?
        .checked_mul(bits)?
        .div_ceil(8);
    row.checked_mul(height as usize)
}

/// Whether the data may end at `length`: EI stands there by itself.
fn is_end(data: &[u8], length: usize) -> bool {
    let Some(tail) = data.get(length..) else {
        return false;
    };
    let tail = tail.trim_ascii_start();
    tail.strip_prefix(b"EI")
        .is_some_and(|after| after.first().is_none_or(|&byte| is_space(byte)))
}

/// The first EI by itself that is followed by what looks like operators and not like more data.
fn find_end(data: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(data, b"EI").find(|&at| {
        let before = at
            .checked_sub(1)
            .and_then(|before| data.get(before))
            .is_none_or(|&byte| is_space(byte));
        let after = data.get(at + 2..).unwrap_or_default();
        let readable = |byte: &u8| is_space(*byte) && *byte != 0 || (b' '..=b'~').contains(byte);
        before
            && after.first().is_none_or(|&byte| is_space(byte))
            && after.iter().take(16).all(readable)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::syntax::Token;

    fn after(content: &[u8]) -> (Option<Token<'_>>, bool) {
        let mut lexer = Lexer::new(content);
        let (_, found) = skip(&mut lexer);
        (lexer.next(), found)
    }

    #[test]
    fn data_may_hold_anything() {
        let content = b" /W 4 /H 2 /BPC 8 /CS /G ID \x01 EI \x02\x03\x04\nEI Q";
        assert_eq!(after(content), (Some(Token::Keyword(b"Q")), true));
        let packed = b"/W 9 /H 9 /F /Fl ID x\x9C\x01 EI \xFF\xFE EI\nQ q";
        assert_eq!(after(packed), (Some(Token::Keyword(b"Q")), true));
    }

    #[test]
    fn an_image_without_an_end_is_only_its_dictionary() {
        assert!(!after(b"/W 1 /H 1 ID abcdef").1);
    }
}
