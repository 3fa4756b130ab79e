//! Which rows are in sight.

/// How high a row is, in pixels; the style sheet says the same.
pub const ROW: usize = 36;

/// Rows that are there above and below what is in sight, so that scrolling shows no gaps.
const SPARE: usize = 8;

/// The rows to draw: from the first to before the last.
pub const fn range(scrolled: usize, height: usize, rows: usize) -> (usize, usize) {
    let first = (scrolled / ROW).saturating_sub(SPARE);
    let last = (scrolled + height).div_ceil(ROW) + SPARE;
    let last = if last < rows { last } else { rows };
    (if first < last { first } else { last }, last)
}

/// Where to scroll so that a row is in sight.
pub const fn reveal(row: usize, scrolled: usize, height: usize) -> usize {
    let top = row * ROW;
    let bottom = top + 2 * ROW;
    if top < scrolled {
        top
    } else if bottom > scrolled + height {
        bottom.saturating_sub(height)
    } else {
        scrolled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_of_many_rows_are_drawn() {
        assert_eq!(range(0, 720, 10_000), (0, 28));
        assert_eq!(range(36_000, 720, 10_000), (992, 1_028));
        assert_eq!(range(360_000, 720, 10_000), (9_992, 10_000));
    }

    #[test]
    fn a_list_that_shrank_under_the_reader_is_drawn_still() {
        assert_eq!(range(36_000, 720, 10), (10, 10));
        assert_eq!(range(0, 720, 0), (0, 0));
    }

    #[test]
    fn a_row_out_of_sight_is_brought_into_it() {
        assert_eq!(reveal(0, 100, 720), 0);
        assert_eq!(reveal(5, 0, 720), 0);
        assert_eq!(reveal(30, 0, 720), 432);
    }
}
