use tieout_domain::Area;

use super::columns::{Column, Columns};
use super::edges;
use super::line::Line;
use super::run::Run;
use super::text;
use crate::pdf::Word;

/// The cells of one line.
#[derive(Debug, Clone)]
pub struct Cells<'p, R> {
    cells: Vec<Cell<'p, R>>,
}

/// One cell: what stands below one heading on one line.
#[derive(Debug, Clone)]
pub struct Cell<'p, R> {
    /// What the column holds; none when its heading was not known, or before the first column.
    pub role: Option<R>,
    words: Vec<&'p Word>,
    /// The column's place, counted from 0; none before the first.
    pub column: Option<usize>,
}

impl<'p, R: Copy + Eq> Cells<'p, R> {
    /// The cell of this role, when it is not empty.
    pub fn get(&self, role: R) -> Option<&Cell<'p, R>> {
        self.cells.iter().find(|cell| cell.role == Some(role))
    }

    /// The text in the cell of this role; none when it is empty.
    pub fn text(&self, role: R) -> Option<String> {
        self.get(role).map(Cell::text)
    }

    /// All cells that are not empty, from left to right.
    pub fn iter(&self) -> impl Iterator<Item = &Cell<'p, R>> {
        self.cells.iter()
    }
}

impl<R> Cell<'_, R> {
    /// The text.
    pub fn text(&self) -> String {
        text::join(&self.words)
    }

    /// The box around it.
    pub fn area(&self) -> Area {
        text::area(&self.words)
    }

    /// Left edge.
    pub fn left(&self) -> f32 {
        self.area().left
    }
}

pub(super) fn cells<'p, R: Copy + Eq>(columns: &Columns<R>, line: &Line<'p>) -> Cells<'p, R> {
    let mut cells: Vec<Cell<'p, R>> = Vec::new();
    for run in line.runs() {
        for piece in columns.split(&run) {
            let column = columns.column_of(&piece);
            match cells.iter_mut().find(|cell| cell.column == column) {
                Some(cell) => cell.words.extend(piece.words),
                None => cells.push(Cell {
                    role: columns.role(column),
                    words: piece.words,
                    column,
                }),
            }
        }
    }
    cells.sort_by_key(|cell| cell.column);
    Cells { cells }
}

impl<R: Copy + Eq> Columns<R> {
    fn role(&self, column: Option<usize>) -> Option<R> {
        self.columns
            .get(column?)
            .and_then(|column| column.heading.role)
    }

    /// A run may hold several cells, where columns are so tight that a mere space is between them.
    fn split<'p>(&self, run: &Run<'p>) -> Vec<Run<'p>> {
        let mut pieces: Vec<Run<'p>> = Vec::new();
        let mut last: Option<&Word> = None;
        for word in &run.words {
            let starts_cell = last.is_none_or(|last| self.is_between_cells(last, word));
            match pieces.last_mut() {
                Some(piece) if !starts_cell => piece.words.push(word),
                _ => pieces.push(Run { words: vec![word] }),
            }
            last = Some(word);
        }
        pieces
    }

    fn is_between_cells(&self, last: &Word, next: &Word) -> bool {
        let starts = |column: &Column<R>| column.is_started_exactly_by(next);
        let ends = |column: &Column<R>| column.is_ended_by(last) && next.left > last.right;
        let is_last_of = |column: &Column<R>| column.is_ended_by(next) && column.from <= next.left;
        self.columns.iter().any(starts)
            || self.columns.iter().any(is_last_of)
            || (holds_digit(&next.text) && self.columns.iter().any(ends))
    }

    /// The column whose edge the run touches, or else the last one that starts before it. Where cells are centred
    /// no edge tells: what stands below the next heading, and not below its own, belongs to the next.
    fn column_of(&self, run: &Run<'_>) -> Option<usize> {
        let started = || self.columns.iter().position(|c| c.is_started_by_run(run));
        let ended = || self.columns.iter().position(|c| c.is_ended_by_run(run));
        let zone = || {
            self.columns
                .iter()
                .rposition(|column| column.from <= run.left())
        };
        started()
            .or_else(ended)
            .or_else(|| zone().map(|place| self.centred(place, run)))
    }

    fn centred(&self, place: usize, run: &Run<'_>) -> usize {
        let is_below = |place: usize| {
            let heading = self.columns.get(place).map(|column| &column.heading);
            heading.is_some_and(|heading| heading.left < run.right() && run.left() < heading.right)
        };
        let next = place + 1;
        if !is_below(place) && is_below(next) {
            next
        } else {
            place
        }
    }
}

impl<R> Column<R> {
    fn is_started_by(&self, word: &Word) -> bool {
        let left = self.alignment.left();
        left.is_some_and(|left| edges::is_same(word.left, left))
    }

    /// A word amid a text may lie on an edge by chance: a cell starts there only if it does exactly.
    fn is_started_exactly_by(&self, word: &Word) -> bool {
        const EXACT: f32 = 0.12;
        let left = self.alignment.left();
        left.is_some_and(|left| (word.left - left).abs() < EXACT)
    }

    fn is_ended_by(&self, word: &Word) -> bool {
        self.alignment
            .right()
            .is_some_and(|right| edges::is_same(word.right, right))
            && holds_digit(&word.text)
    }

    fn is_started_by_run(&self, run: &Run<'_>) -> bool {
        run.words
            .first()
            .is_some_and(|word| self.is_started_by(word))
    }

    /// Only figures are put to the right.
    fn is_ended_by_run(&self, run: &Run<'_>) -> bool {
        self.alignment
            .right()
            .is_some_and(|right| edges::is_same(run.right(), right))
            && run.words.iter().any(|word| holds_digit(&word.text))
    }
}

fn holds_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}
