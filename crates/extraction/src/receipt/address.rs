//! Addresses: what they look like, and the one below the seller's name.

use tieout_domain::{Area, Confidence};

use super::evidence::Candidate;
use super::fold::fold;
use super::lexicon::Role;
use super::line::Line;
use super::paper::Paper;
use super::row::{area_of, certainty_of, text_of};
use super::sheet::Word;

/// Does the line look like a part of an address: a number with a street, or a town with a postal code?
pub(super) fn is_address(text: &str, line: &Line) -> bool {
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let has_number = words
        .iter()
        .any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    let has_street = line.has(Role::Street) || ends_like_street(&words);
    let has_state = words.windows(2).any(is_state_and_code);
    has_state || (has_number && has_street) || names_town(text, &words)
}

/// `LA 70508`
fn is_state_and_code(pair: &[&str]) -> bool {
    let [state, code] = pair else { return false };
    let is_state = state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase());
    is_state && code.len() >= 5 && code.bytes().take(5).all(|b| b.is_ascii_digit())
}

/// `80331 München`, `Johor Bahru, 81100`
fn names_town(text: &str, words: &[&str]) -> bool {
    let is_code =
        |word: &&str| (4..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    let has_name = words
        .iter()
        .any(|word| word.chars().all(char::is_alphabetic));
    let is_placed = text.contains(',') || words.first().is_some_and(is_code);
    words.len() > 1 && has_name && is_placed && words.iter().any(is_code)
}

/// `Hauptstraße 5`, `Storgatan 12`: the sort of street is the end of its name.
fn ends_like_street(words: &[&str]) -> bool {
    const ENDINGS: [&str; 12] = [
        "strasse", "str", "straat", "gatan", "gata", "vagen", "veien", "vej", "gade", "weg",
        "platz", "gasse",
    ];
    let ends_so = |word: &String| {
        let mut endings = ENDINGS.iter().map(|ending| fold(ending));
        endings.any(|ending| word.len() > ending.len() + 2 && word.ends_with(&ending))
    };
    words
        .iter()
        .map(|word| fold(word))
        .any(|word| ends_so(&word))
}

/// The address below the name, on one line, with its page and place and how sure it is.
pub(super) fn below(
    paper: &Paper,
    name: Option<&Candidate<String>>,
) -> Option<(String, u32, Area, Confidence)> {
    let name = name?;
    let is_below =
        |line: &&Line| line.row.page == name.page && line.area().bottom >= name.area.bottom;
    let is_part = |line: &&Line| is_address(&line.text(), line);
    let below = paper.lines.iter().filter(is_below).take(6);
    let lines = below
        .skip_while(|line| !is_part(line))
        .take_while(is_part)
        .take(3);
    let parts: Vec<Vec<Word>> = lines
        .filter_map(|line| Some(line.row.segments().first()?.to_vec()))
        .collect();
    let texts: Vec<String> = parts.iter().map(|part| text_of(part)).collect();
    let words = parts.concat();
    let score = if parts.len() > 1 { 0.9 } else { 0.8 };
    let confidence = Confidence::from_ratio(score * certainty_of(&words).ratio());
    (!words.is_empty()).then(|| (texts.join(", "), name.page, area_of(&words), confidence))
}
