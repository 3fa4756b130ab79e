//! How the lines of a photographed paper run: none is quite level, and each a little differently.

use super::sheet::Word;

/// The slope of the lines as it changes down the page: `at_top + change · y`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tilt {
    at_top: f32,
    change: f32,
}

/// Pairs of neighbours below which nothing is known of the slope.
const FEW: usize = 6;

/// Slopes beyond this come from mistaken neighbours: the page was levelled before.
const STEEPEST: f32 = 0.12;

impl Tilt {
    /// The tilt that the words of one line after each other show (least squares, long steps count more).
    pub(super) fn of(words: &[&Word]) -> Self {
        let steps = steps(words);
        if steps.len() < FEW {
            return Self::default();
        }
        let sum =
            |of: fn(&Step) -> f32| steps.iter().map(|step| of(step) * step.across).sum::<f32>();
        let (xx, xxy, xxyy) = (
            sum(|step| step.across),
            sum(|step| step.across * step.y),
            sum(|step| step.across * step.y * step.y),
        );
        let (xd, xyd) = (sum(|step| step.down), sum(|step| step.down * step.y));
        let determinant = xx * xxyy - xxy * xxy;
        if determinant.abs() < 1e-3 * xx * xxyy {
            return Self::level_if_steep(xd / xx.max(1.0), 0.0);
        }
        let at_top = (xd * xxyy - xyd * xxy) / determinant;
        Self::level_if_steep(at_top, (xx * xyd - xxy * xd) / determinant)
    }

    fn level_if_steep(at_top: f32, change: f32) -> Self {
        let tilt = Self { at_top, change };
        if at_top.abs() > STEEPEST {
            Self::default()
        } else {
            tilt
        }
    }

    /// How far a line at `y` has sunk by the time it reaches `x`.
    pub(super) fn sunk(&self, x: f32, y: f32) -> f32 {
        let slope = self.at_top + self.change * y;
        x * slope.clamp(-STEEPEST, STEEPEST)
    }
}

/// From the middle of a word to the middle of the next on its line.
struct Step {
    across: f32,
    down: f32,
    y: f32,
}

fn steps(words: &[&Word]) -> Vec<Step> {
    words.iter().filter_map(|word| step(word, words)).collect()
}

fn step(word: &Word, words: &[&Word]) -> Option<Step> {
    let gap = |other: &Word| other.area.left - word.area.right;
    let reach = 1.5 * word.size;
    let is_next = |other: &&&Word| {
        (-0.3 * word.size..reach).contains(&gap(other)) && drop(word, other).abs() < 0.4 * word.size
    };
    let next = words
        .iter()
        .filter(is_next)
        .min_by(|a, b| gap(a).total_cmp(&gap(b)))?;
    Some(Step {
        across: centre(next) - centre(word),
        down: drop(word, next),
        y: middle(word),
    })
}

fn drop(from: &Word, to: &Word) -> f32 {
    middle(to) - middle(from)
}

fn centre(word: &Word) -> f32 {
    (word.area.left + word.area.right) / 2.0
}

fn middle(word: &Word) -> f32 {
    (word.area.top + word.area.bottom) / 2.0
}
