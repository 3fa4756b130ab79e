//! A statement as printed: which line is what, its values still as text.

use tieout_domain::{Area, DocumentRef, Period, Source};

use super::numbers::PageNumber;
use crate::layout::{Balance, Role, TotalWords};
use crate::roster::Holder;
use crate::table::Line;

/// Everything that was found on the pages, in the order in which it is printed.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) events: Vec<Event>,
    /// Lines amid a table that were not understood.
    pub(super) unread: Vec<Place>,
    /// What pages say of their number.
    pub(super) numbers: Vec<PageNumber>,
    pub(super) period: Option<Span>,
    pub(super) issuer: Option<String>,
    /// Headings and notes that may name the currency.
    pub(super) notes: Vec<String>,
}

/// The days that a statement covers, and how they are printed.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) period: Period,
    pub(super) texts: [String; 2],
}

/// One thing that a statement prints.
#[derive(Debug)]
pub(super) enum Event {
    Entry(Box<Entry>),
    Total(Total),
    Balance(BalanceLine),
}

/// A transaction, a payment or a fee.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Whose section it stands in.
    pub(super) holder: Holder,
    /// It stands in a section of payments and fees.
    pub(super) is_other: bool,
    /// The row's cells.
    pub(super) row: Row,
    /// The product lines.
    pub(super) items: Vec<Row>,
    /// Lines below the row that say more.
    pub(super) details: Vec<String>,
    /// The transaction's own totals line.
    pub(super) totals: Option<Total>,
    pub(super) place: Place,
}

/// The cells of a row that are not empty: what they hold, and their text.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    cells: Vec<(Role, String)>,
}

/// A totals line.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) words: TotalWords,
    /// The line's words: how a person finds it.
    pub(super) label: String,
    /// Whose total the line says it is.
    pub(super) named: Option<String>,
    /// A group of merchants, where it sums one.
    pub(super) group: Option<String>,
    pub(super) figures: Vec<FigureText>,
    pub(super) count: Option<i64>,
    /// Whose section it stands in.
    pub(super) holder: Holder,
    pub(super) place: Place,
}

/// A figure of a totals line.
#[derive(Debug, Clone)]
pub(super) struct FigureText {
    pub(super) role: Role,
    /// The heading above it, when there is more than one figure.
    pub(super) heading: Option<String>,
    pub(super) text: String,
}

/// A line of an account summary.
#[derive(Debug, Clone)]
pub(super) struct BalanceLine {
    pub(super) balance: Balance,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) place: Place,
}

/// Where something stands, and its text.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) page: u32,
    pub(super) area: Area,
    pub(super) text: String,
}

impl Row {
    pub(super) fn new(cells: Vec<(Role, String)>) -> Self {
        Self { cells }
    }

    pub(super) fn get(&self, role: Role) -> Option<&str> {
        let (_, text) = self.cells.iter().find(|(found, _)| *found == role)?;
        Some(text)
    }

    /// What is charged: the amount, or, in a table without product lines, the net.
    pub(super) fn charge(&self) -> Option<&str> {
        self.get(Role::Amount).or_else(|| self.get(Role::Net))
    }

    pub(super) fn has_any(&self, roles: &[Role]) -> bool {
        self.cells.iter().any(|(role, _)| roles.contains(role))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Role, &str)> {
        self.cells.iter().map(|(role, text)| (*role, text.as_str()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Puts `text` behind what the cell holds: the next line of a cell that wraps.
    pub(super) fn append(&mut self, role: Role, text: &str) {
        match self.cells.iter_mut().find(|(found, _)| *found == role) {
            Some((_, cell)) => {
                cell.push(' ');
                cell.push_str(text);
            }
            None => self.cells.push((role, text.to_owned())),
        }
    }

    /// Puts `text` in front of what the cell holds.
    pub(super) fn prepend(&mut self, role: Role, text: &str) {
        match self.cells.iter_mut().find(|(found, _)| *found == role) {
            Some((_, cell)) => *cell = format!("{text} {cell}"),
            None => self.cells.push((role, text.to_owned())),
        }
    }

    pub(super) fn set(&mut self, role: Role, text: &str) {
        self.cells.retain(|(found, _)| *found != role);
        self.cells.push((role, text.to_owned()));
    }

    /// Takes the cells of `roles` out.
    pub(super) fn split_off(&mut self, roles: &[Role]) -> Self {
        let (taken, kept) = std::mem::take(&mut self.cells)
            .into_iter()
            .partition(|(role, _)| roles.contains(role));
        self.cells = kept;
        Self { cells: taken }
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

    /// The same place, `line` included.
    pub(super) fn extend(&mut self, line: &Line<'_>) {
        // A box spans one page; the text goes on.
        if line.page == self.page {
            self.area = self.area.union(line.area());
        }
        self.text.push('\n');
        self.text.push_str(&line.text());
    }

    pub(super) fn source(&self, document: DocumentRef) -> Source {
        Source::page(document, self.page)
            .within(self.area)
            .with_text(&self.text)
    }
}
