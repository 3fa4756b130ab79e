use tieout_domain::CardLast4;

use crate::values::looks_like_amount;

/// What can be filled into a line of a [`Pattern`](super::Pattern).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// A card number, masked or not.
    Card,
    /// A person's name.
    Holder,
    /// An employee number: letters, digits, `-` and `_`, with at least one digit.
    EmployeeNumber,
    /// A city, or what stands in its place.
    City,
    /// Two capital letters.
    State,
    /// Two or three capital letters.
    Country,
    /// A currency's code.
    Currency,
    /// An amount.
    Amount,
    /// An exchange rate.
    Rate,
    /// The issuer's name.
    Issuer,
    /// A whole number.
    Number,
    /// Anything, or nothing.
    Any,
}

impl Blank {
    const ALL: [(&'static str, Self); 12] = [
        ("card", Self::Card),
        ("holder", Self::Holder),
        ("employee_number", Self::EmployeeNumber),
        ("city", Self::City),
        ("state", Self::State),
        ("country", Self::Country),
        ("currency", Self::Currency),
        ("amount", Self::Amount),
        ("rate", Self::Rate),
        ("issuer", Self::Issuer),
        ("number", Self::Number),
        ("any", Self::Any),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        let (_, blank) = Self::ALL.iter().find(|(known, _)| *known == name)?;
        Some(*blank)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, blank)| *blank == self)
            .map_or("", |(name, _)| name)
    }

    pub(super) fn list() -> String {
        Self::ALL.map(|(name, _)| format!("{{{name}}}")).join(", ")
    }

    pub(super) const fn shortest(self) -> usize {
        match self {
            Self::Any => 0,
            _ => 1,
        }
    }

    /// The most words it can hold.
    pub(super) const fn longest(self) -> usize {
        match self {
            Self::Card => 5,
            Self::Holder | Self::City | Self::Issuer => 8,
            Self::Amount => 3,
            Self::Any => 40,
            _ => 1,
        }
    }

    pub(super) fn accepts(self, words: &[&str]) -> bool {
        let only = |is: fn(char) -> bool| words.iter().all(|word| word.chars().all(is));
        let length = words.iter().map(|word| word.len()).sum::<usize>();
        match self {
            Self::Card => is_card(words),
            Self::Holder => words.iter().all(|word| is_name_word(word)),
            Self::EmployeeNumber => {
                only(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                    && words
                        .iter()
                        .any(|word| word.bytes().any(|byte| byte.is_ascii_digit()))
            }
            Self::State => length == 2 && only(|c| c.is_ascii_uppercase()),
            Self::Country => (2..=3).contains(&length) && only(|c| c.is_ascii_uppercase()),
            Self::Currency => length == 3 && only(|c| c.is_ascii_uppercase()),
            Self::Amount => is_amount(&words.join(" ")),
            Self::Rate => only(|c| c.is_ascii_digit() || matches!(c, '.' | ',')),
            Self::Number => only(|c| c.is_ascii_digit()),
            Self::City | Self::Issuer | Self::Any => true,
        }
    }
}

fn is_amount(text: &str) -> bool {
    // Yen have no decimals.
    looks_like_amount(text) || text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_name_word(word: &str) -> bool {
    let is_allowed =
        |c: char| c.is_alphabetic() || matches!(c, '.' | ',' | '\'' | '\u{2019}' | '-');
    word.starts_with(char::is_alphabetic) && word.chars().all(is_allowed)
}

/// Are these words, all of them, a card number: masked, or whole?
pub(crate) fn is_card(words: &[&str]) -> bool {
    let number = words.concat();
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_whole =
        (15..=16).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || c == '-');
    number.chars().all(is_card_character)
        && CardLast4::from_printed(&number).is_ok()
        && (is_whole || words.iter().any(|word| is_masked(word)))
}

/// Does the word hide digits of a card: `XXXX`, `556735XXXXXX0028`, `...6100`?
pub(crate) fn is_masked(word: &str) -> bool {
    let is_hidden = |c: &char| is_card_character(*c) && !c.is_ascii_digit() && *c != '-';
    word.chars().filter(is_hidden).count() >= 2 && word.chars().all(is_card_character)
}

/// Could this character stand in a card number?
pub(crate) fn is_card_character(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'X' | 'x' | '*' | '#' | '.' | '-' | '\u{2022}' | '\u{b7}')
}
