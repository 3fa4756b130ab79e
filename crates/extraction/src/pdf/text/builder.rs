use crate::pdf::font::GlyphKind;

/// What the glyphs of one show operation have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// Counts the show operations of a page.
    pub(crate) operation: u32,
    /// Whether the operation was given a position of its own, and does not just go on where the last one ended.
    pub(crate) positioned: bool,
    /// Glyphs that the operation shows; a single one may be a letter of a word placed letter by letter.
    pub(crate) glyphs: usize,
    /// Unit vector of the reading direction on the displayed page.
    pub(crate) direction: (f64, f64),
    /// Height of an em in points.
    pub(crate) size: f64,
    /// Above and below the baseline, as parts of the size.
    pub(crate) ascent: f32,
    pub(crate) descent: f32,
    pub(crate) bold: bool,
    pub(crate) invisible: bool,
}

/// A glyph and its place: `along` the reading direction, `across` it (growing downwards for upright text).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) across: f64,
    /// Spacing that the text state adds behind each glyph.
    pub(crate) spacing: f64,
    /// Whether it stands in the same string as the glyph before it.
    pub(crate) same_string: bool,
    pub(crate) kind: GlyphKind,
    pub(crate) text: &'a str,
}

/// A word in the making. Text and edges are ranges of the builder's pools.
#[derive(Debug, Clone)]
pub(super) struct RawWord {
    pub(super) text: (usize, usize),
    pub(super) edges: (usize, usize),
    pub(super) direction: (f64, f64),
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) across: f64,
    pub(super) size: f64,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) bold: bool,
    pub(super) invisible: bool,
    pub(super) abuts: bool,
    pub(super) glyphs: usize,
}

/// Gathers the glyphs of a page into words, in the order in which they are drawn.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub(super) words: Vec<RawWord>,
    pub(super) text: String,
    /// Where each character of `text` starts.
    pub(super) edges: Vec<f64>,
    /// Whether the last word may still grow.
    open: bool,
    /// Whether white space followed the last word.
    spaced: bool,
    last: Last,
}

/// The glyph placed last.
#[derive(Debug, Default, Clone, Copy)]
struct Last {
    operation: u32,
    operation_glyphs: usize,
    start: f64,
    across: f64,
    spacing: f64,
    text: (usize, usize),
}

/// A gap wider than this part of an em separates words.
pub(super) const WORD_GAP: f64 = 0.18;

/// Glyphs may lie over the one before them by this part of an em (kerning); more is a jump back.
const OVERLAP: f64 = 0.25;

/// Pieces nearer than this part of an em touch.
const TOUCH: f64 = 0.1;

/// The same character nearer than this part of an em is printed twice.
pub(super) const OVERPRINT: f64 = 0.12;

/// Letters set apart by the text state are still one word up to this part of an em.
const MAX_TRACKING: f64 = 0.6;

/// Baselines and sizes that differ by less than this part are the same.
const SAME_LINE: f64 = 0.1;

/// How a glyph stands to the word before it.
enum Joint {
    /// It is the next letter.
    Grows,
    /// It starts a word, which may touch the one before it.
    Starts { abuts: bool },
    /// It is the last letter once more.
    Repeats,
}

impl Builder {
    pub(crate) fn place(&mut self, run: &Run, glyph: &Placed<'_>) {
        match glyph.kind {
            GlyphKind::Nothing => {}
            GlyphKind::Space => {
                self.open = false;
                self.spaced = true;
            }
            GlyphKind::Text | GlyphKind::Unknown => self.place_visible(run, glyph),
        }
    }

    fn place_visible(&mut self, run: &Run, glyph: &Placed<'_>) {
        match self.joint(run, glyph) {
            Joint::Grows => self.push(glyph),
            Joint::Starts { abuts } => self.start(run, glyph, abuts),
            Joint::Repeats => {
                if let Some(word) = self.words.last_mut() {
                    word.bold |= !run.invisible && !word.invisible;
                    word.invisible &= run.invisible;
                }
                self.last.operation = run.operation;
                self.last.operation_glyphs = run.glyphs;
                return;
            }
        }
        self.last = Last {
            operation: run.operation,
            operation_glyphs: run.glyphs,
            start: glyph.start,
            across: glyph.across,
            spacing: glyph.spacing,
            text: (self.text.len() - glyph.text.len(), self.text.len()),
        };
    }

    fn joint(&self, run: &Run, glyph: &Placed<'_>) -> Joint {
        let Some(word) = self.words.last() else {
            return Joint::Starts { abuts: false };
        };
        let same_line = (glyph.across - self.last.across).abs() < SAME_LINE * word.size
            && (run.size - word.size).abs() < SAME_LINE * word.size
            && turned(word.direction, run.direction) < SAME_LINE;
        if self.repeats(word, run, glyph) {
            return Joint::Repeats;
        }
        if !same_line || self.spaced || !self.open {
            return Joint::Starts { abuts: false };
        }
        let gap = glyph.start - word.end;
        let abuts = gap.abs() <= TOUCH * run.size;
        let new_piece = run.operation != self.last.operation && run.positioned;
        let by_letters = run.glyphs == 1 || self.last.operation_glyphs == 1;
        if new_piece && !by_letters {
            return Joint::Starts { abuts };
        }
        let tracking = if glyph.same_string && self.last.spacing.abs() <= MAX_TRACKING * run.size {
            self.last.spacing
        } else {
            0.0
        };
        let gap = gap - tracking.max(0.0);
        if gap > WORD_GAP * run.size || gap < -OVERLAP * run.size {
            return Joint::Starts { abuts };
        }
        Joint::Grows
    }

    /// Whether the glyph is the one placed last, printed again to look bold.
    fn repeats(&self, word: &RawWord, run: &Run, glyph: &Placed<'_>) -> bool {
        let near = OVERPRINT * run.size;
        !glyph.same_string
            && (glyph.start - self.last.start).abs() < near
            && (glyph.across - self.last.across).abs() < near
            && turned(word.direction, run.direction) < SAME_LINE
            && self.text.get(self.last.text.0..self.last.text.1) == Some(glyph.text)
    }

    fn start(&mut self, run: &Run, glyph: &Placed<'_>, abuts: bool) {
        self.words.push(RawWord {
            text: (self.text.len(), self.text.len()),
            edges: (self.edges.len(), self.edges.len()),
            direction: run.direction,
            start: glyph.start,
            end: glyph.end,
            across: glyph.across,
            size: run.size,
            ascent: run.ascent,
            descent: run.descent,
            bold: run.bold,
            invisible: run.invisible,
            abuts,
            glyphs: 0,
        });
        self.open = true;
        self.spaced = false;
        self.push(glyph);
    }

    /// Adds a glyph to the last word; several characters in one share its width.
    fn push(&mut self, glyph: &Placed<'_>) {
        let Some(word) = self.words.last_mut() else {
            return;
        };
        self.text.push_str(glyph.text);
        let count = glyph.text.chars().count();
        let step = (glyph.end - glyph.start) / count.max(1) as f64;
        self.edges
            .extend((0..count).map(|index| glyph.start + step * index as f64));
        word.end = word.end.max(glyph.end);
        word.text.1 = self.text.len();
        word.edges.1 = self.edges.len();
        word.glyphs += 1;
    }
}

/// How far two unit vectors point apart.
pub(super) fn turned(one: (f64, f64), other: (f64, f64)) -> f64 {
    (one.0 - other.0).abs() + (one.1 - other.1).abs()
}
