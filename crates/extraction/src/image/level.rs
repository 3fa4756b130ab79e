//! How far a picture is from level.

use super::picture::Picture;

/// Angles that are tried, in degrees to either side: papers lie askew by little, or are turned on purpose.
const MOST: f32 = 8.0;

/// The angle (radians, clockwise as seen) by which the lines of text slope. Zero when there are none.
pub(super) fn slope(picture: &Picture) -> f32 {
    let ink = ink_points(picture);
    if ink.len() < 200 {
        return 0.0;
    }
    let coarse = best(&ink, (-8..=8).map(|step| step as f32 * MOST / 8.0));
    let fine = best(&ink, (-10..=10).map(|step| coarse + step as f32 * 0.1));
    fine.to_radians()
}

/// The angle at which the ink falls into the sharpest rows.
fn best(ink: &[(f32, f32)], angles: impl Iterator<Item = f32>) -> f32 {
    let scored = angles.map(|angle| (sharpness(ink, angle), angle));
    scored
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs())))
        .map_or(0.0, |(_, angle)| angle)
}

/// How unevenly the ink spreads over rows that slope by `angle` degrees: lines and gaps, or a blur.
fn sharpness(ink: &[(f32, f32)], angle: f32) -> f32 {
    let slope = angle.to_radians().tan();
    let mut rows = vec![0.0_f32; 2_048];
    for (x, y) in ink {
        // Rows of a turned picture may begin above it.
        let row = (y - x * slope + 512.0).max(0.0) as usize;
        if let Some(count) = rows.get_mut(row) {
            *count += 1.0;
        }
    }
    rows.iter()
        .zip(rows.iter().skip(1))
        .map(|(a, b)| (a - b) * (a - b))
        .sum()
}

/// Dark pixels of a picture of moderate size, a sample of them where they are many.
fn ink_points(picture: &Picture) -> Vec<(f32, f32)> {
    const SIDE: usize = 900;
    const ENOUGH: usize = 40_000;
    let longest = picture.width().max(picture.height()).max(SIDE);
    let small = picture.resized(
        picture.width() * SIDE / longest,
        picture.height() * SIDE / longest,
    );
    let limit = small.quantile(0.5).saturating_sub(50);
    let mut points = Vec::new();
    for y in 0..small.height() {
        let dark = small
            .row(y)
            .iter()
            .enumerate()
            .filter(|(_, pixel)| **pixel < limit);
        points.extend(dark.map(|(x, _)| (x as f32, y as f32)));
    }
    let step = points.len().div_ceil(ENOUGH).max(1);
    points.into_iter().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::affine::Affine;

    #[test]
    fn the_slope_of_lines_is_measured() {
        let lines = Picture::from_fn(600, 600, |x, y| {
            if y % 30 < 8 && x % 7 < 4 && (60..540).contains(&x) {
                10
            } else {
                245
            }
        });
        assert!(slope(&lines).abs() < 0.003);
        for degrees in [-3.0_f32, 1.5, 5.0] {
            let turn = Affine::turn(-degrees.to_radians(), (300.0, 300.0));
            let askew = lines.warped(600, 600, &turn);
            let found = slope(&askew).to_degrees();
            assert!(
                (found - degrees).abs() < 0.3,
                "{degrees} measured as {found}"
            );
        }
    }

    #[test]
    fn a_blank_page_is_level() {
        assert!(slope(&Picture::from_fn(300, 300, |_, _| 250)).abs() < 1e-6);
    }
}
