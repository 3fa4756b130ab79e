//! How sure a decision is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A degree of belief from 0 to 1, kept as whole basis points (1/10,000) so that it has a total
/// order and ties are ties. As JSON: a number from 0 to 1.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = f64, minimum = 0.0, maximum = 1.0))]
#[serde(try_from = "f64", into = "f64")]
pub struct Confidence(u16);

/// A confidence must lie between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a confidence lies between 0 and 1, not {0}")]
pub struct NotAConfidence(pub f64);

impl Confidence {
    /// No belief at all.
    pub const ZERO: Self = Self(0);
    /// Certainty.
    pub const ONE: Self = Self(Self::SCALE);

    const SCALE: u16 = 10_000;

    /// `points` hundredths of a percent; more than 10,000 is certainty.
    pub const fn from_basis_points(points: u16) -> Self {
        Self(if points > Self::SCALE {
            Self::SCALE
        } else {
            points
        })
    }

    /// The nearest confidence to `value`; anything outside 0–1 (and NaN) goes to the nearer end.
    pub fn from_ratio(value: f64) -> Self {
        // A float-to-int `as` saturates and sends NaN to zero.
        Self::from_basis_points((value * f64::from(Self::SCALE)).round() as u16)
    }

    /// Hundredths of a percent, 0–10,000.
    pub const fn basis_points(self) -> u16 {
        self.0
    }

    /// As a number from 0 to 1.
    pub fn ratio(self) -> f64 {
        f64::from(self.0) / f64::from(Self::SCALE)
    }

    /// How far this is ahead of `other`; zero when it is not.
    pub const fn ahead_of(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl TryFrom<f64> for Confidence {
    type Error = NotAConfidence;

    fn try_from(value: f64) -> Result<Self, NotAConfidence> {
        if (0.0..=1.0).contains(&value) {
            Ok(Self::from_ratio(value))
        } else {
            Err(NotAConfidence(value))
        }
    }
}

impl From<Confidence> for f64 {
    fn from(confidence: Confidence) -> Self {
        confidence.ratio()
    }
}

/// As a percentage: `93 %`.
impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", (self.0 + 50) / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_between_zero_and_one() {
        assert_eq!(Confidence::from_ratio(1.5), Confidence::ONE);
        assert_eq!(Confidence::from_ratio(-0.1), Confidence::ZERO);
        assert_eq!(Confidence::from_ratio(f64::NAN), Confidence::ZERO);
        assert!(Confidence::try_from(1.01).is_err());
        assert!(serde_json::from_str::<Confidence>("7").is_err());
    }

    #[test]
    fn says_itself_in_percent() {
        assert_eq!(Confidence::from_ratio(0.9349).to_string(), "93 %");
    }
}
