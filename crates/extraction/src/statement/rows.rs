//! Rows of the table of transactions.

use crate::layout::Role;
use crate::table::{Cells, Columns, Line};
use crate::values::looks_like_amount;

use super::raw::{Entry, Row};
use super::tables::{self, is_date};

/// A line, laid over the columns of a table.
pub(super) struct TableLine<'t, 'p> {
    pub(super) columns: &'t Columns<Role>,
    pub(super) cells: Cells<'p, Role>,
    /// The cells whose column is known, as text.
    pub(super) row: Row,
}

impl<'t, 'p> TableLine<'t, 'p> {
    pub(super) fn new(columns: &'t Columns<Role>, line: &Line<'p>) -> Self {
        let cells = columns.cells(line);
        let row = read(&cells);
        Self {
            columns,
            cells,
            row,
        }
    }

    /// Do transactions stand in the table?
    pub(super) fn has_entries(&self) -> bool {
        tables::holds_entries(self.columns)
    }

    /// Does the table have product lines?
    pub(super) fn has_items(&self) -> bool {
        let has_any = |roles: &[Role]| roles.iter().any(|role| self.columns.has(*role));
        has_any(&[Role::Net, Role::Gross])
            && has_any(&[Role::Product, Role::UnitPrice, Role::Quantity])
    }

    /// Where the cell of this role starts.
    pub(super) fn left_of(&self, role: Role) -> Option<f32> {
        Some(self.cells.get(role)?.left())
    }
}

fn read(cells: &Cells<'_, Role>) -> Row {
    let known = cells
        .iter()
        .filter_map(|cell| Some((cell.role?, cell.text())));
    let mut row = Row::new(known.collect());
    for role in Role::DATES {
        part_date(&mut row, role);
    }
    row
}

/// A date cell that holds more than a date ran into the next column.
fn part_date(row: &mut Row, role: Role) {
    let Some(text) = row
        .get(role)
        .filter(|text| text.contains(' ') && !is_date(text))
    else {
        return;
    };
    let ends = text.match_indices(' ').map(|(at, _)| at).take(3);
    let parts: Option<(String, String)> = ends
        .filter_map(|at| text.split_at_checked(at))
        .filter(|(date, _)| is_date(date))
        .last()
        .map(|(date, rest)| (date.to_owned(), rest.trim().to_owned()));
    if let Some((date, rest)) = parts {
        row.set(role, &date);
        row.prepend(Role::Merchant, &rest);
    }
}

/// Does the row start a transaction: is there a date, and something beside it?
pub(super) fn is_dated(row: &Row) -> bool {
    let is_dated = Role::DATES
        .iter()
        .any(|role| row.get(*role).is_some_and(is_date));
    is_dated && row.iter().any(|(role, _)| !Role::DATES.contains(&role))
}

/// Does the text of the row end with an amount, in no column of amounts?
pub(super) fn ends_with_amount(row: &Row) -> bool {
    let last_word = |text: &str| {
        text.split_whitespace()
            .next_back()
            .is_some_and(looks_like_amount)
    };
    row.iter()
        .any(|(role, text)| !Role::DATES.contains(&role) && last_word(text))
}

/// Does the row look like a transaction that lacks its date: an amount, and something beside it?
pub(super) fn is_undated(row: &Row) -> bool {
    const BESIDE: [Role; 4] = [
        Role::Merchant,
        Role::Reference,
        Role::TransactionDate,
        Role::PostDate,
    ];
    let mut amounts = Role::AMOUNTS.iter().filter_map(|role| row.get(*role));
    amounts.any(looks_like_amount) && row.has_any(&BESIDE)
}

/// Is it a product line below a transaction: nothing but a product and its figures?
pub(super) fn is_item(row: &Row) -> bool {
    const FIGURES: [Role; 4] = [Role::Gross, Role::Net, Role::UnitPrice, Role::Quantity];
    row.iter().all(|(role, _)| Role::OF_ITEMS.contains(&role))
        && FIGURES
            .iter()
            .any(|role| row.get(*role).is_some_and(looks_like_amount))
}

/// Is it nothing but text: the next line of cells that wrap?
pub(super) fn is_text(row: &Row) -> bool {
    const FIGURES: [Role; 8] = [
        Role::Gross,
        Role::Discount,
        Role::Net,
        Role::Amount,
        Role::Debit,
        Role::Credit,
        Role::Balance,
        Role::Quantity,
    ];
    !row.is_empty() && !row.has_any(&FIGURES) && !row.has_any(&Role::DATES)
}

/// Puts the next line of wrapped cells to what the entry has.
pub(super) fn append(entry: &mut Entry, more: &Row) {
    for (role, text) in more.iter() {
        match role {
            Role::Merchant => entry.details.push(text.to_owned()),
            // `11,122` above `Japanese Yen`.
            Role::ForeignAmount => entry.row.append(Role::ForeignCurrency, text),
            Role::Product => match entry.items.last_mut() {
                Some(item) => item.append(Role::Product, text),
                None => entry.row.append(role, text),
            },
            _ => entry.row.append(role, text),
        }
    }
}
