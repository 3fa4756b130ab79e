//! The forms in which dates are written, before it is known which number is the day.

use super::month;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// `2025-03-04`: nothing to decide.
    Iso { year: i32, month: u32, day: u32 },
    /// `20250304`, as machines write it.
    Compact { year: i32, month: u32, day: u32 },
    /// `4 Mar 2025`, `Mar 4`: nothing to decide but the year.
    Named {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
    /// `03/04/2025`, `3.4.25`, `03/04`: day or month first.
    Numeric {
        year: Option<i32>,
        first: u32,
        second: u32,
        is_dotted: bool,
    },
}

/// A piece of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Separator(char),
}

impl Written {
    /// Takes `text` apart; a weekday before and a time of day after the date are allowed.
    pub(super) fn scan(text: &str) -> Option<Self> {
        let text = without_time(without_weekday(text.trim()));
        if is_span(text) {
            return None;
        }
        let pieces = pieces(text)?;
        numeric(&pieces)
            .or_else(|| named(&pieces))
            .or_else(|| compact(&pieces))
    }

    pub(super) const fn has_year(self) -> bool {
        match self {
            Self::Iso { .. } | Self::Compact { .. } => true,
            Self::Named { year, .. } | Self::Numeric { year, .. } => year.is_some(),
        }
    }

    /// Do the numbers fit a calendar in any order?
    pub(super) fn is_possible(self) -> bool {
        match self {
            Self::Iso { month, day, .. }
            | Self::Compact { month, day, .. }
            | Self::Named { month, day, .. } => is_day(day) && is_month(month),
            Self::Numeric { first, second, .. } => {
                (is_day(first) && is_month(second)) || (is_month(first) && is_day(second))
            }
        }
    }
}

const fn is_day(number: u32) -> bool {
    matches!(number, 1..=31)
}

const fn is_month(number: u32) -> bool {
    matches!(number, 1..=12)
}

/// `03/04/2025`, `3-4-25`, `03.04.2025`, `2025/03/04`, `03/04`, `04.03.`
fn numeric(pieces: &[Piece<'_>]) -> Option<Written> {
    use Piece::{Number, Separator};
    match *pieces {
        [
            Number {
                value: year,
                digits: 4,
            },
            Separator(a),
            Number {
                value: month,
                digits: 1..=2,
            },
            Separator(b),
            Number {
                value: day,
                digits: 1..=2,
            },
        ] if a == b && is_date_separator(a) => Some(Written::Iso {
            year: full_year(year, 4)?,
            month,
            day,
        }),
        [
            Number {
                value: first,
                digits: 1..=2,
            },
            Separator(a),
            Number {
                value: second,
                digits: 1..=2,
            },
            Separator(b),
            Number {
                value: year,
                digits,
            },
        ] if a == b && is_date_separator(a) => Some(Written::Numeric {
            year: Some(full_year(year, digits)?),
            first,
            second,
            is_dotted: a == '.',
        }),
        [
            Number {
                value: first,
                digits: 1..=2,
            },
            Separator('/' | '-'),
            Number {
                value: second,
                digits: 1..=2,
            },
        ] => Some(Written::Numeric {
            year: None,
            first,
            second,
            is_dotted: false,
        }),
        [
            Number {
                value: first,
                digits: 1..=2,
            },
            Separator('.'),
            Number {
                value: second,
                digits: 1..=2,
            },
            Separator('.'),
        ] => Some(Written::Numeric {
            year: None,
            first,
            second,
            is_dotted: true,
        }),
        _ => None,
    }
}

/// `4 Mar 2025`, `04-MAR-25`, `4. März`, `4 de marzo de 2025`, `Mar 4, 2025`, `March 4th`, `2025-Mar-04`
fn named(pieces: &[Piece<'_>]) -> Option<Written> {
    use Piece::{Number, Separator, Word};
    // `March 16-18` and `26-Mar 24`: two days, not a year.
    if let [
        Word(_),
        Number { .. },
        Separator('-'),
        Number { digits: 1..=2, .. },
    ]
    | [
        Number { digits: 1..=2, .. },
        Separator('-'),
        Word(_),
        Number { digits: 1..=2, .. },
    ] = *pieces
    {
        return None;
    }
    let essential: Vec<Piece<'_>> = pieces.iter().copied().filter(is_essential).collect();
    let (year, name, day) = match *essential.as_slice() {
        [
            Number {
                value: year,
                digits: 4,
            },
            Word(name),
            Number {
                value: day,
                digits: 1..=2,
            },
        ] => (Some((year, 4)), name, day),
        [
            Number {
                value: day,
                digits: 1..=2,
            },
            Word(name),
            Number {
                value: year,
                digits,
            },
        ]
        | [
            Word(name),
            Number {
                value: day,
                digits: 1..=2,
            },
            Number {
                value: year,
                digits,
            },
        ] => (Some((year, digits)), name, day),
        [
            Number {
                value: day,
                digits: 1..=2,
            },
            Word(name),
        ]
        | [
            Word(name),
            Number {
                value: day,
                digits: 1..=2,
            },
        ] => (None, name, day),
        _ => return None,
    };
    let year = match year {
        Some((year, digits)) => Some(full_year(year, digits)?),
        None => None,
    };
    Some(Written::Named {
        year,
        month: month::month(name)?,
        day,
    })
}

/// Separators and the small words between the parts of a spelled-out date carry no meaning.
fn is_essential(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Separator(_) => false,
        Piece::Word(word) => !matches!(
            *word,
            "st" | "nd" | "rd" | "th" | "de" | "del" | "er" | "of"
        ),
        Piece::Number { .. } => true,
    }
}

fn compact(pieces: &[Piece<'_>]) -> Option<Written> {
    let [Piece::Number { value, digits: 8 }] = *pieces else {
        return None;
    };
    let year = full_year(value / 10_000, 4)?;
    Some(Written::Compact {
        year,
        month: value / 100 % 100,
        day: value % 100,
    })
}

const fn is_date_separator(c: char) -> bool {
    matches!(c, '/' | '-' | '.')
}

/// Two digits are a year of this century: no card statement is older.
fn full_year(number: u32, digits: usize) -> Option<i32> {
    let year = match (digits, number) {
        (2, _) => 2000 + number,
        (4, 1970..=2099) => number,
        _ => return None,
    };
    i32::try_from(year).ok()
}

/// More pieces than the longest date has make it something else.
const MOST_PIECES: usize = 12;

fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::with_capacity(6);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = end_of_piece(rest, first);
        let (piece, behind) = rest.split_at_checked(end)?;
        if !first.is_whitespace() {
            pieces.push(piece_of(piece, first)?);
        }
        if pieces.len() > MOST_PIECES {
            return None;
        }
        rest = behind;
    }
    Some(pieces)
}

fn end_of_piece(text: &str, first: char) -> usize {
    let run = |is_same: fn(char) -> bool| text.find(|c| !is_same(c)).unwrap_or(text.len());
    match first {
        '0'..='9' => run(|c| c.is_ascii_digit()),
        letter if letter.is_alphabetic() => run(char::is_alphabetic),
        other => other.len_utf8(),
    }
}

fn piece_of(piece: &str, first: char) -> Option<Piece<'_>> {
    Some(match first {
        '0'..='9' if piece.len() <= 8 => Piece::Number {
            value: piece.parse().ok()?,
            digits: piece.len(),
        },
        letter if letter.is_alphabetic() => Piece::Word(piece),
        '/' | '-' | '.' | ',' | '\'' => Piece::Separator(first),
        '\u{2010}'..='\u{2013}' => Piece::Separator('-'),
        _ => return None,
    })
}

/// `20 - Mar 19` is the end of one date and the beginning of another.
fn is_span(text: &str) -> bool {
    let words = text.split_whitespace();
    words.filter(|word| word.chars().all(is_dash)).count() == 1
}

/// A hyphen or a dash of any length.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}')
}

/// `Fri, 28 Feb` → `28 Feb`
fn without_weekday(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let rest = rest.trim_start_matches(['.', ',', ' ', '\u{a0}']);
    if !rest.is_empty() && month::is_weekday(word) && month::month(word).is_none() {
        rest
    } else {
        text
    }
}

/// `2025-03-04T12:00:00Z`, `03/04/2025 9:15 AM` → the date
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let before = text
        .get(..colon)
        .unwrap_or_default()
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let date = before.trim_end_matches(['T', ',', ' ', '\u{a0}']);
    let is_time = text.get(before.len()..).is_some_and(is_time_of_day);
    if is_time && date.len() < before.len() {
        date
    } else {
        text
    }
}

fn is_time_of_day(text: &str) -> bool {
    let is_part = |c: char| {
        c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | ' ') || "APMapmZ".contains(c)
    };
    text.chars().all(is_part)
}
