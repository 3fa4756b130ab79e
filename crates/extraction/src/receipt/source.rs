//! Documents to sheets: the text where it is good, the picture where it is not.

use std::sync::{Arc, OnceLock};

use tieout_domain::{DocumentRef, Extracted, Look, Problem, ProblemKind, Receipt, Source};

use super::paper::Hints;
use super::sheet::Sheet;
use super::trace::Trace;
use super::understand::understand;
use crate::image::{ImageError, ImageLimits, Picture, RasterError, Rasterizer, decode};
use crate::ocr::{OcrEngine, PageRead, read_page};
use crate::parallel;
use crate::pdf::{self, Page};

/// How receipts are read.
#[derive(Debug, Clone)]
pub struct ReceiptSettings {
    /// What is known beforehand.
    pub hints: Hints,
    /// Reads the text of pictures; without it, scans and photos are only listed.
    pub ocr: Option<Arc<dyn OcrEngine>>,
    /// What an image may cost.
    pub images: ImageLimits,
    /// How many pages of a document are read at a time. Each costs memory.
    pub pages_at_a_time: usize,
    /// Is what the engine was shown kept, to be looked at? It is megabytes a page.
    pub keeps_pictures: bool,
}

impl Default for ReceiptSettings {
    fn default() -> Self {
        Self {
            hints: Hints::default(),
            ocr: None,
            images: ImageLimits::default(),
            pages_at_a_time: 1,
            keeps_pictures: false,
        }
    }
}

/// The receipts of a document, and all that was seen on the way to them.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceiptReading {
    /// The receipts, and what was wrong with them.
    pub receipts: Extracted<Vec<Receipt>>,
    /// Per receipt: what was weighed for each field.
    pub traces: Vec<Trace>,
    /// The pages that were read from pictures.
    pub pictures: Vec<PageRead>,
}

/// Reads the receipts of a PDF, whose pages are given beside its bytes.
///
/// Never fails: a page that cannot be read is told by a problem.
pub fn read_pdf(
    bytes: &[u8],
    pages: &[Page],
    document: DocumentRef,
    settings: &ReceiptSettings,
) -> ReceiptReading {
    let reader = PageReader { document, settings };
    let drawer = Drawer::new(bytes);
    let pages = parallel::map(pages, settings.pages_at_a_time, |_, page| {
        reader.page(page, &drawer)
    });
    reader.finish(pages)
}

/// Reads the receipts on an image.
///
/// # Errors
/// When it cannot be decoded. What else goes wrong is told by a problem.
pub fn read_image(
    bytes: &[u8],
    document: DocumentRef,
    settings: &ReceiptSettings,
) -> Result<ReceiptReading, ImageError> {
    let reader = PageReader { document, settings };
    let picture = decode(bytes, settings.images)?;
    let size = (picture.width() as f32, picture.height() as f32);
    let page = reader.recognise(&picture, 1, size);
    Ok(reader.finish(vec![page.unwrap_or_else(Seen::Not)]))
}

/// A page, by its own text or by its picture.
enum Seen {
    Text(Sheet),
    Picture(PageRead),
    /// By the little text it has; its picture was not read, and the problem says why.
    Half(Sheet, Problem),
    /// Not at all, and the problem says why.
    Not(Problem),
}

/// Draws pages. The document is opened for it when the first page is to be drawn.
struct Drawer<'b> {
    bytes: &'b [u8],
    opened: OnceLock<Result<Rasterizer, RasterError>>,
}

impl<'b> Drawer<'b> {
    const fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            opened: OnceLock::new(),
        }
    }

    fn draw(&self, page: &Page) -> Result<Picture, RasterError> {
        let opened = self.opened.get_or_init(|| Rasterizer::open(self.bytes));
        let rasterizer = opened.as_ref().map_err(|error| *error)?;
        rasterizer.page(page.number, dots(page))
    }
}

/// Turns pages into sheets.
struct PageReader<'s> {
    document: DocumentRef,
    settings: &'s ReceiptSettings,
}

/// A page drawn at fewer dots per inch loses small print; at more, it only takes longer.
const DOTS: std::ops::RangeInclusive<f32> = 150.0..=300.0;

impl PageReader<'_> {
    fn page(&self, page: &Page, drawer: &Drawer<'_>) -> Seen {
        let own = Sheet::of_page(page);
        let is_empty = page.images.is_empty() && own.is_blank() && page.notes.is_empty();
        if is_empty || has_good_text(page, &own) {
            return Seen::Text(own);
        }
        match self.drawn(page, drawer) {
            Ok(seen) => seen,
            Err(problem) if own.is_blank() => Seen::Not(problem),
            Err(problem) => Seen::Half(own, problem),
        }
    }

    fn drawn(&self, page: &Page, drawer: &Drawer<'_>) -> Result<Seen, Problem> {
        if self.settings.ocr.is_none() {
            return Err(self.no_text(page.number, NO_ENGINE.to_owned()));
        }
        let picture = drawer.draw(page);
        let picture = picture.map_err(|error| self.no_text(page.number, error.to_string()))?;
        self.recognise(&picture, page.number, (page.width, page.height))
    }

    fn recognise(&self, picture: &Picture, page: u32, size: (f32, f32)) -> Result<Seen, Problem> {
        let engine = self.settings.ocr.as_ref();
        let engine = engine.ok_or_else(|| self.no_text(page, NO_ENGINE.to_owned()))?;
        let read = read_page(engine.as_ref(), picture, page, size);
        let mut read = read.map_err(|error| self.no_text(page, error.to_string()))?;
        read.shown = read.shown.filter(|_| self.settings.keeps_pictures);
        Ok(Seen::Picture(read))
    }

    fn no_text(&self, page: u32, message: String) -> Problem {
        let source = Source::page(self.document, page);
        Problem::new(ProblemKind::NoText, source, message)
    }

    fn finish(&self, pages: Vec<Seen>) -> ReceiptReading {
        let (mut sheets, mut pictures, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for page in pages {
            match page {
                Seen::Text(sheet) => sheets.push(sheet),
                Seen::Picture(read) => {
                    sheets.push(read.sheet.clone());
                    pictures.push(read);
                }
                Seen::Half(sheet, problem) => {
                    sheets.push(sheet);
                    problems.push(problem);
                }
                Seen::Not(problem) => problems.push(problem),
            }
        }
        let mut understood = understand(&sheets, self.document, &self.settings.hints);
        for receipt in &mut understood.receipts.value {
            let page = receipt.source.page;
            receipt.look = page.and_then(|page| look_of(page, &pictures));
        }
        problems.append(&mut understood.receipts.problems);
        ReceiptReading {
            receipts: Extracted {
                value: understood.receipts.value,
                problems,
            },
            traces: understood.traces,
            pictures,
        }
    }
}

fn look_of(page: u32, pictures: &[PageRead]) -> Option<Look> {
    let read = pictures.iter().find(|read| read.sheet.page == page);
    read.map(|read| read.look)
}

const NO_ENGINE: &str = "the page is a picture, and no program to read text from pictures is set up: install Tesseract or fetch \
    the models for PP-OCRv6 (see docs/receipts.md), or enter the receipt by hand";

/// Can the page's own text be used, or must its picture be read?
fn has_good_text(page: &Page, own: &Sheet) -> bool {
    /// Letters below which a page that is mostly picture has no text but a stamp.
    const FEW: usize = 25;
    const MOST_UNKNOWN: f32 = 0.05;
    let letters = || own.words.iter().flat_map(|word| word.text.chars());
    let count = letters().filter(|c| c.is_alphanumeric()).count();
    let unknown = letters()
        .filter(|c| *c == char::REPLACEMENT_CHARACTER || c.is_control() || is_private(*c))
        .count();
    let covered: f32 = page
        .images
        .iter()
        .map(|image| image.coverage)
        .fold(0.0, f32::max);
    let is_enough = count >= FEW || (count > 0 && covered < 0.3);
    is_enough && (unknown as f32) < MOST_UNKNOWN * count as f32
}

/// Codes that fonts use for themselves and that mean nothing outside of them.
const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}')
}

/// The density at which the page's largest picture keeps its own pixels.
fn dots(page: &Page) -> f32 {
    let density = |image: &pdf::ImageBox| {
        image.pixel_width as f32 * 72.0 / (image.right - image.left).max(1.0)
    };
    let largest = page
        .images
        .iter()
        .max_by(|a, b| a.coverage.total_cmp(&b.coverage));
    largest
        .map(density)
        .filter(|dots| *dots > 0.0)
        .unwrap_or(200.0)
        .clamp(*DOTS.start(), *DOTS.end())
}
