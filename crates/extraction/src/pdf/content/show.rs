use std::borrow::Cow;

use super::frame::Frame;
use super::interpreter::Interpreter;
use crate::pdf::font::{Font, GlyphKind};
use crate::pdf::page::PageNote;
use crate::pdf::syntax::{Token, hex_bytes, literal_bytes};
use crate::pdf::text::{Placed, Run};

/// Places further away than this are nonsense.
const FARTHEST: f64 = 1e7;

/// Sine of the angle up to which text counts as upright or sideways.
const NEARLY_STRAIGHT: f64 = 0.02;

/// Equal shifts in a row from which they set letters apart (`T o t a l`) and do not separate words.
const MIN_SHIFTS: usize = 3;

/// One show operation under way.
struct Show {
    run: Run,
    font: usize,
    vertical: bool,
    /// How far it has come from where it started, in text space.
    x: f64,
    y: f64,
    along: Axis,
    across: Axis,
    /// Points that the text state adds behind each glyph.
    spacing: f64,
    /// Whether the strings of the array are one word with its letters set apart.
    tracked: bool,
    same_string: bool,
}

/// A coordinate on the page as it depends on a place in text space.
struct Axis {
    origin: f64,
    per_x: f64,
    per_y: f64,
}

impl Axis {
    fn at(&self, x: f64, y: f64) -> f64 {
        self.origin + self.per_x * x + self.per_y * y
    }
}

impl Interpreter<'_> {
    /// Shows strings, moving by the numbers between them.
    pub(super) fn show(&mut self, frame: &mut Frame<'_>, operands: &[Token<'_>]) {
        if self.marked.is_hidden() {
            return;
        }
        let Some(place) = frame.state.font else {
            self.notes.add(PageNote::FontUnusable {
                font: "(none)".to_owned(),
            });
            return;
        };
        let Some(font) = self.caches.fonts.get(place) else {
            return;
        };
        let Some(mut show) = Show::start(frame, font, place, operands, self.operations) else {
            return;
        };
        self.operations += 1;
        for token in operands {
            match token {
                Token::Literal(raw) => self.show_string(frame, &mut show, &literal_bytes(raw)),
                Token::Hex(raw) => self.show_string(frame, &mut show, &Cow::Owned(hex_bytes(raw))),
                _ => show.shift(frame, token.number().unwrap_or(0.0)),
            }
        }
        frame.place.advance(show.x, show.y);
        frame.place.positioned = false;
    }

    fn show_string(&mut self, frame: &Frame<'_>, show: &mut Show, bytes: &[u8]) {
        let state = &frame.state;
        let Some(font) = self.caches.fonts.get_mut(show.font) else {
            return;
        };
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.glyphs >= self.limits.max_glyphs_per_page {
                let limit = self.limits.max_glyphs_per_page;
                self.notes.add(PageNote::TooManyGlyphs { limit });
                self.stopped = true;
                return;
            }
            self.glyphs += 1;
            let (code, length) = font.next_code(rest);
            rest = rest.get(length..).unwrap_or_default();
            let glyph = font.glyph(code);
            if glyph.kind == GlyphKind::Unknown {
                self.notes.unknown_glyph(show.font);
            }
            let word_space = if code == 32 && length == 1 {
                state.word_space
            } else {
                0.0
            };
            let spacing = state.char_space + word_space;
            let (from, to) = match font.vertical(code, glyph.width) {
                Some(vertical) => {
                    let (x, y) = (show.x - f64::from(vertical.origin_x) * state.size, show.y);
                    show.y += f64::from(vertical.advance) * state.size - spacing;
                    ((x, y), (x, show.y + spacing))
                }
                None => {
                    let width = f64::from(glyph.width) * state.size * state.stretch;
                    let from = show.x;
                    show.x += width + spacing * state.stretch;
                    ((from, show.y), (from + width, show.y))
                }
            };
            let placed = show.placed(from, to, glyph.kind, font.text(glyph));
            if placed.start.abs() < FARTHEST && placed.across.abs() < FARTHEST {
                self.marked.place(&mut self.builder, &show.run, &placed);
            } else {
                self.notes.add(PageNote::ContentDamaged);
            }
            show.same_string = true;
        }
        show.same_string = show.tracked;
    }
}

impl Show {
    /// `None` when the text has no size or lies nowhere.
    fn start(
        frame: &Frame<'_>,
        font: &Font,
        place: usize,
        operands: &[Token<'_>],
        operation: u32,
    ) -> Option<Self> {
        let state = &frame.state;
        let matrix = frame.place.matrix.then(&state.ctm);
        let vertical = font.vertical(0, 0.0).map(|vertical| vertical.advance);
        let sign = |value: f64| if value < 0.0 { -1.0 } else { 1.0 };
        let (reading, turn) = match vertical {
            Some(advance) => ((matrix.c, matrix.d), sign(f64::from(advance) * state.size)),
            None => ((matrix.a, matrix.b), sign(state.size * state.stretch)),
        };
        let length = reading.0.hypot(reading.1);
        let area = (matrix.a * matrix.d - matrix.b * matrix.c).abs();
        let size = state.size.abs() * area / length * f64::from(font.em);
        let origin = matrix.apply(0.0, state.rise);
        if !(matrix.is_finite()
            && length > 1e-9
            && (1e-3..1e5).contains(&size)
            && origin.0.is_finite()
            && origin.1.is_finite())
        {
            return None;
        }
        let direction = straightened((turn * reading.0 / length, turn * reading.1 / length));
        let below = (-direction.1, direction.0);
        let axis = |unit: (f64, f64)| Axis {
            origin: origin.0 * unit.0 + origin.1 * unit.1,
            per_x: matrix.a * unit.0 + matrix.b * unit.1,
            per_y: matrix.c * unit.0 + matrix.d * unit.1,
        };
        let (ascent, descent) = if vertical.is_some() {
            (0.5, -0.5)
        } else {
            (font.ascent, font.descent)
        };
        let tracking = tracking(font, operands).map(|shift| -shift / 1000.0 * state.size);
        Some(Self {
            run: Run {
                operation,
                positioned: frame.place.positioned,
                glyphs: count_glyphs(font, operands),
                direction,
                size,
                ascent,
                descent,
                bold: font.bold || state.is_thickened(),
                invisible: state.is_invisible(),
            },
            font: place,
            vertical: vertical.is_some(),
            x: 0.0,
            y: 0.0,
            along: axis(direction),
            across: axis(below),
            spacing: (state.char_space + tracking.unwrap_or(0.0)) * state.stretch.abs() * length,
            tracked: tracking.is_some(),
            same_string: false,
        })
    }

    /// A number of an array: thousandths of the size, backwards.
    fn shift(&mut self, frame: &Frame<'_>, thousandths: f64) {
        let distance = -thousandths / 1000.0 * frame.state.size;
        if !distance.is_finite() {
            return;
        }
        if self.vertical {
            self.y += distance;
        } else {
            self.x += distance * frame.state.stretch;
        }
    }

    fn placed<'t>(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        kind: GlyphKind,
        text: &'t str,
    ) -> Placed<'t> {
        Placed {
            start: self.along.at(from.0, from.1),
            end: self.along.at(to.0, to.1),
            across: self.across.at(from.0, from.1),
            spacing: self.spacing,
            same_string: self.same_string,
            kind,
            text,
        }
    }
}

/// Directions that are upright or sideways but for a hair become exactly so.
fn straightened(direction: (f64, f64)) -> (f64, f64) {
    match direction {
        (x, y) if y.abs() < NEARLY_STRAIGHT => (x.signum(), 0.0),
        (x, y) if x.abs() < NEARLY_STRAIGHT => (0.0, y.signum()),
        other => other,
    }
}

/// How many glyphs strings show; beyond two it does not matter.
fn count_glyphs(font: &Font, operands: &[Token<'_>]) -> usize {
    operands
        .iter()
        .map(|token| glyphs_of(font, token))
        .try_fold(
            0,
            |sum, count| if sum > 1 { Err(sum) } else { Ok(sum + count) },
        )
        .unwrap_or_else(|sum| sum)
}

fn glyphs_of(font: &Font, token: &Token<'_>) -> usize {
    let bytes = match token {
        Token::Literal(raw) => literal_bytes(raw),
        Token::Hex(raw) => Cow::Owned(hex_bytes(raw.get(..raw.len().min(64)).unwrap_or_default())),
        _ => return 0,
    };
    let (_, length) = font.next_code(&bytes);
    match bytes.len() {
        0 => 0,
        all if all <= length => 1,
        _ => 2,
    }
}

/// The shift of an array whose strings are single letters all set apart by the same distance.
fn tracking(font: &Font, operands: &[Token<'_>]) -> Option<f64> {
    let mut shifts = operands.iter().filter_map(Token::number);
    let first = shifts.next().filter(|shift| *shift < 0.0)?;
    let even = |shift: f64| (shift - first).abs() < first.abs() * 0.15;
    let count = shifts.try_fold(1, |count, shift| even(shift).then_some(count + 1))?;
    let letters = operands.iter().all(|token| glyphs_of(font, token) <= 1);
    (count >= MIN_SHIFTS && letters).then_some(first)
}
