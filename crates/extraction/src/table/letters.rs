//! Words that a program drew letter by letter, in whatever order.

use crate::pdf::Word;

/// A page of which more than this part of the words are single letters was drawn letter by letter.
const MOSTLY: f32 = 0.6;

/// Letters further apart than this part of the font size belong to two words.
const WORD_GAP: f32 = 0.15;

/// Baselines and sizes that differ by less than this part of the font size are the same.
const SAME: f32 = 0.1;

/// Puts letters together to words where a page holds hardly anything but letters.
pub(super) fn put_together(words: &mut Vec<Word>) {
    let letters = words.iter().filter(|word| word.lefts.len() == 1).count();
    if (letters as f32) <= words.len() as f32 * MOSTLY {
        return;
    }
    let mut letters: Vec<Word> = words.iter().flat_map(letters_of).collect();
    letters.sort_by(by_line);
    let mut joined: Vec<Word> = Vec::new();
    for letter in letters {
        match joined.last_mut() {
            Some(word) if continues(word, &letter) => push(word, &letter),
            _ => joined.push(letter),
        }
    }
    for (order, word) in (0..).zip(&mut joined) {
        word.order = order;
        word.abuts = false;
    }
    *words = joined;
}

/// Letters that happened to be drawn in order are words already.
fn letters_of(word: &Word) -> impl Iterator<Item = Word> {
    let rights = word.lefts.iter().skip(1).copied().chain([word.right]);
    let places = word.lefts.iter().copied().zip(rights);
    let letters = word.text.chars().zip(places);
    letters.map(|(letter, (left, right))| Word {
        text: letter.to_string(),
        left,
        right,
        lefts: vec![left],
        ..word.clone()
    })
}

fn by_line(a: &Word, b: &Word) -> std::cmp::Ordering {
    // Whole points make one line of baselines that differ by a rounding error.
    let line = |word: &Word| (word.baseline * 2.0).round();
    line(a).total_cmp(&line(b)).then(a.left.total_cmp(&b.left))
}

fn continues(word: &Word, letter: &Word) -> bool {
    let near = SAME * word.size;
    (letter.baseline - word.baseline).abs() < near
        && (letter.size - word.size).abs() < near
        && letter.left - word.right < WORD_GAP * word.size
}

/// Is the letter one of the last of `word`, printed once more to look bold?
fn is_printed_twice(word: &Word, letter: &Word) -> bool {
    const OFFSET: f32 = 0.15;
    let last = word.text.chars().rev().zip(word.lefts.iter().rev()).take(3);
    let is_same = |(known, left): (char, &f32)| {
        letter.text.starts_with(known) && letter.left - left < OFFSET * word.size
    };
    last.into_iter().any(is_same)
}

fn push(word: &mut Word, letter: &Word) {
    if is_printed_twice(word, letter) {
        return;
    }
    word.text.push_str(&letter.text);
    word.lefts.extend_from_slice(&letter.lefts);
    word.right = word.right.max(letter.right);
    word.top = word.top.min(letter.top);
    word.bottom = word.bottom.max(letter.bottom);
}
