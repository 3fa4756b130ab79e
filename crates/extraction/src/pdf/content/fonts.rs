use std::collections::HashMap;

use crate::pdf::file::Objects;
use crate::pdf::font::Font;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// The fonts of a document, each read once.
#[derive(Debug, Default)]
pub(crate) struct Fonts {
    list: Vec<Font>,
    by_number: HashMap<u32, usize>,
}

/// Fonts kept; a document with more is starting anew with each page.
const MAX_KEPT: usize = 2048;

impl Fonts {
    /// The place of the font that `resources` have under `name`.
    pub(super) fn find(
        &mut self,
        objects: &mut Objects,
        resources: &Object,
        name: &[u8],
    ) -> Bounded<usize> {
        let fonts = objects.entry(resources, b"Font")?;
        let entry = fonts.dict().map_or(&Object::Null, |fonts| fonts.get(name));
        let number = entry.reference().map(|id| id.0);
        if let Some(&place) = number.and_then(|number| self.by_number.get(&number)) {
            return Ok(place);
        }
        let object = objects.resolve(entry)?;
        let font = Font::read(objects, &object, name)?;
        self.list.push(font);
        let place = self.list.len() - 1;
        if let Some(number) = number {
            self.by_number.insert(number, place);
        }
        Ok(place)
    }

    pub(super) fn get(&self, place: usize) -> Option<&Font> {
        self.list.get(place)
    }

    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut Font> {
        self.list.get_mut(place)
    }

    /// Forgets everything when there is too much of it; only between pages.
    pub(crate) fn trim(&mut self) {
        if self.list.len() > MAX_KEPT {
            *self = Self::default();
        }
    }
}
