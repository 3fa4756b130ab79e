//! Small PDFs made in tests, and short ways to read them.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

use std::path::{Path, PathBuf};

use tieout_extraction::pdf::{Document, Limits, Page, Word};

/// A PDF in the making: objects by number, written with a correct table.
#[derive(Default)]
pub(crate) struct Pdf {
    objects: Vec<(u32, Vec<u8>)>,
    trailer: String,
}

impl Pdf {
    /// Catalog 1, page tree 2, page 3 with content 4 and Helvetica (5) as `/F`.
    pub(crate) fn page(content: &str) -> Self {
        Self::page_with("", content)
    }

    /// As [`Pdf::page`], with more entries in the page's dictionary.
    pub(crate) fn page_with(entries: &str, content: &str) -> Self {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R \
             /Resources << /Font << /F 5 0 R /G 6 0 R >> /XObject << /X 7 0 R /Y 8 0 R >> \
             /Properties << /P 9 0 R >> >> {entries} >>"
        );
        Self::default()
            .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
            .object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .object(3, &page)
            .stream(4, "", content.as_bytes())
            .object(
                5,
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            )
    }

    /// Adds an object, in place of an earlier one of the same number.
    pub(crate) fn object(mut self, number: u32, text: &str) -> Self {
        self.objects.retain(|(known, _)| *known != number);
        self.objects.push((number, text.as_bytes().to_vec()));
        self
    }

    pub(crate) fn stream(mut self, number: u32, entries: &str, data: &[u8]) -> Self {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.objects.retain(|(known, _)| *known != number);
        self.objects.push((number, object));
        self
    }

    /// A stream packed with Flate.
    pub(crate) fn flate(self, number: u32, entries: &str, data: &[u8]) -> Self {
        self.stream(
            number,
            &format!("/Filter /FlateDecode {entries}"),
            &deflate(data),
        )
    }

    pub(crate) fn trailer(mut self, entries: &str) -> Self {
        self.trailer.push_str(entries);
        self
    }

    pub(crate) fn build(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (number, object) in &self.objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", file.len()));
            file.extend(format!("{number} 0 obj\n").into_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        let trailer = &self.trailer;
        file.extend(
            format!("xref\n{table}trailer\n<< /Root 1 0 R /Size 100 {trailer} >>\nstartxref\n{start}\n%%EOF").into_bytes(),
        );
        file
    }

    /// The only page.
    pub(crate) fn read(&self) -> Page {
        first_page(&self.build())
    }

    /// The words of the only page, as text.
    pub(crate) fn words(&self) -> Vec<String> {
        texts(&self.read())
    }
}

pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn open(bytes: &[u8]) -> Document {
    Document::open(bytes, &Limits::default()).unwrap()
}

pub(crate) fn first_page(bytes: &[u8]) -> Page {
    open(bytes).page(1).unwrap()
}

pub(crate) fn all_pages(bytes: &[u8]) -> Vec<Page> {
    let mut document = open(bytes);
    (1..=document.page_count())
        .map(|number| document.page(number).unwrap())
        .collect()
}

pub(crate) fn texts(page: &Page) -> Vec<String> {
    page.words.iter().map(|word| word.text.clone()).collect()
}

/// The first word of that text.
pub(crate) fn word<'a>(page: &'a Page, text: &str) -> &'a Word {
    page.words
        .iter()
        .find(|word| word.text == text)
        .unwrap_or_else(|| panic!("no word {text:?} in {:?}", texts(page)))
}

pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

pub(crate) fn sample(path: &str) -> Vec<u8> {
    std::fs::read(samples().join(path)).unwrap()
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/pdf")
            .join(name),
    )
    .unwrap()
}
