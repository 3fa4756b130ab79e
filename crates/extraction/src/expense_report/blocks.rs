//! Pages to blocks: the lines below each printing of the headings.

use tieout_domain::Currency;

use super::profile::{Role, Wording};
use crate::pdf::Page;
use crate::table::{self, Columns, FoundHeadings, Heading, Line};
use crate::values::{looks_like_amount, looks_like_date};

/// A report, its lines put to the headings above them.
#[derive(Debug, Default)]
pub(super) struct Report<'p> {
    /// What stands above the first headings: title, company, period.
    pub(super) preamble: Vec<Line<'p>>,
    pub(super) blocks: Vec<Block<'p>>,
}

/// The lines below one printing of the headings, over as many pages as go without another.
#[derive(Debug)]
pub(super) struct Block<'p> {
    pub(super) columns: Columns<Role>,
    pub(super) lines: Vec<Line<'p>>,
}

impl<'p> Report<'p> {
    /// Finds the headings of a report's table on `pages`; without any, everything is preamble.
    pub(super) fn of(pages: &'p [Page], wording: &Wording) -> Self {
        let mut report = Self::default();
        for page in pages {
            report.add_page(&table::lines(page), wording);
        }
        report.fit();
        report
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.blocks.iter().any(|block| block.columns.has(role))
    }

    /// The currency that the heading of the amounts names: `Amt (USD)`.
    pub(super) fn currency(&self) -> Option<Currency> {
        let mut headings = self
            .blocks
            .iter()
            .flat_map(|block| block.columns.headings());
        headings.find_map(|heading| {
            (heading.role == Some(Role::Amount)).then(|| unit(&heading.text))?
        })
    }

    fn add_page(&mut self, lines: &[Line<'p>], wording: &Wording) {
        let mut rest = lines;
        let mut above: Vec<Line<'p>> = Vec::new();
        let mut has_headings = false;
        while let Some(line) = rest.first() {
            if let Some(found) = report_headings(rest, wording) {
                rest = rest.get(found.lines..).unwrap_or_default();
                self.add_above(std::mem::take(&mut above), has_headings);
                self.blocks.push(Block {
                    columns: Columns::new(found.headings),
                    lines: Vec::new(),
                });
                has_headings = true;
            } else {
                above.push(line.clone());
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        match self.blocks.last_mut() {
            Some(block) => block.lines.extend(above),
            None => self.preamble.extend(above),
        }
    }

    /// Lines above headings belong to the headings before, except at the top of a page: there stands the company.
    fn add_above(&mut self, above: Vec<Line<'p>>, is_below_others: bool) {
        match self.blocks.last_mut() {
            None => self.preamble.extend(above),
            Some(block) if is_below_others || above.iter().any(is_row_like) => {
                block.lines.extend(above);
            }
            Some(_) => {}
        }
    }

    /// Columns are learned from all blocks with headings in the same places: one page may show too few cells.
    fn fit(&mut self) {
        let mut fitted: Vec<Columns<Role>> = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let known = self
                .blocks
                .iter()
                .zip(&fitted)
                .find(|(other, _)| other.has_headings_of(block));
            let columns = match known {
                Some((_, columns)) => columns.clone(),
                None => self.fit_like(block),
            };
            fitted.push(columns);
        }
        for (block, columns) in self.blocks.iter_mut().zip(fitted) {
            block.columns = columns;
        }
    }

    fn fit_like(&self, block: &Block<'p>) -> Columns<Role> {
        let alike = self
            .blocks
            .iter()
            .filter(|other| other.has_headings_of(block));
        let lines: Vec<Line<'p>> = alike
            .flat_map(|other| other.lines.iter().cloned())
            .collect();
        let mut columns = block.columns.clone();
        columns.fit(&lines);
        columns
    }
}

impl Block<'_> {
    fn has_headings_of(&self, other: &Self) -> bool {
        let is_same = |(a, b): (&Heading<Role>, &Heading<Role>)| {
            a.role == b.role && (a.left - b.left).abs() < 1.0
        };
        let (ours, theirs) = (self.columns.headings(), other.columns.headings());
        ours.count() == theirs.count()
            && self
                .columns
                .headings()
                .zip(other.columns.headings())
                .all(is_same)
    }
}

/// Is there a table of expense lines on `pages`: dated amounts with what only expense reports print?
pub(super) fn is_report(pages: &[Page], wording: &Wording) -> bool {
    pages.iter().any(|page| {
        let lines = table::lines(page);
        (0..lines.len()).any(|at| {
            lines
                .get(at..)
                .is_some_and(|rest| report_headings(rest, wording).is_some())
        })
    })
}

/// The headings of a report's table in the first of `lines`.
fn report_headings(lines: &[Line<'_>], wording: &Wording) -> Option<FoundHeadings<Role>> {
    const OF_REPORTS: [Role; 8] = [
        Role::ExpenseType,
        Role::Purpose,
        Role::ReceiptId,
        Role::Job,
        Role::Phase,
        Role::CostType,
        Role::GlAccount,
        Role::Status,
    ];
    const ENOUGH: usize = 3;
    wording.headings.find(lines).filter(|found| {
        let has = |role: Role| {
            found
                .headings
                .iter()
                .any(|heading| heading.role == Some(role))
        };
        has(Role::Date)
            && has(Role::Amount)
            && OF_REPORTS.into_iter().filter(|role| has(*role)).count() >= ENOUGH
    })
}

fn is_row_like(line: &Line<'_>) -> bool {
    let has = |is_it: fn(&str) -> bool| line.words.iter().any(|word| is_it(&word.text));
    has(looks_like_date) && has(looks_like_amount)
}

fn unit(heading: &str) -> Option<Currency> {
    heading
        .split(|c: char| !c.is_alphabetic())
        .find_map(|word| {
            let is_code = word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase());
            is_code.then(|| word.parse().ok())?
        })
}
