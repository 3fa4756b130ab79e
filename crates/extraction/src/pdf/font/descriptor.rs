use super::standard::Standard;
use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::Object;

/// What a font says about its looks.
#[derive(Debug)]
pub(super) struct Descriptor {
    pub(super) bold: bool,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) em: f32,
    /// Whether the glyphs are not those of the Latin alphabet, so that names of encodings mean little.
    pub(super) symbolic: bool,
    pub(super) missing_width: f32,
    /// The standard font that it is or that stands in for it.
    pub(super) stand_in: Standard,
    /// Whether it is a standard font by name.
    pub(super) is_standard: bool,
    /// The embedded font program, or null.
    pub(super) program: Object,
}

const FIXED_PITCH: i64 = 1;
const SERIF: i64 = 1 << 1;
const SYMBOLIC: i64 = 1 << 2;
const FORCE_BOLD: i64 = 1 << 18;

/// `/FontWeight` from which a face counts as bold.
const BOLD_WEIGHT: f64 = 600.0;

const BOLD_WORDS: [&str; 5] = ["bold", "black", "heavy", "demi", "extrabd"];

impl Descriptor {
    /// Of a font dictionary (of the descendant for a composite font).
    pub(super) fn read(objects: &mut Objects, font: &Object, name: &str) -> Bounded<Self> {
        let descriptor = objects.entry(font, b"FontDescriptor")?;
        let flags = objects.entry(&descriptor, b"Flags")?.integer().unwrap_or(0);
        let weight = objects
            .entry(&descriptor, b"FontWeight")?
            .number()
            .unwrap_or(0.0);
        let lower = name.to_ascii_lowercase();
        let bold = BOLD_WORDS.iter().any(|word| lower.contains(word))
            || weight >= BOLD_WEIGHT
            || flags & FORCE_BOLD != 0;
        let standard = Standard::named(name);
        let stand_in = standard.unwrap_or_else(|| {
            Standard::instead_of(flags & FIXED_PITCH != 0, flags & SERIF != 0, bold)
        });
        let (ascent, descent) = stand_in.extent();
        let (ascent, descent) = if standard.is_some() {
            (ascent, descent)
        } else {
            (ascent.max(0.75), descent.min(-0.25))
        };
        Ok(Self {
            bold,
            ascent: fraction(&objects.entry(&descriptor, b"Ascent")?, 0.3..=1.5).unwrap_or(ascent),
            descent: fraction(&objects.entry(&descriptor, b"Descent")?, -0.8..=-0.01)
                .unwrap_or(descent),
            em: 1.0,
            symbolic: flags & SYMBOLIC != 0,
            missing_width: fraction(&objects.entry(&descriptor, b"MissingWidth")?, 0.0..=10.0)
                .unwrap_or(0.0),
            stand_in,
            is_standard: standard.is_some(),
            program: program(objects, &descriptor)?,
        })
    }
}

/// A number in thousandths, when it is plausible.
fn fraction(object: &Object, plausible: std::ops::RangeInclusive<f32>) -> Option<f32> {
    let value = object.number()? as f32 / 1000.0;
    plausible.contains(&value).then_some(value)
}

fn program(objects: &mut Objects, descriptor: &Object) -> Bounded<Object> {
    for key in [&b"FontFile2"[..], b"FontFile3", b"FontFile"] {
        let program = objects.entry(descriptor, key)?;
        if program.stream().is_some() {
            return Ok(program);
        }
    }
    Ok(Object::Null)
}
