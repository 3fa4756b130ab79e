use super::TextPool;
use super::ToUnicode;
use super::descriptor::Descriptor;
use super::encoding::Encoding;
use super::simple::{Simple, Sources, Widths};
use super::standard::Standard;
use crate::pdf::file::Objects;
use crate::pdf::limits::Bounded;
use crate::pdf::syntax::{Lexer, Object, Token};

/// Glyph descriptions start with their width; more is not looked at.
const WIDTH_WITHIN: usize = 16;

/// Reads a font whose glyphs are drawings. It has coordinates of its own, and nothing but its boxes tells its size.
pub(super) fn read(
    objects: &mut Objects,
    font: &Object,
    pool: &mut TextPool,
) -> Bounded<(Descriptor, Simple)> {
    let matrix = numbers(objects, font, b"FontMatrix")?;
    let scale_x = matrix
        .first()
        .copied()
        .filter(|scale| usable(*scale))
        .unwrap_or(0.001);
    let scale_y = matrix
        .get(3)
        .copied()
        .filter(|scale| usable(*scale))
        .unwrap_or(scale_x.abs());
    let bounds = numbers(objects, font, b"FontBBox")?;
    let (bottom, top) = match bounds[..] {
        [_, one, _, other] if usable(other - one) => (
            (one * scale_y).min(other * scale_y),
            (one * scale_y).max(other * scale_y),
        ),
        _ => (-0.25, 0.75),
    };
    let em = (top - bottom).clamp(1e-3, 1e3) as f32;
    let object = objects.entry(font, b"Encoding")?;
    let encoding = Encoding::read(objects, &object, None)?;
    let sources = Sources {
        to_unicode: ToUnicode::of_font(objects, font)?,
        encoding,
        program: None,
        program_first: false,
    };
    let widths = all_widths(objects, font, &sources.encoding)?;
    let simple = Simple::new(pool, |code, pool| {
        let width = widths.get(usize::from(code)).copied().unwrap_or(0.0) * scale_x;
        sources.glyph(code, width as f32, pool)
    });
    let descriptor = Descriptor {
        bold: false,
        ascent: (top as f32 / em).clamp(0.3, 1.2),
        descent: (bottom as f32 / em).clamp(-0.8, 0.0),
        em,
        symbolic: true,
        missing_width: 0.0,
        stand_in: Standard::Helvetica,
        is_standard: false,
        program: Object::Null,
    };
    Ok((descriptor, simple))
}

fn usable(number: f64) -> bool {
    (1e-6..1e6).contains(&number.abs())
}

fn numbers(objects: &mut Objects, font: &Object, key: &[u8]) -> Bounded<Vec<f64>> {
    let array = objects.entry(font, key)?;
    Ok(objects
        .items(&array)?
        .iter()
        .map(|item| item.number().unwrap_or(0.0))
        .collect())
}

/// Widths by code, in glyph coordinates: from `/Widths`, or else from the drawings themselves.
fn all_widths(objects: &mut Objects, font: &Object, encoding: &Encoding) -> Bounded<Vec<f64>> {
    let widths = Widths::read(objects, font)?;
    if !widths.is_empty() {
        return Ok((0..=u8::MAX)
            .map(|code| widths.raw(code).unwrap_or(0.0))
            .collect());
    }
    let drawings = objects.entry(font, b"CharProcs")?;
    let mut found = Vec::with_capacity(256);
    for code in 0..=u8::MAX {
        let drawing = objects.entry(&drawings, encoding.name(code).as_bytes())?;
        let width = match drawing.stream() {
            Some(stream) => drawn_width(&objects.decode(stream)?.bytes),
            None => 0.0,
        };
        found.push(width);
    }
    Ok(found)
}

/// The first operand of `d0` or `d1`.
fn drawn_width(drawing: &[u8]) -> f64 {
    let mut lexer = Lexer::new(drawing);
    let mut first = None;
    for _ in 0..WIDTH_WITHIN {
        match lexer.next() {
            Some(Token::Keyword(b"d0" | b"d1")) => {
                return first.filter(|width: &f64| width.abs() < 1e5).unwrap_or(0.0);
            }
            Some(token) => first = first.or(token.number()),
            None => break,
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_tell_their_width() {
        let is = |drawing: &[u8], width: f64| (drawn_width(drawing) - width).abs() < 1e-9;
        assert!(is(b"750 0 0 0 750 750 d1 0 0 750 750 re f", 750.0));
        assert!(is(b"500 0 d0", 500.0));
        assert!(is(b"0 0 750 750 re f", 0.0));
    }
}
