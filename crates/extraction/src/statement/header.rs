//! Lines that say whose transactions follow.

use std::ops::Range;

use tieout_domain::{CardLast4, EmployeeNumber, PersonName};

use super::person::{is_name, is_number, is_street, is_unmistakable};
use crate::layout::{Blank, Label, Profile, is_card, is_card_character, is_masked};
use crate::roster::{Holder, name_and_number};
use crate::table::{Line, Phrases, Run};

/// What a line says about the cardholder; none when it is no header.
pub(super) fn read(line: &Line<'_>, profile: &Profile) -> Option<Holder> {
    by_pattern(line, profile)
        .or_else(|| by_title(line))
        .or_else(|| by_labels(line, &profile.wording.labels))
}

/// `ADA LARK #0417: Transactions`: without the word behind, it could as well be a shop and its number.
fn by_title(line: &Line<'_>) -> Option<Holder> {
    const TITLES: [&str; 6] = [
        "transactions",
        "activity",
        "purchases",
        "payments",
        "charges",
        "credits",
    ];
    let text = line.text();
    let (who, title) = text.split_once(':')?;
    let title = title
        .split_whitespace()
        .next()?
        .trim_end_matches(',')
        .to_lowercase();
    let (name, card) = who.trim_end().rsplit_once(' ')?;
    let card = card.trim_matches(|c: char| !c.is_ascii_digit());
    let name: Vec<&str> = name.split_whitespace().collect();
    let is_title = TITLES.contains(&title.as_str()) && card.len() == 4 && is_unmistakable(&name);
    is_title.then_some(Holder {
        name: PersonName::new(&name.join(" ")).ok(),
        card: CardLast4::from_printed(card).ok(),
        ..Holder::default()
    })
}

fn by_pattern(line: &Line<'_>, profile: &Profile) -> Option<Holder> {
    if profile.section_lines.is_empty() {
        return None;
    }
    let text = line.text();
    let filled = profile
        .section_lines
        .iter()
        .find_map(|pattern| pattern.fill(&text))?;
    Some(Holder {
        number: filled
            .get(Blank::EmployeeNumber)
            .and_then(|text| EmployeeNumber::new(text).ok()),
        name: filled
            .get(Blank::Holder)
            .and_then(|text| PersonName::new(text).ok()),
        card: filled
            .get(Blank::Card)
            .and_then(|text| CardLast4::from_printed(text).ok()),
        ..Holder::default()
    })
}

/// Does `found` say of the same cardholder something else than what is known?
pub(super) fn contradicts(known: &Holder, found: &Holder) -> bool {
    fn differ<T: PartialEq>(known: Option<&T>, found: Option<&T>) -> bool {
        matches!((known, found), (Some(known), Some(found)) if known != found)
    }
    differ(known.number.as_ref(), found.number.as_ref())
        || differ(known.name.as_ref(), found.name.as_ref())
        || differ(known.card.as_ref(), found.card.as_ref())
}

/// Adds to what is known.
pub(super) fn merge(known: &mut Holder, found: Holder) {
    known.number = found.number.or(known.number.take());
    known.name = found.name.or(known.name.take());
    known.card = found.card.or(known.card);
    known.department = found.department.or(known.department.take());
    known.cost_center = found.cost_center.or(known.cost_center.take());
}

/// `Label: value` pairs anywhere on the line, a card, and a name that stands beside them.
fn by_labels(line: &Line<'_>, labels: &Phrases<Label>) -> Option<Holder> {
    let mut holder = Holder::default();
    let mut free: Vec<(String, bool)> = Vec::new();
    for segment in line.segments() {
        for part in parts(&segment, labels) {
            let text = part.text();
            match part.label {
                Some(label) => fill(&mut holder, label, &text),
                None => free.push((text, holder != Holder::default())),
            }
        }
    }
    for (text, _) in &free {
        take_card(&mut holder, text);
    }
    if holder == Holder::default() {
        return None;
    }
    for (text, is_behind) in &free {
        take_person(&mut holder, text, *is_behind, labels);
    }
    Some(holder)
}

/// Words between two labels or separators, and the label before them.
struct Part<'w> {
    label: Option<Label>,
    words: Vec<&'w str>,
}

impl Part<'_> {
    fn text(&self) -> String {
        self.words.join(" ")
    }
}

fn parts<'w>(segment: &Run<'w>, labels: &Phrases<Label>) -> Vec<Part<'w>> {
    let words: Vec<&'w str> = segment
        .words
        .iter()
        .flat_map(|word| at_colons(&word.text))
        .collect();
    let mut parts: Vec<Part<'w>> = Vec::new();
    let mut rest = words.as_slice();
    while let Some(word) = rest.first() {
        if let Some((count, label)) = label_at(rest, labels) {
            parts.push(Part {
                label: Some(label),
                words: Vec::new(),
            });
            rest = rest.get(count..).unwrap_or_default();
            continue;
        }
        match parts.last_mut() {
            // `Jane Doe Limit: 500`: an unknown label ends a value too.
            Some(part) if part.label.is_some() && is_label(word) => parts.push(Part {
                label: Some(Label::Other),
                words: Vec::new(),
            }),
            Some(part) if !is_separator(word) => part.words.push(word),
            _ => parts.push(Part {
                label: None,
                words: if is_separator(word) {
                    Vec::new()
                } else {
                    vec![word]
                },
            }),
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    parts
}

/// `ID:960904` is a label and its value; `9:25:36AM` is one word.
fn at_colons(word: &str) -> Vec<&str> {
    match word.split_once(':') {
        Some((label, value))
            if !value.is_empty()
                && label.chars().all(char::is_alphabetic)
                && !value.starts_with('/') =>
        {
            let cut = label.len() + 1;
            word.get(..cut).into_iter().chain(word.get(cut..)).collect()
        }
        _ => vec![word],
    }
}

/// The label that `words` start with. Without a colon it has to be two words, or a card has to follow.
fn label_at(words: &[&str], labels: &Phrases<Label>) -> Option<(usize, Label)> {
    let (count, label) = labels.longest_at(words.iter().copied())?;
    let last = words.get(count - 1)?;
    let next = words.get(count).copied().unwrap_or_default();
    let has_colon = last.ends_with(':') || next == ":";
    let next = bare(next);
    let holds_digit = next.bytes().any(|byte| byte.is_ascii_digit());
    let is_certain = has_colon
        || match label {
            Label::Card => (count > 1 && holds_digit) || is_masked(next),
            Label::EmployeeNumber => holds_digit,
            Label::Holder | Label::Department | Label::CostCenter | Label::Other => false,
        };
    is_certain.then_some((if next == ":" { count + 1 } else { count }, label))
}

fn is_label(word: &str) -> bool {
    word.strip_suffix(':')
        .is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
}

fn is_separator(word: &str) -> bool {
    matches!(
        word,
        "/" | "|" | "\u{b7}" | "\u{2022}" | "-" | "\u{2013}" | "\u{2014}"
    )
}

fn fill(holder: &mut Holder, label: Label, value: &str) {
    if is_placeholder(value) {
        return;
    }
    match label {
        Label::Card => holder.card = card_in(value).or(holder.card),
        Label::Holder => {
            let (name, number) = name_and_number(value);
            holder.name = name.or(holder.name.take());
            holder.number = number.or(holder.number.take());
        }
        Label::EmployeeNumber => {
            let number = value.split_whitespace().next().unwrap_or_default();
            holder.number = EmployeeNumber::new(number).ok();
        }
        Label::Department => holder.department = Some(value.to_owned()),
        Label::CostCenter => holder.cost_center = Some(value.to_owned()),
        // `Account: XXXX-XXXX-XXXX-0494` is a card, whatever it is called.
        Label::Other => take_card(holder, value),
    }
}

/// A card without a label.
fn take_card(holder: &mut Holder, text: &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some(card) = find_card(&words).filter(|_| holder.card.is_none()) {
        let number = words.get(card).unwrap_or_default().concat();
        holder.card = CardLast4::from_printed(bare(&number)).ok();
    }
}

/// Where among `words` a card number stands, in parentheses or not.
fn find_card(words: &[&str]) -> Option<Range<usize>> {
    const LONGEST: usize = 5;
    let words: Vec<&str> = words.iter().map(|word| bare(word)).collect();
    (0..words.len()).find_map(|start| {
        let ends = (start + 1..=words.len().min(start + LONGEST)).rev();
        ends.map(|end| start..end)
            .find(|range| words.get(range.clone()).is_some_and(is_card))
    })
}

/// A name without a label, and the number beside it. Behind the first value an address is as likely
/// as a name: there it has to be unmistakable.
fn take_person(holder: &mut Holder, text: &str, is_behind: bool, labels: &Phrases<Label>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let end = find_card(&words).map_or(words.len(), |card| card.start);
    let words = behind_for(words.get(..end).unwrap_or_default());
    let words = behind_label(words, labels);
    let (name, number) = match words {
        words if is_behind && !is_unmistakable(words) => return,
        [first, rest @ ..] if is_number(first) && is_name(rest) => (rest, Some(*first)),
        [rest @ .., last] if is_number(last) && is_name(rest) => (rest, Some(*last)),
        words if is_name(words) => (words, None),
        _ => return,
    };
    if holder.name.is_none() {
        holder.name = PersonName::new(&name.join(" ")).ok();
    }
    if holder.number.is_none() {
        holder.number = number.and_then(|number| EmployeeNumber::new(number).ok());
    }
}

/// `Transactions for Jane Doe` → the name; a line may announce whose section follows.
fn behind_for<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    let at = words
        .iter()
        .position(|word| word.eq_ignore_ascii_case("for"));
    at.and_then(|at| words.get(at + 1..)).unwrap_or(words)
}

/// The person that a line consists of, where a card follows on the next: a name, and perhaps a number.
pub(super) fn person_alone(line: &Line<'_>) -> Option<Holder> {
    let text = line.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (number, name) = match behind_for(&words) {
        [first, rest @ ..] if is_number(first) => (EmployeeNumber::new(first).ok(), rest),
        [rest @ .., last] if is_number(last) => (EmployeeNumber::new(last).ok(), rest),
        words => (None, words),
    };
    let cells = 1 + usize::from(number.is_some());
    let is_person = line.segments().len() <= cells
        && is_unmistakable(name)
        && (number.is_none() || !is_street(name));
    is_person.then_some(Holder {
        number,
        name: PersonName::new(&name.join(" ")).ok(),
        ..Holder::default()
    })
}

/// `CARDHOLDER ADA LARK` → the name; a label may do without its colon.
fn behind_label<'w>(words: &'w [&'w str], labels: &Phrases<Label>) -> &'w [&'w str] {
    let label = labels.longest_at(words.iter().copied());
    let behind = label.and_then(|(count, label)| {
        let behind = words.get(count..)?;
        (label == Label::Holder && behind.len() > 1).then_some(behind)
    });
    behind.unwrap_or(words)
}

/// `(ending` and `0417)` without their parentheses.
fn bare(word: &str) -> &str {
    word.trim_matches(['(', ')', '[', ']', ','])
}

/// The card that `value` starts with.
fn card_in(value: &str) -> Option<CardLast4> {
    let is_part = |word: &&str| word.chars().all(is_card_character);
    let number: Vec<&str> = value
        .split_whitespace()
        .map(bare)
        .take_while(is_part)
        .collect();
    CardLast4::from_printed(number.last()?).ok()
}

/// Report headers print what was chosen: everything.
fn is_placeholder(value: &str) -> bool {
    matches!(
        value.to_ascii_lowercase().as_str(),
        "" | "all" | "none" | "n/a" | "-" | "--"
    )
}
