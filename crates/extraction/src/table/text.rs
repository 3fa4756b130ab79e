//! Words to text, spaces as wide as they are drawn.

use tieout_domain::Area;

use crate::pdf::Word;

/// Spaces in the fonts of business papers, in font sizes: Helvetica, Times, DejaVu.
const SPACES: [f32; 3] = [0.278, 0.25, 0.32];

/// The width of everything in a typewriter font, in font sizes.
const FIXED_WIDTH: f32 = 0.6;

/// A gap counts as a whole number of spaces if it is this close to it.
const WHOLE: f32 = 0.15;

/// Words to one text. A gap of several spaces stays several spaces: `EXXONMOBIL    4130`.
pub fn join(words: &[&Word]) -> String {
    let mut text = String::with_capacity(words.iter().map(|word| word.text.len() + 1).sum());
    let mut last: Option<&Word> = None;
    for word in words {
        if let Some(last) = last {
            (0..spaces_between(last, word)).for_each(|_| text.push(' '));
        }
        text.push_str(&word.text);
        last = Some(word);
    }
    text
}

/// The box around all of `words`.
pub(super) fn area(words: &[&Word]) -> Area {
    words
        .iter()
        .map(|word| Area {
            left: word.left,
            top: word.top,
            right: word.right,
            bottom: word.bottom,
        })
        .reduce(Area::union)
        .unwrap_or(Area {
            left: 0.0,
            top: 0.0,
            right: 0.0,
            bottom: 0.0,
        })
}

/// How many spaces stand between two words of one text: at least one, unless they touch.
fn spaces_between(last: &Word, next: &Word) -> usize {
    if next.abuts && next.order == last.order + 1 {
        return 0;
    }
    if next.order != last.order + 1 {
        return 1;
    }
    let gap = (next.left - last.right) / next.size.max(0.1);
    let spaces = widths_of_space(last, next)
        .into_iter()
        .map(|space| gap / space);
    // Only whole spaces count: the stretched space of justified text is one.
    let whole = spaces
        .into_iter()
        .find(|spaces| (spaces - spaces.round()).abs() < WHOLE);
    // A float-to-int `as` saturates.
    whole.map_or(1, |spaces| (spaces.round() as usize).clamp(1, 20))
}

/// How wide a space before `word` is, in points, as near as can be told.
pub(super) fn space(word: &Word) -> f32 {
    let width = widths_of_space(word, word).into_iter().next();
    width.unwrap_or(FIXED_WIDTH) * word.size
}

/// How wide a space can be between these words. In proportional fonts it is half a digit.
fn widths_of_space(last: &Word, next: &Word) -> Vec<f32> {
    if is_fixed_width(last) || is_fixed_width(next) {
        return vec![FIXED_WIDTH];
    }
    match digit_width(next).or_else(|| digit_width(last)) {
        Some(digit) if (digit - FIXED_WIDTH).abs() < 0.02 => vec![FIXED_WIDTH],
        Some(digit) => vec![digit / 2.0],
        None => SPACES.to_vec(),
    }
}

/// The width of a digit in the font of `word`, in font sizes; none when no digit has a neighbour.
fn digit_width(word: &Word) -> Option<f32> {
    let at = word.text.chars().position(|c| c.is_ascii_digit())?;
    let next = word.lefts.get(at + 1).unwrap_or(&word.right);
    Some((next - word.lefts.get(at)?) / word.size.max(0.1)).filter(|width| *width > 0.1)
}

/// Are all characters of the word equally wide, and as wide as a typewriter's?
fn is_fixed_width(word: &Word) -> bool {
    let mut advances = word.lefts.windows(2).filter_map(|pair| match pair {
        [left, right] => Some((right - left) / word.size.max(0.1)),
        _ => None,
    });
    word.lefts.len() > 1 && advances.all(|advance| (advance - FIXED_WIDTH).abs() < 0.02)
}
