//! The month end to end: documents in, books and decisions out.

use std::num::NonZero;
use std::thread;

use tieout_domain::{
    Aliases, Books, Decision, Document, DocumentKind, DocumentRef, Extracted, Money, Period,
    Problem, ProblemKind, Reconciliation, Source, Statement,
};
use tieout_extraction::receipt::Hints;
use tieout_extraction::sniff::{Sniffed, sniff};
use tieout_extraction::{
    Facts, Input, Progress, Reading, Settings as ExtractionSettings, parallel,
};
use tieout_matching::Settings as MatchingSettings;

use crate::intake::{Intake, Upload};

/// A reconciled month.
#[derive(Debug, Clone)]
pub struct Month {
    /// The facts.
    pub books: Books,
    /// What was decided of them.
    pub reconciliation: Reconciliation,
}

/// How to read and how to match.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How to read.
    pub extraction: ExtractionSettings,
    /// How to match.
    pub matching: MatchingSettings,
}

/// Hears how reading goes on, from several threads.
pub trait Listener: Sync {
    /// A page of a document was read.
    fn read(&self, document: DocumentRef, progress: Progress);
    /// A document is done.
    fn done(&self, document: DocumentRef);
}

/// Reads all documents and reconciles what they say.
pub fn reconcile(intake: &Intake, settings: &Settings, listener: &dyn Listener) -> Month {
    let books = read_all(intake, settings, listener);
    let decisions: [Decision; 0] = [];
    let aliases = Aliases::default();
    let reconciliation =
        tieout_matching::reconcile(&books, &decisions, &aliases, &settings.matching);
    Month {
        books,
        reconciliation,
    }
}

/// Reads all documents, on all cores. What the statements say helps to read the receipts, so they are read first.
pub fn read_all(intake: &Intake, settings: &Settings, listener: &dyn Listener) -> Books {
    let first = read_first(intake, settings, listener);
    let hints = hints(first.iter().flatten());
    let to_read: Vec<(DocumentRef, &Upload)> = documents(intake)
        .zip(&first)
        .filter_map(|(document, read)| read.is_none().then_some(document))
        .collect();
    let mut settings = settings.extraction.clone();
    settings.receipts.hints = hints;
    settings.receipts.pages_at_a_time = cores().div_ceil(to_read.len().max(1));
    let mut receipts = parallel::map(&to_read, cores(), |_, (document, upload)| {
        read(upload, *document, &settings, listener)
    })
    .into_iter();
    let readings = first
        .into_iter()
        .filter_map(|read| read.or_else(|| receipts.next()));
    let mut books = gather(readings.collect());
    note_duplicates(&mut books, &intake.duplicates);
    books
}

/// How many documents can be read at a time.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn documents(intake: &Intake) -> impl Iterator<Item = (DocumentRef, &Upload)> {
    let uploads = intake.uploads.iter().enumerate();
    uploads.map(|(place, upload)| (DocumentRef::new(place), upload))
}

/// What is no receipt. Of a PDF only reading tells; it is read without an engine, which costs little.
fn read_first(
    intake: &Intake,
    settings: &Settings,
    listener: &dyn Listener,
) -> Vec<Option<Reading>> {
    let mut settings = settings.extraction.clone();
    settings.receipts.ocr = None;
    let uploads: Vec<_> = documents(intake).collect();
    parallel::map(&uploads, cores(), |_, (document, upload)| {
        let is_receipt = upload.kind == Some(DocumentKind::Receipt) || is_image(upload);
        let reading = (!is_receipt).then(|| read(upload, *document, &settings, listener));
        reading.filter(|reading| !matches!(reading.facts, Some(Facts::Receipts(_))))
    })
}

fn is_image(upload: &Upload) -> bool {
    use Sniffed::{Jpeg, Png, Tiff, Webp};
    matches!(sniff(&upload.bytes), Jpeg | Png | Tiff | Webp)
}

/// What the statements say of the receipts that belong to them.
fn hints<'r>(readings: impl Iterator<Item = &'r Reading>) -> Hints {
    let statements: Vec<&Statement> = readings
        .filter_map(|reading| match &reading.facts {
            Some(Facts::Statement(statement)) => Some(statement),
            _ => None,
        })
        .collect();
    let periods = statements.iter().filter_map(|statement| statement.period);
    let transactions = || statements.iter().flat_map(|s| &s.transactions);
    Hints {
        period: periods.reduce(Period::union),
        currency: transactions().find_map(|t| t.amount.map(Money::currency)),
        merchants: transactions()
            .filter_map(|t| t.merchant.as_deref())
            .collect(),
    }
}

/// Reads one document.
fn read(
    upload: &Upload,
    document: DocumentRef,
    settings: &ExtractionSettings,
    listener: &dyn Listener,
) -> Reading {
    let input = Input {
        document,
        name: &upload.name,
        bytes: &upload.bytes,
    };
    let mut on_page = |progress| listener.read(document, progress);
    let reading = tieout_extraction::read(&input, upload.kind, settings, &mut on_page);
    listener.done(document);
    reading
}

/// Puts what was read from each document together. The readings are in the documents' order.
pub fn gather(readings: Vec<Reading>) -> Books {
    let mut books = Books::default();
    for Reading {
        document,
        facts,
        problems,
    } in readings
    {
        books.add_document(document);
        match facts {
            Some(Facts::Statement(value)) => books.add_statement(Extracted { value, problems }),
            Some(Facts::ExpenseReport(value)) => {
                books.add_expense_report(Extracted { value, problems });
            }
            Some(Facts::Receipts(value)) => books.add_receipts(Extracted { value, problems }),
            None => books.problems.extend(problems),
        }
    }
    books
}

/// Did this document give nothing?
pub fn has_failed(books: &Books, document: DocumentRef) -> bool {
    let is_unreadable = |problem: &Problem| {
        problem.source.document == document && problem.kind == ProblemKind::Unreadable
    };
    let is_unknown = |document: &Document| document.kind.is_none();
    let found = books.documents.get(document.place());
    found.is_some_and(is_unknown) || books.problems.iter().any(is_unreadable)
}

/// Is there a statement to reconcile?
pub fn has_statement(books: &Books) -> bool {
    let is_statement = |document: &Document| document.kind == Some(DocumentKind::Statement);
    books.documents.iter().any(is_statement)
}

fn note_duplicates(books: &mut Books, duplicates: &[(String, String)]) {
    for (second, first) in duplicates {
        let place = books
            .documents
            .iter()
            .position(|known| known.name == *first);
        let source = Source::document(DocumentRef::new(place.unwrap_or_default()));
        let message = format!("{second} has the same content and was read once");
        books
            .problems
            .push(Problem::new(ProblemKind::Duplicate, source, message));
    }
}
