use std::sync::Arc;

use super::{Dict, Lexer, Object, Token, hex_bytes, literal_bytes, name_bytes};

/// Builds objects from tokens, within limits on depth and size.
#[derive(Debug)]
pub(crate) struct Parser<'a> {
    pub(crate) lexer: Lexer<'a>,
    max_nesting: u32,
    max_nodes: usize,
    nodes: usize,
}

/// What was found where an object was expected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parsed<'a> {
    Object(Object),
    Keyword(&'a [u8]),
    /// A closing bracket without an opening one.
    Closer,
    TooDeep,
    TooLarge,
    End,
}

const SMALL_NESTING: u32 = 16;
const SMALL_NODES: usize = 10_000;

impl<'a> Parser<'a> {
    /// `max_nodes` bounds how many objects are built in all, those inside others included.
    pub(crate) fn new(lexer: Lexer<'a>, max_nesting: u32, max_nodes: usize) -> Self {
        Self {
            lexer,
            max_nesting,
            max_nodes,
            nodes: 0,
        }
    }

    /// For small things: trailers, dictionaries of inline images.
    pub(crate) fn small(lexer: Lexer<'a>) -> Self {
        Self::new(lexer, SMALL_NESTING, SMALL_NODES)
    }

    /// How many objects have been built, those inside others included.
    pub(crate) fn nodes(&self) -> usize {
        self.nodes
    }

    /// The next object; null when there is none or it cannot be read.
    pub(crate) fn object(&mut self) -> Object {
        match self.next() {
            Parsed::Object(object) => object,
            _ => Object::Null,
        }
    }

    pub(crate) fn next(&mut self) -> Parsed<'a> {
        self.nested(self.max_nesting)
    }

    fn nested(&mut self, depth: u32) -> Parsed<'a> {
        let Some(token) = self.lexer.next() else {
            return Parsed::End;
        };
        self.nodes += 1;
        if self.nodes > self.max_nodes {
            return Parsed::TooLarge;
        }
        let object = match token {
            Token::Integer(value) => self.integer_or_reference(value),
            Token::Real(value) => Object::Real(value),
            Token::Name(raw) => Object::Name(Arc::from(name_bytes(raw).as_ref())),
            Token::Literal(raw) => Object::String(Arc::from(literal_bytes(raw).as_ref())),
            Token::Hex(raw) => Object::String(Arc::from(hex_bytes(raw))),
            Token::Keyword(b"true") => Object::Bool(true),
            Token::Keyword(b"false") => Object::Bool(false),
            Token::Keyword(b"null") => Object::Null,
            Token::Keyword(word) => return Parsed::Keyword(word),
            Token::ArrayClose | Token::DictClose => return Parsed::Closer,
            Token::ArrayOpen | Token::DictOpen if depth == 0 => return Parsed::TooDeep,
            Token::ArrayOpen => return self.array(depth - 1),
            Token::DictOpen => return self.dict(depth - 1),
        };
        Parsed::Object(object)
    }

    /// `12 0 R` is a reference, and only a look ahead tells it from a number.
    fn integer_or_reference(&mut self, value: i64) -> Object {
        let Ok(number) = u32::try_from(value) else {
            return Object::Integer(value);
        };
        let mut ahead = self.lexer.clone();
        if let Some(Token::Integer(generation)) = ahead.next()
            && let Ok(generation) = u16::try_from(generation)
            && ahead.next() == Some(Token::Keyword(b"R"))
        {
            self.lexer = ahead;
            return Object::Reference((number, generation));
        }
        Object::Integer(value)
    }

    /// Reads to the closing bracket; a keyword that ends an object in a damaged file ends the array too.
    fn array(&mut self, depth: u32) -> Parsed<'a> {
        let mut items = Vec::new();
        loop {
            let before = self.lexer.position();
            match self.nested(depth) {
                Parsed::Object(object) => items.push(object),
                Parsed::Keyword(word) if ends_object(word) => {
                    self.lexer.seek(before);
                    break;
                }
                Parsed::Keyword(_) => {}
                refused @ (Parsed::TooDeep | Parsed::TooLarge) => return refused,
                Parsed::Closer | Parsed::End => break,
            }
        }
        Parsed::Object(Object::Array(Arc::from(items)))
    }

    fn dict(&mut self, depth: u32) -> Parsed<'a> {
        let mut entries = Vec::new();
        loop {
            let before = self.lexer.position();
            match self.lexer.next() {
                Some(Token::Name(raw)) => match self.nested(depth) {
                    Parsed::Object(value) => {
                        entries.push((Arc::from(name_bytes(raw).as_ref()), value));
                    }
                    refused @ (Parsed::TooDeep | Parsed::TooLarge) => return refused,
                    Parsed::Keyword(word) if ends_object(word) => {
                        self.lexer.seek(before);
                        break;
                    }
                    Parsed::Keyword(_) => {}
                    Parsed::Closer | Parsed::End => break,
                },
                Some(Token::Keyword(word)) if ends_object(word) => {
                    self.lexer.seek(before);
                    break;
                }
                Some(Token::DictClose) | None => break,
                Some(_) => {}
            }
        }
        Parsed::Object(Object::Dict(Arc::new(Dict::new(entries))))
    }
}

fn ends_object(word: &[u8]) -> bool {
    matches!(
        word,
        b"endobj" | b"obj" | b"stream" | b"endstream" | b"xref" | b"trailer"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Object {
        Parser::small(Lexer::new(text.as_bytes())).object()
    }

    #[test]
    fn dictionaries_hold_references_names_and_strings() {
        let object = parse(
            "<< /Type /Page /Parent 3 0 R /Rotate 90 /Kids [1 0 R 2 0 R] /T (a\\)b) /H <41> >>",
        );
        let dict = object.dict().unwrap();
        assert!(dict.is_type(b"Page"));
        assert_eq!(dict.get(b"Parent").reference(), Some((3, 0)));
        assert_eq!(dict.get(b"Rotate").integer(), Some(90));
        assert_eq!(dict.get(b"Kids").array().unwrap().len(), 2);
        assert_eq!(dict.get(b"T").string(), Some(&b"a)b"[..]));
        assert_eq!(dict.get(b"H").string(), Some(&b"A"[..]));
    }

    #[test]
    fn numbers_in_a_row_are_no_reference() {
        assert_eq!(
            parse("[1 0 2 0 R]"),
            Object::Array(Arc::from([
                Object::Integer(1),
                Object::Integer(0),
                Object::Reference((2, 0))
            ]))
        );
    }

    #[test]
    fn an_unclosed_dictionary_ends_with_its_object() {
        let object = parse("<< /A 1 /B [2 3 endobj");
        assert_eq!(object.dict().unwrap().get(b"A").integer(), Some(1));
        assert_eq!(object.dict().unwrap().get(b"B").array().unwrap().len(), 2);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "[".repeat(100_000);
        assert_eq!(
            Parser::new(Lexer::new(deep.as_bytes()), 10, usize::MAX).next(),
            Parsed::TooDeep
        );
        let fine = format!("{}{}", "[".repeat(10), "]".repeat(10));
        assert!(matches!(
            Parser::new(Lexer::new(fine.as_bytes()), 10, 100).next(),
            Parsed::Object(_)
        ));
    }
    #[test]
    fn size_is_bounded() {
        let long = format!("[{}]", "0 ".repeat(1000));
        let parse = |nodes| Parser::new(Lexer::new(long.as_bytes()), 10, nodes).next();
        assert_eq!(parse(500), Parsed::TooLarge);
        assert!(matches!(parse(2000), Parsed::Object(_)));
    }
}
