use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// The encodings that PDF knows by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Predefined {
    Standard,
    MacRoman,
    WinAnsi,
    Symbol,
    ZapfDingbats,
}

type Names = [&'static str; 256];

static TABLES: LazyLock<HashMap<Predefined, Names>> = LazyLock::new(|| {
    let mut tables = HashMap::new();
    let mut current = Predefined::Standard;
    for line in include_str!("../data/encodings.txt").lines() {
        match line.strip_prefix('@') {
            Some(title) => current = Predefined::titled(title),
            None => set(tables.entry(current).or_insert([""; 256]), line),
        }
    }
    tables
});

impl Predefined {
    fn titled(title: &str) -> Self {
        match title {
            "MacRoman" => Self::MacRoman,
            "WinAnsi" => Self::WinAnsi,
            "Symbol" => Self::Symbol,
            "ZapfDingbats" => Self::ZapfDingbats,
            _ => Self::Standard,
        }
    }

    fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            _ => None,
        }
    }
}

/// `65 A`
fn set(names: &mut Names, line: &'static str) {
    if let Some((code, name)) = line.split_once(' ')
        && let Ok(code) = code.parse::<u8>()
        && let Some(slot) = names.get_mut(usize::from(code))
    {
        *slot = name;
    }
}

/// Glyph names by code.
#[derive(Debug, Clone)]
pub(super) struct Encoding {
    base: Option<Predefined>,
    own: HashMap<u8, Arc<[u8]>>,
}

impl Encoding {
    /// Reads a font's `/Encoding`; `default` applies where it names no base encoding.
    pub(super) fn read(
        objects: &mut Objects,
        object: &Object,
        default: Option<Predefined>,
    ) -> Bounded<Self> {
        let mut encoding = Self {
            base: default,
            own: HashMap::new(),
        };
        if let Some(name) = object.name() {
            encoding.base = Predefined::named(name).or(default);
        } else if object.dict().is_some() {
            let base = objects.entry(object, b"BaseEncoding")?;
            encoding.base = base.name().and_then(Predefined::named).or(default);
            let differences = objects.entry(object, b"Differences")?;
            encoding.differ(&objects.items(&differences)?);
        }
        Ok(encoding)
    }

    /// Sets the names that a font program has built in, where none are set yet.
    pub(super) fn underlay(&mut self, built_in: HashMap<u8, Arc<[u8]>>) {
        for (code, name) in built_in {
            self.own.entry(code).or_insert(name);
        }
    }

    /// A number sets the code, each name takes one code.
    fn differ(&mut self, differences: &[Object]) {
        let mut code = 0i64;
        for item in differences {
            if let Some(number) = item.integer() {
                code = number;
            } else if let Object::Name(name) = item {
                if let Ok(code) = u8::try_from(code) {
                    self.own.insert(code, Arc::clone(name));
                }
                code = code.saturating_add(1);
            }
        }
    }

    /// The name of a code's glyph, empty when it has none.
    pub(super) fn name(&self, code: u8) -> &str {
        match self.own.get(&code) {
            Some(name) => std::str::from_utf8(name).unwrap_or_default(),
            None => self
                .base
                .and_then(|base| TABLES.get(&base)?.get(usize::from(code)).copied())
                .unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predefined_encodings() {
        let name = |base, code| {
            Encoding {
                base: Some(base),
                own: HashMap::new(),
            }
            .name(code)
            .to_owned()
        };
        assert_eq!(name(Predefined::WinAnsi, 0x80), "Euro");
        assert_eq!(name(Predefined::Standard, 0xAE), "fi");
        assert_eq!(name(Predefined::MacRoman, 0x80), "Adieresis");
        assert_eq!(name(Predefined::Symbol, 0x61), "alpha");
        assert_eq!(name(Predefined::ZapfDingbats, 0x34), "a20");
        assert_eq!(name(Predefined::Standard, 0x00), "");
    }

    #[test]
    fn differences_count_on_from_their_number() {
        let mut encoding = Encoding {
            base: Some(Predefined::WinAnsi),
            own: HashMap::new(),
        };
        let name = |text: &str| Object::Name(Arc::from(text.as_bytes()));
        encoding.differ(&[
            Object::Integer(65),
            name("B"),
            name("C"),
            Object::Integer(-1),
            name("x"),
            name("y"),
        ]);
        assert_eq!(encoding.name(65), "B");
        assert_eq!(encoding.name(66), "C");
        assert_eq!(encoding.name(67), "C");
        assert_eq!(encoding.name(0), "y");
    }
}
