//! How alike two merchants are, in basis points.

use strsim::normalized_levenshtein;

use super::descriptor::Descriptor;
use super::tables::GENERIC;

/// Certainly the same.
pub(super) const CERTAIN: u16 = 10_000;

/// The longer name begins with the shorter, which may have been cut.
const CUT: u16 = 9_800;
/// Both begin with the same two words or more.
const SAME_BEGINNING: u16 = 8_500;
/// Both begin with the same telling word.
const SAME_FIRST_WORD: u16 = 7_500;
/// Words this alike are the same, one of them misspelt.
const MISSPELT: u16 = 8_000;

/// How alike two names are.
pub(super) fn of_names(a: &Descriptor, b: &Descriptor) -> u16 {
    if a.name() == b.name() {
        return CERTAIN;
    }
    let measures = [
        of_cut(a, b),
        of_words(a, b),
        of_beginning(a, b),
        of_letters(a, b),
    ];
    measures.into_iter().max().unwrap_or(0)
}

/// Lowers the likeness of names where the numbers of store or order differ, and a little where
/// only one paper prints them.
pub(super) fn with_details(names: u16, a: &Descriptor, b: &Descriptor) -> u16 {
    let percent = match (telling(a), telling(b)) {
        (a, b) if a.is_empty() && b.is_empty() => 100,
        (a, b) if a.is_empty() || b.is_empty() => 97,
        (a, b) if a.iter().any(|a| b.iter().any(|b| one_begins_other(a, b))) => 100,
        _ => 90,
    };
    scaled(names, percent, 100)
}

fn telling(descriptor: &Descriptor) -> Vec<&str> {
    let details = descriptor.details().iter().map(String::as_str);
    details.filter(|detail| detail.len() > 2).collect()
}

fn one_begins_other(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn of_cut(a: &Descriptor, b: &Descriptor) -> u16 {
    let (a_name, b_name) = (a.name(), b.name());
    let is_cut = |short: &Descriptor, name: &str, whole: &str| {
        short.may_be_cut() && name.len() > 5 && whole.starts_with(name)
    };
    if is_cut(a, &a_name, &b_name) || is_cut(b, &b_name, &a_name) {
        CUT
    } else {
        0
    }
}

/// How much of the shorter name's words the longer has, and a little the other way round.
fn of_words(a: &Descriptor, b: &Descriptor) -> u16 {
    let (short, long) = if a.words().len() <= b.words().len() {
        (a, b)
    } else {
        (b, a)
    };
    let mut free: Vec<&String> = long.words().iter().collect();
    let (mut of_short, mut of_long) = (0, 0);
    for word in short.words() {
        let scored = free.iter().enumerate();
        let best = scored.max_by_key(|(place, other)| (of_word(word, other), usize::MAX - place));
        let Some((place, likeness)) = best.map(|(place, other)| (place, of_word(word, other)))
        else {
            break;
        };
        if likeness >= MISSPELT {
            let other = free.swap_remove(place);
            of_short += weight(word) * u64::from(likeness);
            of_long += weight(other) * u64::from(likeness);
        }
    }
    let share = |part: u64, of: &Descriptor| part / total_weight(of).max(1);
    let covered = (3 * share(of_short, short) + share(of_long, long)) / 4;
    u16::try_from(covered).unwrap_or(CERTAIN)
}

/// Equal, the one an abbreviation of the other, or misspelt.
fn of_word(a: &str, b: &str) -> u16 {
    if a == b {
        CERTAIN
    } else if one_begins_other(a, b) && a.len().min(b.len()) > 2 {
        CUT
    } else if a.len().min(b.len()) > 3 {
        ratio(normalized_levenshtein(a, b))
    } else {
        0
    }
}

/// Long words say more than short ones, words that many merchants share say little.
fn weight(word: &str) -> u64 {
    let letters = word.chars().count() as u64;
    if GENERIC.contains(&word) {
        letters.div_ceil(3)
    } else {
        letters
    }
}

fn total_weight(descriptor: &Descriptor) -> u64 {
    descriptor.words().iter().map(|word| weight(word)).sum()
}

fn of_beginning(a: &Descriptor, b: &Descriptor) -> u16 {
    let both = a.words().iter().zip(b.words());
    let common: Vec<&str> = both
        .take_while(|(a, b)| a == b)
        .map(|(word, _)| word.as_str())
        .collect();
    let letters: usize = common.iter().map(|word| word.len()).sum();
    match common.as_slice() {
        [_, _, ..] if letters > 5 => SAME_BEGINNING,
        [word] if letters > 4 && !GENERIC.contains(word) => SAME_FIRST_WORD,
        _ => 0,
    }
}

fn of_letters(a: &Descriptor, b: &Descriptor) -> u16 {
    ratio(normalized_levenshtein(&a.name(), &b.name()))
}

fn ratio(likeness: f64) -> u16 {
    // A float-to-int `as` saturates and sends NaN to zero.
    (likeness * f64::from(CERTAIN)) as u16
}

fn scaled(value: u16, by: u32, of: u32) -> u16 {
    u16::try_from(u32::from(value) * by / of).unwrap_or(CERTAIN)
}
