use super::cells::{Cells, cells};
use super::edges::{self, Edge};
use super::headings::Heading;
use super::line::Line;

/// The columns of a table: where the cells of each heading stand.
///
/// Headings alone say roughly where. [`Columns::fit`] looks at the lines below and finds the edge
/// that the cells of each column share: texts mostly share their left edge, figures their right one.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns<R> {
    pub(super) columns: Vec<Column<R>>,
    /// Left and right edges of what was seen below the headings.
    seen: Vec<(f32, f32)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column<R> {
    pub(super) heading: Heading<R>,
    pub(super) alignment: Alignment,
    /// What starts from here on, and no later column claims, belongs to this column.
    pub(super) from: f32,
}

/// The edge that the cells of a column share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Alignment {
    Left(f32),
    Right(f32),
    /// Cells of one width: dates, numbers of receipts.
    Both {
        left: f32,
        right: f32,
    },
    /// Too few cells to tell.
    Unknown,
}

/// Edges are known well enough when this many runs and words were seen.
const ENOUGH: usize = 2_400;

/// An edge counts when this many cells share it.
const CONVINCING: usize = 2;

/// What starts this little before a column's edge still belongs to it, in points.
const SLACK: f32 = 1.0;

impl<R: Copy + Eq> Columns<R> {
    /// Columns below `headings`, which stand from left to right.
    pub fn new(headings: Vec<Heading<R>>) -> Self {
        let columns = headings.into_iter().map(|heading| Column {
            from: heading.left,
            alignment: Alignment::Unknown,
            heading,
        });
        let mut columns = Self {
            columns: columns.collect(),
            seen: Vec::new(),
        };
        columns.bound();
        columns
    }

    /// Learns from `lines` below the headings where the cells of each column stand. May be called
    /// again for every page that repeats the headings.
    pub fn fit(&mut self, lines: &[Line<'_>]) {
        if self.seen.len() >= ENOUGH {
            return;
        }
        // Words count beside runs: where columns are tight, a run goes on over several cells.
        for line in lines {
            let runs = line.runs();
            self.seen
                .extend(runs.iter().map(|run| (run.left(), run.right())));
            self.seen
                .extend(line.words.iter().map(|word| (word.left, word.right)));
        }
        let alignments: Vec<Alignment> = (0..self.columns.len())
            .map(|place| self.alignment_of(place))
            .collect();
        for (column, alignment) in self.columns.iter_mut().zip(alignments) {
            column.alignment = alignment;
        }
        self.bound();
    }

    /// Does the table have exactly these headings, at the same places? What an unknown heading means may have been
    /// learned since.
    pub fn is_below(&self, headings: &[Heading<R>]) -> bool {
        let place = |heading: &Heading<R>| (heading.left, heading.right);
        let is_same = |(a, b): (&Heading<R>, &Heading<R>)| a.text == b.text && place(a) == place(b);
        self.columns.len() == headings.len() && self.headings().zip(headings).all(is_same)
    }

    /// Gives the column at `place`, counted from 0, another role.
    pub fn set_role(&mut self, place: usize, role: Option<R>) {
        if let Some(column) = self.columns.get_mut(place) {
            column.heading.role = role;
        }
    }

    /// The headings from left to right.
    pub fn headings(&self) -> impl Iterator<Item = &Heading<R>> {
        self.columns.iter().map(|column| &column.heading)
    }

    /// Is there a column of this role?
    pub fn has(&self, role: R) -> bool {
        self.headings().any(|heading| heading.role == Some(role))
    }

    /// The cells of a line; empty cells are absent.
    pub fn cells<'p>(&self, line: &Line<'p>) -> Cells<'p, R> {
        cells(self, line)
    }

    /// Most cells stand below their heading; below a heading set apart from its cells, cells start
    /// after the heading before it ends, and end before the heading after it starts.
    fn alignment_of(&self, place: usize) -> Alignment {
        let Some(heading) = self.heading_at(Some(place)) else {
            return Alignment::Unknown;
        };
        let is_below = |run: &(f32, f32)| run.0 < heading.right && heading.left < run.1;
        match self.shared_edges(place, is_below) {
            Alignment::Unknown => self.shared_edges(place, |_| true),
            known => known,
        }
    }

    /// Of the two sorts of edge, the one that more of the cells share, or both.
    fn shared_edges(&self, place: usize, is_meant: impl Fn(&(f32, f32)) -> bool) -> Alignment {
        let before = self
            .heading_at(place.checked_sub(1))
            .map_or(f32::MIN, |other| other.right);
        let after = self
            .heading_at(place.checked_add(1))
            .map_or(f32::MAX, |other| other.left);
        let here = self.heading_at(Some(place));
        let (from, to) = here.map_or((f32::MIN, f32::MAX), |here| (here.left, here.right));
        let runs = || self.seen.iter().filter(|run| is_meant(run));
        let lefts = runs().map(|run| run.0).filter(|x| before < *x && *x < to);
        let rights = runs().map(|run| run.1).filter(|x| from < *x && *x < after);
        let left = edges::most_shared(lefts.collect()).filter(is_convincing);
        let right = edges::most_shared(rights.collect()).filter(is_convincing);
        match (left, right) {
            (Some(left), Some(right)) if is_rare(left, right) => Alignment::Right(right.at),
            (Some(left), Some(right)) if is_rare(right, left) => Alignment::Left(left.at),
            (Some(left), Some(right)) => Alignment::Both {
                left: left.at,
                right: right.at,
            },
            (Some(left), None) => Alignment::Left(left.at),
            (None, Some(right)) => Alignment::Right(right.at),
            (None, None) => Alignment::Unknown,
        }
    }

    fn heading_at(&self, place: Option<usize>) -> Option<&Heading<R>> {
        self.columns.get(place?).map(|column| &column.heading)
    }

    /// Sets where each column starts.
    fn bound(&mut self) {
        let mut before = f32::MIN;
        let mut heading_before = f32::MIN;
        for column in &mut self.columns {
            let start = column.start(&self.seen, heading_before);
            heading_before = column.heading.right;
            column.from = start.max(before);
            before = match column.alignment {
                Alignment::Right(right) | Alignment::Both { right, .. } => right,
                _ => column.from,
            };
        }
    }
}

impl Alignment {
    /// The left edge that cells share.
    pub(super) const fn left(self) -> Option<f32> {
        match self {
            Self::Left(left) | Self::Both { left, .. } => Some(left),
            Self::Right(_) | Self::Unknown => None,
        }
    }

    /// The right edge that cells share.
    pub(super) const fn right(self) -> Option<f32> {
        match self {
            Self::Right(right) | Self::Both { right, .. } => Some(right),
            Self::Left(_) | Self::Unknown => None,
        }
    }
}

impl<R> Column<R> {
    /// Where the leftmost cell of this column starts. What starts below the heading before holds
    /// more than a cell of this column.
    fn start(&self, runs: &[(f32, f32)], heading_before: f32) -> f32 {
        let start = match self.alignment {
            Alignment::Left(left) => left,
            Alignment::Right(right) | Alignment::Both { right, .. } => runs
                .iter()
                .filter(|run| edges::is_same(run.1, right))
                .map(|run| run.0)
                .filter(|left| heading_before < *left)
                .fold(self.heading.left, f32::min),
            Alignment::Unknown => self.heading.left,
        };
        start - SLACK
    }
}

/// Is `edge` shared by clearly fewer cells than `other`?
fn is_rare(edge: Edge, other: Edge) -> bool {
    edge.cells * 10 < other.cells * 7
}

fn is_convincing(edge: &Edge) -> bool {
    edge.cells >= CONVINCING
}
