use crate::pdf::syntax::{Lexer, Token, hex_bytes};

/// What a CMap file says.
#[derive(Debug, Default)]
pub(super) struct CMapSource {
    pub(super) codespaces: Vec<Codespace>,
    /// First code, last code, identifier of the first.
    pub(super) cids: Vec<(u32, u32, u32)>,
    pub(super) texts: Vec<TextRange>,
    pub(super) vertical: bool,
    /// Name of the CMap that it builds on.
    pub(super) uses: Option<Vec<u8>>,
}

/// Codes of one length whose bytes each lie between those of `low` and `high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Codespace {
    low: Vec<u8>,
    high: Vec<u8>,
}

/// Codes and the text of the first one; that of the others differs in the last character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextRange {
    pub(super) low: u32,
    pub(super) high: u32,
    /// UTF-16.
    pub(super) text: Vec<u16>,
}

/// More entries than two-byte codes could use.
const MAX_ENTRIES: usize = 200_000;

impl Codespace {
    pub(super) fn new(low: &[u8], high: &[u8]) -> Option<Self> {
        let valid = low.len() == high.len() && (1..=4).contains(&low.len());
        valid.then(|| Self {
            low: low.to_vec(),
            high: high.to_vec(),
        })
    }

    pub(super) fn two_bytes() -> Self {
        Self {
            low: vec![0; 2],
            high: vec![0xFF; 2],
        }
    }

    pub(super) fn length(&self) -> usize {
        self.low.len()
    }

    pub(super) fn contains(&self, code: &[u8]) -> bool {
        let within = |((byte, low), high): ((&u8, &u8), &u8)| (low..=high).contains(&byte);
        code.len() == self.low.len() && code.iter().zip(&self.low).zip(&self.high).all(within)
    }
}

impl CMapSource {
    /// Reads what can be read: counts are not believed, entries that make no sense end their section.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut source = Self::default();
        let mut lexer = Lexer::new(bytes);
        let mut before = None;
        while let Some(token) = lexer.next() {
            match token {
                Token::Keyword(b"begincodespacerange") => source.codespaces(&mut lexer),
                Token::Keyword(b"beginbfchar") => source.text_characters(&mut lexer),
                Token::Keyword(b"beginbfrange") => source.text_ranges(&mut lexer),
                Token::Keyword(b"begincidchar") => source.cid_characters(&mut lexer),
                Token::Keyword(b"begincidrange") => source.cid_ranges(&mut lexer),
                Token::Keyword(b"usecmap") => source.uses = name(before),
                Token::Integer(1) if name(before).as_deref() == Some(b"WMode") => {
                    source.vertical = true;
                }
                _ => {}
            }
            before = Some(token);
        }
        source
    }

    /// Adds what a CMap says that this one builds on.
    pub(super) fn inherit(&mut self, parent: Self) {
        if self.codespaces.is_empty() {
            self.codespaces = parent.codespaces;
        }
        let own = std::mem::replace(&mut self.cids, parent.cids);
        self.cids.extend(own);
        self.uses = self.uses.take().or(parent.uses);
        self.vertical |= parent.vertical;
    }

    fn is_full(&self) -> bool {
        self.cids.len() + self.texts.len() + self.codespaces.len() >= MAX_ENTRIES
    }

    fn codespaces(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(low) = hex(lexer)
            && let Some(high) = hex(lexer)
            && self.codespaces.len() < 64
        {
            self.codespaces.extend(Codespace::new(&low, &high));
        }
    }

    fn text_characters(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(code) = hex(lexer).as_deref().and_then(number)
            && let Some(text) = text(lexer.next())
            && !self.is_full()
        {
            self.texts.push(TextRange {
                low: code,
                high: code,
                text,
            });
        }
    }

    fn text_ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(low) = hex(lexer).as_deref().and_then(number)
            && let Some(high) = hex(lexer).as_deref().and_then(number)
            && !self.is_full()
        {
            match lexer.next() {
                Some(Token::ArrayOpen) => self.text_array(lexer, low, high),
                other => match text(other) {
                    Some(text) => self.texts.push(TextRange { low, high, text }),
                    None => return,
                },
            }
        }
    }

    /// One text for each code of the range.
    fn text_array(&mut self, lexer: &mut Lexer<'_>, low: u32, high: u32) {
        let mut code = Some(low);
        while let Some(text) = text(lexer.next()) {
            if let Some(current) = code.filter(|&code| code <= high && !self.is_full()) {
                self.texts.push(TextRange {
                    low: current,
                    high: current,
                    text,
                });
                code = current.checked_add(1);
            }
        }
    }

    fn cid_characters(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(code) = hex(lexer).as_deref().and_then(number)
            && let Some(cid) = integer(lexer)
            && !self.is_full()
        {
            self.cids.push((code, code, cid));
        }
    }

    fn cid_ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(low) = hex(lexer).as_deref().and_then(number)
            && let Some(high) = hex(lexer).as_deref().and_then(number)
            && let Some(cid) = integer(lexer)
            && !self.is_full()
        {
            self.cids.push((low, high, cid));
        }
    }
}

/// The next token as bytes; `None`, the token unread, when it is something else, such as the end of the section.
fn hex(lexer: &mut Lexer<'_>) -> Option<Vec<u8>> {
    let mut ahead = lexer.clone();
    let Some(Token::Hex(raw)) = ahead.next() else {
        return None;
    };
    *lexer = ahead;
    Some(hex_bytes(raw))
}

fn integer(lexer: &mut Lexer<'_>) -> Option<u32> {
    match lexer.next()? {
        Token::Integer(value) => u32::try_from(value).ok(),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    (bytes.len() <= 4).then(|| {
        bytes
            .iter()
            .fold(0, |value, &byte| value << 8 | u32::from(byte))
    })
}

/// A destination: UTF-16 in hexadecimal (one byte is a character, too), or a glyph name.
fn text(token: Option<Token<'_>>) -> Option<Vec<u16>> {
    match token? {
        Token::Hex(raw) => {
            let bytes = hex_bytes(raw);
            match bytes[..] {
                [single] => Some(vec![u16::from(single)]),
                _ => Some(
                    bytes
                        .as_chunks::<2>()
                        .0
                        .iter()
                        .map(|&pair| u16::from_be_bytes(pair))
                        .collect(),
                ),
            }
        }
        Token::Name(raw) => {
            let characters = super::super::glyph_names::characters(std::str::from_utf8(raw).ok()?);
            Some(characters.unwrap_or_default().encode_utf16().collect())
        }
        _ => None,
    }
}

fn name(token: Option<Token<'_>>) -> Option<Vec<u8>> {
    match token? {
        Token::Name(raw) => Some(raw.to_vec()),
        _ => None,
    }
}
