use crate::pdf::font::GlyphKind;
use crate::pdf::text::{Builder, Placed, Run};

/// Marked content that is open: sequences of BMC or BDC without their EMC.
#[derive(Debug, Default)]
pub(super) struct Marked {
    open: Vec<Mark>,
    hidden: usize,
    replaced: Option<Replaced>,
}

/// One open sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    Hidden,
    Replaced,
}

/// Glyphs for which the document gives another text.
#[derive(Debug)]
struct Replaced {
    text: String,
    glyphs: Vec<Held>,
}

/// A glyph held back until it is known which text counts.
#[derive(Debug)]
struct Held {
    run: Run,
    start: f64,
    end: f64,
    across: f64,
    spacing: f64,
    same_string: bool,
    kind: GlyphKind,
    text: String,
}

/// Sequences within sequences that are told apart.
const MAX_OPEN: usize = 10_000;

impl Marked {
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(super) fn begin(&mut self, hidden: bool, actual_text: Option<String>) {
        let mark = if hidden {
            self.hidden += 1;
            Mark::Hidden
        } else if let Some(text) = actual_text.filter(|_| self.replaced.is_none()) {
            self.replaced = Some(Replaced {
                text,
                glyphs: Vec::new(),
            });
            Mark::Replaced
        } else {
            Mark::Plain
        };
        if self.open.len() < MAX_OPEN {
            self.open.push(mark);
        }
    }

    pub(super) fn end(&mut self, builder: &mut Builder) {
        match self.open.pop() {
            Some(Mark::Hidden) => self.hidden -= 1,
            Some(Mark::Replaced) => self.release(builder),
            Some(Mark::Plain) | None => {}
        }
    }

    /// Hands a glyph on, or holds it back.
    pub(super) fn place(&mut self, builder: &mut Builder, run: &Run, glyph: &Placed<'_>) {
        match &mut self.replaced {
            None => builder.place(run, glyph),
            Some(replaced) => replaced.glyphs.push(Held {
                run: *run,
                start: glyph.start,
                end: glyph.end,
                across: glyph.across,
                spacing: glyph.spacing,
                same_string: glyph.same_string,
                kind: glyph.kind,
                text: glyph.text.to_owned(),
            }),
        }
    }

    /// Hands on what is held back. What is printed counts: the other text is taken only where a glyph has no known
    /// character, so that nobody can make us read another amount than people see.
    pub(super) fn release(&mut self, builder: &mut Builder) {
        let Some(replaced) = self.replaced.take() else {
            return;
        };
        let unknown = replaced
            .glyphs
            .iter()
            .any(|glyph| glyph.kind == GlyphKind::Unknown);
        match (replaced.glyphs.first(), replaced.glyphs.last()) {
            (Some(first), Some(last))
                if unknown && !replaced.text.is_empty() && last.end > first.start =>
            {
                spread(builder, first, last.end, &replaced.text);
            }
            _ => {
                for glyph in &replaced.glyphs {
                    builder.place(&glyph.run, &glyph.placed());
                }
            }
        }
    }
}

impl Held {
    fn placed(&self) -> Placed<'_> {
        Placed {
            start: self.start,
            end: self.end,
            across: self.across,
            spacing: self.spacing,
            same_string: self.same_string,
            kind: self.kind,
            text: &self.text,
        }
    }
}

/// Places the characters of `text` evenly from the first glyph to `end`.
fn spread(builder: &mut Builder, first: &Held, end: f64, text: &str) {
    let step = (end - first.start) / text.chars().count().max(1) as f64;
    let mut start = first.start;
    for (index, (offset, character)) in text.char_indices().enumerate() {
        let kind = if character.is_whitespace() {
            GlyphKind::Space
        } else {
            GlyphKind::Text
        };
        let shown = text
            .get(offset..offset + character.len_utf8())
            .unwrap_or_default();
        let glyph = Placed {
            start,
            end: start + step,
            kind,
            text: shown,
            same_string: index > 0,
            ..first.placed()
        };
        builder.place(&first.run, &glyph);
        start += step;
    }
}
