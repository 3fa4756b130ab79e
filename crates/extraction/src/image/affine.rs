use tieout_domain::Area;

/// A straight mapping of the plane: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine {
    x: [f32; 3],
    y: [f32; 3],
}

impl Affine {
    /// Everything stays where it is.
    pub const IDENTITY: Self = Self {
        x: [1.0, 0.0, 0.0],
        y: [0.0, 1.0, 0.0],
    };

    /// Moves by `dx`, `dy`.
    pub const fn shift(dx: f32, dy: f32) -> Self {
        Self {
            x: [1.0, 0.0, dx],
            y: [0.0, 1.0, dy],
        }
    }

    /// Stretches by `sx` across and `sy` down.
    pub const fn scale(sx: f32, sy: f32) -> Self {
        Self {
            x: [sx, 0.0, 0.0],
            y: [0.0, sy, 0.0],
        }
    }

    /// Turns by `angle` (radians, clockwise as seen) around a point.
    pub fn turn(angle: f32, (x, y): (f32, f32)) -> Self {
        let (sin, cos) = angle.sin_cos();
        let turn = Self {
            x: [cos, -sin, 0.0],
            y: [sin, cos, 0.0],
        };
        Self::shift(-x, -y).then(turn).then(Self::shift(x, y))
    }

    /// Clockwise quarter turns of a picture of `width` by `height`.
    pub const fn quarters(quarters: u8, width: f32, height: f32) -> Self {
        match quarters % 4 {
            0 => Self::IDENTITY,
            1 => Self {
                x: [0.0, -1.0, height],
                y: [1.0, 0.0, 0.0],
            },
            2 => Self {
                x: [-1.0, 0.0, width],
                y: [0.0, -1.0, height],
            },
            _ => Self {
                x: [0.0, 1.0, 0.0],
                y: [-1.0, 0.0, width],
            },
        }
    }

    /// First this, then `next`.
    pub fn then(self, next: Self) -> Self {
        let row = |row: [f32; 3]| {
            let [a, b, c] = row;
            let mix = |place: fn(&[f32; 3]) -> f32| a * place(&self.x) + b * place(&self.y);
            [mix(|row| row[0]), mix(|row| row[1]), mix(|row| row[2]) + c]
        };
        Self {
            x: row(next.x),
            y: row(next.y),
        }
    }

    /// Where a point goes.
    pub fn apply(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let at = |[a, b, c]: [f32; 3]| a * x + b * y + c;
        (at(self.x), at(self.y))
    }

    /// The upright box around where a box goes.
    pub fn apply_area(&self, area: Area) -> Area {
        let corners = [
            (area.left, area.top),
            (area.right, area.top),
            (area.right, area.bottom),
            (area.left, area.bottom),
        ]
        .map(|corner| self.apply(corner));
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MIN, f32::max);
        Area {
            left: least(|p| p.0),
            top: least(|p| p.1),
            right: most(|p| p.0),
            bottom: most(|p| p.1),
        }
    }

    /// The mapping back; none when everything falls onto a line.
    pub fn inverse(&self) -> Option<Self> {
        let ([a, b, c], [d, e, f]) = (self.x, self.y);
        let determinant = a * e - b * d;
        if determinant.abs() < 1e-9 {
            return None;
        }
        let (a, b, d, e) = (
            e / determinant,
            -b / determinant,
            -d / determinant,
            a / determinant,
        );
        Some(Self {
            x: [a, b, -(a * c + b * f)],
            y: [d, e, -(d * c + e * f)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close((ax, ay): (f32, f32), (bx, by): (f32, f32)) -> bool {
        (ax - bx).abs() < 1e-3 && (ay - by).abs() < 1e-3
    }

    #[test]
    fn steps_follow_each_other_and_can_be_taken_back() {
        let there = Affine::shift(-10.0, -20.0)
            .then(Affine::turn(0.3, (50.0, 50.0)))
            .then(Affine::scale(2.0, 3.0));
        let back = there.inverse().unwrap();
        assert!(close(
            Affine::shift(1.0, 0.0)
                .then(Affine::scale(2.0, 2.0))
                .apply((1.0, 1.0)),
            (4.0, 2.0)
        ));
        assert!(close(back.apply(there.apply((12.0, 34.0))), (12.0, 34.0)));
        assert_eq!(Affine::scale(0.0, 1.0).inverse(), None);
    }

    #[test]
    fn a_quarter_turn_brings_the_left_edge_to_the_top() {
        let turned = Affine::quarters(1, 40.0, 30.0);
        assert!(close(turned.apply((0.0, 30.0)), (0.0, 0.0)));
        assert!(close(turned.apply((0.0, 0.0)), (30.0, 0.0)));
    }
}
