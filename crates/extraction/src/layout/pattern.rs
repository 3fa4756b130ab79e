//! Lines with blanks: `{employee_number} {holder} {card}`.

use serde::Deserialize;

use super::blank::Blank;

/// A line with blanks to be filled, as profiles write it: `TOTAL ACTIVITY {card} {amount}`.
///
/// Words match without regard to case, the whole line has to match, and a blank takes as few words
/// as it can.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Blank(Blank),
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// A name between braces that is none of the blanks.
    #[error("{{{0}}} is no blank that can be filled; there are {list}", list = Blank::list())]
    UnknownBlank(String),
    /// A brace in the midst of a word.
    #[error(
        "{0:?} is half a word and half a blank: a blank such as {{card}} stands between spaces"
    )]
    NotAlone(String),
    /// Nothing in it.
    #[error("the pattern is empty")]
    Empty,
    /// The same blank twice.
    #[error("{{{0}}} stands in the pattern twice")]
    Twice(&'static str),
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    blanks: Vec<(Blank, String)>,
}

impl Filled {
    /// What stands in `blank`; none when the pattern has no such blank.
    pub fn get(&self, blank: Blank) -> Option<&str> {
        let (_, text) = self.blanks.iter().find(|(found, _)| *found == blank)?;
        Some(text)
    }
}

impl Pattern {
    /// Fills the blanks from `line`; none when the line is another.
    pub fn fill(&self, line: &str) -> Option<Filled> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut blanks = Vec::new();
        fill(&self.parts, &words, &mut blanks).then_some(Filled { blanks })
    }

    /// Is `line` such a line?
    pub fn is_match(&self, line: &str) -> bool {
        self.fill(line).is_some()
    }
}

/// Matches `parts` with all of `words`, what fills the blanks going to `blanks`.
fn fill(parts: &[Part], words: &[&str], blanks: &mut Vec<(Blank, String)>) -> bool {
    match parts {
        [] => words.is_empty(),
        [Part::Word(wanted), rest @ ..] => match words {
            [word, others @ ..] => word.to_lowercase() == *wanted && fill(rest, others, blanks),
            [] => false,
        },
        [Part::Blank(blank), rest @ ..] => {
            let longest = blank.longest().min(words.len());
            (blank.shortest()..=longest).any(|count| {
                let (taken, others) = words.split_at(count);
                let known = blanks.len();
                if !blank.accepts(taken) {
                    return false;
                }
                blanks.push((*blank, taken.join(" ")));
                let is_filled = fill(rest, others, blanks);
                if !is_filled {
                    blanks.truncate(known);
                }
                is_filled
            })
        }
    }
}

impl TryFrom<String> for Pattern {
    type Error = BadPattern;

    fn try_from(written: String) -> Result<Self, BadPattern> {
        written.parse()
    }
}

impl std::str::FromStr for Pattern {
    type Err = BadPattern;

    fn from_str(written: &str) -> Result<Self, BadPattern> {
        let mut parts: Vec<Part> = Vec::new();
        for word in written.split_whitespace() {
            let part = part(word)?;
            match &part {
                Part::Blank(blank) if *blank != Blank::Any && parts.contains(&part) => {
                    return Err(BadPattern::Twice(blank.name()));
                }
                _ => parts.push(part),
            }
        }
        if parts.is_empty() {
            return Err(BadPattern::Empty);
        }
        Ok(Self { parts })
    }
}

fn part(word: &str) -> Result<Part, BadPattern> {
    let name = word
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    match name {
        Some(name) => match Blank::named(name) {
            Some(blank) => Ok(Part::Blank(blank)),
            None => Err(BadPattern::UnknownBlank(name.to_owned())),
        },
        None if word.contains(['{', '}']) => Err(BadPattern::NotAlone(word.to_owned())),
        None => Ok(Part::Word(word.to_lowercase())),
    }
}

impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, part) in self.parts.iter().enumerate() {
            let space = if place > 0 { " " } else { "" };
            match part {
                Part::Word(word) => write!(f, "{space}{word}")?,
                Part::Blank(blank) => write!(f, "{space}{{{}}}", blank.name())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        written.parse().unwrap()
    }

    fn filled(written: &str, line: &str, blank: Blank) -> Option<String> {
        Some(pattern(written).fill(line)?.get(blank)?.to_owned())
    }

    #[test]
    fn cards_are_printed_in_many_ways() {
        for card in [
            "4532128376589449",
            "4532-1223-8489-0039",
            "************0950",
            "XXXX XXXX XXXX 4849",
            "XXXX-XXXXXX-X0194",
            "556735XXXXXX0028",
            "...6100",
        ] {
            let line = format!("A-5771   Jane G. Rowanholt    {card}");
            let found = |wanted| filled("{employee_number} {holder} {card}", &line, wanted);
            assert_eq!(found(Blank::Card).as_deref(), Some(card));
            assert_eq!(found(Blank::Holder).as_deref(), Some("Jane G. Rowanholt"));
            assert_eq!(found(Blank::EmployeeNumber).as_deref(), Some("A-5771"));
        }
    }

    #[test]
    fn the_second_line_of_a_merchant() {
        let place = "{city} {state} {country}";
        assert_eq!(
            filled(place, "ST GABRIEL LA USA", Blank::City).as_deref(),
            Some("ST GABRIEL")
        );
        assert_eq!(
            filled(place, "OSLO CN NOR", Blank::State).as_deref(),
            Some("CN")
        );
        assert_eq!(filled(place, "BATON ROUGE LA", Blank::State), None);
        let foreign = "{currency} {amount} @ {rate}";
        let line = "NOK 4,210.93 @ 0.0940";
        assert_eq!(
            filled(foreign, line, Blank::Amount).as_deref(),
            Some("4,210.93")
        );
        assert_eq!(
            filled(foreign, line, Blank::Rate).as_deref(),
            Some("0.0940")
        );
    }

    #[test]
    fn words_match_in_any_case_and_spacing() {
        assert!(pattern("Total Activity {card}").is_match("TOTAL   ACTIVITY XXXX-1794"));
        assert!(!pattern("Total Activity").is_match("TOTAL ACTIVITY 5"));
        assert!(pattern("{any} Total {any} Activity").is_match("the total  activity"));
    }

    #[test]
    fn a_wrong_pattern_says_what_is_wrong() {
        let error = |written: &str| written.parse::<Pattern>().unwrap_err().to_string();
        assert!(
            error("{person} {card}")
                .starts_with("{person} is no blank that can be filled; there are {card},")
        );
        assert_eq!(
            error("({card}) x"),
            "\"({card})\" is half a word and half a blank: a blank such as {card} stands between spaces"
        );
        assert_eq!(error(" "), "the pattern is empty");
        assert_eq!(error("{card} {card}"), "{card} stands in the pattern twice");
    }
}
