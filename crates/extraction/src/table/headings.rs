use super::line::Line;
use super::run::Run;
use super::squash::Phrases;
use super::text;
use crate::pdf::Word;

/// One heading of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading<R> {
    /// What the column holds; none when the dictionary does not know the heading.
    pub role: Option<R>,
    /// The heading as printed.
    pub text: String,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
}

/// The headings found at the top of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundHeadings<R> {
    /// The headings from left to right.
    pub headings: Vec<Heading<R>>,
    /// How many lines they take up.
    pub lines: usize,
}

/// A dictionary of column headings: phrase → what the column holds.
#[derive(Debug, Clone)]
pub struct Headings<R> {
    phrases: Phrases<R>,
}

/// Headings may be broken over this many lines.
const MAX_LINES: usize = 3;

/// Words of one heading are no further apart than this, in font sizes.
const WORD_GAP: f32 = 0.9;

/// A word this close to a heading is a part of it, known or not: `Amount (USD)`. In spaces.
const PART_GAP: f32 = 1.4;

impl<R: Copy + Eq> Headings<R> {
    /// A dictionary of `entries`; of two entries with the same phrase the later wins.
    pub fn new<S: AsRef<str>>(entries: impl IntoIterator<Item = (S, R)>) -> Self {
        Self {
            phrases: Phrases::new(entries),
        }
    }

    /// Headings in the first of `lines`, or broken over the first two or three of them. At least
    /// two known headings, and no more than half of what stands there may be unknown.
    pub fn find(&self, lines: &[Line<'_>]) -> Option<FoundHeadings<R>> {
        let first = lines.first().filter(|line| !holds_figures(line))?;
        let mut best = self.in_block(std::slice::from_ref(first));
        // A title above headings must not become a part of them.
        let mut known_in_one_line = best.known();
        for count in 2..=MAX_LINES.min(lines.len()) {
            let Some(block) = lines.get(..count).filter(|block| is_block(block)) else {
                break;
            };
            let last = block.get(count - 1..).unwrap_or_default();
            known_in_one_line = known_in_one_line.max(self.in_block(last).known());
            let found = self.in_block(block);
            let least = known_in_one_line.max(best.known());
            // `Trans` above `Date` is one heading, though `Date` alone would be one as well.
            let is_as_good = found.known() == least && self.is_whole(block);
            if found.known() > least || is_as_good {
                best = found;
            }
        }
        Some(best).filter(FoundHeadings::is_convincing)
    }

    fn in_block(&self, block: &[Line<'_>]) -> FoundHeadings<R> {
        let headings = match block {
            [line] => self.in_line(line),
            lines => self.in_stack(lines),
        };
        FoundHeadings {
            headings,
            lines: block.len(),
        }
    }

    /// The longest known phrases from left to right; what lies between is unknown.
    fn in_line(&self, line: &Line<'_>) -> Vec<Heading<R>> {
        let mut headings: Vec<Heading<R>> = Vec::new();
        let mut rest: &[&Word] = &line.words;
        while let Some(first) = rest.first() {
            let together = rest
                .get(..close_words(rest, |word| WORD_GAP * word.size))
                .unwrap_or(rest);
            let known = self
                .phrases
                .longest_at(together.iter().map(|word| word.text.as_str()));
            let (count, role) = known.map_or((1, None), |(count, role)| (count, Some(role)));
            let taken = rest.get(..count).unwrap_or(rest);
            match headings.last_mut() {
                Some(last) if last.is_part_of_one(role, first) => last.extend(role, taken),
                _ => headings.push(heading(role, taken)),
            }
            rest = rest.get(count..).unwrap_or_default();
        }
        headings
    }

    /// Words above each other belong to one heading.
    fn in_stack(&self, lines: &[Line<'_>]) -> Vec<Heading<R>> {
        let stacks = stacks(lines);
        stacks.iter().map(|stack| self.of_stack(stack)).collect()
    }

    /// Does everything above the last line of `block` go on below, in headings that are known as a whole?
    fn is_whole(&self, block: &[Line<'_>]) -> bool {
        let upper = block.split_last().map_or(block, |(_, upper)| upper);
        let stacks = stacks(block);
        let holds = |stack: &Run<'_>, piece: &Run<'_>| {
            stack.words.len() > piece.words.len() && overlap(stack, piece)
        };
        let goes_on = |piece: &Run<'_>| {
            stacks
                .iter()
                .any(|stack| holds(stack, piece) && self.of_stack(stack).role.is_some())
        };
        upper
            .iter()
            .flat_map(close_pieces)
            .all(|piece| goes_on(&piece))
    }

    fn of_stack(&self, stack: &Run<'_>) -> Heading<R> {
        let known = self
            .phrases
            .longest_at(stack.words.iter().map(|word| word.text.as_str()));
        let role = known
            .filter(|(count, _)| *count == stack.words.len())
            .map(|(_, role)| role);
        heading(role, &stack.words)
    }
}

impl<R> FoundHeadings<R> {
    fn known(&self) -> usize {
        self.headings
            .iter()
            .filter(|heading| heading.role.is_some())
            .count()
    }

    fn is_convincing(&self) -> bool {
        self.known() >= 2 && self.known() * 2 >= self.headings.len()
    }
}

impl<R: Copy> Heading<R> {
    /// Is what follows, of meaning `role` and starting with `word`, a part of this heading? Only
    /// one of the two may have a meaning.
    fn is_part_of_one(&self, role: Option<R>, word: &Word) -> bool {
        // No heading starts with a parenthesis: what it holds belongs to the one before.
        let gap = if word.text.starts_with('(') {
            WORD_GAP
        } else {
            PART_GAP
        };
        (self.role.is_none() || role.is_none()) && word.left - self.right < gap * word.size
    }

    fn extend(&mut self, role: Option<R>, words: &[&Word]) {
        self.role = self.role.or(role);
        self.text.push(' ');
        self.text.push_str(&text::join(words));
        self.right = self.right.max(text::area(words).right);
    }
}

fn heading<R>(role: Option<R>, words: &[&Word]) -> Heading<R> {
    let area = text::area(words);
    Heading {
        role,
        text: text::join(words),
        left: area.left,
        right: area.right,
    }
}

/// Could these lines be the lines of one set of headings? Headings hold no figures, and their
/// lines are close together.
fn is_block(lines: &[Line<'_>]) -> bool {
    let are_close = |pair: &[Line<'_>]| match pair {
        [above, below] => above.is_followed_closely_by(below),
        _ => true,
    };
    lines.windows(2).all(are_close) && lines.last().is_some_and(|line| !holds_figures(line))
}

fn holds_figures(line: &Line<'_>) -> bool {
    let digits = |word: &&Word| word.text.bytes().filter(u8::is_ascii_digit).count();
    line.words.iter().any(|word| digits(word) > 1)
}

fn part_gap(word: &Word) -> f32 {
    PART_GAP * text::space(word)
}

/// How many words from the first on follow each other without a gap wider than `gap` allows before a word.
fn close_words(words: &[&Word], gap: impl Fn(&Word) -> f32) -> usize {
    let is_close = |pair: &&[&Word]| match pair {
        [left, right] => right.left - left.right <= gap(right),
        _ => false,
    };
    1 + words.windows(2).take_while(is_close).count()
}

fn close_pieces<'p>(line: &Line<'p>) -> Vec<Run<'p>> {
    let mut pieces = Vec::new();
    let mut rest: &[&Word] = &line.words;
    while !rest.is_empty() {
        let (piece, others) = rest.split_at(close_words(rest, part_gap).min(rest.len()));
        pieces.push(Run {
            words: piece.to_vec(),
        });
        rest = others;
    }
    pieces
}

/// Pieces of lines that stand above each other, from left to right.
fn stacks<'p>(lines: &[Line<'p>]) -> Vec<Run<'p>> {
    let mut stacks: Vec<Run<'p>> = Vec::new();
    for piece in lines.iter().flat_map(close_pieces) {
        let above = stacks.iter_mut().find(|stack| overlap(stack, &piece));
        match above {
            Some(stack) => stack.words.extend(piece.words),
            None => stacks.push(piece),
        }
    }
    stacks.sort_by(|a, b| a.left().total_cmp(&b.left()));
    stacks
}

fn overlap(a: &Run<'_>, b: &Run<'_>) -> bool {
    a.left() < b.right() && b.left() < a.right()
}
