use std::collections::HashMap;
use std::sync::Arc;

use crate::pdf::syntax::{Lexer, Token};

/// The encoding built into a Type 1 program, which is written in clear: `dup 65 /A put`.
pub(in super::super) fn type1_encoding(program: &[u8]) -> HashMap<u8, Arc<[u8]>> {
    let mut names = HashMap::new();
    if !program.starts_with(b"%!") && !program.starts_with(b"\x80\x01") {
        return names;
    }
    let clear = memchr::memmem::find(program, b"eexec")
        .and_then(|end| program.get(..end))
        .unwrap_or(program);
    let Some(start) = memchr::memmem::find(clear, b"/Encoding") else {
        return names;
    };
    let mut lexer = Lexer::at(clear, start);
    while let Some(token) = lexer.next() {
        if token != Token::Keyword(b"dup") {
            continue;
        }
        if let (Some(Token::Integer(code)), Some(Token::Name(name))) = (lexer.next(), lexer.next())
            && let Ok(code) = u8::try_from(code)
        {
            names.insert(code, Arc::from(name));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_the_clear_part() {
        let program = b"%!PS-AdobeFont-1.0\n/Encoding 256 array\ndup 33 /A put\ndup 34 /Euro put\nreadonly def\neexec dup 35 /B put";
        let names = type1_encoding(program);
        assert_eq!(names.get(&33).map(AsRef::as_ref), Some(&b"A"[..]));
        assert_eq!(names.get(&34).map(AsRef::as_ref), Some(&b"Euro"[..]));
        assert_eq!(names.len(), 2);
        assert!(type1_encoding(b"OTTO/Encoding dup 1 /A put").is_empty());
    }
}
