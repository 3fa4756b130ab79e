use crate::pdf::page::PageNote;

/// What could not be read on a page, each thing told once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<PageNote>,
    /// Glyphs without a character, by place of the font in the document's cache.
    unknown: Vec<(usize, u32)>,
}

/// More different notes help nobody.
const MAX_NOTES: usize = 64;

impl Notes {
    pub(super) fn add(&mut self, note: PageNote) {
        if self.notes.len() < MAX_NOTES && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn unknown_glyph(&mut self, font: usize) {
        match self.unknown.iter_mut().find(|(known, _)| *known == font) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.unknown.push((font, 1)),
        }
    }

    /// All notes; `name` gives the name of a font.
    pub(super) fn into_list(self, name: impl Fn(usize) -> String) -> Vec<PageNote> {
        let mut notes = self.notes;
        notes.extend(
            self.unknown
                .into_iter()
                .map(|(font, count)| PageNote::UnknownCharacters {
                    font: name(font),
                    count,
                }),
        );
        notes
    }
}
