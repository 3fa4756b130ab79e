//! Who sold.

use tieout_domain::{Area, Confidence};

use super::address::is_address;
use super::evidence::{Candidate, rank};
use super::fold::fold;
use super::lexicon::{LEXICON, Role};
use super::line::{Label, Line};
use super::paper::{Hints, Paper};
use super::row::{area_of, certainty_of, text_of};
use super::sheet::Word;
use crate::values::looks_like_date;

/// Lines among which the seller's name is looked for.
const HEAD: usize = 12;

/// The candidates for the seller's name, the best first.
pub(super) fn candidates(paper: &Paper, hints: &Hints) -> Vec<Candidate<String>> {
    let mut found = Vec::new();
    let mut named_lines = 0;
    for (place, line) in paper.lines.iter().enumerate().take(HEAD) {
        let segments = line.row.segments();
        let names = segments
            .into_iter()
            .filter_map(|words| Name::of(words, line, place));
        let before = found.len();
        found.extend(names.map(|name| name.candidate(named_lines, paper, hints)));
        named_lines += usize::from(found.len() > before);
    }
    found.extend(announced(paper));
    let mut candidates = merge(found);
    candidates.retain(|candidate| candidate.score > Confidence::ZERO);
    rank(&mut candidates);
    candidates
}

/// Words that may be a name.
struct Name<'p> {
    text: String,
    words: &'p [Word],
    line: &'p Line,
    place: usize,
    area: Area,
}

impl<'p> Name<'p> {
    /// None when the words are surely something else.
    fn of(words: &'p [Word], line: &'p Line, place: usize) -> Option<Self> {
        let text = clean(&text_of(words));
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let area = area_of(words);
        let holds_money = line.money().any(|amount| is_inside(&amount.area, &area));
        let is_other = looks_like_date(&text) || is_contact(&text) || holds_money;
        (letters >= 2 && digits <= letters && !is_other).then_some(Self {
            text,
            words,
            line,
            place,
            area,
        })
    }

    /// What speaks for the name; `rank` lines with names stand above it.
    fn candidate(&self, rank: usize, paper: &Paper, hints: &Hints) -> Candidate<String> {
        const BY_PLACE: [f32; 6] = [0.68, 0.35, 0.2, 0.12, 0.08, 0.05];
        let mut candidate = Candidate::new(self.text.clone(), self.area, self.line.row.page);
        candidate.add("at the top", BY_PLACE.get(rank).copied().unwrap_or(0.02));
        self.judge_looks(&mut candidate, paper);
        if self.has(Role::LegalForm) {
            candidate.add("ends like a company's name", 0.6);
        } else if self.has(Role::Company) {
            candidate.add("sounds like a shop's name", 0.35);
        }
        match self.lines_to_address(paper) {
            Some(1) => candidate.add("an address follows", 0.5),
            Some(_) => candidate.add("an address is near", 0.25),
            None => {}
        }
        if is_repeated(&self.text, self.place, paper) {
            candidate.add("named again", 0.5);
        }
        if hints.merchants.know(&self.text) {
            candidate.add("a merchant of the statement", 0.5);
        }
        candidate.discount(self.plausibility());
        candidate.discount(certainty_of(self.words).ratio() as f32);
        candidate
    }

    fn judge_looks(&self, candidate: &mut Candidate<String>, paper: &Paper) {
        let size = self.words.iter().map(|word| word.size).fold(0.0, f32::max);
        let ratio = size / paper.plain_size;
        if ratio > 1.15 {
            candidate.add("printed large", (ratio - 1.0).min(0.7));
        }
        let mut others = paper.lines.iter().flat_map(|line| &line.row.words);
        if self.words.iter().all(|word| word.bold) && others.any(|word| !word.bold) {
            candidate.add("printed bold", 0.3);
        }
    }

    /// How many lines below the name an address begins, if it is near.
    fn lines_to_address(&self, paper: &Paper) -> Option<usize> {
        let below = paper.lines.iter().skip(self.place + 1).take(2);
        let found = below
            .into_iter()
            .position(|line| is_address(&line.text(), line));
        found.map(|lines| lines + 1)
    }

    /// How much a text that stands where a name does looks like one.
    fn plausibility(&self) -> f32 {
        let is_name = |label: &Label| {
            [Role::Company, Role::LegalForm, Role::Street]
                .iter()
                .any(|role| label.means(*role))
        };
        let title = self.share(|label| label.means(Role::Title));
        let is_known = title > 0.6 || self.share(|label| !is_name(label)) > 0.9;
        let has_number = self
            .text
            .contains(|c: char| c == ':' || c == '#' || c.is_ascii_digit());
        if is_known {
            0.05
        } else if self.starts_with(Role::Detail) && has_number {
            0.08
        } else if is_address(&self.text, self.line) {
            0.15
        } else if self.is_value() {
            0.2
        } else if self.is_priced() || (self.starts_with(Role::Title) && title > 0.3) {
            0.3
        } else if letters(self.words) < 3 {
            0.4
        } else {
            1.0
        }
    }

    /// The part of its letters that stand in phrases which are `wanted`.
    fn share(&self, wanted: impl Fn(&Label) -> bool) -> f32 {
        let known = self.labels().filter(|label| wanted(label));
        let known: usize = known
            .map(|label| letters(self.line.words(label.words.clone())))
            .sum();
        known as f32 / letters(self.words).max(1) as f32
    }

    fn has(&self, role: Role) -> bool {
        self.labels().any(|label| label.means(role))
    }

    fn starts_with(&self, role: Role) -> bool {
        let mut labels = self.labels().filter(|label| label.means(role));
        labels.any(|label| label.area.left <= self.area.left)
    }

    /// Does it stand behind a label, as what the label announces?
    fn is_value(&self) -> bool {
        let first = self.line.row.words.first();
        let is_behind = first.is_some_and(|first| first.area.right < self.area.left);
        is_behind && self.line.labels.iter().any(|label| label.words.start == 0)
    }

    /// Is it a thing with its price? Below the first line, a vendor has none.
    fn is_priced(&self) -> bool {
        self.place > 0 && self.line.money().next().is_some()
    }

    fn labels(&self) -> impl Iterator<Item = &'p Label> {
        let labels = self.line.labels.iter();
        labels.filter(|label| is_inside(&label.area, &self.area))
    }
}

fn letters(words: &[Word]) -> usize {
    let letters = words.iter().flat_map(|word| word.text.chars());
    letters.filter(|c| c.is_alphabetic()).count()
}

fn is_inside(inner: &Area, outer: &Area) -> bool {
    inner.left >= outer.left && inner.right <= outer.right
}

/// A telephone number, a web or mail address.
fn is_contact(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_web = lower.contains('@') || lower.contains("www.") || lower.contains("http");
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_web || (digits >= 7 && digits * 2 > text.len())
}

/// Is the name printed again further down: in a greeting, a web address, beside the card?
fn is_repeated(name: &str, place: usize, paper: &Paper) -> bool {
    let name = fold(name);
    let mut below = paper.lines.iter().skip(place + 1);
    name.chars().count() >= 4 && below.any(|line| fold(&line.text()).contains(&name))
}

/// Names that the paper announces: `Sold by: …`, `Your receipt from …`.
fn announced(paper: &Paper) -> Vec<Candidate<String>> {
    let labels = paper.lines.iter().flat_map(|line| {
        let labels = line.labels.iter().filter(|label| label.means(Role::Vendor));
        labels.map(move |label| (line, label))
    });
    labels
        .filter_map(|(line, label)| announced_by(label, line))
        .collect()
}

fn announced_by(label: &Label, line: &Line) -> Option<Candidate<String>> {
    let behind = line.words(label.words.end..line.row.words.len());
    let length = behind
        .iter()
        .take_while(|word| !word.text.starts_with('<'))
        .count();
    let words = behind.get(..length)?;
    let text = clean(&text_of(words));
    let is_name = letters(words) >= 3 && !is_address(&text, line) && !is_contact(&text);
    let mut candidate = Candidate::new(text, area_of(words), line.row.page);
    candidate.add(
        "announced by name",
        0.6 * certainty_of(words).ratio() as f32,
    );
    is_name.then_some(candidate)
}

/// Puts what speaks for the same name together; the best place stays.
fn merge(candidates: Vec<Candidate<String>>) -> Vec<Candidate<String>> {
    let mut merged: Vec<Candidate<String>> = Vec::new();
    for candidate in candidates {
        let name = fold(&candidate.value);
        match merged.iter_mut().find(|known| fold(&known.value) == name) {
            Some(known) if known.score >= candidate.score => known.add("named again", 0.4),
            Some(known) => *known = candidate,
            None => merged.push(candidate),
        }
    }
    merged
}

/// The name without greeting, punctuation and the mail address behind it.
fn clean(text: &str) -> String {
    let text = text.split('<').next().unwrap_or(text);
    let text = without_greeting(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ')' | '(' | '&' | '\'' | '.' | '!');
    text.trim_matches(|c: char| !is_part(c))
        .trim_start_matches(['.', ')', '\''])
        .to_owned()
}

/// `Welcome to Luigi's` → `Luigi's`, `Subject: Your receipt from Luigi's` → `Luigi's`.
fn without_greeting(text: &str) -> &str {
    let once = after_greeting(text.trim());
    after_greeting(once)
}

/// What stands behind a greeting; the whole text when there is none. Greetings are data like all labels.
fn after_greeting(text: &str) -> &str {
    let ends = text
        .char_indices()
        .filter(|(_, mark)| matches!(mark, ' ' | ':'));
    let mut greeting =
        ends.filter(|(end, mark)| is_greeting(text.get(..*end).unwrap_or_default(), *mark));
    let end = greeting
        .next_back()
        .map_or(0, |(end, mark)| end + mark.len_utf8());
    text.get(end..).map_or(text, str::trim)
}

/// A single word such as "from" is one only before a colon: shops are called "From Here".
fn is_greeting(text: &str, mark: char) -> bool {
    let meanings = LEXICON.meanings(&fold(text));
    let is_known = meanings
        .iter()
        .any(|meaning| meaning.role == Role::VendorBefore);
    is_known && (mark == ':' || text.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_are_taken_off_and_names_stay() {
        for (text, name) in [
            ("Welcome to Luigi's", "Luigi's"),
            ("Subject: Your receipt from DoorDash", "DoorDash"),
            (
                "From: Martini's Lounge <receipts@example.com>",
                "Martini's Lounge",
            ),
            ("*** Bienvenue chez Paul ***", "Paul"),
            ("From Here Cafe", "From Here Cafe"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(clean(text), name);
        }
    }
}
