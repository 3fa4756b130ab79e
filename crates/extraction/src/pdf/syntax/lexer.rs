/// One token; strings and names are the raw bytes between their delimiters, escapes unresolved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Token<'a> {
    Integer(i64),
    Real(f64),
    Name(&'a [u8]),
    Literal(&'a [u8]),
    Hex(&'a [u8]),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Keyword(&'a [u8]),
}

impl Token<'_> {
    pub(crate) fn number(&self) -> Option<f64> {
        match *self {
            Token::Integer(value) => Some(value as f64),
            Token::Real(value) => Some(value),
            _ => None,
        }
    }
}

/// Cuts bytes into tokens. Never fails: what makes no sense is skipped or comes out as a keyword.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
}

pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

pub(crate) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self::at(bytes, 0)
    }

    pub(crate) fn at(bytes: &'a [u8], position: usize) -> Self {
        Self {
            bytes,
            position: position.min(bytes.len()),
        }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn seek(&mut self, position: usize) {
        self.position = position.min(self.bytes.len());
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// The next token, `None` at the end.
    pub(crate) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let first = self.peek()?;
            match first {
                b'/' => return Some(self.name()),
                b'(' => return Some(self.literal()),
                b'<' => return Some(self.angle()),
                b'>' if self.bytes.get(self.position + 1) == Some(&b'>') => {
                    return Some(self.punctuation(2, Token::DictClose));
                }
                b'[' => return Some(self.punctuation(1, Token::ArrayOpen)),
                b']' => return Some(self.punctuation(1, Token::ArrayClose)),
                b'{' => return Some(self.punctuation(1, Token::Keyword(b"{"))),
                b'}' => return Some(self.punctuation(1, Token::Keyword(b"}"))),
                b'>' | b')' => self.position += 1,
                b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(self.number()),
                _ => return Some(Token::Keyword(self.regular())),
            }
        }
    }

    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = self.rest();
                self.position += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.position += 1;
            } else {
                return;
            }
        }
    }

    fn punctuation(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.position += length;
        token
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| !is_regular(byte))
            .unwrap_or(rest.len());
        self.position += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Token<'a> {
        self.position += 1;
        Token::Name(self.regular())
    }

    /// A string in parentheses, which may hold balanced parentheses. An unclosed one ends with the input.
    fn literal(&mut self) -> Token<'a> {
        self.position += 1;
        let rest = self.rest();
        let mut depth = 0usize;
        let mut index = 0;
        while let Some(found) = rest
            .get(index..)
            .and_then(|tail| memchr::memchr3(b'(', b')', b'\\', tail))
        {
            index += found;
            match rest.get(index) {
                Some(b'(') => depth += 1,
                Some(b')') if depth == 0 => {
                    self.position += index + 1;
                    return Token::Literal(rest.get(..index).unwrap_or_default());
                }
                Some(b')') => depth -= 1,
                _ => index += 1,
            }
            index += 1;
        }
        self.position = self.bytes.len();
        Token::Literal(rest)
    }

    fn angle(&mut self) -> Token<'a> {
        self.position += 1;
        if self.peek() == Some(b'<') {
            return self.punctuation(1, Token::DictOpen);
        }
        let rest = self.rest();
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.position += (length + 1).min(rest.len());
        Token::Hex(rest.get(..length).unwrap_or_default())
    }

    /// A number, read as generously as viewers do: doubled signs, a sign in the middle ends the value (`12-34` is 12),
    /// letters that follow at once start the next token.
    fn number(&mut self) -> Token<'a> {
        let start = self.position;
        let mut negative = false;
        while let Some(sign @ (b'+' | b'-')) = self.peek() {
            negative = sign == b'-';
            self.position += 1;
        }
        let whole = self.digits();
        if self.peek() != Some(b'.') {
            self.skip_stray_sign();
            return match whole.value {
                Some(value) => Token::Integer(if negative { -value } else { value }),
                None if whole.count == 0 => self.not_a_number(start),
                None => Token::Real(if negative { -whole.float } else { whole.float }),
            };
        }
        self.position += 1;
        let fraction = self.digits();
        self.skip_stray_sign();
        let scale = POWERS
            .get(fraction.count)
            .copied()
            .unwrap_or_else(|| 10f64.powi(i32::try_from(fraction.count).unwrap_or(i32::MAX)));
        let value = whole.float + fraction.float / scale;
        Token::Real(if negative { -value } else { value })
    }

    /// Signs with nothing behind them: a keyword, so that the caller sees that something is wrong.
    fn not_a_number(&mut self, start: usize) -> Token<'a> {
        self.regular();
        Token::Keyword(self.bytes.get(start..self.position).unwrap_or_default())
    }

    fn skip_stray_sign(&mut self) {
        if self.peek() == Some(b'-') {
            while matches!(self.peek(), Some(b'-' | b'.' | b'0'..=b'9')) {
                self.position += 1;
            }
        }
    }

    fn digits(&mut self) -> Digits {
        let mut digits = Digits {
            count: 0,
            value: None,
            float: 0.0,
        };
        let mut exact = Some(0i64);
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            let digit = byte - b'0';
            exact = exact.and_then(|value| value.checked_mul(10)?.checked_add(i64::from(digit)));
            digits.float = digits.float * 10.0 + f64::from(digit);
            digits.count += 1;
            self.position += 1;
        }
        digits.value = exact.filter(|_| digits.count > 0);
        digits
    }
}

struct Digits {
    count: usize,
    value: Option<i64>,
    float: f64,
}

const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text.as_bytes());
        std::iter::from_fn(|| lexer.next()).collect()
    }

    #[test]
    fn numbers_as_viewers_read_them() {
        assert_eq!(
            tokens("12 -3 +4 .5 -.25 7."),
            [
                Token::Integer(12),
                Token::Integer(-3),
                Token::Integer(4),
                Token::Real(0.5),
                Token::Real(-0.25),
                Token::Real(7.0)
            ]
        );
        assert_eq!(
            tokens("--5 12-34 720cm"),
            [
                Token::Integer(-5),
                Token::Integer(12),
                Token::Integer(720),
                Token::Keyword(b"cm")
            ]
        );
    }

    #[test]
    fn a_huge_number_stays_a_number() {
        assert!(matches!(tokens("99999999999999999999")[..], [Token::Real(value)] if value > 9e19));
        assert!(
            matches!(tokens(&"9".repeat(500))[..], [Token::Real(value)] if value.is_infinite())
        );
    }

    #[test]
    fn strings_hold_balanced_parentheses_and_escapes() {
        assert_eq!(
            tokens(r"(a(b)c)(\)) <41 42> Tj"),
            [
                Token::Literal(b"a(b)c"),
                Token::Literal(br"\)"),
                Token::Hex(b"41 42"),
                Token::Keyword(b"Tj")
            ]
        );
    }

    #[test]
    fn an_unclosed_string_ends_with_the_input() {
        assert_eq!(tokens("(abc"), [Token::Literal(b"abc")]);
        assert_eq!(tokens("<41"), [Token::Hex(b"41")]);
    }

    #[test]
    fn stray_closers_are_skipped_and_comments_end_with_the_line() {
        assert_eq!(
            tokens(") > /A#20b % note\n<< >>[]"),
            [
                Token::Name(b"A#20b"),
                Token::DictOpen,
                Token::DictClose,
                Token::ArrayOpen,
                Token::ArrayClose
            ]
        );
    }

    #[test]
    fn a_lone_sign_is_not_a_number() {
        assert_eq!(tokens("- 1"), [Token::Keyword(b"-"), Token::Integer(1)]);
    }
}
