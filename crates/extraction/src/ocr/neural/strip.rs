//! Lines cut out of a picture: upright, and as high as the reading network wants them.

use super::quad::Quad;
use crate::image::Picture;

/// Height of a strip in pixels.
pub(super) const HEIGHT: usize = 48;

/// Strips are no longer than this; a longer line is squeezed.
const LONGEST: usize = 2_400;

/// Cuts a line out.
pub(super) fn cut(picture: &Picture, quad: &Quad) -> Picture {
    let scale = quad.height / HEIGHT as f32;
    let width = ((quad.length / scale).round() as usize).clamp(HEIGHT / 2, LONGEST);
    let step = quad.length / width as f32;
    // Letters much larger than the strip are averaged, so that thin strokes are not lost between samples.
    let fine = (scale.max(step).floor() as usize).clamp(1, 4);
    Picture::from_fn(width, HEIGHT, |x, y| {
        let part = |place: usize, sub: usize| place as f32 + (sub as f32 + 0.5) / fine as f32;
        let places = (0..fine).flat_map(|down| (0..fine).map(move |across| (across, down)));
        let sum: f32 = places
            .map(|(across, down)| {
                let (px, py) = quad.point(part(x, across) * step, part(y, down) * scale);
                picture.sample(px - 0.5, py - 0.5)
            })
            .sum();
        (sum / (fine * fine) as f32).round() as u8
    })
}
