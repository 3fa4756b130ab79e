//! Lines to rows: a row is the line that carries its date and amount, and the lines its cells wrap over.

use tieout_domain::{Area, ReportedPerson};

use super::blocks::Report;
use super::cell::{self, Cells, Widths};
use super::furniture::Furniture;
use super::profile::{Label, Wording};
use super::reader::{Kind, LineReader};
use crate::table::Line;

/// What the table of a report holds, in the order in which it is printed.
#[derive(Debug)]
pub(super) enum Item {
    /// The lines below are this person's.
    Person(ReportedPerson),
    Row(Row),
    /// A printed sum or number of lines.
    Total(Total),
    /// A line that was not understood.
    Unread(Place),
}

/// One expense, as texts.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Cells,
    pub(super) place: Place,
    /// Baseline of the line that carries date and amount.
    anchor: f32,
    /// Page and baseline of its last line.
    last: (u32, f32),
}

/// A total line.
#[derive(Debug)]
pub(super) struct Total {
    pub(super) label: Label,
    /// The words beside the amount.
    pub(super) words: String,
    /// Does it say nothing but that it is a total?
    pub(super) is_bare: bool,
    pub(super) amount: String,
    pub(super) place: Place,
}

/// Where something stands, and its text.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) page: u32,
    pub(super) area: Area,
    pub(super) text: String,
}

/// Puts the lines of `report` together to rows.
pub(super) fn items(report: &Report<'_>, wording: &Wording) -> Vec<Item> {
    let lines = kinds(report, wording);
    let anchors_below = anchors_below(&lines);
    let mut assembly = Assembly::new(Widths::of(report), is_centred(&lines));
    for ((line, kind), anchor_below) in lines.into_iter().zip(anchors_below) {
        assembly.add(line, kind, anchor_below);
    }
    assembly.finish()
}

impl Item {
    pub(super) const fn row(&self) -> Option<&Row> {
        match self {
            Self::Row(row) => Some(row),
            _ => None,
        }
    }
}

impl Place {
    pub(super) fn of(line: &Line<'_>) -> Self {
        Self {
            page: line.page,
            area: line.area(),
            text: line.text(),
        }
    }

    fn extend(&mut self, below: &Self) {
        if self.page == below.page {
            self.area = self.area.union(below.area);
        }
        self.text = format!("{}\n{}", self.text, below.text);
    }
}

/// The lines of the table and what they are; what stands beside it is left out.
fn kinds<'r, 'p>(report: &'r Report<'p>, wording: &Wording) -> Vec<(&'r Line<'p>, Kind)> {
    let furniture = Furniture::of(report);
    let mut kinds = Vec::new();
    for block in &report.blocks {
        let mut above: Option<&Line<'_>> = None;
        for line in &block.lines {
            let kind = LineReader {
                block,
                wording,
                furniture: &furniture,
                above,
            }
            .kind(line);
            if !matches!(kind, Kind::Furniture) {
                kinds.push((line, kind));
                above = Some(line);
            }
        }
    }
    kinds
}

/// Do dates and amounts stand in the middle of their rows? Then most persons are followed by wrapped text.
fn is_centred(lines: &[(&Line<'_>, Kind)]) -> bool {
    let is_person = |kind: &Kind| matches!(kind, Kind::Person(_));
    let vote = |pair: &[(&Line<'_>, Kind)]| match pair {
        [(_, above), (_, Kind::More(_))] if is_person(above) => 1,
        [(_, above), (_, Kind::Anchor(_))] if is_person(above) => -1,
        _ => 0,
    };
    let first = lines
        .first()
        .map_or(0, |(_, kind)| i64::from(matches!(kind, Kind::More(_))));
    lines.windows(2).map(vote).sum::<i64>() + first > 0
}

/// For each line the baseline of the next anchor below it on its page, when no person or total stands between.
fn anchors_below(lines: &[(&Line<'_>, Kind)]) -> Vec<Option<f32>> {
    let mut below: Option<(u32, f32)> = None;
    let mut found: Vec<Option<f32>> = Vec::with_capacity(lines.len());
    for (line, kind) in lines.iter().rev() {
        found.push(
            below
                .filter(|(page, _)| *page == line.page)
                .map(|(_, baseline)| baseline),
        );
        match kind {
            Kind::Anchor(_) => below = Some((line.page, line.baseline)),
            Kind::More(_) => {}
            _ => below = None,
        }
    }
    found.reverse();
    found
}

/// Rows as they grow.
struct Assembly {
    items: Vec<Item>,
    /// Wrapped lines that wait for the row below them.
    waiting: Option<(Place, Cells)>,
    widths: Widths,
    is_centred: bool,
}

impl Assembly {
    const fn new(widths: Widths, is_centred: bool) -> Self {
        Self {
            items: Vec::new(),
            waiting: None,
            widths,
            is_centred,
        }
    }

    fn add(&mut self, line: &Line<'_>, kind: Kind, anchor_below: Option<f32>) {
        match kind {
            Kind::Person(person) => self.close(Item::Person(person)),
            Kind::Total(total) => self.close(Item::Total(total)),
            Kind::Anchor(cells) => self.start_row(line, cells),
            Kind::More(cells) => self.add_more(line, cells, anchor_below),
            Kind::Furniture => {}
        }
    }

    fn finish(mut self) -> Vec<Item> {
        self.give_up_waiting();
        self.items
    }

    fn close(&mut self, item: Item) {
        self.give_up_waiting();
        self.items.push(item);
    }

    fn give_up_waiting(&mut self) {
        self.items
            .extend(self.waiting.take().map(|(place, _)| Item::Unread(place)));
    }

    fn start_row(&mut self, line: &Line<'_>, cells: Cells) {
        let mut row = Row {
            cells,
            place: Place::of(line),
            anchor: line.baseline,
            last: (line.page, line.baseline),
        };
        if let Some((place, above)) = self.waiting.take() {
            row.put_below(place, above, &self.widths);
        }
        self.items.push(Item::Row(row));
    }

    /// A wrapped line continues the row above it, over a page break too, or waits for the one below.
    fn add_more(&mut self, line: &Line<'_>, cells: Cells, anchor_below: Option<f32>) {
        let is_nearer_below = |row: &Row| {
            let below = anchor_below.map(|anchor| anchor - line.baseline);
            self.is_centred && below.is_some_and(|below| below < line.baseline - row.anchor)
        };
        match self.items.last_mut() {
            Some(Item::Row(row))
                if self.waiting.is_none()
                    && !is_nearer_below(row)
                    && row.is_continued_by(line, &cells) =>
            {
                row.wrap(line, cells, &self.widths);
            }
            _ => self.wait(line, cells, anchor_below),
        }
    }

    fn wait(&mut self, line: &Line<'_>, cells: Cells, anchor_below: Option<f32>) {
        /// A row wraps over this many lines above its middle at most.
        const MOST_LINES: f32 = 4.0;
        let is_close = |anchor: f32| anchor - line.baseline <= MOST_LINES * CLOSE * line.size();
        let place = Place::of(line);
        match (
            &mut self.waiting,
            anchor_below.is_some_and(is_close) && self.is_centred,
        ) {
            (_, false) => self.close(Item::Unread(place)),
            (Some((above, known)), true) => {
                above.extend(&place);
                cell::wrap(known, cells, &self.widths);
            }
            (waiting, true) => *waiting = Some((place, cells)),
        }
    }
}

/// Lines of one row are no further apart than this, in font sizes.
const CLOSE: f32 = 1.8;

impl Row {
    /// A wrapped line stands close below, and only where the row has something to wrap.
    fn is_continued_by(&self, line: &Line<'_>, cells: &Cells) -> bool {
        let (page, baseline) = self.last;
        let is_near = if page == line.page {
            line.baseline - baseline <= CLOSE * line.size()
        } else {
            page + 1 == line.page
        };
        is_near && cells.keys().all(|role| self.cells.contains_key(role))
    }

    fn wrap(&mut self, line: &Line<'_>, cells: Cells, widths: &Widths) {
        cell::wrap(&mut self.cells, cells, widths);
        self.place.extend(&Place::of(line));
        self.last = (line.page, line.baseline);
    }

    /// Puts lines that stand above the one with date and amount in front.
    fn put_below(&mut self, place: Place, mut above: Cells, widths: &Widths) {
        cell::wrap(&mut above, std::mem::take(&mut self.cells), widths);
        self.cells = above;
        let own = std::mem::replace(&mut self.place, place);
        self.place.extend(&own);
    }
}
