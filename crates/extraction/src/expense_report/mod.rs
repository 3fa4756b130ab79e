//! Expense reports: what employees say each charge was for.
//!
//! ```text
//! pages → Report (lines below headings) → items (persons, rows, totals) → expense lines and control totals
//! ```
//!
//! What headings, statuses and labels are called is data (`profiles/expense_reports`). Without a profile a report is
//! read by the words that all share, and the result says that its layout was guessed.

mod blocks;
mod cell;
mod furniture;
mod lines;
mod person;
mod profile;
mod reader;
mod rows;
mod totals;

use tieout_domain::{
    ControlTotal, Currency, DocumentRef, ExpenseLine, ExpenseReport, Extracted, Layout, Period,
    Problem, ProblemKind, ReportedPerson, Source,
};

pub use profile::{Profile, ProfileError, Profiles};

use crate::pdf::Page;
use crate::table::Line;
use crate::values::{AmountStyle, DateStyle};
use blocks::Report;
use cell::CellText;
use lines::Conventions;
use profile::{Role, Wording};
use rows::{Item, Place, Row};
use totals::Tally;

/// Do `pages` (upright) hold the table of an expense report?
pub fn is_expense_report(pages: &[Page], profiles: &Profiles) -> bool {
    profiles
        .wordings()
        .any(|wording| blocks::is_report(pages, &wording))
}

/// Reads an expense report from its pages, which stand upright. `currency` is that of amounts which name none.
///
/// Pages without the table of a report give an empty report and a problem that says so.
pub fn read(
    pages: &[Page],
    document: DocumentRef,
    currency: Currency,
    profiles: &Profiles,
) -> (Layout, Extracted<ExpenseReport>) {
    let titles = titles(pages);
    let profile = profiles.recognise(&titles);
    let wording = profiles.wording(profile);
    let report = Report::of(pages, &wording);
    let items = rows::items(&report, &wording);
    let conventions = conventions(&report, &items, profile, &wording, document, currency);
    let mut reading = Reading::new(&conventions);
    for item in &items {
        reading.add(item);
    }
    let mut extracted = reading.finish();
    extracted
        .problems
        .splice(0..0, doubts(document, profile, &report, &conventions));
    if extracted.value.lines.is_empty() {
        extracted.problems.push(no_lines(document));
    }
    (layout(profile), extracted)
}

/// The texts of the first page, among which a profile finds its marks.
fn titles(pages: &[Page]) -> Vec<String> {
    let lines = pages.first().map(crate::table::lines).unwrap_or_default();
    lines.iter().map(Line::text).collect()
}

fn layout(profile: Option<&Profile>) -> Layout {
    match profile {
        Some(profile) => Layout {
            name: profile.name.clone(),
            is_guessed: false,
        },
        None => Layout {
            name: "expense report without a profile".to_owned(),
            is_guessed: true,
        },
    }
}

fn conventions<'w>(
    report: &Report<'_>,
    items: &[Item],
    profile: Option<&Profile>,
    wording: &'w Wording,
    document: DocumentRef,
    currency: Currency,
) -> Conventions<'w> {
    let rows = || items.iter().filter_map(Item::row);
    let cells = |role: Role| {
        rows()
            .filter_map(move |row| row.cells.get(&role))
            .map(CellText::as_str)
    };
    let amounts = AmountStyle::detect(cells(Role::Amount)).unwrap_or_default();
    let printed = || cells(Role::Amount).find_map(|cell| amounts.read(cell)?.currency);
    Conventions {
        document,
        amounts,
        dates: dates(report, &cells(Role::Date).collect::<Vec<_>>(), profile),
        currency: report.currency().or_else(printed).unwrap_or(currency),
        has_status: report.has(Role::Status),
        wording,
    }
}

/// How the report writes dates, learned from its cells and the period in its title.
fn dates(report: &Report<'_>, cells: &[&str], profile: Option<&Profile>) -> DateStyle {
    let titles: Vec<String> = report.preamble.iter().map(Line::text).collect();
    let words = titles.iter().flat_map(|title| title.split_whitespace());
    let known = profile.and_then(Profile::day_order);
    let all = cells.iter().copied().chain(words);
    let style = DateStyle::detect(all, None, known.unwrap_or_default());
    let period = titles.iter().find_map(|title| style.period_in(title));
    match known.or_else(|| style.proven_order()) {
        Some(order) => DateStyle::known(order, period),
        None => DateStyle::detect(cells.iter().copied(), period, style.order),
    }
}

/// What was assumed, and may be wrong.
fn doubts(
    document: DocumentRef,
    profile: Option<&Profile>,
    report: &Report<'_>,
    conventions: &Conventions<'_>,
) -> Vec<Problem> {
    let problem = |kind, message: String| Problem::new(kind, Source::document(document), message);
    let is_guessed = profile.is_none() && !report.blocks.is_empty();
    let guessed = is_guessed.then(|| {
        let headings = described(report);
        problem(
            ProblemKind::LayoutGuessed,
            format!("no profile describes this expense report: its columns were read by their headings ({headings}). Check a few lines"),
        )
    });
    let ambiguous = conventions
        .dates
        .doubt
        .map(|doubt| problem(ProblemKind::Ambiguous, doubt.to_string()));
    let is_silent = !conventions.has_status && !report.blocks.is_empty();
    let no_status = is_silent.then(|| {
        problem(
            ProblemKind::Ambiguous,
            "the report does not say which lines have a receipt attached: those with a receipt number were taken to have one"
                .to_owned(),
        )
    });
    guessed
        .into_iter()
        .chain(ambiguous)
        .chain(no_status)
        .collect()
}

fn described(report: &Report<'_>) -> String {
    let headings = report
        .blocks
        .first()
        .map(|block| block.columns.headings())
        .into_iter()
        .flatten();
    headings
        .map(|heading| heading.text.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn no_lines(document: DocumentRef) -> Problem {
    Problem::new(
        ProblemKind::NoTransactions,
        Source::document(document),
        "no expense lines were found: the report needs a table whose headings name a date, an amount and how each line is coded",
    )
}

/// A report as it is read.
struct Reading<'c> {
    conventions: &'c Conventions<'c>,
    person: Option<ReportedPerson>,
    lines: Vec<ExpenseLine>,
    tally: Tally,
    control_totals: Vec<ControlTotal>,
    problems: Vec<Problem>,
}

impl<'c> Reading<'c> {
    fn new(conventions: &'c Conventions<'c>) -> Self {
        Self {
            conventions,
            person: None,
            lines: Vec::new(),
            tally: Tally::default(),
            control_totals: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn add(&mut self, item: &Item) {
        match item {
            Item::Person(person) => self.person = Some(person.clone()),
            Item::Row(row) => self.add_row(row),
            Item::Total(total) => self.add_total(total),
            Item::Unread(place) => {
                self.unread(place, "a line of the table was not understood and left out");
            }
        }
    }

    fn add_row(&mut self, row: &Row) {
        let mut read = self.conventions.read(row, self.person.as_ref());
        self.problems.append(&mut read.problems);
        // In a flat report, a total below belongs to the person of the lines above it.
        self.person.clone_from(&read.line.person);
        self.tally.add(&read);
        self.lines.push(read.line);
    }

    fn add_total(&mut self, total: &rows::Total) {
        let person = self.person.as_ref();
        let read = self.tally.control_total(total, person, self.conventions);
        match read {
            Some(total) => self.control_totals.push(total),
            None => self.unread(
                &total.place,
                "the figure of this total could not be read, so nothing is proven by it",
            ),
        }
    }

    fn unread(&mut self, place: &Place, message: &str) {
        let source = self.conventions.source(place);
        self.problems
            .push(Problem::new(ProblemKind::UnreadLine, source, message));
    }

    fn finish(self) -> Extracted<ExpenseReport> {
        let report = ExpenseReport {
            period: self.period(),
            currency: self.conventions.currency,
            lines: self.lines,
            control_totals: self.control_totals,
        };
        Extracted {
            value: report,
            problems: self.problems,
        }
    }

    const fn period(&self) -> Option<Period> {
        self.conventions.dates.period
    }
}
