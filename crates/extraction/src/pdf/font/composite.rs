use std::collections::HashMap;

use super::cmap::{CMap, Legacy};
use super::descriptor::Descriptor;
use super::program::TrueType;
use super::{Glyph, GlyphKind, TextPool, ToUnicode, Vertical};
use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// A Type 0 font: codes of several bytes name glyphs of a descendant font.
#[derive(Debug)]
pub(super) struct Composite {
    map: CMap,
    to_unicode: Option<ToUnicode>,
    legacy: Option<Legacy>,
    program: Option<TrueType>,
    /// Glyph of the program by identifier; the identifier itself when there is no table.
    glyph_ids: Option<Vec<u8>>,
    widths: HashMap<u32, f32>,
    default_width: f32,
    vertical_origin: f32,
    vertical_advance: f32,
    known: HashMap<u32, Glyph>,
}

/// Identifiers have two bytes.
const MAX_CIDS: i64 = 65_536;

/// Two bytes for each identifier.
const MAX_GLYPH_IDS: usize = 2 * 65_536;

/// Glyphs remembered before starting anew, so that odd codes cannot fill the memory.
const MAX_KNOWN: usize = 70_000;

impl Composite {
    pub(super) fn read(
        objects: &mut Objects,
        font: &Object,
        name: &str,
    ) -> Bounded<(Descriptor, Self)> {
        let descendants = objects.entry(font, b"DescendantFonts")?;
        let descendant = objects.resolve(
            descendants
                .array()
                .and_then(<[Object]>::first)
                .unwrap_or(&Object::Null),
        )?;
        let descriptor = Descriptor::read(objects, &descendant, name)?;
        let encoding = objects.entry(font, b"Encoding")?;
        let to_unicode = ToUnicode::of_font(objects, font)?;
        let program = match descriptor.program.stream() {
            Some(stream) if to_unicode.is_none() => TrueType::read(&objects.decode(stream)?.bytes),
            _ => None,
        };
        objects
            .budget
            .spend_nodes(program.as_ref().map_or(0, TrueType::entries))?;
        let vertical = objects.entry(&descendant, b"DW2")?;
        let vertical = objects.items(&vertical)?;
        let thousandth = |object: Option<&Object>, default: f32| {
            object
                .and_then(Object::number)
                .map_or(default, |value| value as f32 / 1000.0)
        };
        let composite = Self {
            map: CMap::read(objects, &encoding)?,
            to_unicode,
            legacy: encoding.name().and_then(Legacy::of),
            program,
            glyph_ids: glyph_ids(objects, &descendant)?,
            widths: widths(objects, &descendant)?,
            default_width: thousandth(Some(&objects.entry(&descendant, b"DW")?), 1.0),
            vertical_origin: thousandth(vertical.first(), 0.88),
            vertical_advance: thousandth(vertical.get(1), -1.0),
            known: HashMap::new(),
        };
        Ok((descriptor, composite))
    }

    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        self.map.next_code(bytes)
    }

    pub(super) fn glyph(&mut self, code: u32, pool: &mut TextPool) -> Glyph {
        if let Some(&glyph) = self.known.get(&code) {
            return glyph;
        }
        if self.known.len() >= MAX_KNOWN {
            self.known.clear();
            pool.clear();
        }
        let cid = self.map.cid(code);
        let width = cid
            .and_then(|cid| self.widths.get(&cid).copied())
            .unwrap_or(self.default_width);
        let glyph = match self.characters(code, cid) {
            Some(characters) => pool.glyph(width, &characters),
            None => pool.unknown(width),
        };
        let glyph = if glyph.kind == GlyphKind::Nothing && code == 0 {
            pool.unknown(width)
        } else {
            glyph
        };
        self.known.insert(code, glyph);
        glyph
    }

    fn characters(&self, code: u32, cid: Option<u32>) -> Option<String> {
        if let Some(map) = &self.to_unicode
            && let Some(characters) = map.characters(code).filter(|text| !text.is_empty())
        {
            return Some(characters);
        }
        if let Some(characters) = self.legacy.and_then(|legacy| legacy.characters(code)) {
            return Some(characters);
        }
        let cid = cid?;
        let glyph = match &self.glyph_ids {
            Some(table) => {
                let start = usize::try_from(cid).ok()?.checked_mul(2)?;
                u16::from_be_bytes([*table.get(start)?, *table.get(start + 1)?])
            }
            None => u16::try_from(cid).ok()?,
        };
        self.program
            .as_ref()?
            .character_of_glyph(glyph)
            .map(String::from)
    }

    pub(super) fn vertical(&self, _code: u32, width: f32) -> Option<Vertical> {
        self.map.vertical.then_some(Vertical {
            advance: self.vertical_advance,
            origin_x: width / 2.0,
            origin_y: self.vertical_origin,
        })
    }
}

fn glyph_ids(objects: &mut Objects, descendant: &Object) -> Bounded<Option<Vec<u8>>> {
    let table = objects.entry(descendant, b"CIDToGIDMap")?;
    match table.stream() {
        Some(stream) => {
            let mut ids = objects.decode(stream)?.bytes;
            ids.truncate(MAX_GLYPH_IDS);
            Ok(Some(ids))
        }
        None => Ok(None),
    }
}

/// `/W`: `first [w w w]` or `first last w`, in thousandths.
fn widths(objects: &mut Objects, descendant: &Object) -> Bounded<HashMap<u32, f32>> {
    let array = objects.entry(descendant, b"W")?;
    let items = objects.items(&array)?;
    let mut widths = HashMap::new();
    let mut rest = &items[..];
    while let [first, second, tail @ ..] = rest {
        let Some(first) = first
            .integer()
            .filter(|first| (0..MAX_CIDS).contains(first))
        else {
            break;
        };
        rest = tail;
        if second.array().is_some() {
            let values = objects.items(second)?;
            set_widths(&mut widths, (first..MAX_CIDS).zip(&values));
        } else if let (Some(last), [width, tail @ ..]) = (second.integer(), tail) {
            set_widths(
                &mut widths,
                (first..=last.min(MAX_CIDS - 1)).zip(std::iter::repeat(width)),
            );
            rest = tail;
        } else {
            break;
        }
    }
    Ok(widths)
}

fn set_widths<'a>(widths: &mut HashMap<u32, f32>, values: impl Iterator<Item = (i64, &'a Object)>) {
    for (cid, width) in values {
        if let (Ok(cid), Some(width)) = (
            u32::try_from(cid),
            width.number().filter(|width| width.abs() < 1e5),
        ) {
            widths.insert(cid, width as f32 / 1000.0);
        }
    }
}
