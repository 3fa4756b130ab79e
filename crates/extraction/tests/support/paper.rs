//! A small writer of PDF files, for the cases that no sample shows.

use std::fmt::Write as _;

/// A document in the making. Texts are placed from the top left corner of a page in Letter format.
#[derive(Debug)]
pub(crate) struct Paper {
    pages: Vec<String>,
    font: &'static str,
    size: f32,
}

/// How wide a character of the typewriter font is, in font sizes.
const CHARACTER: f32 = 0.6;

impl Paper {
    /// An empty page to write on with a typewriter, whose characters all are as wide.
    pub(crate) fn new() -> Self {
        Self {
            pages: vec![String::new()],
            font: "Courier",
            size: 8.0,
        }
    }

    /// The same in a font of a standard PDF reader.
    pub(crate) fn in_font(mut self, font: &'static str) -> Self {
        self.font = font;
        self
    }

    /// A new page.
    pub(crate) fn page(&mut self) -> &mut Self {
        self.pages.push(String::new());
        self
    }

    /// Writes `text` from `x` on, `y` points below the top.
    pub(crate) fn text(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        let escaped = text
            .replace('\\', r"\\")
            .replace('(', r"\(")
            .replace(')', r"\)");
        let (size, y) = (self.size, 792.0 - y);
        let page = self.pages.last_mut().unwrap();
        writeln!(page, "BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET").unwrap();
        self
    }

    /// Writes `text` so that it ends at `x`; exact for the typewriter font.
    pub(crate) fn text_to(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        let width = text.chars().count() as f32 * CHARACTER * self.size;
        self.text(x - width, y, text)
    }

    /// A table row: cells with the places where they start, or, if those are negative, end.
    pub(crate) fn row(&mut self, y: f32, cells: &[(f32, &str)]) -> &mut Self {
        for (x, text) in cells {
            if *x < 0.0 {
                self.text_to(-x, y, text);
            } else {
                self.text(*x, y, text);
            }
        }
        self
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let kids: Vec<String> = (0..self.pages.len())
            .map(|at| format!("{} 0 R", 4 + 2 * at))
            .collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {} >>",
                kids.join(" "),
                kids.len()
            ),
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>",
                self.font
            ),
        ];
        for (at, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents {} 0 R >>",
                5 + 2 * at
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{content}endstream",
                content.len()
            ));
        }
        file(&objects)
    }
}

/// Objects with their numbers, the table of their places, and the trailer.
fn file(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let start = file.len();
    let count = objects.len() + 1;
    write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}
