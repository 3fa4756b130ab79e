//! CMaps: from the bytes of a string to codes, to character identifiers and to characters.

mod predefined;
mod source;
mod to_unicode;

pub(super) use predefined::Legacy;
pub(crate) use to_unicode::ToUnicode;

use source::{CMapSource, Codespace};

use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// How the strings of a composite font are cut into codes, and which glyphs these name.
#[derive(Debug)]
pub(super) struct CMap {
    codespaces: Vec<Codespace>,
    cids: Cids,
    pub(super) vertical: bool,
}

#[derive(Debug)]
enum Cids {
    /// The code is the identifier.
    Identity,
    /// Ranges of codes by their start, with the identifier of the first.
    Ranges(Vec<(u32, u32, u32)>),
    /// Not known: the CMap is one of the predefined ones, of which only the characters are known.
    Unknown,
}

/// Files that refer to further ones.
const MAX_PARENTS: usize = 4;

impl CMap {
    /// Reads a composite font's `/Encoding`, a name or a stream.
    pub(super) fn read(objects: &mut Objects, encoding: &Object) -> Bounded<Self> {
        let Some(stream) = encoding.stream() else {
            return Ok(Self::named(encoding.name().unwrap_or(b"Identity-H")));
        };
        let mut source = CMapSource::parse(&objects.decode(stream)?.bytes);
        let mut parent = objects.entry(encoding, b"UseCMap")?;
        for _ in 0..MAX_PARENTS {
            let Some(stream) = parent.stream() else { break };
            source.inherit(CMapSource::parse(&objects.decode(stream)?.bytes));
            parent = objects.entry(&parent, b"UseCMap")?;
        }
        let vertical = source.vertical || objects.entry(encoding, b"WMode")?.integer() == Some(1);
        let base = parent.name().map(<[u8]>::to_vec).or(source.uses.take());
        if source.cids.is_empty()
            && let Some(name) = base
        {
            let named = Self::named(&name);
            let codespaces = if source.codespaces.is_empty() {
                named.codespaces
            } else {
                source.codespaces
            };
            return Ok(Self {
                codespaces,
                vertical: vertical || named.vertical,
                cids: named.cids,
            });
        }
        objects.budget.spend_nodes(source.cids.len())?;
        source.cids.sort_by_key(|&(low, ..)| low);
        let codespaces = if source.codespaces.is_empty() {
            vec![Codespace::two_bytes()]
        } else {
            source.codespaces
        };
        Ok(Self {
            codespaces,
            cids: Cids::Ranges(source.cids),
            vertical,
        })
    }

    /// A predefined CMap.
    pub(super) fn named(name: &[u8]) -> Self {
        let cids = if name.starts_with(b"Identity") {
            Cids::Identity
        } else {
            Cids::Unknown
        };
        Self {
            codespaces: predefined::codespaces(name),
            cids,
            vertical: name.ends_with(b"-V"),
        }
    }

    /// The first code of a string and its length in bytes. Bytes outside of every code space are taken one code at a time.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        for length in 1..=bytes.len().min(4) {
            let Some(code) = bytes.get(..length) else {
                break;
            };
            if self.codespaces.iter().any(|space| space.contains(code)) {
                return (
                    code.iter()
                        .fold(0, |value, &byte| value << 8 | u32::from(byte)),
                    length,
                );
            }
        }
        let shortest = self
            .codespaces
            .iter()
            .map(Codespace::length)
            .min()
            .unwrap_or(1);
        let length = shortest.min(bytes.len()).max(1);
        (
            bytes
                .iter()
                .take(length)
                .fold(0, |value, &byte| value << 8 | u32::from(byte)),
            length,
        )
    }

    /// The identifier of a code's glyph, when it is known.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        match &self.cids {
            Cids::Identity => Some(code),
            Cids::Unknown => None,
            Cids::Ranges(ranges) => {
                let after = ranges.partition_point(|&(low, ..)| low <= code);
                let candidates = ranges
                    .get(after.saturating_sub(OVERLAPS)..after)
                    .unwrap_or_default();
                let range = candidates.iter().rev().find(|&&(_, high, _)| code <= high);
                range.map(|&(low, _, cid)| cid.wrapping_add(code - low))
            }
        }
    }
}

/// Ranges that may lie over one another.
const OVERLAPS: usize = 8;

/// For the fuzzer: reads `bytes` as a CMap and looks codes up in it.
#[cfg(feature = "fuzzing")]
pub(crate) fn fuzz(bytes: &[u8]) {
    let map = ToUnicode::parse(bytes);
    for code in [0, 1, 0x20, 0x41, 0xFF, 0xFFFF, u32::MAX] {
        let _ = map.characters(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> CMap {
        let mut source = CMapSource::parse(source.as_bytes());
        source.cids.sort_by_key(|&(low, ..)| low);
        CMap {
            codespaces: source.codespaces,
            cids: Cids::Ranges(source.cids),
            vertical: source.vertical,
        }
    }

    #[test]
    fn identity_takes_two_bytes() {
        let map = CMap::named(b"Identity-H");
        assert_eq!(map.next_code(b"\x01\x02\x03"), (0x102, 2));
        assert_eq!(map.next_code(b"\x03"), (3, 1));
        assert_eq!(map.cid(0x102), Some(0x102));
        assert!(!map.vertical);
        assert!(CMap::named(b"Identity-V").vertical);
    }

    #[test]
    fn code_spaces_of_mixed_length() {
        let map = of(
            "2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange
                      1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8140> 633 endcidchar",
        );
        assert_eq!(map.next_code(b"\x41\x81"), (0x41, 1));
        assert_eq!(map.next_code(b"\x81\x40"), (0x8140, 2));
        assert_eq!(map.next_code(b"\xFF\x40"), (0xFF, 1));
        assert_eq!(map.cid(0x41), Some(0x22));
        assert_eq!(map.cid(0x8140), Some(633));
        assert_eq!(map.cid(0x8141), None);
    }
}
