use tieout_domain::Area;

use super::text;
use crate::pdf::Word;

/// Words that belong together: drawn one after the other without a jump, or side by side.
#[derive(Debug, Clone)]
pub struct Run<'p> {
    /// The words in reading order; never empty.
    pub words: Vec<&'p Word>,
}

impl Run<'_> {
    /// Left edge of the first word.
    pub fn left(&self) -> f32 {
        self.words.first().map_or(0.0, |word| word.left)
    }

    /// Right edge of the word that reaches furthest.
    pub fn right(&self) -> f32 {
        self.words
            .iter()
            .map(|word| word.right)
            .fold(f32::MIN, f32::max)
    }

    /// The text.
    pub fn text(&self) -> String {
        text::join(&self.words)
    }

    /// The box around all words.
    pub fn area(&self) -> Area {
        text::area(&self.words)
    }
}

/// How far a word may start before the end of the one it continues, and how far after it, in font
/// sizes: a space of a typewriter font is 0.6 wide.
const CONTINUES: std::ops::RangeInclusive<f32> = -0.3..=0.75;

/// Words in drawing order, split wherever the drawing jumped. Cells that touch or overlap on the
/// page are apart here, because programs draw a cell at a time.
pub(super) fn runs<'p>(words: &[&'p Word]) -> Vec<Run<'p>> {
    let mut drawn = words.to_vec();
    drawn.sort_by_key(|word| word.order);
    let mut runs: Vec<Run<'p>> = Vec::new();
    for word in drawn {
        match runs.last_mut() {
            Some(run) if run.words.last().is_some_and(|last| continues(last, word)) => {
                run.words.push(word);
            }
            _ => runs.push(Run { words: vec![word] }),
        }
    }
    runs
}

/// Is `next` drawn right after `last`, and where `last` ends?
fn continues(last: &Word, next: &Word) -> bool {
    next.order == last.order + 1
        && CONTINUES.contains(&((next.left - last.right) / next.size.max(1.0)))
}
