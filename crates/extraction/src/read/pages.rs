//! PDF documents, page by page.

use tieout_domain::{Document, DocumentKind, Layout, Problem, ProblemKind, Source, Statement};

use super::{Facts, Input, Progress, Reading, Settings, failed, kind};
use crate::layout::{Profile, Recognition};
use crate::pdf::{self, OpenError, Page, PageError};
use crate::receipt::ReceiptReading;
use crate::statement::StatementReader;
use crate::table::{Line, lines, upright};
use crate::{expense_report, receipt};

/// A document's layout is recognised by its first pages. Some begin with pages of terms.
const LOOKED_AT: u32 = 12;

pub(super) fn read(
    input: &Input<'_>,
    chosen: Option<DocumentKind>,
    settings: &Settings,
    progress: &mut dyn FnMut(Progress),
) -> Reading {
    let document = match pdf::Document::open(input.bytes, &settings.limits.pdf) {
        Ok(document) => document,
        Err(error) => return failed(input, kind_of(&error), error.to_string()),
    };
    let mut pages = Pages::new(document, input);
    let first = pages.first();
    let lines: Vec<Line<'_>> = first.iter().flat_map(lines).collect();
    let recognition = Recognition::of(&settings.profiles, &lines);
    let profile = recognition.best(&settings.profiles);
    let found = match profile {
        Some(_) => Some(DocumentKind::Statement),
        None if expense_report::is_expense_report(&first, &settings.expense_reports) => {
            Some(DocumentKind::ExpenseReport)
        }
        None => None,
    };
    let mut reader = PdfReader {
        input,
        settings,
        progress,
    };
    let mut reading = match chosen.or(found) {
        Some(DocumentKind::Statement) => reader.statement(pages, first, profile),
        Some(DocumentKind::ExpenseReport) => reader.expense_report(pages, first),
        Some(DocumentKind::Receipt) => reader.receipts(pages, first),
        None => reader.unknown(pages, first),
    };
    let layout = profile.map_or("expense report", |profile| profile.name.as_str());
    let contradiction = found.and_then(|found| kind::contradiction(chosen, found, layout));
    reading.problems.extend(contradiction.map(|words| {
        Problem::new(
            ProblemKind::UnexpectedKind,
            Source::document(input.document),
            words,
        )
    }));
    reading
}

/// How well every profile fits; none when the document cannot be opened.
pub(super) fn recognise(input: &Input<'_>, settings: &Settings) -> Option<Recognition> {
    let document = pdf::Document::open(input.bytes, &settings.limits.pdf).ok()?;
    let first = Pages::new(document, input).first();
    let lines: Vec<Line<'_>> = first.iter().flat_map(lines).collect();
    Some(Recognition::of(&settings.profiles, &lines))
}

/// What is seen when all pages are read as receipts; none when the document cannot be opened.
pub(super) fn explain_receipts(input: &Input<'_>, settings: &Settings) -> Option<ReceiptReading> {
    let document = pdf::Document::open(input.bytes, &settings.limits.pdf).ok()?;
    let pages = Pages::new(document, input).all(Vec::new());
    let settings = &settings.receipts;
    Some(receipt::read_pdf(
        input.bytes,
        &pages,
        input.document,
        settings,
    ))
}

fn kind_of(error: &OpenError) -> ProblemKind {
    match error {
        OpenError::TooLarge { .. }
        | OpenError::TooManyPages { .. }
        | OpenError::TooManyObjects { .. }
        | OpenError::ExpandsTooMuch { .. }
        | OpenError::NestedTooDeep { .. }
        | OpenError::TooSlow { .. } => ProblemKind::LimitReached,
        _ => ProblemKind::Unreadable,
    }
}

/// The pages of a document, upright, and what was wrong with them.
struct Pages<'a> {
    document: pdf::Document,
    input: &'a Input<'a>,
    next: u32,
    problems: Vec<Problem>,
    with_text: u32,
}

impl<'a> Pages<'a> {
    fn new(document: pdf::Document, input: &'a Input<'a>) -> Self {
        let source = Source::document(input.document);
        let repairs = document.repairs().iter();
        let problems = repairs
            .map(|repair| Problem::new(ProblemKind::Damaged, source.clone(), repair.to_string()));
        Self {
            problems: problems.collect(),
            document,
            input,
            next: 1,
            with_text: 0,
        }
    }

    fn count(&self) -> u32 {
        self.document.page_count()
    }

    fn first(&mut self) -> Vec<Page> {
        let mut first = Vec::new();
        while self.next <= LOOKED_AT {
            let Some(page) = self.next() else { break };
            first.push(page);
        }
        first
    }

    /// The next page that can be read.
    fn next(&mut self) -> Option<Page> {
        while self.next <= self.count() {
            let number = self.next;
            self.next += 1;
            match self.document.page(number) {
                Ok(page) => {
                    self.note(&page);
                    return Some(upright(page));
                }
                Err(error) => self.fail(number, &error),
            }
        }
        None
    }

    fn note(&mut self, page: &Page) {
        self.with_text += u32::from(!page.words.is_empty());
        let source = Source::page(self.input.document, page.number);
        let notes = page.notes.iter();
        self.problems.extend(
            notes.map(|note| Problem::new(ProblemKind::Damaged, source.clone(), note.to_string())),
        );
        if page.words.is_empty() && !page.images.is_empty() {
            let words = "the page is a picture without text; recognising text in pictures of statements and reports is not available yet: look whether something is missing";
            self.problems
                .push(Problem::new(ProblemKind::NoText, source, words));
        }
    }

    fn fail(&mut self, number: u32, error: &PageError) {
        let source = Source::page(self.input.document, number);
        let kind = match error {
            PageError::NoSuchPage { .. } => ProblemKind::Damaged,
            PageError::ExpandsTooMuch { .. }
            | PageError::TooManyObjects { .. }
            | PageError::TooSlow { .. } => ProblemKind::LimitReached,
        };
        let words = format!("{error}; what stands on it is missing");
        self.problems.push(Problem::new(kind, source, words));
        if kind == ProblemKind::LimitReached {
            self.next = u32::MAX;
        }
    }

    /// All pages, those read before them included.
    fn all(&mut self, mut first: Vec<Page>) -> Vec<Page> {
        while let Some(page) = self.next() {
            first.push(page);
        }
        first
    }
}

struct PdfReader<'a> {
    input: &'a Input<'a>,
    settings: &'a Settings,
    progress: &'a mut dyn FnMut(Progress),
}

impl PdfReader<'_> {
    fn statement(
        &mut self,
        mut pages: Pages<'_>,
        first: Vec<Page>,
        profile: Option<&Profile>,
    ) -> Reading {
        let used = profile.unwrap_or(self.settings.profiles.generic());
        let mut reader = StatementReader::new(used);
        for page in first {
            self.statement_page(&mut reader, &page, pages.count());
        }
        while !reader.is_full(self.settings.limits.max_rows) {
            let Some(page) = pages.next() else { break };
            self.statement_page(&mut reader, &page, pages.count());
        }
        let is_cut = reader.is_full(self.settings.limits.max_rows);
        let statement = reader.finish(self.input.document, self.settings.today);
        let layout = Layout {
            name: used.name.clone(),
            is_guessed: profile.is_none(),
        };
        let mut problems = statement.problems;
        let source = || Source::document(self.input.document);
        if is_cut {
            let words = format!(
                "has more than {} rows; the rest was not read: split the document",
                self.settings.limits.max_rows
            );
            problems.push(Problem::new(ProblemKind::LimitReached, source(), words));
        }
        if statement.value.transactions.is_empty() {
            problems.push(self.no_transactions(&pages, &layout));
        } else if layout.is_guessed {
            problems.push(Problem::new(
                ProblemKind::LayoutGuessed,
                source(),
                guessed(&statement.value),
            ));
        }
        self.reading(
            DocumentKind::Statement,
            Some(layout),
            Facts::Statement(statement.value),
            pages,
            problems,
        )
    }

    fn statement_page(&mut self, reader: &mut StatementReader<'_>, page: &Page, pages: u32) {
        let rows = reader.page(&lines(page));
        (self.progress)(Progress {
            page: page.number,
            pages,
            rows,
        });
    }

    fn no_transactions(&self, pages: &Pages<'_>, layout: &Layout) -> Problem {
        let source = Source::document(self.input.document);
        if pages.with_text == 0 {
            let words = "holds no text, only pictures: it is a scan, and recognising text in scanned statements is not available yet; download the statement as PDF from the issuer and upload that";
            return Problem::new(ProblemKind::NoText, source, words);
        }
        let words = if layout.is_guessed {
            "no transactions were found; no layout profile describes the document, and no table with dates and amounts was found in it: check that it is a card statement".to_owned()
        } else {
            format!(
                "no transactions were found; it was recognised as “{}”: check that the statement has any",
                layout.name
            )
        };
        Problem::new(ProblemKind::NoTransactions, source, words)
    }

    fn expense_report(&mut self, mut pages: Pages<'_>, first: Vec<Page>) -> Reading {
        let all = pages.all(first);
        let settings = self.settings;
        let (layout, report) = expense_report::read(
            &all,
            self.input.document,
            settings.currency,
            &settings.expense_reports,
        );
        self.tell_all_read(&pages, report.value.lines.len());
        self.reading(
            DocumentKind::ExpenseReport,
            Some(layout),
            Facts::ExpenseReport(report.value),
            pages,
            report.problems,
        )
    }

    fn receipts(&mut self, mut pages: Pages<'_>, first: Vec<Page>) -> Reading {
        let all = pages.all(first);
        let settings = &self.settings.receipts;
        let receipts =
            receipt::read_pdf(self.input.bytes, &all, self.input.document, settings).receipts;
        self.tell_all_read(&pages, receipts.value.len());
        self.reading(
            DocumentKind::Receipt,
            None,
            Facts::Receipts(receipts.value),
            pages,
            receipts.problems,
        )
    }

    /// A document that nothing describes: a statement of an unknown issuer, or else receipts.
    fn unknown(&mut self, mut pages: Pages<'_>, first: Vec<Page>) -> Reading {
        let generic = self.settings.profiles.generic();
        let mut reader = StatementReader::new(generic);
        for page in &first {
            reader.page(&lines(page));
        }
        let sample = reader
            .finish(self.input.document, self.settings.today)
            .value;
        if kind::looks_like_statement(&sample) {
            return self.statement(pages, first, None);
        }
        if pages.with_text == 0 && pages.next > pages.count() {
            pages
                .problems
                .retain(|problem| problem.kind != ProblemKind::NoText);
        }
        self.receipts(pages, first)
    }

    fn tell_all_read(&mut self, pages: &Pages<'_>, rows: usize) {
        (self.progress)(Progress {
            page: pages.count(),
            pages: pages.count(),
            rows,
        });
    }

    fn reading(
        &self,
        kind: DocumentKind,
        layout: Option<Layout>,
        facts: Facts,
        pages: Pages<'_>,
        found: Vec<Problem>,
    ) -> Reading {
        let document = Document {
            name: self.input.name.to_owned(),
            kind: Some(kind),
            layout,
            pages: Some(pages.count()),
        };
        let mut problems = pages.problems;
        if kind == DocumentKind::Receipt {
            // Receipts are read from pictures too.
            problems.retain(|problem| problem.kind != ProblemKind::NoText);
        }
        problems.extend(found);
        Reading {
            document,
            facts: Some(facts),
            problems,
        }
    }
}

/// What a person should know of a statement whose layout was guessed.
fn guessed(statement: &Statement) -> String {
    let proof = if statement.control_totals.is_empty() {
        "it prints no total that was understood, so nothing proves that all was read"
    } else {
        "its printed totals were compared all the same"
    };
    format!(
        "no layout profile describes this statement: its columns were told by their headings and by what stands in them; {proof}. Compare a few rows, or write a profile for the issuer"
    )
}
