use encoding_rs::Encoding;

use super::source::Codespace;

/// How the codes of a predefined CMap name characters.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Legacy {
    /// UTF-16 units, big end first.
    Utf16,
    /// A national encoding.
    National(&'static Encoding),
}

impl Legacy {
    /// `None` for CMaps that say nothing about characters, such as Identity-H.
    pub(in super::super) fn of(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        if name.starts_with("Uni") {
            return (name.contains("UCS2") || name.contains("UTF16")).then_some(Self::Utf16);
        }
        let national = NATIONAL.iter().find(|(part, _)| name.contains(part));
        national.map(|&(_, encoding)| Self::National(encoding))
    }

    pub(in super::super) fn characters(self, code: u32) -> Option<String> {
        let bytes = code.to_be_bytes();
        match self {
            Self::Utf16 => {
                let [first, second, third, fourth] = bytes;
                let high = u16::from_be_bytes([first, second]);
                let units = [high, u16::from_be_bytes([third, fourth])];
                String::from_utf16(if high == 0 { &units[1..] } else { &units }).ok()
            }
            Self::National(encoding) => {
                let start = bytes.iter().position(|&byte| byte != 0).unwrap_or(3);
                let text = encoding
                    .decode_without_bom_handling_and_without_replacement(bytes.get(start..)?)?;
                Some(text.into_owned())
            }
        }
    }
}

/// Parts of CMap names and the encoding behind them.
static NATIONAL: [(&str, &Encoding); 8] = [
    ("RKSJ", encoding_rs::SHIFT_JIS),
    ("GBK2K", encoding_rs::GB18030),
    ("GBK", encoding_rs::GBK),
    ("GBpc-EUC", encoding_rs::GBK),
    ("GB-EUC", encoding_rs::GBK),
    ("B5", encoding_rs::BIG5),
    ("KSC", encoding_rs::EUC_KR),
    ("EUC", encoding_rs::EUC_JP),
];

/// The code lengths of a predefined CMap.
pub(super) fn codespaces(name: &[u8]) -> Vec<Codespace> {
    let name = std::str::from_utf8(name).unwrap_or_default();
    let ranges: &[(&[u8], &[u8])] = if name.contains("UTF16") {
        &[
            (&[0, 0], &[0xD7, 0xFF]),
            (&[0xD8, 0, 0xDC, 0], &[0xDB, 0xFF, 0xDF, 0xFF]),
            (&[0xE0, 0], &[0xFF, 0xFF]),
        ]
    } else if name.contains("RKSJ") {
        &[
            (&[0], &[0x80]),
            (&[0x81, 0x40], &[0x9F, 0xFC]),
            (&[0xA0], &[0xDF]),
            (&[0xE0, 0x40], &[0xFC, 0xFC]),
        ]
    } else if NATIONAL.iter().any(|(part, _)| name.contains(part)) {
        &[(&[0], &[0x80]), (&[0x81, 0x30], &[0xFE, 0xFE])]
    } else {
        &[(&[0, 0], &[0xFF, 0xFF])]
    };
    ranges
        .iter()
        .filter_map(|(low, high)| Codespace::new(low, high))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_predefined_cmaps() {
        let shown = |name: &[u8], code| Legacy::of(name).and_then(|legacy| legacy.characters(code));
        assert_eq!(shown(b"UniGB-UCS2-H", 0x4E2D).as_deref(), Some("中"));
        assert_eq!(shown(b"UniJIS-UTF16-H", 0xD83D_DE00).as_deref(), Some("😀"));
        assert_eq!(shown(b"90ms-RKSJ-H", 0x82A0).as_deref(), Some("あ"));
        assert_eq!(shown(b"GBK-EUC-H", 0x41).as_deref(), Some("A"));
        assert_eq!(shown(b"GBK-EUC-H", 0xD6D0).as_deref(), Some("中"));
        assert_eq!(shown(b"ETen-B5-H", 0xA4A4).as_deref(), Some("中"));
        assert_eq!(shown(b"KSCms-UHC-H", 0xB0A1).as_deref(), Some("가"));
        assert_eq!(shown(b"Identity-H", 0x41), None);
    }
}
