//! How it was paid, and with which card.

use tieout_domain::{Area, CardLast4, Confidence};

use super::evidence::{Candidate, rank};
use super::lexicon::Role;
use super::line::Line;
use super::paper::Paper;
use super::row::{area_of, certainty_of};
use super::sheet::Word;

/// The candidates for the card's last four digits, the best first.
pub(super) fn candidates(paper: &Paper) -> Vec<Candidate<CardLast4>> {
    let mut candidates: Vec<Candidate<CardLast4>> = Vec::new();
    for line in &paper.lines {
        for found in in_line(line) {
            match candidates
                .iter_mut()
                .find(|known| known.value == found.value)
            {
                Some(known) => known.add("printed again", 0.5),
                None => candidates.push(found),
            }
        }
    }
    rank(&mut candidates);
    candidates
}

fn in_line(line: &Line) -> Vec<Candidate<CardLast4>> {
    let mut found = Vec::new();
    for (place, word) in line.row.words.iter().enumerate() {
        let Some((digits, reason, weight)) = numbered(line, place, word) else {
            continue;
        };
        // Engines are unsure of asterisks, which do not matter here.
        let certainty = word.certainty.max(MASKS_ARE_UNSURE);
        let mut candidate = Candidate::new(digits, word.area, line.row.page);
        candidate.add(reason, weight * certainty.ratio() as f32);
        found.push(candidate);
    }
    found
}

/// How surely a number is read whose mask was not.
const MASKS_ARE_UNSURE: Confidence = Confidence::from_basis_points(7_500);

/// The digits of a word that may end a card number, why, and how surely.
fn numbered(line: &Line, place: usize, word: &Word) -> Option<(CardLast4, &'static str, f32)> {
    let digits = last_digits(&word.text)?;
    let before = place
        .checked_sub(1)
        .and_then(|before| line.row.words.get(before));
    let is_masked = is_masked(&word.text) || before.is_some_and(|before| is_mask(&before.text));
    let names_card = line.has(Role::Card) || line.has(Role::Charged);
    let follows = |role| {
        line.labels
            .iter()
            .any(|label| label.means(role) && label.words.end == place)
    };
    let is_four = is_four(&word.text);
    let (reason, weight) = match (is_masked, follows(Role::Card), follows(Role::Charged)) {
        (true, ..) if names_card => ("a masked card number", 0.97),
        (true, ..) => ("a masked card number", 0.88),
        (_, true, _) if is_four && ends_in(line, place) => ("the end of a card number", 0.95),
        (_, true, _) if is_four => ("labelled as a card", 0.7),
        (_, _, true) if is_four => ("beside the name of a card", 0.65),
        _ => return None,
    };
    Some((digits, reason, weight))
}

/// The last four digits of a masked number or of four bare digits.
fn last_digits(text: &str) -> Option<CardLast4> {
    let text = text.trim_end_matches(['.', ',', ')', ']', ';']);
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    // Some mask all but the last five, or show the first six too: the mask decides, not the count.
    if digits == 4 || (digits > 4 && is_masked(text)) {
        CardLast4::from_printed(text).ok()
    } else {
        None
    }
}

fn is_four(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// `************3305`, `XXXX1234`, `••••1234`: signs that stand for digits before the digits.
fn is_masked(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',', ')', ']', ';']);
    let masks = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let tail: Vec<char> = masks
        .chars()
        .rev()
        .take_while(|c| is_mask_sign(*c) || *c == '-')
        .collect();
    tail.iter().filter(|c| is_mask_sign(**c)).count() >= 2
}

fn is_mask(text: &str) -> bool {
    let signs = text.chars().filter(|c| is_mask_sign(*c)).count();
    signs >= 2
        && signs * 3 >= text.chars().count() * 2
        && !text.ends_with(|c: char| c.is_ascii_digit())
}

const fn is_mask_sign(letter: char) -> bool {
    matches!(
        letter,
        '*' | 'x' | 'X' | '•' | '·' | '#' | '×' | '●' | '.' | '…' | '∗' | '＊'
    )
}

/// `ending in 5852`: nothing but a card number is announced like this.
fn ends_in(line: &Line, place: usize) -> bool {
    let before = line.words(place.saturating_sub(2)..place);
    let says = |words: [&str; 2]| {
        before
            .iter()
            .map(|word| word.text.to_lowercase())
            .eq(words.map(str::to_owned))
    };
    [
        "ending in",
        "ends in",
        "ending with",
        "endet auf",
        "terminada en",
        "terminant par",
    ]
    .iter()
    .any(|phrase| {
        phrase
            .split_once(' ')
            .is_some_and(|(first, second)| says([first, second]))
    })
}

/// How receipts call the ways to pay, and how we do. Card brands before the words for any card.
const METHODS: [(&str, &[&str]); 13] = [
    ("Visa", &["visa"]),
    ("Mastercard", &["mastercard", "master card", "mc"]),
    ("American Express", &["amex", "american express"]),
    ("Discover", &["discover"]),
    ("Diners Club", &["diners", "diners club"]),
    ("Maestro", &["maestro"]),
    ("Girocard", &["girocard", "ec karte", "ec-karte", "ec cash"]),
    ("Apple Pay", &["apple pay"]),
    ("Google Pay", &["google pay"]),
    ("PayPal", &["paypal"]),
    (
        "Debit card",
        &[
            "debit",
            "debit card",
            "carte bancaire",
            "cb",
            "bankkarte",
            "bankkort",
            "bancomat",
            "pin",
            "eftpos",
            "interac",
        ],
    ),
    (
        "Credit card",
        &[
            "credit card",
            "credit",
            "kreditkarte",
            "karte",
            "kartenzahlung",
            "carte",
            "tarjeta",
            "card",
            "carta",
            "kort",
            "acct",
        ],
    ),
    (
        "Cash",
        &[
            "cash", "bar", "especes", "efectivo", "contanti", "tunai", "kontant",
        ],
    ),
];

/// How it was paid, where the paper says so.
pub(super) fn payment_method(paper: &Paper) -> Option<(String, u32, Area, Confidence)> {
    METHODS.iter().find_map(|(name, words)| {
        let is_payment = |line: &&Line| {
            line.has(Role::Charged) || line.has(Role::Tendered) || line.has(Role::Card)
        };
        paper.lines.iter().filter(is_payment).find_map(|line| {
            let labels = line.labels.iter().filter(|label| {
                label.means(Role::Charged) || label.means(Role::Tendered) || label.means(Role::Card)
            });
            let named = labels
                .map(|label| line.words(label.words.clone()))
                .find(|label| says(label, words))?;
            Some((
                (*name).to_owned(),
                line.row.page,
                area_of(named),
                Confidence::from_ratio(0.9 * certainty_of(named).ratio()),
            ))
        })
    })
}

fn says(label: &[Word], words: &[&str]) -> bool {
    let text = super::fold::fold(&super::row::text_of(label));
    words.iter().any(|word| super::fold::fold(word) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_told_from_words() {
        for text in [
            "************3305",
            "XXXXXXXXXXXX6052",
            "••••1234",
            "5567-XXXX-XXXX-0028",
        ] {
            assert!(is_masked(text), "{text}");
        }
        for text in ["3305", "INV-3305", "TX77356", "MAX2024", "12.3305"] {
            assert!(!is_masked(text), "{text}");
        }
    }
}
