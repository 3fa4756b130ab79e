//! The texts of cells, put together over the lines they wrap over.

use std::collections::BTreeMap;

use super::blocks::{Block, Report};
use super::profile::Role;
use crate::table::{Cell, Line};

/// The cells of a line or a row by what they hold; empty cells are absent.
pub(super) type Cells = BTreeMap<Role, CellText>;

/// The text of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CellText {
    text: String,
    /// Right edge of its last line.
    right: f32,
    /// How wide its letters are.
    letter: f32,
    /// Is its last line a single word?
    is_one_word: bool,
}

/// How far to the right the cells of each column reach.
#[derive(Debug, Default)]
pub(super) struct Widths {
    rights: BTreeMap<Role, (f32, usize)>,
}

/// The cells of `line`, by the columns of its block.
pub(super) fn cells(block: &Block<'_>, line: &Line<'_>) -> Cells {
    let mut texts = Cells::new();
    for cell in block.columns.cells(line).iter() {
        let role = cell.role.unwrap_or(Role::Ignored);
        let text = CellText::of(cell);
        match texts.get_mut(&role) {
            Some(known) => known.wrap(&text, false),
            None => {
                texts.insert(role, text);
            }
        }
    }
    texts
}

/// The text in the cell of this role; empty where there is none.
pub(super) fn text(cells: &Cells, role: Role) -> &str {
    cells
        .get(&role)
        .map(|cell| cell.text.as_str())
        .unwrap_or_default()
}

impl CellText {
    fn of(cell: &Cell<'_, Role>) -> Self {
        let (text, area) = (cell.text(), cell.area());
        let letters = u16::try_from(text.chars().count().max(1)).unwrap_or(u16::MAX);
        Self {
            right: area.right,
            letter: (area.right - area.left) / f32::from(letters),
            is_one_word: !text.contains(' '),
            text,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds the line below; a word that was broken because it is wider than its column becomes whole.
    fn wrap(&mut self, below: &Self, is_broken_word: bool) {
        if !is_broken_word {
            self.text.push(' ');
        }
        self.text.push_str(&below.text);
        (self.right, self.letter, self.is_one_word) =
            (below.right, below.letter, below.is_one_word);
    }
}

/// Adds the cells of the line below to those of the row above it.
pub(super) fn wrap(above: &mut Cells, below: Cells, widths: &Widths) {
    for (role, text) in below {
        match above.get_mut(&role) {
            Some(known) => known.wrap(&text, widths.is_broken_word(role, known, &text)),
            None => {
                above.insert(role, text);
            }
        }
    }
}

impl Widths {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let mut widths = Self::default();
        for block in &report.blocks {
            for line in &block.lines {
                widths.add(&cells(block, line));
            }
        }
        widths
    }

    fn add(&mut self, cells: &Cells) {
        for (role, cell) in cells {
            let (right, count) = self.rights.entry(*role).or_insert((f32::MIN, 0));
            *right = right.max(cell.right);
            *count += 1;
        }
    }

    /// A word goes on in the line below when it is alone in its line and not one more letter had room.
    fn is_broken_word(&self, role: Role, above: &CellText, below: &CellText) -> bool {
        const ENOUGH_TO_TELL: usize = 10;
        let Some((right, count)) = self.rights.get(&role) else {
            return false;
        };
        let is_full = above.right + below.letter > *right;
        above.is_one_word && is_full && *count >= ENOUGH_TO_TELL
    }
}
