//! Pages in, a statement as printed out.

use crate::layout::{Profile, Role, SectionWords, TotalWords};
use crate::roster::Holder;
use crate::table::{Columns, FoundHeadings, Line};

use super::numbers::page_number;
use super::raw::{Entry, Event, Place, Raw, Row, Total};
use super::rows::{self, TableLine};
use super::{guess, header, preamble, tables, totals};

/// Reads the pages of a statement one by one.
///
/// Every line is offered to what could take it, the surest first: a row, a total, the header of a
/// section, a title, the rest of a row, a row that lacks its date. What nothing takes is kept aside.
pub(super) struct Reader<'a> {
    profile: &'a Profile,
    raw: Raw,
    columns: Option<Columns<Role>>,
    /// Rows are expected: headings were seen, and no total closed the table since.
    in_table: bool,
    /// Whose transactions follow.
    holder: Holder,
    /// A line above that was not understood and may name the cardholder.
    above: Option<PersonAbove>,
    /// The header of a section is being read; the next one starts afresh.
    in_header: bool,
    in_other_section: bool,
    /// The transaction that product lines and details belong to.
    open: Option<Open>,
    /// Baseline and font size of the line of the table that was understood last on this page.
    last: Option<(f32, f32)>,
    /// Lines that were not understood, until it is known whether the table goes on below them.
    pending: Vec<Place>,
}

/// A transaction that may go on.
struct Open {
    entry: Box<Entry>,
    /// Where its merchant starts: the next line of a long one starts there too.
    merchant_left: Option<f32>,
}

/// A person on a line of its own.
struct PersonAbove {
    holder: Holder,
    baseline: f32,
    left: f32,
}

/// Lines closer than this many font sizes follow each other without an empty line.
const CLOSE: f32 = 1.8;

/// How much further right than its first line a merchant's next line may start, in font sizes.
const INDENT: std::ops::RangeInclusive<f32> = -1.0..=3.0;

/// Lines before the first transaction that are kept for what they say of the whole statement.
const MAX_NOTES: usize = 200;

impl<'a> Reader<'a> {
    pub(super) fn new(profile: &'a Profile) -> Self {
        Self {
            profile,
            raw: Raw::default(),
            columns: None,
            in_table: false,
            holder: Holder::default(),
            above: None,
            in_header: false,
            in_other_section: false,
            open: None,
            last: None,
            pending: Vec::new(),
        }
    }

    /// How many rows were found so far.
    pub(super) fn rows(&self) -> usize {
        self.raw.events.len()
    }

    /// Reads the next page.
    pub(super) fn page(&mut self, lines: &[Line<'_>]) {
        self.raw.numbers.extend(page_number(lines));
        let tables = self.headings(lines);
        if tables.is_empty() && self.columns.is_none() {
            self.columns = guess::guess(lines, &self.profile.columns_without_headings);
            self.in_table = self.columns.is_some();
        }
        let mut tables = tables.into_iter().peekable();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            if let Some((_, found)) = tables.next_if(|(start, _)| *start == at) {
                let below = at + found.lines;
                let end = tables.peek().map_or(lines.len(), |(start, _)| *start);
                if self.take_headings(found, lines.get(below..end).unwrap_or_default()) {
                    at = below;
                    continue;
                }
            }
            self.line(line);
            at += 1;
        }
        self.pending.clear();
        self.last = None;
        self.above = None;
    }

    /// What was found on all pages.
    pub(super) fn finish(mut self) -> Raw {
        self.close_entry();
        self.raw
    }

    /// Where on the page headings stand.
    fn headings(&self, lines: &[Line<'_>]) -> Vec<(usize, FoundHeadings<Role>)> {
        let mut tables: Vec<(usize, FoundHeadings<Role>)> = Vec::new();
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            let found = self.profile.wording.headings.find(rest);
            let taken = found.as_ref().map_or(1, |found| found.lines);
            tables.extend(found.map(|found| (at, found)));
            at += taken;
        }
        tables
    }

    /// Starts a table, if these headings and what stands below them make one of a statement.
    fn take_headings(&mut self, found: FoundHeadings<Role>, below: &[Line<'_>]) -> bool {
        match &mut self.columns {
            Some(columns) if columns.is_below(&found.headings) => tables::fit(columns, below),
            _ => {
                let headings = found.headings.iter();
                let texts: Vec<String> = headings.map(|heading| heading.text.clone()).collect();
                let Some(columns) = tables::below(found, below) else {
                    return false;
                };
                self.raw.notes.extend(texts);
                self.columns = Some(columns);
            }
        }
        self.in_table = true;
        self.in_header = false;
        self.pending.clear();
        self.last = None;
        true
    }

    fn line(&mut self, line: &Line<'_>) {
        let columns = self.columns.take();
        let table = columns
            .as_ref()
            .map(|columns| TableLine::new(columns, line));
        let table = table.as_ref();
        let is_taken = self.take_row(line, table)
            || self.take_total(line, table)
            || self.take_row_of_person(line, table)
            || self.take_header(line)
            || self.take_title(line)
            || self.take_more(line, table)
            || self.take_undated_row(line, table);
        if !is_taken {
            self.keep_aside(line);
        }
        self.columns = columns;
    }

    fn take_row(&mut self, line: &Line<'_>, table: Option<&TableLine<'_, '_>>) -> bool {
        let Some(table) = table.filter(|table| table.has_entries() && rows::is_dated(&table.row))
        else {
            return false;
        };
        let has_amount = table.row.has_any(&Role::SUMMED);
        let is_period = !has_amount && preamble::period(line).is_some();
        if is_period || totals::balance(line, &self.profile.wording).is_some() {
            return false;
        }
        if has_amount || (self.in_table && !rows::ends_with_amount(&table.row)) {
            self.start_entry(line, table);
        } else {
            // `03/31/2025 Amount due $18,402.77` is a note, but a person should see it.
            self.raw.unread.push(Place::of(line));
        }
        true
    }

    fn start_entry(&mut self, line: &Line<'_>, table: &TableLine<'_, '_>) {
        self.close_entry();
        self.tell_pending();
        self.in_table = true;
        self.in_header = false;
        let mut row = table.row.clone();
        let item = if table.has_items() {
            row.split_off(&Role::OF_ITEMS)
        } else {
            Row::default()
        };
        self.open = Some(Open {
            merchant_left: table.left_of(Role::Merchant),
            entry: Box::new(Entry {
                holder: self.holder.clone(),
                is_other: self.in_other_section,
                row,
                items: Some(item)
                    .filter(|item| !item.is_empty())
                    .into_iter()
                    .collect(),
                details: Vec::new(),
                totals: None,
                place: Place::of(line),
            }),
        });
        self.understood(line);
    }

    fn take_total(&mut self, line: &Line<'_>, table: Option<&TableLine<'_, '_>>) -> bool {
        let wording = &self.profile.wording;
        if let Some(balance) = totals::balance(line, wording) {
            self.close_entry();
            self.raw.events.push(Event::Balance(balance));
            return true;
        }
        let Some(total) = totals::read(line, table, wording, &self.holder) else {
            return false;
        };
        self.tell_pending();
        if total.words == TotalWords::Transaction {
            self.understood(line);
            self.close_with(total, line);
        } else {
            self.close_entry();
            self.in_table = false;
            self.last = None;
            self.raw.events.push(Event::Total(total));
        }
        true
    }

    /// Totals of a transaction close it.
    fn close_with(&mut self, total: Total, line: &Line<'_>) {
        self.raw.events.push(match self.open.take() {
            Some(Open { mut entry, .. }) => {
                entry.place.extend(line);
                entry.totals = Some(total);
                Event::Entry(entry)
            }
            None => Event::Total(total),
        });
    }

    fn take_header(&mut self, line: &Line<'_>) -> bool {
        let Some(mut found) = header::read(line, self.profile) else {
            return false;
        };
        if found.name.is_none()
            && found.card.is_some()
            && let Some(person) = self.person_above(line)
        {
            header::merge(&mut found, person);
        }
        if !self.in_header || header::contradicts(&self.holder, &found) {
            self.holder = Holder::default();
        }
        header::merge(&mut self.holder, found);
        self.in_header = true;
        self.in_other_section = false;
        self.pending.clear();
        self.note(line);
        true
    }

    /// Who stands right above the line that names the card, as `ADA LARK` above `Account ending in 0417`.
    fn person_above(&mut self, line: &Line<'_>) -> Option<Holder> {
        const ALIGNED: f32 = 2.0;
        let above = self.above.take()?;
        let distance = line.baseline - above.baseline;
        let is_close = 0.0 < distance && distance <= CLOSE * line.size();
        let is_aligned = (line.area().left - above.left).abs() <= ALIGNED * line.size();
        (is_close && is_aligned).then_some(above.holder)
    }

    fn take_title(&mut self, line: &Line<'_>) -> bool {
        let text = line.text();
        let title = text.split("(cont").next().unwrap_or_default();
        let Some(section) = self.profile.wording.sections.meaning(title) else {
            return false;
        };
        self.close_entry();
        self.in_other_section = section == SectionWords::Other;
        if self.in_other_section {
            self.holder = Holder::default();
        }
        true
    }

    /// A product line, or the next line of cells that wrap.
    fn take_more(&mut self, line: &Line<'_>, table: Option<&TableLine<'_, '_>>) -> bool {
        let is_close = self.is_close_below(line);
        let (Some(open), Some(table)) = (&mut self.open, table) else {
            return false;
        };
        if table.has_items() && rows::is_item(&table.row) {
            open.entry.items.push(table.row.clone());
        } else if is_close && rows::is_text(&table.row) && open.is_continued_by(table, line.size())
        {
            rows::append(&mut open.entry, &table.row);
        } else {
            return false;
        }
        open.entry.place.extend(line);
        self.tell_pending();
        self.understood(line);
        true
    }

    /// A row without a date that says itself whose it is looks like the header of a section.
    fn take_row_of_person(&mut self, line: &Line<'_>, table: Option<&TableLine<'_, '_>>) -> bool {
        const OF_PERSON: [Role; 2] = [Role::Holder, Role::Card];
        let is_row = |table: &&TableLine<'_, '_>| {
            table.row.has_any(&OF_PERSON) && table.row.has_any(&[Role::Merchant])
        };
        self.take_undated_row(line, table.filter(is_row))
    }

    /// A row whose date is missing or cannot be read still is a row.
    fn take_undated_row(&mut self, line: &Line<'_>, table: Option<&TableLine<'_, '_>>) -> bool {
        let expected = table.filter(|table| self.in_table && table.has_entries());
        let Some(table) = expected.filter(|table| rows::is_undated(&table.row)) else {
            return false;
        };
        self.start_entry(line, table);
        true
    }

    fn keep_aside(&mut self, line: &Line<'_>) {
        self.note(line);
        self.above = header::person_alone(line).map(|holder| PersonAbove {
            holder,
            baseline: line.baseline,
            left: line.area().left,
        });
        if self.in_table && self.last.is_some() {
            self.pending.push(Place::of(line));
        }
    }

    /// Notes what the line says of the whole statement.
    fn note(&mut self, line: &Line<'_>) {
        if self.raw.period.is_none() {
            self.raw.period = preamble::period(line);
        }
        if self.raw.issuer.is_none() && !self.profile.issuer_lines.is_empty() {
            self.raw.issuer = preamble::issuer(&line.text(), &self.profile.issuer_lines);
        }
        if self.raw.events.is_empty() && self.raw.notes.len() < MAX_NOTES {
            self.raw.notes.push(line.text());
        }
    }

    fn understood(&mut self, line: &Line<'_>) {
        self.last = Some((line.baseline, line.size()));
    }

    fn is_close_below(&self, line: &Line<'_>) -> bool {
        let last = self.last;
        last.is_some_and(|(baseline, size)| line.baseline - baseline <= CLOSE * size)
    }

    /// The table goes on: what was not understood above stands amid it.
    fn tell_pending(&mut self) {
        self.raw.unread.append(&mut self.pending);
    }

    fn close_entry(&mut self) {
        let open = self.open.take();
        self.raw
            .events
            .extend(open.map(|open| Event::Entry(open.entry)));
    }
}

impl Open {
    /// Does the line's text stand where the merchant's next line would?
    fn is_continued_by(&self, table: &TableLine<'_, '_>, size: f32) -> bool {
        match (self.merchant_left, table.left_of(Role::Merchant)) {
            (Some(first), Some(next)) => INDENT.contains(&((next - first) / size.max(1.0))),
            _ => true,
        }
    }
}
