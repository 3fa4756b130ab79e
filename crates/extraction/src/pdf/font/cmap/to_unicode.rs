use super::source::{CMapSource, TextRange};
use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// A font's own table from codes to characters.
#[derive(Debug)]
pub(crate) struct ToUnicode {
    /// By first code; of ranges that start with the same code the last one written comes last.
    ranges: Vec<TextRange>,
    identity: bool,
}

/// Ranges that may lie over one another.
const OVERLAPS: usize = 8;

impl ToUnicode {
    /// The table of a font, if it has a usable one.
    pub(crate) fn of_font(objects: &mut Objects, font: &Object) -> Bounded<Option<Self>> {
        let object = objects.entry(font, b"ToUnicode")?;
        if object
            .name()
            .is_some_and(|name| name.starts_with(b"Identity"))
        {
            return Ok(Some(Self {
                ranges: Vec::new(),
                identity: true,
            }));
        }
        let Some(stream) = object.stream() else {
            return Ok(None);
        };
        let map = Self::parse(&objects.decode(stream)?.bytes);
        objects.budget.spend_nodes(map.ranges.len())?;
        Ok((!map.ranges.is_empty()).then_some(map))
    }

    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let mut ranges = CMapSource::parse(bytes).texts;
        ranges.sort_by_key(|range| range.low);
        Self {
            ranges,
            identity: false,
        }
    }

    /// The characters of a code; `None` when the table has none for it.
    pub(crate) fn characters(&self, code: u32) -> Option<String> {
        if self.identity {
            return char::from_u32(code).map(String::from);
        }
        let after = self.ranges.partition_point(|range| range.low <= code);
        let candidates = self.ranges.get(after.saturating_sub(OVERLAPS)..after)?;
        let range = candidates.iter().rev().find(|range| code <= range.high)?;
        let mut text = range.text.clone();
        let last = text.last_mut()?;
        *last = last.wrapping_add(u16::try_from(code - range.low).ok()?);
        Some(
            char::decode_utf16(text)
                .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str, code: u32) -> Option<String> {
        ToUnicode::parse(source.as_bytes()).characters(code)
    }

    #[test]
    fn characters_ranges_and_arrays() {
        let source = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap
            1 begincodespacerange <0000> <FFFF> endcodespacerange
            2 beginbfchar <0003> <0020> <0004> <00660069> endbfchar
            2 beginbfrange <0010> <0020> <0041> <0030> <0032> [<0061> <0062> <D83DDE00>] endbfrange
            endcmap";
        assert_eq!(shown(source, 3).as_deref(), Some(" "));
        assert_eq!(shown(source, 4).as_deref(), Some("fi"));
        assert_eq!(shown(source, 0x12).as_deref(), Some("C"));
        assert_eq!(shown(source, 0x31).as_deref(), Some("b"));
        assert_eq!(shown(source, 0x32).as_deref(), Some("😀"));
        assert_eq!(shown(source, 0x40), None);
    }

    #[test]
    fn counts_need_not_be_right_and_spaces_not_be_there() {
        assert_eq!(
            shown("99 beginbfchar<01><0041><02><0042>endbfchar", 2).as_deref(),
            Some("B")
        );
        assert_eq!(
            shown("beginbfrange<01><05><0041>endbfrange", 5).as_deref(),
            Some("E")
        );
        assert_eq!(
            shown("beginbfchar <01> <41> endbfchar", 1).as_deref(),
            Some("A")
        );
        assert_eq!(
            shown("beginbfchar <01> /Euro endbfchar", 1).as_deref(),
            Some("€")
        );
    }

    #[test]
    fn a_later_entry_overrules_an_earlier_one() {
        let source = "beginbfrange <00> <FF> <0000> endbfrange beginbfchar <41> <0058> endbfchar";
        assert_eq!(shown(source, 0x41).as_deref(), Some("X"));
        assert_eq!(shown(source, 0x42).as_deref(), Some("B"));
    }

    #[test]
    fn nonsense_is_harmless() {
        assert_eq!(
            shown("beginbfrange <00> <FFFFFFFF> <FFFF> endbfrange", 1).as_deref(),
            Some("\0")
        );
        assert_eq!(
            shown("beginbfrange <0000000000> <01> <41> endbfrange", 0),
            None
        );
        assert_eq!(
            shown("beginbfchar <01> <D800> endbfchar", 1).as_deref(),
            Some("\u{FFFD}")
        );
        assert_eq!(shown("beginbfchar <01>", 1), None);
        assert_eq!(shown("beginbfrange <05> <01> <41> endbfrange", 3), None);
    }
}
