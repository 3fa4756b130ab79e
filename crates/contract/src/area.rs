//! Where on a page something stands.

use serde::{Deserialize, Serialize};
use tieout_domain as domain;

/// A box on a page, measured from its top left corner: in whole points (1/72 inch), in pixels on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    /// Left edge.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Right edge.
    pub right: u32,
    /// Bottom edge.
    pub bottom: u32,
}

impl From<domain::Area> for Area {
    /// Rounded outwards: what stands in the box stays in it.
    fn from(area: domain::Area) -> Self {
        Self {
            left: area.left.floor() as u32,
            top: area.top.floor() as u32,
            right: area.right.ceil() as u32,
            bottom: area.bottom.ceil() as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_box_stays_in_it() {
        let printed = domain::Area {
            left: 36.9,
            top: -0.4,
            right: 100.1,
            bottom: 48.0,
        };
        let area = Area {
            left: 36,
            top: 0,
            right: 101,
            bottom: 48,
        };
        assert_eq!(Area::from(printed), area);
    }
}
