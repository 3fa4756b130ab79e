use super::descriptor::Descriptor;
use super::encoding::{Encoding, Predefined};
use super::program::{TrueType, type1_encoding};
use super::{Glyph, GlyphKind, TextPool, ToUnicode, glyph_names};
use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// A font with one byte a code.
#[derive(Debug)]
pub(super) struct Simple {
    glyphs: Box<[Glyph; 256]>,
}

/// Where the characters of codes come from, best first.
pub(super) struct Sources {
    pub(super) to_unicode: Option<ToUnicode>,
    pub(super) encoding: Encoding,
    pub(super) program: Option<TrueType>,
    /// Whether the font names no encoding, so that its program knows better than any default.
    pub(super) program_first: bool,
}

impl Simple {
    pub(super) fn read(
        objects: &mut Objects,
        font: &Object,
        descriptor: &Descriptor,
        pool: &mut TextPool,
    ) -> Bounded<Self> {
        let sources = Sources::read(objects, font, descriptor)?;
        let widths = Widths::read(objects, font)?;
        Ok(Self::new(pool, |code, pool| {
            let width = widths.get(code).unwrap_or_else(|| {
                let standard = || descriptor.stand_in.width(sources.encoding.name(code));
                if widths.is_empty() || descriptor.is_standard {
                    standard().unwrap_or(descriptor.missing_width)
                } else {
                    descriptor.missing_width
                }
            });
            sources.glyph(code, width, pool)
        }))
    }

    pub(super) fn new(pool: &mut TextPool, glyph: impl Fn(u8, &mut TextPool) -> Glyph) -> Self {
        let mut glyphs = Box::new([Glyph::default(); 256]);
        for (code, slot) in (0..=u8::MAX).zip(glyphs.iter_mut()) {
            *slot = glyph(code, pool);
        }
        Self { glyphs }
    }

    pub(super) fn glyph(&self, code: u32) -> Glyph {
        self.glyphs.get(code as usize).copied().unwrap_or_default()
    }
}

impl Sources {
    fn read(objects: &mut Objects, font: &Object, descriptor: &Descriptor) -> Bounded<Self> {
        let subtype = objects.entry(font, b"Subtype")?;
        let default = match descriptor.stand_in.encoding() {
            Predefined::Standard if subtype.is_name(b"TrueType") || font.dict().is_none() => {
                Predefined::WinAnsi
            }
            encoding => encoding,
        };
        let object = objects.entry(font, b"Encoding")?;
        let mut encoding = Encoding::read(objects, &object, Some(default))?;
        let mut program = None;
        if let Some(stream) = descriptor.program.stream() {
            let needed = object == Object::Null || descriptor.symbolic;
            let bytes = if needed {
                objects.decode(stream)?.bytes
            } else {
                Vec::new()
            };
            if object.name().is_none() {
                encoding.underlay(type1_encoding(&bytes));
            }
            program = TrueType::read(&bytes);
            objects
                .budget
                .spend_nodes(program.as_ref().map_or(0, TrueType::entries))?;
        }
        let program_first = object == Object::Null;
        Ok(Self {
            to_unicode: ToUnicode::of_font(objects, font)?,
            encoding,
            program,
            program_first,
        })
    }

    pub(super) fn glyph(&self, code: u8, width: f32, pool: &mut TextPool) -> Glyph {
        let start = pool.len();
        if let Some(characters) = self
            .to_unicode
            .as_ref()
            .and_then(|map| map.characters(code.into()))
        {
            let glyph = pool.glyph(width, &characters);
            if matches!(glyph.kind, GlyphKind::Text | GlyphKind::Space) {
                return glyph;
            }
            pool.0.truncate(start);
        }
        let named = || glyph_names::characters(self.encoding.name(code));
        let drawn = || {
            self.program
                .as_ref()
                .and_then(|program| program.character_of_code(code))
                .map(String::from)
        };
        let characters = if self.program_first {
            drawn().or_else(named)
        } else {
            named().or_else(drawn)
        };
        match characters {
            Some(characters) => pool.glyph(width, &characters),
            None if code < b' ' && self.encoding.name(code).is_empty() => Glyph {
                width,
                kind: GlyphKind::Nothing,
                ..Glyph::default()
            },
            None => pool.unknown(width),
        }
    }
}

/// `/Widths`, in thousandths or in the units of a Type 3 font.
pub(super) struct Widths {
    first: i64,
    widths: Vec<Object>,
}

impl Widths {
    pub(super) fn read(objects: &mut Objects, font: &Object) -> Bounded<Self> {
        let first = objects.entry(font, b"FirstChar")?.integer().unwrap_or(0);
        let array = objects.entry(font, b"Widths")?;
        let mut widths = objects.items(&array)?;
        widths.truncate(256);
        Ok(Self { first, widths })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.widths.is_empty()
    }

    /// As written.
    pub(super) fn raw(&self, code: u8) -> Option<f64> {
        let index = usize::try_from(i64::from(code).checked_sub(self.first)?).ok()?;
        self.widths
            .get(index)?
            .number()
            .filter(|width| width.is_finite() && width.abs() < 1e5)
    }

    fn get(&self, code: u8) -> Option<f32> {
        self.raw(code).map(|width| width as f32 / 1000.0)
    }
}
