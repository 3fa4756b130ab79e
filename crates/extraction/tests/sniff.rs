//! What a file is, by content alone.

use tieout_extraction::sniff::{Sniffed, sniff};

fn says(bytes: &[u8]) -> String {
    match sniff(bytes) {
        Sniffed::Unknown { looks_like } => looks_like.to_string(),
        known => format!("{known:?}"),
    }
}

#[test]
fn accepted_types_are_known_by_their_content() {
    let cases: [(&[u8], &str); 10] = [
        (b"%PDF-1.7\n...", "Pdf"),
        (b"X-Mailer: relay\r\n\r\n%PDF-1.4\n", "Pdf"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "Jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "Png"),
        (b"II*\0\x08\0\0\0", "Tiff"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "Webp"),
        (b"Date,Description,Amount\n03/01/2025,SHELL,12.50\n", "Csv"),
        (
            b"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1>",
            "Ofx",
        ),
        (
            b"<?xml version=\"1.0\"?>\n<?OFX OFXHEADER=\"200\"?>\n<OFX>",
            "Ofx",
        ),
        (b"", "Empty"),
    ];
    for (bytes, kind) in cases {
        assert_eq!(says(bytes), kind);
    }
}

#[test]
fn everything_else_is_named_in_words() {
    let cases: [(&[u8], &str); 12] = [
        (b"PK\x03\x04....xl/workbook.xml....", "an Excel workbook"),
        (b"PK\x03\x04....word/document.xml....", "a Word document"),
        (b"PK\x03\x04....notes.txt....", "a ZIP archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            "an old Office document",
        ),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIC photo"),
        (b"GIF89a\x01\0\x01\0", "a GIF image"),
        (b"<!DOCTYPE html><html><body>", "a web page"),
        (b"<?xml version=\"1.0\"?><invoice/>", "an XML file"),
        (b"{\"amount\": 3}", "a JSON file"),
        (
            b"From: a@example.com\nSubject: receipts\n\nHello",
            "an e-mail",
        ),
        (
            b"BMW rental, March, and more\nsee you, then, soon\n",
            "a text without a table of transactions",
        ),
        (b"\0\x01\x02\x03\x04", "a file of an unknown type"),
    ];
    for (bytes, words) in cases {
        assert_eq!(says(bytes), words);
    }
}
