//! Fonts: what a code stands for and how far it advances.

mod cmap;
mod composite;
mod descriptor;
mod encoding;
mod glyph_names;
mod program;
mod simple;
mod standard;
mod type3;

pub(crate) use cmap::ToUnicode;
#[cfg(feature = "fuzzing")]
pub(crate) use cmap::fuzz;

use super::file::Objects;
use super::limits::Bounded;
use super::syntax::Object;
use composite::Composite;
use descriptor::Descriptor;
use simple::Simple;

/// A font, ready to read codes.
#[derive(Debug)]
pub(crate) struct Font {
    pub(crate) name: String,
    pub(crate) bold: bool,
    /// Height above the baseline as a part of the size.
    pub(crate) ascent: f32,
    /// Depth below the baseline as a part of the size; negative.
    pub(crate) descent: f32,
    /// Size of an em where it is not the font size (Type 3 fonts have coordinates of their own).
    pub(crate) em: f32,
    /// Whether the font dictionary was missing or damaged.
    pub(crate) damaged: bool,
    pool: TextPool,
    codes: Codes,
}

#[derive(Debug)]
enum Codes {
    Simple(Simple),
    Composite(Box<Composite>),
}

/// What a code shows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Glyph {
    /// Advance as a part of the size.
    pub(crate) width: f32,
    pub(crate) kind: GlyphKind,
    start: u32,
    length: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum GlyphKind {
    /// A character, or several.
    #[default]
    Text,
    /// White space.
    Space,
    /// Something without a known character.
    Unknown,
    /// Nothing at all, such as a control character.
    Nothing,
}

/// How vertical text moves: the advance, and from the origin for vertical to the one for horizontal writing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Vertical {
    pub(crate) advance: f32,
    pub(crate) origin_x: f32,
    pub(crate) origin_y: f32,
}

/// The characters of all glyphs of a font, one behind the other.
#[derive(Debug, Default)]
struct TextPool(String);

impl Font {
    /// Reads a font dictionary; anything that is not one becomes a plain Latin font, marked as damaged.
    pub(crate) fn read(objects: &mut Objects, object: &Object, label: &[u8]) -> Bounded<Self> {
        let base = objects.entry(object, b"BaseFont")?;
        let subtype = objects.entry(object, b"Subtype")?;
        let name = match base
            .name()
            .or_else(|| object.dict().and_then(|dict| dict.get(b"Name").name()))
        {
            Some(name) => plain_name(name),
            None => String::from_utf8_lossy(label).into_owned(),
        };
        let mut pool = TextPool::default();
        let damaged = object.dict().is_none();
        let (descriptor, codes) = match subtype.name() {
            Some(b"Type0") => {
                let (descriptor, composite) = Composite::read(objects, object, &name)?;
                (descriptor, Codes::Composite(Box::new(composite)))
            }
            Some(b"Type3") => {
                let (descriptor, simple) = type3::read(objects, object, &mut pool)?;
                (descriptor, Codes::Simple(simple))
            }
            _ => {
                let descriptor = Descriptor::read(objects, object, &name)?;
                let simple = Simple::read(objects, object, &descriptor, &mut pool)?;
                (descriptor, Codes::Simple(simple))
            }
        };
        Ok(Self {
            bold: descriptor.bold,
            ascent: descriptor.ascent,
            descent: descriptor.descent,
            em: descriptor.em,
            name,
            damaged,
            pool,
            codes,
        })
    }

    /// The first code of a string and how many bytes it takes (one at least).
    pub(crate) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.codes {
            Codes::Simple(_) => (bytes.first().copied().unwrap_or_default().into(), 1),
            Codes::Composite(composite) => composite.next_code(bytes),
        }
    }

    pub(crate) fn glyph(&mut self, code: u32) -> Glyph {
        match &mut self.codes {
            Codes::Simple(simple) => simple.glyph(code),
            Codes::Composite(composite) => composite.glyph(code, &mut self.pool),
        }
    }

    pub(crate) fn text(&self, glyph: Glyph) -> &str {
        self.pool.get(glyph)
    }

    /// How `code` moves when the font writes from top to bottom; `None` for the usual direction.
    pub(crate) fn vertical(&self, code: u32, width: f32) -> Option<Vertical> {
        match &self.codes {
            Codes::Simple(_) => None,
            Codes::Composite(composite) => composite.vertical(code, width),
        }
    }
}

impl TextPool {
    /// Stores what `characters` show as: ligatures taken apart, all spaces and hyphens alike.
    fn glyph(&mut self, width: f32, characters: &str) -> Glyph {
        let start = self.0.len();
        let mut kind = GlyphKind::Nothing;
        for character in characters.chars() {
            kind = match self.push(character) {
                GlyphKind::Nothing => kind,
                other => other,
            };
        }
        if kind == GlyphKind::Space {
            self.0.truncate(start);
        }
        let position = |length: usize| u32::try_from(length).unwrap_or(0);
        Glyph {
            width,
            kind,
            start: position(start),
            length: position(self.0.len() - start),
        }
    }

    fn unknown(&mut self, width: f32) -> Glyph {
        Glyph {
            kind: GlyphKind::Unknown,
            ..self.glyph(width, "\u{FFFD}")
        }
    }

    fn push(&mut self, character: char) -> GlyphKind {
        match character {
            '\u{FFFD}' => {
                self.0.push(character);
                return GlyphKind::Unknown;
            }
            ' '
            | '\t'
            | '\n'
            | '\r'
            | '\u{A0}'
            | '\u{2000}'..='\u{200A}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}' => {
                return GlyphKind::Space;
            }
            '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{FEFF}' => {
                return GlyphKind::Nothing;
            }
            '\u{AD}' | '\u{2010}' | '\u{2011}' => self.0.push('-'),
            '\u{FB00}'..='\u{FB06}' => self.0.push_str(ligature(character)),
            other => self.0.push(other),
        }
        GlyphKind::Text
    }

    fn get(&self, glyph: Glyph) -> &str {
        let start = glyph.start as usize;
        self.0
            .get(start..start + glyph.length as usize)
            .unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

fn ligature(character: char) -> &'static str {
    match character {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        _ => "st",
    }
}

/// The name without the mark of a subset (`ABCDEF+Arial` is Arial).
fn plain_name(name: &[u8]) -> String {
    let plain = match name.split_at_checked(7) {
        Some((mark, rest))
            if mark.ends_with(b"+") && mark.iter().take(6).all(u8::is_ascii_uppercase) =>
        {
            rest
        }
        _ => name,
    };
    String::from_utf8_lossy(plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(characters: &str) -> (String, GlyphKind) {
        let mut pool = TextPool::default();
        let glyph = pool.glyph(0.5, characters);
        (pool.get(glyph).to_owned(), glyph.kind)
    }

    #[test]
    fn ligatures_spaces_and_hyphens() {
        assert_eq!(shown("\u{FB03}"), ("ffi".into(), GlyphKind::Text));
        assert_eq!(shown("\u{A0}"), (String::new(), GlyphKind::Space));
        assert_eq!(shown("\u{AD}"), ("-".into(), GlyphKind::Text));
        assert_eq!(shown("\u{200B}"), (String::new(), GlyphKind::Nothing));
        assert_eq!(shown("\u{FFFD}").1, GlyphKind::Unknown);
        assert_eq!(shown("é"), ("é".into(), GlyphKind::Text));
    }

    #[test]
    fn marks_of_subsets_are_no_part_of_the_name() {
        assert_eq!(plain_name(b"ABCDEF+Arial-BoldMT"), "Arial-BoldMT");
        assert_eq!(plain_name(b"ABC+Arial"), "ABC+Arial");
        assert_eq!(plain_name(b"X"), "X");
    }
}
