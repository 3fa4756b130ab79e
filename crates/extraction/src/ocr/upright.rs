//! Which way up: a picture that reads badly is tried turned.

use super::engine::{OcrEngine, OcrError, OcrWord};
use crate::image::{Affine, Picture};

/// A picture as it reads best.
pub(super) struct Upright {
    pub(super) picture: Picture,
    pub(super) words: Vec<OcrWord>,
    /// Takes a place on it to the place on the picture as it was.
    pub(super) to_original: Affine,
}

/// The words of a picture that may lie on its side or stand on its head.
pub(super) fn read(engine: &dyn OcrEngine, picture: Picture) -> Result<Upright, OcrError> {
    let words = engine.read(&picture)?;
    let mut best = (words, 0);
    for quarters in turns(&best.0) {
        if legibility(&best.0) >= GOOD || best.0.is_empty() {
            break;
        }
        let words = engine.read(&picture.turned(quarters))?;
        if legibility(&words) > legibility(&best.0) + CLEARLY {
            best = (words, quarters);
        }
    }
    let (words, quarters) = best;
    let turn = Affine::quarters(quarters, picture.width() as f32, picture.height() as f32);
    Ok(Upright {
        picture: if quarters == 0 {
            picture
        } else {
            picture.turned(quarters)
        },
        words,
        to_original: turn.inverse().unwrap_or(Affine::IDENTITY),
    })
}

/// By how much a turned picture must read better: noise reads a little better one way or the other.
const CLEARLY: f32 = 0.1;

/// Legibility from which on a picture is the right way up.
const GOOD: f32 = 0.6;

/// The part of the letters that stand in words which were read surely.
fn legibility(words: &[OcrWord]) -> f32 {
    let letters = |word: &OcrWord| word.text.chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = words.iter().map(letters).sum();
    let sure = words
        .iter()
        .filter(|word| word.confidence.ratio() >= 0.6 && letters(word) >= 2);
    sure.map(letters).sum::<usize>() as f32 / all.max(1) as f32
}

/// The turns worth trying: of words that stand upright on end, the two sideways ones come first.
fn turns(words: &[OcrWord]) -> [u8; 3] {
    let is_on_end = |word: &&OcrWord| {
        word.area.bottom - word.area.top > 1.3 * (word.area.right - word.area.left)
            && word.text.chars().count() > 1
    };
    let on_end = words.iter().filter(is_on_end).count();
    if on_end * 2 > words.len() {
        [1, 3, 2]
    } else {
        [2, 1, 3]
    }
}
