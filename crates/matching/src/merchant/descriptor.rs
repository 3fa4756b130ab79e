//! A merchant as printed, taken apart: the name, and what tells branches and orders apart.

use unicode_normalization::UnicodeNormalization;

use super::tables::{BANK_WORDS, LEGAL_FORMS, PROCESSORS, STATES, TRADES, VENDORS};

/// A merchant as printed, taken apart.
#[derive(Debug)]
pub(super) struct Descriptor {
    printed: String,
    words: Vec<String>,
    details: Vec<String>,
    trade: Option<&'static str>,
}

/// Statements cut descriptors at 18 characters or more; a blank at the cut disappears.
const SHORTEST_CUT: usize = 17;

impl Descriptor {
    /// Takes a descriptor apart; `place` is the city and state printed beside it, which some
    /// statements print at its end as well.
    pub(super) fn read(printed: &str, place: &str) -> Self {
        let printed = plain(printed);
        let (name, trade) = without_processor(without_bank_words(&printed));
        let (mut words, mut details) = words_and_details(name);
        drop_place(&mut words, place);
        drop_frame(&mut words);
        if let Some(vendor) = vendor(&words) {
            let rest = words.drain(..).skip(1).filter(|word| is_code(word));
            details.extend(rest);
            words = vendor.split(' ').map(str::to_owned).collect();
        }
        if words.is_empty() {
            // A name of nothing but a number, or of nothing but a legal form.
            words = alphanumeric(&printed).map(str::to_owned).collect();
        }
        Self {
            printed,
            words,
            details,
            trade,
        }
    }

    /// The name in capitals without spaces: equal names are one merchant.
    pub(super) fn name(&self) -> String {
        self.words.concat()
    }

    /// Makes it the vendor that people said it stands for, whatever else it prints.
    pub(super) fn rename(&mut self, vendor: &[String]) {
        self.words = vendor.to_vec();
        self.details.clear();
    }

    /// The words of the name.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Numbers of stores and orders.
    pub(super) fn details(&self) -> &[String] {
        &self.details
    }

    /// As printed, in plain capitals.
    pub(super) fn printed(&self) -> &str {
        &self.printed
    }

    /// What the merchant deals in, as far as its processor tells.
    pub(super) fn trade(&self) -> Option<&'static str> {
        self.trade
    }

    /// Is it so long that the end may have been cut off?
    pub(super) fn may_be_cut(&self) -> bool {
        self.printed.chars().count() >= SHORTEST_CUT
    }
}

/// Capitals without accents and apostrophes, one space between words.
fn plain(printed: &str) -> String {
    let letters: String = printed
        .nfd()
        .filter(|c| !matches!(c, '\'' | '\u{2019}' | '`') && !is_combining(*c))
        .flat_map(char::to_uppercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn without_bank_words(printed: &str) -> &str {
    let is_word_end = |rest: &str| rest.starts_with(' ');
    BANK_WORDS
        .iter()
        .filter_map(|words| printed.strip_prefix(words))
        .find(|rest| is_word_end(rest))
        .map_or(printed, str::trim_start)
}

/// The name behind the processor, and the trade that the processor serves.
fn without_processor(printed: &str) -> (&str, Option<&'static str>) {
    let Some((before, behind)) = printed.split_once('*') else {
        return (printed, None);
    };
    let (processor, behind) = (before.trim_end(), behind.trim_start());
    let is_short = (2..=3).contains(&processor.len()) && !processor.contains(' ');
    let names_somebody = alphanumeric(behind).any(|word| !is_code(word) && word.len() > 2);
    if !names_somebody || !(is_short || PROCESSORS.contains(&processor)) {
        return (printed, None);
    }
    let trade = TRADES.iter().find(|(prefix, _)| *prefix == processor);
    (behind, trade.map(|(_, trade)| *trade))
}

fn alphanumeric(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn words_and_details(name: &str) -> (Vec<String>, Vec<String>) {
    let chunks = name.split([' ', '*', '#', ',']).filter(|c| !c.is_empty());
    let tokens: Vec<&str> = chunks
        .enumerate()
        .flat_map(|(place, chunk)| tokens_of_chunk(chunk, place == 0))
        .collect();
    let last_word = tokens.iter().rposition(|token| !is_number(token));
    let mut words = Vec::new();
    let mut details = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let leads = Some(place) < last_word || last_word.is_none();
        let (word, detail) = word_and_detail(token, place == 0, leads);
        words.extend(word.map(str::to_owned));
        details.extend(detail.map(str::to_owned));
    }
    (words, details)
}

/// The tokens between two blanks. A web address gives its name when the descriptor begins with it,
/// else nothing; a phone number gives nothing.
fn tokens_of_chunk(chunk: &str, is_first: bool) -> Vec<&str> {
    if is_phone(chunk) {
        return Vec::new();
    }
    match host(chunk) {
        Some(name) if is_first => vec![name],
        Some(_) => Vec::new(),
        None => alphanumeric(chunk).collect(),
    }
}

/// The name in a web address, cut or whole: `HELP.UBER.COM`, `AMZN.COM/BILL`, `HELP.UB`.
fn host(chunk: &str) -> Option<&str> {
    let address = chunk.split('/').next().unwrap_or(chunk);
    let mut labels = address
        .split('.')
        .filter(|label| !matches!(*label, "WWW" | ""));
    let name = labels.next()?;
    labels
        .next()
        .filter(|next| name.len() > 2 && next.len() > 1)?;
    Some(name)
}

fn is_phone(chunk: &str) -> bool {
    let digits = chunk.chars().filter(char::is_ascii_digit).count();
    let is_shaped = |c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '.' | '+');
    digits >= 10 && chunk.contains('-') && chunk.chars().all(is_shaped)
}

fn is_number(token: &str) -> bool {
    token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters and digits mixed, or digits alone: the number of a store or of an order.
fn is_code(token: &str) -> bool {
    token.bytes().any(|byte| byte.is_ascii_digit())
}

/// The part of a token that belongs to the name, and the part that is a number.
fn word_and_detail(token: &str, is_first: bool, leads: bool) -> (Option<&str>, Option<&str>) {
    if !is_code(token) {
        return (Some(token), None);
    }
    if is_number(token) {
        // "Take 5 Oil Change", "7-Eleven": a short number before a word is part of the name.
        return if token.len() <= 2 && leads {
            (Some(token), None)
        } else {
            (None, Some(token))
        };
    }
    let letters = token.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.len() > 2 && letters.chars().all(char::is_alphabetic) {
        return (Some(letters), token.get(letters.len()..));
    }
    if is_first {
        (Some(token), None)
    } else {
        (None, Some(token))
    }
}

/// Drops city and state from the end; where no city is known, a state alone.
fn drop_place(words: &mut Vec<String>, place: &str) {
    let place = plain(place);
    let place: Vec<&str> = alphanumeric(&place).collect();
    for tail in [place.as_slice(), without_last(&place)] {
        if !tail.is_empty() && words.len() > tail.len() && ends_with(words, tail) {
            words.truncate(words.len() - tail.len());
            return;
        }
    }
    let is_state = |word: &String| STATES.contains(&word.as_str());
    if words.len() > 2 && words.last().is_some_and(is_state) {
        words.pop();
    }
}

fn without_last<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    words.split_last().map_or(&[], |(_, rest)| rest)
}

fn ends_with(words: &[String], tail: &[&str]) -> bool {
    let ends = words.iter().rev().zip(tail.iter().rev());
    ends.clone().count() == tail.len() && ends.clone().all(|(word, end)| word == end)
}

/// Drops the article before a name and the legal forms behind it.
fn drop_frame(words: &mut Vec<String>) {
    if words.len() > 1 && words.first().is_some_and(|word| word == "THE") {
        words.remove(0);
    }
    let is_legal_form = |word: &String| LEGAL_FORMS.contains(&word.as_str());
    while words.len() > 1 && words.last().is_some_and(is_legal_form) {
        words.pop();
    }
}

fn vendor(words: &[String]) -> Option<&'static str> {
    let name = words.join(" ");
    let begins = |start: &str| {
        name.strip_prefix(start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let found = VENDORS.iter().find(|(start, _)| begins(start));
    found.map(|(_, vendor)| *vendor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(printed: &str) -> String {
        Descriptor::read(printed, "").words().join(" ")
    }

    #[test]
    fn a_name_is_what_is_left_without_its_trimmings() {
        let cases = [
            ("CHEVRON 0308017", "CHEVRON"),
            ("TST*ELSIES PLATE & PIE", "ELSIES PLATE PIE"),
            ("SQ *MARTINIS", "MARTINIS"),
            ("CKE*HARDEES 1501", "HARDEES"),
            ("RACETRAC9900 92730", "RACETRAC"),
            ("TAKE 5 OIL CHANGE 427", "TAKE 5 OIL CHANGE"),
            ("PREMIUM PARKING P912", "PREMIUM PARKING"),
            ("The Home Depot, Inc.", "HOME DEPOT"),
            ("UBER *TRIP HELP.UBER.COM", "UBER"),
            ("IN *LEGEND FENCE LLC 225-433-3620", "LEGEND FENCE"),
            ("POS PURCHASE KROGER 455", "KROGER"),
            ("UPS *1Z8847", "UPS"),
            ("3M CO", "3M"),
            ("76", "76"),
            ("WWW.ZAPPOS.COM", "ZAPPOS"),
        ];
        for (printed, expected) in cases {
            assert_eq!(name(printed), expected, "{printed}");
        }
    }

    #[test]
    fn the_place_beside_a_descriptor_is_not_part_of_the_name() {
        let read = |printed, place| Descriptor::read(printed, place).words().join(" ");
        assert_eq!(
            read("BLUE HERON BATON ROUGE LA", "BATON ROUGE LA"),
            "BLUE HERON"
        );
        assert_eq!(read("BLUE HERON PARIS", "PARIS FR"), "BLUE HERON");
        assert_eq!(read("HOUSTON", "HOUSTON TX"), "HOUSTON");
        assert_eq!(read("BLUE HERON TX", ""), "BLUE HERON");
    }

    #[test]
    fn numbers_are_kept_apart_from_the_name() {
        let details = |printed| Descriptor::read(printed, "").details().to_vec();
        assert_eq!(details("CIRCLE K 7 9856441"), ["7", "9856441"]);
        assert_eq!(details("HARBOR FREIGHT TOOLS68779"), ["68779"]);
        assert_eq!(details("AMAZON.COM*Q6KWAVX"), ["Q6KWAVX"]);
    }
}
