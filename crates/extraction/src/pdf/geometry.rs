use super::syntax::Object;

/// An affine map: (x, y) becomes (a·x + c·y + e, b·x + d·y + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) c: f64,
    pub(crate) d: f64,
    pub(crate) e: f64,
    pub(crate) f: f64,
}

impl Matrix {
    pub(crate) const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    pub(crate) const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    pub(crate) const fn translation(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    /// From six numbers in a row.
    pub(crate) fn from_slice(numbers: &[f64]) -> Option<Self> {
        match *numbers {
            [a, b, c, d, e, f] => Some(Self::new(a, b, c, d, e, f)),
            _ => None,
        }
    }

    /// This map first, then `next`.
    pub(crate) fn then(&self, next: &Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    pub(crate) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    pub(crate) fn is_finite(&self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f]
            .iter()
            .all(|value| value.is_finite())
    }
}

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) bottom: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
}

/// Paper when a page does not tell its size.
pub(crate) const LETTER: Rect = Rect {
    left: 0.0,
    bottom: 0.0,
    right: 612.0,
    top: 792.0,
};

/// No sheet is longer than this, in points.
const MAX_SIDE: f64 = 1e6;

impl Rect {
    /// Four numbers, in whatever order the corners are given; `None` for a box without area.
    pub(crate) fn read(numbers: &[Object]) -> Option<Self> {
        let values: Option<Vec<f64>> = numbers.iter().map(Object::number).collect();
        let [x1, y1, x2, y2] = values?[..] else {
            return None;
        };
        let rect = Self {
            left: x1.min(x2),
            bottom: y1.min(y2),
            right: x1.max(x2),
            top: y1.max(y2),
        };
        let plausible = |side: f64| (0.1..MAX_SIDE).contains(&side);
        (plausible(rect.right - rect.left) && plausible(rect.top - rect.bottom)).then_some(rect)
    }

    /// The upright box around its corners once they are mapped.
    pub(crate) fn mapped(self, matrix: &Matrix) -> Self {
        let corners = [
            matrix.apply(self.left, self.bottom),
            matrix.apply(self.right, self.bottom),
            matrix.apply(self.left, self.top),
            matrix.apply(self.right, self.top),
        ];
        let over = |start: f64, pick: fn(&(f64, f64)) -> f64, join: fn(f64, f64) -> f64| {
            corners.iter().map(pick).fold(start, join)
        };
        Self {
            left: over(f64::INFINITY, |corner| corner.0, f64::min),
            bottom: over(f64::INFINITY, |corner| corner.1, f64::min),
            right: over(f64::NEG_INFINITY, |corner| corner.0, f64::max),
            top: over(f64::NEG_INFINITY, |corner| corner.1, f64::max),
        }
    }

    /// The common part; `self` when there is none.
    pub(crate) fn clipped_to(self, other: Self) -> Self {
        let common = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        if common.left < common.right && common.bottom < common.top {
            common
        } else {
            self
        }
    }
}

/// Where the points of a page lie when it is displayed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// From the page's own coordinates to the displayed ones, y down.
    pub(crate) base: Matrix,
}

impl Sheet {
    /// `rotate` in degrees clockwise, a multiple of 90; `unit` is the size of the page's unit in points.
    pub(crate) fn new(visible: Rect, rotate: i64, unit: f64) -> Self {
        let (w, h) = (
            (visible.right - visible.left) * unit,
            (visible.top - visible.bottom) * unit,
        );
        let (x, y) = (visible.left * unit, visible.bottom * unit);
        let u = unit;
        let (width, height, base) = match (rotate.rem_euclid(360) + 45) / 90 % 4 {
            1 => (h, w, Matrix::new(0.0, u, u, 0.0, -y, -x)),
            2 => (w, h, Matrix::new(-u, 0.0, 0.0, u, w + x, -y)),
            3 => (h, w, Matrix::new(0.0, -u, -u, 0.0, h + y, w + x)),
            _ => (w, h, Matrix::new(u, 0.0, 0.0, -u, -x, h + y)),
        };
        Self {
            width,
            height,
            base,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_one_after_the_other() {
        let scale = Matrix::new(2.0, 0.0, 0.0, 3.0, 0.0, 0.0);
        let both = scale.then(&Matrix::translation(10.0, 20.0));
        assert_eq!(both.apply(1.0, 1.0), (12.0, 23.0));
        assert_eq!(
            Matrix::translation(10.0, 20.0).then(&scale).apply(1.0, 1.0),
            (22.0, 63.0)
        );
    }

    #[test]
    fn displayed_corners_of_turned_pages() {
        let visible = Rect {
            left: 10.0,
            bottom: 20.0,
            right: 110.0,
            top: 220.0,
        };
        let upper_left = |rotate| Sheet::new(visible, rotate, 1.0).base.apply(10.0, 220.0);
        assert_eq!(upper_left(0), (0.0, 0.0));
        assert_eq!(upper_left(90), (200.0, 0.0));
        assert_eq!(upper_left(180), (100.0, 200.0));
        assert_eq!(upper_left(270), (0.0, 100.0));
        assert_eq!(upper_left(-90), upper_left(270));
        let sheet = Sheet::new(visible, 90, 2.0);
        assert_eq!((sheet.width, sheet.height), (400.0, 200.0));
        assert_eq!(sheet.base.apply(10.0, 220.0), (400.0, 0.0));
    }

    #[test]
    fn boxes_in_any_order_and_impossible_ones() {
        let read = |numbers: [f64; 4]| Rect::read(&numbers.map(Object::Real));
        assert_eq!(read([612.0, 792.0, 0.0, 0.0]), Some(LETTER));
        assert_eq!(read([0.0, 0.0, 0.0, 10.0]), None);
        assert_eq!(read([0.0, 0.0, f64::NAN, 10.0]), None);
        assert_eq!(read([0.0, 0.0, 1e38, 10.0]), None);
    }
}
