//! Even light: shadows and stripes are divided out, so that paper is white everywhere.

use super::picture::Picture;

/// Pixels of one field of the grid on which the paper's brightness is measured.
const FIELD: usize = 24;

/// The picture with the brightness of its paper made even.
pub(super) fn even(picture: &Picture) -> Picture {
    let paper = paper_brightness(picture);
    Picture::from_fn(picture.width(), picture.height(), |x, y| {
        let field = |place: usize| place as f32 / FIELD as f32 - 0.5;
        let paper = paper.sample(field(x).max(0.0), field(y).max(0.0)).max(40.0);
        (f32::from(picture.at(x, y)) / paper * 250.0).min(255.0) as u8
    })
}

/// How bright the paper is in each field: most of a field is paper, also where text stands.
fn paper_brightness(picture: &Picture) -> Picture {
    let (columns, rows) = (
        picture.width().div_ceil(FIELD),
        picture.height().div_ceil(FIELD),
    );
    let brightest = Picture::from_fn(columns, rows, |x, y| {
        picture
            .crop(x * FIELD, y * FIELD, FIELD, FIELD)
            .quantile(0.85)
    });
    // A field in the middle of a black bar has no paper: its neighbours know better.
    let widened = Picture::from_fn(columns, rows, |x, y| {
        around(&brightest, x, y).max().unwrap_or(255)
    });
    Picture::from_fn(columns, rows, |x, y| {
        let (sum, count) = around(&widened, x, y).fold((0_u32, 0_u32), |(sum, count), value| {
            (sum + u32::from(value), count + 1)
        });
        u8::try_from(sum / count.max(1)).unwrap_or(255)
    })
}

fn around(picture: &Picture, x: usize, y: usize) -> impl Iterator<Item = u8> + '_ {
    let rows = y.saturating_sub(1)..=(y + 1).min(picture.height() - 1);
    rows.flat_map(move |row| {
        (x.saturating_sub(1)..=(x + 1).min(picture.width() - 1))
            .map(move |column| picture.at(column, row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_over_half_the_paper_is_gone_and_the_ink_stays() {
        let shaded = Picture::from_fn(240, 240, |x, y| {
            let paper = if x < 120 { 240 } else { 120 };
            let is_ink = y % 40 < 4 && x % 10 < 5;
            if is_ink { paper / 4 } else { paper }
        });
        let even = even(&shaded);
        assert!(
            even.at(30, 20) > 230 && even.at(210, 20) > 200,
            "{} {}",
            even.at(30, 20),
            even.at(210, 20)
        );
        assert!(even.at(31, 1) < 110 && even.at(211, 1) < 110);
    }
}
