//! Turned rectangles around lines of text.

/// A rectangle that may be turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quad {
    /// Its middle.
    pub(super) middle: (f32, f32),
    /// Along the line of text.
    pub(super) length: f32,
    /// Across the line.
    pub(super) height: f32,
    /// Direction of the line: cosine and sine of its angle to the horizontal.
    pub(super) direction: (f32, f32),
}

impl Quad {
    /// The smallest rectangle around points, lying as its longer side does; none for no points.
    pub(super) fn around(points: &[(f32, f32)]) -> Option<Self> {
        let hull = hull(points);
        let edges = hull
            .iter()
            .zip(hull.iter().cycle().skip(1))
            .filter_map(|(a, b)| unit((b.0 - a.0, b.1 - a.1)));
        let upright = std::iter::once((1.0, 0.0));
        let boxes = upright
            .chain(edges)
            .filter_map(|direction| Self::along(&hull, direction));
        let smallest =
            boxes.min_by(|a, b| (a.length * a.height).total_cmp(&(b.length * b.height)))?;
        Some(smallest.lying())
    }

    fn along(points: &[(f32, f32)], (cos, sin): (f32, f32)) -> Option<Self> {
        let along = || points.iter().map(|(x, y)| x * cos + y * sin);
        let across = || points.iter().map(|(x, y)| y * cos - x * sin);
        let (left, right) = (along().reduce(f32::min)?, along().reduce(f32::max)?);
        let (top, bottom) = (across().reduce(f32::min)?, across().reduce(f32::max)?);
        let (u, v) = ((left + right) / 2.0, (top + bottom) / 2.0);
        Some(Self {
            middle: (u * cos - v * sin, u * sin + v * cos),
            length: right - left + 1.0,
            height: bottom - top + 1.0,
            direction: (cos, sin),
        })
    }

    /// The same rectangle with its direction within 45° of left to right, or else of top to bottom.
    fn lying(self) -> Self {
        let (cos, sin) = self.direction;
        if cos.abs() < sin.abs() {
            let turned = Self {
                length: self.height,
                height: self.length,
                direction: (sin, -cos),
                ..self
            };
            return turned.forward();
        }
        self.forward()
    }

    fn forward(self) -> Self {
        let (cos, sin) = self.direction;
        if cos < 0.0 {
            Self {
                direction: (-cos, -sin),
                ..self
            }
        } else {
            self
        }
    }

    /// Grown by `margin` on all sides.
    pub(super) fn grown(self, margin: f32) -> Self {
        Self {
            length: self.length + 2.0 * margin,
            height: self.height + 2.0 * margin,
            ..self
        }
    }

    pub(super) fn scaled(self, across: f32, down: f32) -> Self {
        let (cos, sin) = self.direction;
        let direction = unit((cos * across, sin * down)).unwrap_or((1.0, 0.0));
        Self {
            middle: (self.middle.0 * across, self.middle.1 * down),
            length: self.length * (cos * across).hypot(sin * down),
            height: self.height * (sin * across).hypot(cos * down),
            direction,
        }
    }

    /// The point `along` the line from its left end, and `across` from its upper edge.
    pub(super) fn point(&self, along: f32, across: f32) -> (f32, f32) {
        let (cos, sin) = self.direction;
        let (u, v) = (along - self.length / 2.0, across - self.height / 2.0);
        (
            self.middle.0 + u * cos - v * sin,
            self.middle.1 + u * sin + v * cos,
        )
    }
}

fn unit((x, y): (f32, f32)) -> Option<(f32, f32)> {
    let length = x.hypot(y);
    (length > 1e-6).then(|| (x / length, y / length))
}

/// The corners of the smallest convex shape around points (Andrew's monotone chain).
fn hull(points: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut hull = half(sorted.iter());
    hull.pop();
    let mut upper = half(sorted.iter().rev());
    upper.pop();
    hull.extend(upper);
    hull
}

fn half<'p>(points: impl Iterator<Item = &'p (f32, f32)>) -> Vec<(f32, f32)> {
    let mut half: Vec<(f32, f32)> = Vec::new();
    for point in points {
        while let [.., a, b] = half.as_slice() {
            if (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0) > 0.0 {
                break;
            }
            half.pop();
        }
        half.push(*point);
    }
    half
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sloping_line_gets_a_sloping_box() {
        let angle = 0.1_f32;
        let points: Vec<(f32, f32)> = (0..100)
            .flat_map(|u| [0.0, 10.0].map(|v: f32| (u as f32, v)))
            .map(|(u, v)| {
                (
                    u * angle.cos() - v * angle.sin() + 50.0,
                    u * angle.sin() + v * angle.cos() + 50.0,
                )
            })
            .collect();
        let quad = Quad::around(&points).unwrap();
        assert!((quad.direction.1.atan2(quad.direction.0) - angle).abs() < 0.01);
        assert!((quad.length - 100.0).abs() < 1.0 && (quad.height - 11.0).abs() < 1.0);
        let (x, y) = quad.point(0.0, 0.0);
        assert!((x - 50.0).abs() < 1.5 && (y - 50.0).abs() < 1.5);
    }

    #[test]
    fn few_points_have_a_box_too() {
        assert_eq!(Quad::around(&[]), None);
        let dot = Quad::around(&[(3.0, 4.0)]).unwrap();
        assert!((dot.length - 1.0).abs() < 1e-6 && (dot.height - 1.0).abs() < 1e-6);
    }
}
