//! Edges that many cells of a column share.

/// Places that lie this close together, in points, are one edge.
const SAME_EDGE: f32 = 0.8;

/// An edge and how many cells share it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) at: f32,
    pub(super) cells: usize,
}

/// The edge that most of `places` share; of equals the leftmost.
pub(super) fn most_shared(mut places: Vec<f32>) -> Option<Edge> {
    places.sort_by(f32::total_cmp);
    let mut best: Option<Edge> = None;
    let mut end = 0;
    for start in 0..places.len() {
        // On a full page words start everywhere: an edge is as wide as a point, not a chain of them.
        let first = places.get(start).copied()?;
        end += places
            .iter()
            .skip(end)
            .take_while(|place| **place - first <= SAME_EDGE)
            .count();
        let cells = end - start;
        if best.is_none_or(|best| cells > best.cells) {
            let at = places.get(start + cells / 2).copied()?;
            best = Some(Edge { at, cells });
        }
    }
    best
}

/// Do both places lie on one edge?
pub(super) fn is_same(a: f32, b: f32) -> bool {
    (a - b).abs() <= SAME_EDGE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_cells_decide() {
        let edge = most_shared(vec![10.0, 50.2, 50.0, 80.0, 50.1]);
        assert_eq!(edge, Some(Edge { at: 50.1, cells: 3 }));
        assert_eq!(most_shared(vec![]), None);
    }

    #[test]
    fn words_that_start_everywhere_make_no_edge_of_their_own() {
        let everywhere = (0..400_u16).map(|step| 10.0 + f32::from(step) * 0.5);
        let edge = most_shared(everywhere.chain([100.0; 5]).collect());
        assert!(edge.is_some_and(|edge| is_same(edge.at, 100.0) && edge.cells < 10));
    }
}
