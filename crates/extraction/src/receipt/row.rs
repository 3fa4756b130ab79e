//! Words to rows of text, also where the paper was not quite straight.

use tieout_domain::{Area, Confidence};

use super::sheet::{Sheet, Word};
use super::tilt::Tilt;
use super::token;

/// Words that stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Number of the page.
    pub(super) page: u32,
    /// The words from left to right, taken apart at punctuation; never empty.
    pub(super) words: Vec<Word>,
    /// A gap of more letter heights than this separates what has nothing to do with each other.
    wide_gap: f32,
}

/// More words than this are no receipt; the rest is not looked at.
const MOST_WORDS: usize = 6_000;

/// Part of the smaller word's height that must overlap for two words to stand side by side.
const OVERLAP: f32 = 0.5;

/// The rows of a sheet, from top to bottom.
pub(super) fn rows(sheet: &Sheet) -> Vec<Row> {
    let is_written = |word: &&Word| !word.text.trim().is_empty();
    let mut words: Vec<&Word> = sheet
        .words
        .iter()
        .filter(is_written)
        .take(MOST_WORDS)
        .collect();
    words.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
    let tilt = if sheet.is_from_image() {
        Tilt::of(&words)
    } else {
        Tilt::default()
    };
    let mut rows: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        // Judged by the nearest word to the left, so that a row may climb or sink on its way.
        let beside = rows
            .iter_mut()
            .filter_map(|row| Some((overlap(row.last()?, word, tilt), row)))
            .filter(|(overlap, _)| *overlap > OVERLAP)
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        match beside {
            Some((_, row)) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    let mut rows: Vec<Row> = rows
        .into_iter()
        .map(|words| Row::new(sheet, &words))
        .collect();
    rows.retain(|row| !row.words.is_empty());
    rows.sort_by(|a, b| a.middle(tilt).total_cmp(&b.middle(tilt)));
    rows
}

/// How much of the smaller height the two have in common; nothing for words that lie on top of each other.
fn overlap(left: &Word, right: &Word, tilt: Tilt) -> f32 {
    let (a, b) = (&left.area, &right.area);
    let sunk = tilt.sunk(b.left - a.right, a.top);
    let common = (a.bottom + sunk).min(b.bottom) - (a.top + sunk).max(b.top);
    let smaller = (a.bottom - a.top).min(b.bottom - b.top).max(0.1);
    let is_beside = b.left > a.left + 0.3 * (a.right - a.left);
    if is_beside { common / smaller } else { 0.0 }
}

impl Row {
    fn new(sheet: &Sheet, words: &[&Word]) -> Self {
        let from_image = sheet.is_from_image();
        let words = words.iter().flat_map(|word| token::split(word, from_image));
        Self {
            page: sheet.page,
            words: words.collect(),
            // Boxes from images end where the last letter does, and are no higher than letters.
            wide_gap: if from_image { 2.4 } else { 1.6 },
        }
    }

    /// The text, words separated by one space.
    pub(super) fn text(&self) -> String {
        text_of(&self.words)
    }

    /// The box around the words.
    pub(super) fn area(&self) -> Area {
        area_of(&self.words)
    }

    /// Height of the largest letters.
    pub(super) fn size(&self) -> f32 {
        self.words.iter().map(|word| word.size).fold(0.0, f32::max)
    }

    /// Words without a wide gap between them, from left to right.
    pub(super) fn segments(&self) -> Vec<&[Word]> {
        let is_near = |left: &Word, right: &Word| {
            let gap = right.area.left - left.area.right;
            gap <= self.wide_gap * left.size.max(right.size)
        };
        self.words.chunk_by(is_near).collect()
    }

    /// How far down the row begins, as if its page were level.
    fn middle(&self, tilt: Tilt) -> f32 {
        let level = |word: &Word| {
            let middle = (word.area.top + word.area.bottom) / 2.0;
            middle - tilt.sunk(word.area.left, middle)
        };
        self.words.iter().map(level).sum::<f32>() / self.words.len().max(1) as f32
    }
}

/// The text of words, separated by one space.
pub(super) fn text_of(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The box around words.
pub(super) fn area_of(words: &[Word]) -> Area {
    let areas = words.iter().map(|word| word.area);
    areas.reduce(Area::union).unwrap_or(Area {
        left: 0.0,
        top: 0.0,
        right: 0.0,
        bottom: 0.0,
    })
}

/// How surely the least sure of the words was read.
pub(super) fn certainty_of(words: &[Word]) -> Confidence {
    words
        .iter()
        .map(|word| word.certainty)
        .min()
        .unwrap_or(Confidence::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receipt::sheet::Origin;

    fn word(text: &str, left: f32, top: f32) -> Word {
        let area = Area {
            left,
            top,
            right: left + 6.0 * text.len() as f32,
            bottom: top + 10.0,
        };
        Word {
            text: text.to_owned(),
            area,
            size: 10.0,
            bold: false,
            certainty: Confidence::ONE,
        }
    }

    fn texts(words: Vec<Word>) -> Vec<String> {
        let sheet = Sheet {
            page: 1,
            words,
            origin: Origin::Image,
            to_page: crate::image::Affine::IDENTITY,
        };
        rows(&sheet).iter().map(Row::text).collect()
    }

    #[test]
    fn a_sloping_row_stays_together_and_rows_stay_apart() {
        // Over its whole width the row sinks by more than the distance between rows.
        let mut words = Vec::new();
        for (row, label) in ["alpha", "beta", "gamma"].into_iter().enumerate() {
            for step in 0..6_u8 {
                let sunk = f32::from(step) * 3.0;
                words.push(word(
                    label,
                    10.0 + 45.0 * f32::from(step),
                    14.0 * row as f32 + sunk,
                ));
            }
        }
        let expected: Vec<String> = ["alpha", "beta", "gamma"]
            .map(|label| [label; 6].join(" "))
            .to_vec();
        assert_eq!(texts(words), expected);
    }
}
