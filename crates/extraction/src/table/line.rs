use tieout_domain::Area;

use super::run::{Run, runs};
use super::text;
use crate::pdf::{Page, Word};

/// Words on one baseline.
#[derive(Debug, Clone)]
pub struct Line<'p> {
    /// 1-based number of the page.
    pub page: u32,
    /// y of the baseline.
    pub baseline: f32,
    /// The words from left to right.
    pub words: Vec<&'p Word>,
}

/// How far apart baselines may lie within one line, as a part of the font size: enough for
/// superscripts and for fonts that sit a little differently, less than half of any line spacing.
const SAME_BASELINE: f32 = 0.35;

/// A gap wider than this many font sizes separates what has nothing to do with each other.
const WIDE_GAP: f32 = 1.8;

/// The lines of a page, from top to bottom.
pub fn lines(page: &Page) -> Vec<Line<'_>> {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Line<'_>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.holds(word) => line.words.push(word),
            _ => lines.push(Line {
                page: page.number,
                baseline: word.baseline,
                words: vec![word],
            }),
        }
    }
    for line in &mut lines {
        line.words.sort_by(|a, b| a.left.total_cmp(&b.left));
        line.words
            .dedup_by(|word, before| is_printed_twice(before, word));
    }
    lines
}

/// Is `word` the word before it, printed a second time with a tiny offset to look bold?
fn is_printed_twice(before: &Word, word: &Word) -> bool {
    const OFFSET: f32 = 0.2;
    word.text == before.text && word.left - before.left < OFFSET * word.size
}

impl<'p> Line<'p> {
    /// The text from left to right.
    pub fn text(&self) -> String {
        text::join(&self.words)
    }

    /// The box around all words.
    pub fn area(&self) -> Area {
        text::area(&self.words)
    }

    /// The size of its largest font.
    pub fn size(&self) -> f32 {
        self.words.iter().map(|word| word.size).fold(0.0, f32::max)
    }

    /// Words in the order in which they were drawn, split wherever the drawing jumped.
    pub fn runs(&self) -> Vec<Run<'p>> {
        runs(&self.words)
    }

    /// Stretches of words without a wide gap, from left to right.
    pub fn segments(&self) -> Vec<Run<'p>> {
        let mut segments: Vec<Run<'p>> = Vec::new();
        for word in &self.words {
            match segments.last_mut() {
                Some(segment) if word.left - segment.right() <= WIDE_GAP * word.size => {
                    segment.words.push(word);
                }
                _ => segments.push(Run { words: vec![word] }),
            }
        }
        segments
    }

    /// Does `below` follow this line without an empty line between them?
    pub fn is_followed_closely_by(&self, below: &Self) -> bool {
        self.page == below.page && below.baseline - self.baseline <= 1.8 * self.size()
    }

    fn holds(&self, word: &Word) -> bool {
        let size = self
            .words
            .first()
            .map_or(word.size, |first| first.size.max(word.size));
        word.baseline - self.baseline <= SAME_BASELINE * size
    }
}
