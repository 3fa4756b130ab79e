use super::builder::{Builder, RawWord, turned};
use super::overprint;
use crate::pdf::page::{Direction, ImageBox, Page, Word};

/// Directions nearer than this to upright or sideways count as such.
const STRAIGHT: f64 = 0.1;

/// Part of the glyphs that must be turned for the whole page to be.
const TURNED_PAGE: f64 = 2.0 / 3.0;

/// Baselines nearer than this part of the size are one line.
const SAME_LINE: f64 = 0.12;

/// Completes a page: takes out what is printed twice, turns a page that is drawn sideways, sorts the words.
pub(crate) fn finish(mut builder: Builder, mut page: Page) -> Page {
    overprint::remove(&mut builder);
    let turn = Turn::needed(&builder.words, &page);
    let size = turn.size(&page);
    for image in &mut page.images {
        *image = turn.image(*image);
    }
    (page.width, page.height) = size;
    let words = builder
        .words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.glyphs > 0);
    let words =
        words.filter_map(|(order, word)| turn.word(&builder, word, u32::try_from(order).ok()?));
    page.words = words.filter(|word| is_on(word, size)).collect();
    sort(&mut page.words);
    page
}

fn is_on(word: &Word, (width, height): (f32, f32)) -> bool {
    word.left < width && word.right > 0.0 && word.top < height && word.bottom > 0.0
}

/// From top to bottom by line, then from left to right.
fn sort(words: &mut [Word]) {
    words.sort_by(|one, other| {
        line_of(one)
            .total_cmp(&line_of(other))
            .then(one.order.cmp(&other.order))
    });
    let mut start = 0;
    while let Some(first) = words.get(start) {
        let limit = line_of(first) + SAME_LINE as f32 * first.size;
        let rest = words.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|word| line_of(word) <= limit)
            .count()
            .max(1);
        if let Some(line) = words.get_mut(start..start + length) {
            line.sort_by(|one, other| {
                one.left
                    .total_cmp(&other.left)
                    .then(one.order.cmp(&other.order))
            });
        }
        start += length;
    }
}

/// How far down a word stands.
fn line_of(word: &Word) -> f32 {
    match word.direction {
        Direction::Up | Direction::Down => word.bottom,
        _ => word.baseline,
    }
}

/// A quarter turn of the page, so that its text reads from left to right: (x, y) becomes
/// (x·along + shift, across + shift), where `along` is the direction in which the page reads now.
struct Turn {
    along: (f64, f64),
    shift: (f64, f64),
}

fn dot(one: (f64, f64), other: (f64, f64)) -> f64 {
    one.0 * other.0 + one.1 * other.1
}

/// The vector a quarter turn clockwise (y points down).
fn across((x, y): (f64, f64)) -> (f64, f64) {
    (-y, x)
}

impl Turn {
    fn needed(words: &[RawWord], page: &Page) -> Self {
        let (width, height) = (f64::from(page.width), f64::from(page.height));
        let total: usize = words.iter().map(|word| word.glyphs).sum();
        let sideways = [
            ((0.0, 1.0), (0.0, width)),
            ((-1.0, 0.0), (width, height)),
            ((0.0, -1.0), (height, 0.0)),
        ];
        for (along, shift) in sideways {
            let of_it = words
                .iter()
                .filter(|word| turned(word.direction, along) < STRAIGHT);
            let glyphs: usize = of_it.map(|word| word.glyphs).sum();
            if glyphs as f64 > total as f64 * TURNED_PAGE {
                return Self { along, shift };
            }
        }
        Self {
            along: (1.0, 0.0),
            shift: (0.0, 0.0),
        }
    }

    fn size(&self, page: &Page) -> (f32, f32) {
        if self.along.1.abs() > 0.5 {
            (page.height, page.width)
        } else {
            (page.width, page.height)
        }
    }

    fn point(&self, point: (f64, f64)) -> (f64, f64) {
        (
            dot(point, self.along) + self.shift.0,
            dot(point, across(self.along)) + self.shift.1,
        )
    }

    fn image(&self, image: ImageBox) -> ImageBox {
        let one = self.point((image.left.into(), image.top.into()));
        let other = self.point((image.right.into(), image.bottom.into()));
        ImageBox {
            left: one.0.min(other.0) as f32,
            right: one.0.max(other.0) as f32,
            top: one.1.min(other.1) as f32,
            bottom: one.1.max(other.1) as f32,
            ..image
        }
    }

    /// `None` for a word at an impossible place.
    fn word(&self, builder: &Builder, raw: &RawWord, order: u32) -> Option<Word> {
        let (reading, below) = (raw.direction, across(raw.direction));
        let at = |along: f64, deep: f64| {
            self.point((
                reading.0 * along + below.0 * deep,
                reading.1 * along + below.1 * deep,
            ))
        };
        let direction = named(dot(reading, self.along), dot(reading, across(self.along)));
        let (high, low) = (
            raw.across - f64::from(raw.ascent) * raw.size,
            raw.across - f64::from(raw.descent) * raw.size,
        );
        let corners = [
            at(raw.start, high),
            at(raw.end, high),
            at(raw.start, low),
            at(raw.end, low),
        ];
        let least = |pick: fn(&(f64, f64)) -> f64| {
            corners.iter().map(pick).fold(f64::INFINITY, f64::min) as f32
        };
        let most = |pick: fn(&(f64, f64)) -> f64| {
            corners.iter().map(pick).fold(f64::NEG_INFINITY, f64::max) as f32
        };
        let base = at(raw.start, raw.across);
        let edges = builder.edges_of(raw);
        let ends = edges.iter().skip(1).copied().chain([raw.end]);
        let left_of =
            |(start, end): (&f64, f64)| at(*start, raw.across).0.min(at(end, raw.across).0) as f32;
        let word = Word {
            text: builder.text.get(raw.text.0..raw.text.1)?.to_owned(),
            left: least(|corner| corner.0),
            right: most(|corner| corner.0),
            top: least(|corner| corner.1),
            bottom: most(|corner| corner.1),
            baseline: if matches!(direction, Direction::Up | Direction::Down) {
                base.0 as f32
            } else {
                base.1 as f32
            },
            size: raw.size as f32,
            bold: raw.bold,
            invisible: raw.invisible,
            order,
            abuts: raw.abuts,
            direction,
            lefts: edges.iter().zip(ends).map(left_of).collect(),
        };
        [word.left, word.right, word.top, word.bottom]
            .iter()
            .all(|edge| edge.is_finite())
            .then_some(word)
    }
}

/// The direction whose unit vector is (x, y).
fn named(x: f64, y: f64) -> Direction {
    let near = |vector: (f64, f64)| turned(vector, (x, y)) < STRAIGHT;
    match () {
        () if near((1.0, 0.0)) => Direction::Right,
        () if near((0.0, 1.0)) => Direction::Down,
        () if near((-1.0, 0.0)) => Direction::Left,
        () if near((0.0, -1.0)) => Direction::Up,
        () => Direction::Slanted,
    }
}
