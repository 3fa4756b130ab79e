use super::affine::Affine;

/// A grey picture: 0 is black, 255 white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// A picture of `width` by `height` pixels, row by row; none unless there are exactly as many pixels.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Option<Self> {
        let is_whole = width.checked_mul(height)? == pixels.len() && width > 0 && height > 0;
        is_whole.then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// A picture whose pixels are given by their place.
    pub fn from_fn(width: usize, height: usize, mut pixel: impl FnMut(usize, usize) -> u8) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            pixels.extend((0..width).map(|x| pixel(x, y)));
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    /// Pixels across.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Pixels down.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// The pixels, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// A row of pixels; empty below the picture.
    pub fn row(&self, y: usize) -> &[u8] {
        self.pixels
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// The pixel at a place; the nearest one for places outside.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        let place = y.min(self.height - 1) * self.width + x.min(self.width - 1);
        self.pixels.get(place).copied().unwrap_or(255)
    }

    /// The brightness between pixels; white outside of the picture.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        if x < -0.5 || y < -0.5 || x > self.width as f32 - 0.5 || y > self.height as f32 - 0.5 {
            return 255.0;
        }
        let (x, y) = (x.max(0.0), y.max(0.0));
        let (left, top) = (x as usize, y as usize);
        let (right_part, lower_part) = (x - left as f32, y - top as f32);
        let pixel = |dx: usize, dy: usize| f32::from(self.at(left + dx, top + dy));
        let upper = pixel(0, 0) * (1.0 - right_part) + pixel(1, 0) * right_part;
        let lower = pixel(0, 1) * (1.0 - right_part) + pixel(1, 1) * right_part;
        upper * (1.0 - lower_part) + lower * lower_part
    }

    /// The part from (`left`, `top`) on, at most `width` by `height` pixels.
    pub fn crop(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let (left, top) = (left.min(self.width - 1), top.min(self.height - 1));
        let (width, height) = (
            width.clamp(1, self.width - left),
            height.clamp(1, self.height - top),
        );
        let rows = (top..top + height)
            .flat_map(|y| self.row(y).get(left..left + width).unwrap_or_default());
        Self {
            width,
            height,
            pixels: rows.copied().collect(),
        }
    }

    /// The picture at another size: averaged when it shrinks, smooth when it grows.
    pub fn resized(&self, width: usize, height: usize) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let (across, down) = (
            self.width as f32 / width as f32,
            self.height as f32 / height as f32,
        );
        if across > 1.5 || down > 1.5 {
            return self.averaged(width, height);
        }
        Self::from_fn(width, height, |x, y| {
            let at = |place: usize, step: f32, size: usize| {
                ((place as f32 + 0.5) * step - 0.5).clamp(0.0, size as f32 - 1.0)
            };
            self.sample(at(x, across, self.width), at(y, down, self.height))
                .round() as u8
        })
    }

    fn averaged(&self, width: usize, height: usize) -> Self {
        let span = |place: usize, from: usize, to: usize| {
            let start = place * from / to;
            start
                ..((place + 1) * from)
                    .div_ceil(to)
                    .max(start + 1)
                    .min(from.max(start + 1))
        };
        Self::from_fn(width, height, |x, y| {
            let (columns, rows) = (span(x, self.width, width), span(y, self.height, height));
            let count = (columns.len() * rows.len()).max(1) as u32;
            let sum: u32 = rows
                .map(|row| {
                    self.row(row)
                        .get(columns.clone())
                        .unwrap_or_default()
                        .iter()
                        .map(|pixel| u32::from(*pixel))
                        .sum::<u32>()
                })
                .sum();
            u8::try_from(sum / count).unwrap_or(255)
        })
    }

    /// The picture that `to_source` takes back to this one, point by point; white where nothing is.
    pub fn warped(&self, width: usize, height: usize, to_source: &Affine) -> Self {
        Self::from_fn(width, height, |x, y| {
            let (x, y) = to_source.apply((x as f32, y as f32));
            self.sample(x, y).round() as u8
        })
    }

    /// Turned clockwise by quarters.
    pub fn turned(&self, quarters: u8) -> Self {
        let (w, h) = (self.width, self.height);
        match quarters % 4 {
            0 => self.clone(),
            1 => Self::from_fn(h, w, |x, y| self.at(y, h - 1 - x)),
            2 => Self::from_fn(w, h, |x, y| self.at(w - 1 - x, h - 1 - y)),
            _ => Self::from_fn(h, w, |x, y| self.at(w - 1 - y, x)),
        }
    }

    /// Every pixel changed by itself.
    pub fn map(mut self, change: impl Fn(u8) -> u8) -> Self {
        for pixel in &mut self.pixels {
            *pixel = change(*pixel);
        }
        self
    }

    /// How many pixels there are of each brightness.
    pub fn histogram(&self) -> [usize; 256] {
        let mut counts = [0; 256];
        for pixel in &self.pixels {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
            }
        }
        counts
    }

    /// The brightness that `part` (0 to 1) of the pixels do not exceed.
    pub fn quantile(&self, part: f32) -> u8 {
        let wanted = (self.pixels.len() as f32 * part) as usize;
        let mut seen = 0;
        let found = self.histogram().iter().position(|count| {
            seen += count;
            seen > wanted
        });
        found
            .and_then(|brightness| u8::try_from(brightness).ok())
            .unwrap_or(255)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp() -> Picture {
        Picture::from_fn(4, 3, |x, y| (10 * x + 100 * y) as u8)
    }

    #[test]
    fn turning_four_times_gives_the_picture_back() {
        assert_eq!(ramp().turned(1).turned(1), ramp().turned(2));
        assert_eq!(ramp().turned(1).turned(3), ramp());
        assert_eq!(ramp().turned(1).at(2, 0), ramp().at(0, 0));
    }

    #[test]
    fn a_crop_stays_inside() {
        let cropped = ramp().crop(2, 1, 100, 100);
        assert_eq!((cropped.width(), cropped.height()), (2, 2));
        assert_eq!(cropped.at(0, 0), 120);
    }

    #[test]
    fn sizes_that_do_not_fit_the_pixels_are_refused() {
        assert_eq!(Picture::new(2, 2, vec![0; 3]), None);
        assert_eq!(Picture::new(0, 2, Vec::new()), None);
    }

    #[test]
    fn shrinking_averages() {
        let stripes = Picture::from_fn(8, 8, |x, _| if x % 2 == 0 { 0 } else { 200 });
        assert_eq!(stripes.resized(2, 2).at(0, 0), 100);
    }
}
