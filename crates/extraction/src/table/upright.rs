use super::letters;
use crate::pdf::{Direction, Page, Word};

/// The page turned so that most of its words read from left to right, and words that were drawn
/// letter by letter put together. Words that read in another way than most (a note along the
/// margin) stand beside the text and are left out.
pub fn upright(mut page: Page) -> Page {
    let direction = main_direction(&page.words);
    page.words.retain(|word| word.direction == direction);
    let (width, height) = (page.width, page.height);
    for word in &mut page.words {
        turn(word, direction, width, height);
    }
    if matches!(direction, Direction::Up | Direction::Down) {
        (page.width, page.height) = (height, width);
    }
    letters::put_together(&mut page.words);
    page
}

/// The direction of most characters.
fn main_direction(words: &[Word]) -> Direction {
    use Direction::{Down, Left, Right, Slanted, Up};

    let characters_that_read = |direction| -> usize {
        let reads = words.iter().filter(|word| word.direction == direction);
        reads.map(|word| word.text.len()).sum()
    };
    // Of equals the last is the greatest, so that an empty page is an ordinary one.
    [Slanted, Left, Up, Down, Right]
        .into_iter()
        .max_by_key(|direction| characters_that_read(*direction))
        .unwrap_or_default()
}

/// Turns one word of a page of the given size by the angle at which it reads.
fn turn(word: &mut Word, direction: Direction, width: f32, height: f32) {
    let (left, right, top, bottom) = (word.left, word.right, word.top, word.bottom);
    (word.left, word.right, word.top, word.bottom, word.baseline) = match direction {
        Direction::Right | Direction::Slanted => return,
        Direction::Down => (
            top,
            bottom,
            width - right,
            width - left,
            width - word.baseline,
        ),
        Direction::Up => (height - bottom, height - top, left, right, word.baseline),
        Direction::Left => (
            width - right,
            width - left,
            height - bottom,
            height - top,
            height - word.baseline,
        ),
    };
    word.direction = Direction::Right;
    word.lefts = evenly(word.left, word.right, word.lefts.len());
}

/// Places of `count` characters of equal width: where they stood before no longer tells.
fn evenly(left: f32, right: f32, count: usize) -> Vec<f32> {
    let step = (right - left) / count.max(1) as f32;
    (0..count).map(|place| left + step * place as f32).collect()
}
