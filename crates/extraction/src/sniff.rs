//! What a file is, by its content: names and declared types are only claims.

use std::fmt;

use memchr::memmem;

use crate::{csv, encoding, ofx};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniffed {
    /// A PDF document.
    Pdf,
    /// A JPEG image.
    Jpeg,
    /// A PNG image.
    Png,
    /// A TIFF image.
    Tiff,
    /// A WebP image.
    Webp,
    /// A table of transactions, its fields separated by commas or the like.
    Csv,
    /// An OFX statement, of either generation.
    Ofx,
    /// No bytes at all.
    Empty,
    /// Nothing that is read here.
    Unknown {
        /// What it looks like.
        looks_like: LooksLike,
    },
}

/// What a file that is not read here looks like. Prints with its article: `a Word document`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// A spreadsheet, new or old.
    ExcelWorkbook,
    /// A text document.
    WordDocument,
    /// Slides.
    Presentation,
    /// Another file of the Office family.
    OfficeDocument,
    /// An archive.
    ZipArchive,
    /// A compressed file.
    CompressedFile,
    /// A photo as phones take it.
    HeicPhoto,
    /// A GIF image.
    GifImage,
    /// A BMP image.
    BmpImage,
    /// A page of the web.
    WebPage,
    /// XML that is no OFX.
    XmlFile,
    /// JSON.
    JsonFile,
    /// An e-mail.
    Email,
    /// Rich text.
    RichText,
    /// A program.
    Program,
    /// Text without a table of transactions.
    PlainText,
    /// Anything else.
    UnknownBytes,
}

/// The first bytes of files that are read here.
const ACCEPTED: [(&[u8], Sniffed); 6] = [
    (b"\xff\xd8\xff", Sniffed::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Sniffed::Png),
    (b"II*\0", Sniffed::Tiff),
    (b"MM\0*", Sniffed::Tiff),
    (b"II+\0", Sniffed::Tiff),
    (b"MM\0+", Sniffed::Tiff),
];

/// The first bytes of files that are not.
const REFUSED: [(&[u8], LooksLike); 11] = [
    (b"GIF8", LooksLike::GifImage),
    (b"BM", LooksLike::BmpImage),
    (b"{\\rtf", LooksLike::RichText),
    (b"\xd0\xcf\x11\xe0", LooksLike::OfficeDocument),
    (b"\x1f\x8b", LooksLike::CompressedFile),
    (b"7z\xbc\xaf", LooksLike::CompressedFile),
    (b"Rar!", LooksLike::CompressedFile),
    (b"BZh", LooksLike::CompressedFile),
    (b"\xfd7zXZ", LooksLike::CompressedFile),
    (b"\x7fELF", LooksLike::Program),
    (b"MZ", LooksLike::Program),
];

/// Says what `bytes` are. Looks at no name.
pub fn sniff(bytes: &[u8]) -> Sniffed {
    if bytes.is_empty() {
        return Sniffed::Empty;
    }
    if let Some((_, kind)) = ACCEPTED.iter().find(|(start, _)| bytes.starts_with(start)) {
        return *kind;
    }
    if is_pdf(bytes) {
        return Sniffed::Pdf;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Sniffed::Webp;
    }
    let text = encoding::decode(bytes);
    match text.as_deref() {
        Some(text) if ofx::is_ofx(text) => Sniffed::Ofx,
        Some(text) if csv::is_csv(text) => Sniffed::Csv,
        text => Sniffed::Unknown {
            looks_like: looks_like(bytes, text),
        },
    }
}

/// Mail systems and printers put lines before the header; readers have always looked for it in the first kilobyte.
fn is_pdf(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 1_024;
    memmem::find(bytes.get(..LOOKED_AT).unwrap_or(bytes), b"%PDF-").is_some()
}

fn looks_like(bytes: &[u8], text: Option<&str>) -> LooksLike {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if bytes.get(4..8) == Some(b"ftyp")
        && bytes
            .get(8..11)
            .is_some_and(|brand| matches!(brand, b"hei" | b"mif" | b"hev"))
    {
        return LooksLike::HeicPhoto;
    }
    match (
        text,
        REFUSED.iter().find(|(start, _)| bytes.starts_with(start)),
    ) {
        (Some(text), Some((_, LooksLike::RichText))) if text.starts_with("{\\rtf") => {
            LooksLike::RichText
        }
        // Two letters prove nothing where all is text: "BMW rental, March".
        (Some(text), _) => kind_of_text(text),
        (None, Some((_, kind))) => *kind,
        (None, None) => LooksLike::UnknownBytes,
    }
}

/// Office documents are archives; the names in them tell which.
fn packed(bytes: &[u8]) -> LooksLike {
    const PARTS: [(&[u8], LooksLike); 6] = [
        (b"xl/workbook", LooksLike::ExcelWorkbook),
        (b"word/document", LooksLike::WordDocument),
        (b"ppt/presentation", LooksLike::Presentation),
        (b"opendocument.spreadsheet", LooksLike::ExcelWorkbook),
        (b"opendocument.text", LooksLike::WordDocument),
        (b"opendocument.presentation", LooksLike::Presentation),
    ];
    PARTS
        .iter()
        .find(|(part, _)| memmem::find(bytes, part).is_some())
        .map_or(LooksLike::ZipArchive, |(_, kind)| *kind)
}

fn kind_of_text(text: &str) -> LooksLike {
    let start: String = text
        .trim_start()
        .chars()
        .take(400)
        .collect::<String>()
        .to_lowercase();
    let names_header = |header: &str| start.lines().any(|line| line.starts_with(header));
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.contains("<html")
    {
        LooksLike::WebPage
    } else if start.starts_with('<') {
        LooksLike::XmlFile
    } else if start.starts_with(['{', '[']) {
        LooksLike::JsonFile
    } else if names_header("subject:") && (names_header("from:") || names_header("received:")) {
        LooksLike::Email
    } else {
        LooksLike::PlainText
    }
}

impl fmt::Display for LooksLike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ExcelWorkbook => "an Excel workbook",
            Self::WordDocument => "a Word document",
            Self::Presentation => "a presentation",
            Self::OfficeDocument => "an old Office document",
            Self::ZipArchive => "a ZIP archive",
            Self::CompressedFile => "a compressed file",
            Self::HeicPhoto => "a HEIC photo",
            Self::GifImage => "a GIF image",
            Self::BmpImage => "a BMP image",
            Self::WebPage => "a web page",
            Self::XmlFile => "an XML file",
            Self::JsonFile => "a JSON file",
            Self::Email => "an e-mail",
            Self::RichText => "a rich-text document",
            Self::Program => "a program",
            Self::PlainText => "a text without a table of transactions",
            Self::UnknownBytes => "a file of an unknown type",
        })
    }
}
