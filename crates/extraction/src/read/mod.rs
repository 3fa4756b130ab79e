//! One document in, facts and problems out.

mod kind;
mod pages;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tieout_domain::{
    Currency, Document, DocumentKind, DocumentRef, ExpenseReport, Extracted, Layout, Problem,
    ProblemKind, Receipt, Source, Statement,
};

use crate::layout::{Profiles, Recognition};
use crate::limits::Limits;
use crate::receipt::ReceiptReading;
use crate::sniff::{Sniffed, sniff};
use crate::{csv, expense_report, ofx, receipt};

/// A document to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Which document of the session it is: sources refer to it.
    pub document: DocumentRef,
    /// The name it was uploaded under.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// How documents are read.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What a document may cost.
    pub limits: Limits,
    /// The layouts of statements that are known.
    pub profiles: Profiles,
    /// The layouts of expense reports that are known.
    pub expense_reports: expense_report::Profiles,
    /// The sources of CSV exports that are known.
    pub csv: Vec<csv::Profile>,
    /// How receipts are read, and what reads the text of pictures.
    pub receipts: receipt::ReceiptSettings,
    /// Days after it are suspicious; none: no day is.
    pub today: Option<NaiveDate>,
    /// The currency of documents that name none.
    pub currency: Currency,
}

/// The embedded profiles, the usual limits, and dollars.
impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            profiles: Profiles::default(),
            expense_reports: expense_report::Profiles::default(),
            csv: csv::Profile::embedded(),
            receipts: receipt::ReceiptSettings::default(),
            today: None,
            currency: Currency::USD,
        }
    }
}

/// What came of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What is remembered of the document.
    pub document: Document,
    /// What it says; none when it could not be read, and a problem says why.
    pub facts: Option<Facts>,
    /// What could not be read, or not be trusted.
    pub problems: Vec<Problem>,
}

/// What a document says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Facts {
    /// A card statement.
    Statement(Statement),
    /// An expense report.
    ExpenseReport(ExpenseReport),
    /// One receipt, or several.
    Receipts(Vec<Receipt>),
}

/// How far the reading of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Pages that were read.
    pub page: u32,
    /// Pages of the document.
    pub pages: u32,
    /// Rows found so far.
    pub rows: usize,
}

/// How a document was understood, for those who write layout profiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// How well every profile fits; none when the document holds no pages of text.
    pub recognition: Option<Recognition>,
    /// What came of reading it as a statement. Its problems name the lines that were not understood.
    pub reading: Reading,
}

/// Reads a document. `kind` is what a person says it is; without it, the content decides.
///
/// Never fails: what went wrong is among the problems.
pub fn read(
    input: &Input<'_>,
    kind: Option<DocumentKind>,
    settings: &Settings,
    progress: &mut dyn FnMut(Progress),
) -> Reading {
    match sniff(input.bytes) {
        Sniffed::Pdf => pages::read(input, kind, settings, progress),
        Sniffed::Csv => {
            let (layout, statement) = csv::read(
                input.bytes,
                input.document,
                settings.currency,
                &settings.csv,
            );
            exported(input, kind, layout, statement)
        }
        Sniffed::Ofx => {
            let (layout, statement) = ofx::read(input.bytes, input.document, settings.currency);
            exported(input, kind, layout, statement)
        }
        Sniffed::Jpeg | Sniffed::Png | Sniffed::Tiff | Sniffed::Webp => {
            image(input, kind, settings)
        }
        Sniffed::Empty => unreadable(input, "is empty: upload the file again".to_owned()),
        Sniffed::Unknown { looks_like } => unreadable(
            input,
            format!(
                "is {looks_like}, which cannot be read: upload a PDF, an image, or a CSV or OFX export"
            ),
        ),
    }
}

/// Reads a document as a statement, and tells how well every layout profile fits it.
pub fn explain(input: &Input<'_>, settings: &Settings) -> Explanation {
    let reading = read(input, Some(DocumentKind::Statement), settings, &mut |_| ());
    Explanation {
        recognition: pages::recognise(input, settings),
        reading,
    }
}

/// Reads a document as receipts, and keeps all that was seen on the way. None when it is no image and no PDF that
/// can be opened; [`read`] says why.
pub fn explain_receipts(input: &Input<'_>, settings: &Settings) -> Option<ReceiptReading> {
    match sniff(input.bytes) {
        Sniffed::Pdf => pages::explain_receipts(input, settings),
        Sniffed::Jpeg | Sniffed::Png | Sniffed::Tiff | Sniffed::Webp => {
            receipt::read_image(input.bytes, input.document, &settings.receipts).ok()
        }
        _ => None,
    }
}

/// The statement that a bank's or an issuer's export holds.
fn exported(
    input: &Input<'_>,
    kind: Option<DocumentKind>,
    layout: Layout,
    mut statement: Extracted<Statement>,
) -> Reading {
    let source = Source::document(input.document);
    let doubt = kind::contradiction(kind, DocumentKind::Statement, &layout.name);
    let doubt = doubt.map(|words| Problem::new(ProblemKind::UnexpectedKind, source, words));
    statement.problems.extend(doubt);
    Reading {
        document: Document {
            name: input.name.to_owned(),
            kind: Some(DocumentKind::Statement),
            layout: Some(layout),
            pages: None,
        },
        facts: Some(Facts::Statement(statement.value)),
        problems: statement.problems,
    }
}

/// An image is a receipt: statements and reports are read from their text.
fn image(input: &Input<'_>, kind: Option<DocumentKind>, settings: &Settings) -> Reading {
    if kind.is_some_and(|kind| kind != DocumentKind::Receipt) {
        let words = "is an image, and statements and reports are read from PDF files that hold text: export it as PDF from where it came from and upload that";
        return failed(input, ProblemKind::NoText, words.to_owned());
    }
    match receipt::read_image(input.bytes, input.document, &settings.receipts) {
        Ok(ReceiptReading { receipts, .. }) => Reading {
            document: Document {
                kind: Some(DocumentKind::Receipt),
                ..unknown(input)
            },
            facts: Some(Facts::Receipts(receipts.value)),
            problems: receipts.problems,
        },
        Err(error) => failed(input, error.kind(), error.to_string()),
    }
}

fn unreadable(input: &Input<'_>, words: String) -> Reading {
    failed(input, ProblemKind::Unreadable, words)
}

fn failed(input: &Input<'_>, kind: ProblemKind, words: String) -> Reading {
    Reading {
        document: unknown(input),
        facts: None,
        problems: vec![Problem::new(kind, Source::document(input.document), words)],
    }
}

fn unknown(input: &Input<'_>) -> Document {
    Document {
        name: input.name.to_owned(),
        kind: None,
        layout: None,
        pages: None,
    }
}
