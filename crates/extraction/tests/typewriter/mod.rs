//! Pages drawn as text in a typewriter font.

use tieout_extraction::pdf::{Direction, Page, Word};

const LETTER: f32 = 5.0;
const LINE: f32 = 10.0;

/// A page drawn as text. Two spaces part cells, as a jump of the pen does.
pub(crate) fn page(number: u32, text: &str) -> Page {
    let mut order = 0;
    let words = text
        .lines()
        .enumerate()
        .flat_map(|(row, line)| words(row, line, &mut order))
        .collect();
    Page {
        number,
        width: 1_000.0,
        height: 800.0,
        words,
        images: Vec::new(),
        notes: Vec::new(),
    }
}

fn words(row: usize, line: &str, order: &mut u32) -> Vec<Word> {
    let letters: Vec<char> = line.chars().collect();
    let mut words = Vec::new();
    let mut start = 0;
    for run in letters.split(|c| *c == ' ') {
        if !run.is_empty() {
            let follows_jump = start < 2 || letters[start - 2] == ' ';
            *order += if follows_jump { 2 } else { 1 };
            words.push(word(row, start, run, *order));
        }
        start += run.len() + 1;
    }
    words
}

fn word(row: usize, start: usize, letters: &[char], order: u32) -> Word {
    let at = |place: usize| place as f32 * LETTER;
    let baseline = 40.0 + row as f32 * LINE;
    Word {
        text: letters.iter().collect(),
        left: at(start),
        right: at(start + letters.len()),
        top: baseline - 6.0,
        bottom: baseline + 2.0,
        baseline,
        size: LETTER / 0.6,
        bold: false,
        invisible: false,
        order,
        abuts: false,
        direction: Direction::Right,
        lefts: (0..letters.len()).map(|place| at(start + place)).collect(),
    }
}
