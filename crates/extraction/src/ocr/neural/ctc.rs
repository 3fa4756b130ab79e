//! Letters to words.

use tieout_domain::{Area, Confidence};

use super::quad::Quad;
use crate::image::Picture;
use crate::ocr::engine::OcrWord;

/// A letter and where on the strip it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) probability: f32,
}

/// Words with letters less sure than this on average are noise.
const NOISE: f32 = 0.3;

/// The words that letters of a strip make up, with their boxes on the picture.
pub(super) fn words(letters: &[Letter], quad: &Quad, strip: &Picture) -> Vec<OcrWord> {
    let scale = quad.length / strip.width() as f32;
    let runs = letters
        .split(|letter| letter.text.trim().is_empty())
        .filter(|word| !word.is_empty());
    runs.filter_map(|word| {
        let (first, last) = (word.first()?, word.last()?);
        let mean = word.iter().map(|letter| letter.probability).sum::<f32>() / word.len() as f32;
        let least = word
            .iter()
            .map(|letter| letter.probability)
            .fold(1.0, f32::min);
        (mean >= NOISE).then(|| OcrWord {
            text: word.iter().map(|letter| letter.text.as_str()).collect(),
            area: area(quad, first.left * scale, last.right * scale),
            confidence: Confidence::from_ratio(f64::from(least)),
        })
    })
    .collect()
}

/// The upright box around the part of a line between two distances from its left end.
fn area(quad: &Quad, left: f32, right: f32) -> Area {
    // The strip is a little higher than its letters.
    let (upper, lower) = (quad.height * 0.12, quad.height * 0.88);
    let right = right.min(quad.length);
    // The middle of the sides: corners would make the box of a sloping word too high.
    let (start, end) = (
        quad.point(left, quad.height / 2.0),
        quad.point(right, quad.height / 2.0),
    );
    let half = (lower - upper) / 2.0;
    let middle = (start.1 + end.1) / 2.0;
    Area {
        left: start.0.min(end.0),
        top: middle - half,
        right: start.0.max(end.0),
        bottom: middle + half,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fall_into_words_at_spaces() {
        let letter = |text: &str, place: u8| Letter {
            text: text.to_owned(),
            left: f32::from(place) * 8.0,
            right: f32::from(place) * 8.0 + 8.0,
            probability: 0.9,
        };
        let mut letters: Vec<Letter> = [("T", 0), ("o", 1), (" ", 2), ("5", 3)]
            .map(|(text, place)| letter(text, place))
            .to_vec();
        letters[3].probability = 0.5;
        let quad = Quad {
            middle: (116.0, 24.0),
            length: 32.0,
            height: 48.0,
            direction: (1.0, 0.0),
        };
        let strip = Picture::from_fn(32, 48, |_, _| 255);
        let words = words(&letters, &quad, &strip);
        assert_eq!(
            words
                .iter()
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>(),
            ["To", "5"]
        );
        assert_eq!(words[1].confidence, Confidence::from_ratio(0.5));
        assert!(
            (words[0].area.left - 100.0).abs() < 0.1 && (words[1].area.right - 132.0).abs() < 0.1
        );
    }
}
