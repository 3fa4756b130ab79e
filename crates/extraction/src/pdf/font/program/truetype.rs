use std::collections::HashMap;

use super::super::glyph_names;

/// What a TrueType (or OpenType) program tells about characters.
#[derive(Debug, Default)]
pub(in super::super) struct TrueType {
    /// Glyph by code, for fonts whose codes are their own (Microsoft symbol or Macintosh tables).
    glyph_of_code: HashMap<u32, u16>,
    character_of_glyph: HashMap<u16, char>,
}

/// More glyphs than two bytes can count, over all tables.
const MAX_ENTRIES: usize = 200_000;

/// Symbol fonts have their codes here.
const SYMBOL_AREA: u32 = 0xF000;

impl TrueType {
    /// `None` when there is no usable table.
    pub(in super::super) fn read(bytes: &[u8]) -> Option<Self> {
        let data = Data(bytes);
        let mut font = Self::default();
        let count = usize::from(data.u16(4)?);
        for index in 0..count.min(64) {
            let record = 12 + index * 16;
            let (start, length) = (
                data.u32(record + 8)? as usize,
                data.u32(record + 12)? as usize,
            );
            let table = Data(
                bytes
                    .get(start..)?
                    .get(..length)
                    .unwrap_or(bytes.get(start..)?),
            );
            match bytes.get(record..record + 4)? {
                b"cmap" => font.read_cmap(&table),
                b"post" => font.read_names(&table).unwrap_or_default(),
                _ => {}
            }
        }
        (!font.character_of_glyph.is_empty() || !font.glyph_of_code.is_empty()).then_some(font)
    }

    /// Size of the tables.
    pub(in super::super) fn entries(&self) -> usize {
        self.glyph_of_code.len() + self.character_of_glyph.len()
    }

    pub(in super::super) fn character_of_glyph(&self, glyph: u16) -> Option<char> {
        self.character_of_glyph.get(&glyph).copied()
    }

    /// The character of a one-byte code by the program's own tables.
    pub(in super::super) fn character_of_code(&self, code: u8) -> Option<char> {
        let code = u32::from(code);
        let glyph = self
            .glyph_of_code
            .get(&(SYMBOL_AREA + code))
            .or_else(|| self.glyph_of_code.get(&code))?;
        self.character_of_glyph(*glyph)
    }

    fn read_cmap(&mut self, table: &Data<'_>) {
        let count = usize::from(table.u16(2).unwrap_or(0)).min(32);
        for index in 0..count {
            let record = 4 + index * 8;
            let (Some(platform), Some(encoding), Some(offset)) = (
                table.u16(record),
                table.u16(record + 2),
                table.u32(record + 4),
            ) else {
                return;
            };
            let mut entries = Vec::new();
            if let Some(bytes) = table.0.get(offset as usize..) {
                let _ = Data(bytes).character_entries(&mut entries);
            }
            match (platform, encoding) {
                (0, _) | (3, 1 | 10) => self.add_characters(&entries),
                (3 | 1, 0) => self.glyph_of_code.extend(entries),
                _ => {}
            }
        }
    }

    fn add_characters(&mut self, entries: &[(u32, u16)]) {
        for &(code, glyph) in entries {
            if let Some(character) = char::from_u32(code) {
                self.character_of_glyph.entry(glyph).or_insert(character);
            }
        }
    }

    /// `post` version 2: indices into standard names (of which there are 258) and names of its own.
    fn read_names(&mut self, table: &Data<'_>) -> Option<()> {
        if table.u32(0)? != 0x0002_0000 {
            return None;
        }
        let count = usize::from(table.u16(32)?);
        let mut names = Vec::new();
        let mut place = 34 + count * 2;
        while let Some(&length) = table.0.get(place) {
            let Some(name) = table.0.get(place + 1..place + 1 + usize::from(length)) else {
                break;
            };
            names.push(name);
            place += 1 + usize::from(length);
        }
        for glyph in 0..count {
            let own = usize::from(table.u16(34 + glyph * 2)?).checked_sub(258);
            let name = own
                .and_then(|index| names.get(index))
                .and_then(|name| std::str::from_utf8(name).ok());
            let character = name
                .and_then(glyph_names::characters)
                .and_then(|text| text.chars().next());
            if let (Some(character), Ok(glyph)) = (character, u16::try_from(glyph)) {
                self.character_of_glyph.entry(glyph).or_insert(character);
            }
        }
        Some(())
    }
}

/// Bytes with numbers in them, big end first.
struct Data<'a>(&'a [u8]);

impl Data<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        self.0
            .get(at..)?
            .first_chunk()
            .map(|bytes| u16::from_be_bytes(*bytes))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        self.0
            .get(at..)?
            .first_chunk()
            .map(|bytes| u32::from_be_bytes(*bytes))
    }

    /// Code and glyph of every entry of a character table; what is there when it breaks off.
    fn character_entries(&self, entries: &mut Vec<(u32, u16)>) -> Option<()> {
        match self.u16(0)? {
            0 => {
                for code in 0..256u16 {
                    let glyph = *self.0.get(6 + usize::from(code))?;
                    entries.push((code.into(), glyph.into()));
                }
            }
            4 => self.segments(entries)?,
            6 => {
                let first = self.u16(6)?;
                for index in 0..self.u16(8)? {
                    entries.push((
                        u32::from(first) + u32::from(index),
                        self.u16(10 + usize::from(index) * 2)?,
                    ));
                }
            }
            12 => self.groups(entries)?,
            _ => {}
        }
        Some(())
    }

    /// Format 4.
    fn segments(&self, entries: &mut Vec<(u32, u16)>) -> Option<()> {
        let double = usize::from(self.u16(6)?);
        let mut work = 0;
        for segment in (0..double).step_by(2) {
            let end = self.u16(14 + segment)?;
            let start = self.u16(16 + double + segment)?;
            let delta = self.u16(16 + 2 * double + segment)?;
            let place = 16 + 3 * double + segment;
            let offset = usize::from(self.u16(place)?);
            work += usize::from(end.saturating_sub(start)) + 1;
            if work > MAX_ENTRIES {
                break;
            }
            for code in start..=end {
                let glyph = if offset == 0 {
                    code.wrapping_add(delta)
                } else {
                    match self.u16(place + offset + usize::from(code - start) * 2) {
                        Some(0) | None => 0,
                        Some(glyph) => glyph.wrapping_add(delta),
                    }
                };
                if glyph != 0 {
                    entries.push((code.into(), glyph));
                }
            }
        }
        Some(())
    }

    /// Format 12.
    fn groups(&self, entries: &mut Vec<(u32, u16)>) -> Option<()> {
        for index in 0..(self.u32(12)? as usize).min(MAX_ENTRIES) {
            let place = 16 + index * 12;
            let (start, end, first) =
                (self.u32(place)?, self.u32(place + 4)?, self.u32(place + 8)?);
            for code in start..=end.min(start.saturating_add(0xFFFF)) {
                if entries.len() >= MAX_ENTRIES {
                    return Some(());
                }
                entries.push((
                    code,
                    u16::try_from(first.wrapping_add(code - start)).unwrap_or(0),
                ));
            }
        }
        Some(())
    }
}
