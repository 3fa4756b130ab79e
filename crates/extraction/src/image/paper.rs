//! Where on the picture the paper lies, and where on the paper something is written.

use std::ops::Range;

use super::picture::Picture;

/// A part of a picture in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) columns: Range<usize>,
    pub(super) rows: Range<usize>,
}

impl Part {
    const fn whole(picture: &Picture) -> Self {
        Self {
            columns: 0..picture.width(),
            rows: 0..picture.height(),
        }
    }

    fn widened(self, by: usize, picture: &Picture) -> Self {
        let widen = |range: Range<usize>, size: usize| {
            range.start.saturating_sub(by)..(range.end + by).min(size)
        };
        Self {
            columns: widen(self.columns, picture.width()),
            rows: widen(self.rows, picture.height()),
        }
    }

    pub(super) fn of(&self, picture: &Picture) -> Picture {
        picture.crop(
            self.columns.start,
            self.rows.start,
            self.columns.len(),
            self.rows.len(),
        )
    }
}

/// The part that is bright, where the picture's edges are darker: the paper on a table. The whole picture
/// where paper reaches to the edges.
pub(super) fn paper(picture: &Picture) -> Part {
    /// How much darker than the paper a table is.
    const DARKER: u8 = 45;
    let small = thumbnail(picture);
    let (bright, edge) = (small.quantile(0.75), median(edge_pixels(&small)));
    if edge.saturating_add(DARKER) > bright {
        return Part::whole(picture);
    }
    let limit = edge + (bright - edge) / 2;
    let is_paper = |pixels: &mut dyn Iterator<Item = u8>, count: usize| {
        pixels.filter(|pixel| *pixel >= limit).count() * 4 >= count
    };
    let columns = extent(small.width(), |x| {
        is_paper(
            &mut (0..small.height()).map(|y| small.at(x, y)),
            small.height(),
        )
    });
    let rows = extent(small.height(), |y| {
        is_paper(&mut small.row(y).iter().copied(), small.width())
    });
    scaled(columns, rows, &small, picture).unwrap_or_else(|| Part::whole(picture))
}

/// The part that something is written on, with a margin; the whole picture when that cannot be told.
pub(super) fn written(picture: &Picture) -> Part {
    const MARGIN: usize = 24;
    let small = thumbnail(picture);
    // On evenly lit paper, ink is clearly darker than the paper.
    let is_ink = |pixel: u8| pixel < 190;
    let has_ink =
        |pixels: &mut dyn Iterator<Item = u8>| pixels.filter(|pixel| is_ink(*pixel)).count() >= 2;
    let columns = extent(small.width(), |x| {
        has_ink(&mut (0..small.height()).map(|y| small.at(x, y)))
    });
    let rows = extent(small.height(), |y| {
        has_ink(&mut small.row(y).iter().copied())
    });
    scaled(columns, rows, &small, picture).map_or_else(
        || Part::whole(picture),
        |part| part.widened(MARGIN, picture),
    )
}

/// A picture small enough that single specks of dirt vanish in it.
fn thumbnail(picture: &Picture) -> Picture {
    const SIDE: usize = 320;
    let longest = picture.width().max(picture.height()).max(SIDE);
    picture.resized(
        picture.width() * SIDE / longest,
        picture.height() * SIDE / longest,
    )
}

fn edge_pixels(picture: &Picture) -> Vec<u8> {
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let across = (0..=right).flat_map(|x| [picture.at(x, 0), picture.at(x, bottom)]);
    let down = (0..=bottom).flat_map(|y| [picture.at(0, y), picture.at(right, y)]);
    across.chain(down).collect()
}

fn median(mut pixels: Vec<u8>) -> u8 {
    pixels.sort_unstable();
    pixels.get(pixels.len() / 2).copied().unwrap_or(255)
}

/// From the first to the last place for which `holds`.
fn extent(size: usize, mut holds: impl FnMut(usize) -> bool) -> Option<Range<usize>> {
    let places: Vec<usize> = (0..size).filter(|place| holds(*place)).collect();
    Some(*places.first()?..places.last()? + 1)
}

/// A part of the small picture, on the large one; none when it is too small to be a paper.
fn scaled(
    columns: Option<Range<usize>>,
    rows: Option<Range<usize>>,
    small: &Picture,
    large: &Picture,
) -> Option<Part> {
    let (columns, rows) = (columns?, rows?);
    if columns.len() * 12 < small.width() || rows.len() * 12 < small.height() {
        return None;
    }
    let scale = |range: Range<usize>, from: usize, to: usize| {
        range.start * to / from..(range.end * to).div_ceil(from).min(to)
    };
    Some(Part {
        columns: scale(columns, small.width(), large.width()),
        rows: scale(rows, small.height(), large.height()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_on_a_dark_table_is_found() {
        let on_table = Picture::from_fn(600, 800, |x, y| {
            if (100..500).contains(&x) && (50..700).contains(&y) {
                230
            } else {
                60
            }
        });
        let part = paper(&on_table);
        assert!(part.columns.start.abs_diff(100) < 10 && part.columns.end.abs_diff(500) < 10);
        assert!(part.rows.start.abs_diff(50) < 10 && part.rows.end.abs_diff(700) < 10);
    }

    #[test]
    fn paper_to_the_edges_is_kept_whole() {
        let paper_only = Picture::from_fn(300, 300, |x, _| if x % 30 < 3 { 40 } else { 240 });
        assert_eq!(paper(&paper_only), Part::whole(&paper_only));
    }

    #[test]
    fn the_written_part_has_a_margin() {
        let page = Picture::from_fn(640, 960, |x, y| {
            if (100..300).contains(&x) && (200..400).contains(&y) {
                20
            } else {
                250
            }
        });
        let part = written(&page);
        assert!(
            part.columns.start < 100
                && part.columns.start > 60
                && part.rows.end > 400
                && part.rows.end < 440
        );
        let blank = Picture::from_fn(100, 100, |_, _| 250);
        assert_eq!(written(&blank), Part::whole(&blank));
    }
}
