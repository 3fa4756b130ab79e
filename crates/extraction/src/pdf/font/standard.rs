use std::collections::HashMap;
use std::sync::LazyLock;

use super::encoding::Predefined;

/// One of the fourteen standard fonts (slanted faces have the widths of upright ones), or what stands in for another font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Standard {
    Helvetica,
    HelveticaBold,
    Times,
    TimesBold,
    TimesItalic,
    TimesBoldItalic,
    Courier,
    Symbol,
    ZapfDingbats,
}

const LATIN: [Standard; 6] = [
    Standard::Helvetica,
    Standard::HelveticaBold,
    Standard::Times,
    Standard::TimesBold,
    Standard::TimesItalic,
    Standard::TimesBoldItalic,
];

static WIDTHS: LazyLock<HashMap<(Standard, &str), u16>> = LazyLock::new(|| {
    let mut widths = HashMap::new();
    let mut fonts = &LATIN[..];
    for line in include_str!("../data/standard_widths.txt").lines() {
        match line {
            "@Symbol" => fonts = &[Standard::Symbol],
            "@ZapfDingbats" => fonts = &[Standard::ZapfDingbats],
            _ => {
                let mut fields = line.split(' ');
                let name = fields.next().unwrap_or_default();
                let values = fields.filter_map(|width| width.parse().ok());
                widths.extend(
                    fonts
                        .iter()
                        .zip(values)
                        .map(|(&font, width)| ((font, name), width)),
                );
            }
        }
    }
    widths
});

const COURIER_WIDTH: f32 = 0.6;

impl Standard {
    /// The standard font of a name, or of one of the names under which Windows has it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphabetic)
            .collect::<String>()
            .to_ascii_lowercase();
        let (family, style) = FAMILIES
            .iter()
            .find_map(|&(prefix, family)| Some((family, plain.strip_prefix(prefix)?)))?;
        let bold = style.contains("bold");
        let slanted = style.contains("italic") || style.contains("oblique");
        Some(family.styled(bold, slanted))
    }

    fn styled(self, bold: bool, slanted: bool) -> Self {
        match (self, bold, slanted) {
            (Self::Helvetica, true, _) => Self::HelveticaBold,
            (Self::Times, true, true) => Self::TimesBoldItalic,
            (Self::Times, true, false) => Self::TimesBold,
            (Self::Times, false, true) => Self::TimesItalic,
            (font, ..) => font,
        }
    }

    /// What stands in for a font without widths, after the flags of its descriptor.
    pub(super) fn instead_of(fixed_pitch: bool, serif: bool, bold: bool) -> Self {
        match (fixed_pitch, serif) {
            (true, _) => Self::Courier,
            (false, true) => Self::Times.styled(bold, false),
            (false, false) => Self::Helvetica.styled(bold, false),
        }
    }

    /// Advance of a glyph as a part of the size.
    pub(super) fn width(self, glyph: &str) -> Option<f32> {
        match self {
            Self::Courier => Some(COURIER_WIDTH),
            _ => WIDTHS
                .get(&(self, glyph))
                .map(|&width| f32::from(width) / 1000.0),
        }
    }

    /// Height above and depth below the baseline as parts of the size.
    pub(super) fn extent(self) -> (f32, f32) {
        match self {
            Self::Helvetica | Self::HelveticaBold => (0.718, -0.207),
            Self::Times | Self::TimesItalic => (0.683, -0.217),
            Self::TimesBold | Self::TimesBoldItalic => (0.676, -0.205),
            Self::Courier => (0.629, -0.157),
            Self::Symbol | Self::ZapfDingbats => (0.75, -0.25),
        }
    }

    pub(super) fn encoding(self) -> Predefined {
        match self {
            Self::Symbol => Predefined::Symbol,
            Self::ZapfDingbats => Predefined::ZapfDingbats,
            _ => Predefined::Standard,
        }
    }
}

const FAMILIES: [(&str, Standard); 8] = [
    ("helvetica", Standard::Helvetica),
    ("arial", Standard::Helvetica),
    ("timesnewroman", Standard::Times),
    ("times", Standard::Times),
    ("couriernew", Standard::Courier),
    ("courier", Standard::Courier),
    ("symbol", Standard::Symbol),
    ("zapfdingbats", Standard::ZapfDingbats),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_standard_fonts() {
        assert_eq!(
            Standard::named("Helvetica-BoldOblique"),
            Some(Standard::HelveticaBold)
        );
        assert_eq!(Standard::named("Arial,Bold"), Some(Standard::HelveticaBold));
        assert_eq!(
            Standard::named("TimesNewRomanPS-BoldItalicMT"),
            Some(Standard::TimesBoldItalic)
        );
        assert_eq!(Standard::named("Times-Roman"), Some(Standard::Times));
        assert_eq!(Standard::named("CourierNewPSMT"), Some(Standard::Courier));
        assert_eq!(Standard::named("Verdana"), None);
    }

    #[test]
    fn widths_of_standard_fonts() {
        assert_eq!(Standard::Helvetica.width("A"), Some(0.667));
        assert_eq!(Standard::TimesItalic.width("A"), Some(0.611));
        assert_eq!(Standard::Courier.width("anything"), Some(0.6));
        assert_eq!(Standard::Symbol.width("alpha"), Some(0.631));
        assert_eq!(Standard::Helvetica.width("alpha"), None);
    }
}
