//! Boxes of lines from the map that says how likely each pixel belongs to a line's core.

use super::quad::Quad;

/// A map of probabilities, row by row.
#[derive(Debug)]
pub(super) struct HeatMap<'m> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) values: &'m [f32],
}

/// A pixel at least this likely is part of a line.
const PIXEL: f32 = 0.3;

/// A line at least this likely on average is one.
const LINE: f32 = 0.5;

/// The network marks the core of a line; how much larger the line is (area by outline), as it was trained.
const GROWTH: f32 = 1.6;

/// Cores thinner than this many pixels are dirt.
const THINNEST: f32 = 3.0;

/// More lines than this are no receipt.
const MOST_LINES: usize = 1_000;

/// The boxes of the lines on the map.
pub(super) fn lines(map: &HeatMap<'_>) -> Vec<Quad> {
    let mut seen = vec![false; map.values.len()];
    let mut lines = Vec::new();
    for start in 0..map.values.len() {
        if lines.len() >= MOST_LINES {
            break;
        }
        if map.is_text(start) && seen.get(start) == Some(&false) {
            lines.extend(line(map, &blob(map, start, &mut seen)));
        }
    }
    lines
}

/// The pixels connected with the one at `start`.
fn blob(map: &HeatMap<'_>, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut pixels = Vec::new();
    let mut open = vec![start];
    mark(seen, start);
    while let Some(pixel) = open.pop() {
        pixels.push(pixel);
        for neighbour in map.around(pixel) {
            if map.is_text(neighbour) && mark(seen, neighbour) {
                open.push(neighbour);
            }
        }
    }
    pixels
}

/// Notes a pixel as seen; was it not before?
fn mark(seen: &mut [bool], pixel: usize) -> bool {
    seen.get_mut(pixel)
        .is_some_and(|seen| !std::mem::replace(seen, true))
}

fn line(map: &HeatMap<'_>, pixels: &[usize]) -> Option<Quad> {
    let likely = pixels
        .iter()
        .filter_map(|pixel| map.values.get(*pixel))
        .sum::<f32>()
        / pixels.len().max(1) as f32;
    let points: Vec<(f32, f32)> = pixels
        .iter()
        .map(|pixel| ((pixel % map.width) as f32, (pixel / map.width) as f32))
        .collect();
    let core = Quad::around(&points)
        .filter(|core| likely >= LINE && core.height.min(core.length) >= THINNEST)?;
    Some(core.grown(core.length * core.height * GROWTH / (2.0 * (core.length + core.height))))
}

impl HeatMap<'_> {
    fn is_text(&self, pixel: usize) -> bool {
        self.values.get(pixel).is_some_and(|value| *value > PIXEL)
    }

    /// The eight pixels around one.
    fn around(&self, pixel: usize) -> impl Iterator<Item = usize> {
        let (width, height) = (self.width, self.height);
        let (x, y) = (pixel % width, pixel / width);
        let rows = y.saturating_sub(1)..=(y + 1).min(height - 1);
        rows.flat_map(move |row| {
            (x.saturating_sub(1)..=(x + 1).min(width - 1)).map(move |column| row * width + column)
        })
        .filter(move |other| *other != pixel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cores_are_two_lines_and_a_speck_is_none() {
        let mut values = vec![0.0_f32; 100 * 60];
        for (x, y) in (10..80).flat_map(|x| (10..16).chain(40..46).map(move |y| (x, y))) {
            values[y * 100 + x] = 0.9;
        }
        values[30 * 100 + 90] = 0.9;
        let lines = lines(&HeatMap {
            width: 100,
            height: 60,
            values: &values,
        });
        assert_eq!(lines.len(), 2);
        // Grown from 70 × 6 by 70·6·1.6 / 152 ≈ 4.4 on each side.
        assert!(
            (lines[0].length - 78.8).abs() < 1.0 && (lines[0].height - 14.8).abs() < 1.0,
            "{lines:?}"
        );
    }

    #[test]
    fn a_faint_core_is_no_line() {
        let values = vec![0.4_f32; 40 * 10];
        assert_eq!(
            lines(&HeatMap {
                width: 40,
                height: 10,
                values: &values
            }),
            []
        );
    }
}
