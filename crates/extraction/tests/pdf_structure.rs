//! Structure of files: packed, protected, changed, damaged; and what users are told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

#[cfg(test)]
mod pdf_support;

use std::time::Duration;

use pdf_support::{Pdf, first_page, fixture, open, sample, texts};
use tieout_extraction::pdf::{Document, Limits, OpenError, PageError, PageNote, Repair};

const HELLO: &str = "BT /F 10 Tf 100 700 Td (Hello world) Tj ET";

/// What the user is told, nothing when the document opens.
fn refused(bytes: &[u8]) -> String {
    refused_by(bytes, &Limits::default())
}

fn refused_by(bytes: &[u8], limits: &Limits) -> String {
    Document::open(bytes, limits)
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert_eq!(refused(b""), "is empty");
    assert_eq!(refused(b"PK\x03\x04 a spreadsheet"), "is not a PDF");
    assert_eq!(
        refused(b"%PDF-1.7\n"),
        "is damaged: no page could be found in it; export it again and upload that"
    );
}

#[test]
fn a_password_is_asked_for_in_plain_words() {
    for name in ["password_rc4.pdf", "password_aes256.pdf"] {
        assert_eq!(
            refused(&fixture(name)),
            "is password-protected: save a copy without a password and upload that",
            "{name}"
        );
    }
    let strange = Pdf::page(HELLO)
        .object(20, "<< /Filter /Adobe.PubSec /V 4 >>")
        .trailer("/Encrypt 20 0 R")
        .build();
    assert_eq!(
        refused(&strange),
        "is protected in a way that is not supported: save a copy without protection and upload that"
    );
}

#[test]
fn documents_that_open_without_a_password_are_read() {
    let plain = texts(&first_page(&sample("small/receipts/receipt_03.pdf")));
    for name in [
        "owner_only_r2.pdf",
        "owner_only_r3.pdf",
        "owner_only_aes256_objstm.pdf",
    ] {
        assert_eq!(texts(&first_page(&fixture(name))), plain, "{name}");
    }
}

#[test]
fn limits_are_named() {
    let pdf = Pdf::page(HELLO).build();
    let limits = Limits::default;
    assert_eq!(
        refused_by(
            &vec![b' '; 3 << 20],
            &Limits {
                max_bytes: 2 << 20,
                ..limits()
            }
        ),
        "is larger than 2 MB"
    );
    assert_eq!(
        refused_by(
            &pdf,
            &Limits {
                max_objects: 3,
                ..limits()
            }
        ),
        "has more than 3 objects"
    );
    assert_eq!(
        refused_by(
            &pdf,
            &Limits {
                max_time: Duration::ZERO,
                ..limits()
            }
        ),
        "takes longer than 0 seconds to read"
    );
    assert_eq!(
        refused_by(
            &sample("layouts/a_variants/a_objstm_xrefstm.pdf"),
            &Limits {
                max_decompressed_bytes: 100,
                ..limits()
            }
        ),
        "expands to more than 0 MB"
    );
    assert_eq!(
        refused_by(
            &sample("small/statement.pdf"),
            &Limits {
                max_pages: 4,
                ..limits()
            }
        ),
        "has 5 pages; the limit is 4"
    );
    let deep = format!("<< /Type /Catalog /Pages {} 2 0 R", "[".repeat(500));
    assert_eq!(
        refused(
            &Pdf::page(HELLO)
                .object(1, &deep)
                .object(3, "<< >>")
                .object(2, "null")
                .build()
        ),
        "is nested more than 64 levels deep"
    );
}

#[test]
fn limits_of_pages_are_named() {
    let read = |limits: &Limits, pdf: &Pdf| Document::open(&pdf.build(), limits).unwrap().page(1);
    let limits = Limits::default;
    let few_glyphs = read(
        &Limits {
            max_glyphs_per_page: 7,
            ..limits()
        },
        &Pdf::page(HELLO),
    )
    .unwrap();
    assert_eq!(texts(&few_glyphs), ["Hello", "w"]);
    assert_eq!(few_glyphs.notes, [PageNote::TooManyGlyphs { limit: 7 }]);
    assert_eq!(
        few_glyphs.notes[0].to_string(),
        "the page holds more than 7 characters; the rest was left out"
    );
    let few_steps = read(
        &Limits {
            max_operators_per_page: 2,
            ..limits()
        },
        &Pdf::page(HELLO),
    )
    .unwrap();
    assert_eq!(
        few_steps.notes[0].to_string(),
        "the page holds more than 2 drawing steps; the rest was left out"
    );
    let packed = Pdf::page("").flate(4, "", &vec![b' '; 1 << 20]);
    let error = read(
        &Limits {
            max_decompressed_bytes: 1 << 19,
            ..limits()
        },
        &packed,
    )
    .unwrap_err();
    assert_eq!(error.to_string(), "the document expands to more than 0 MB");
}

#[test]
fn pages_that_do_not_exist_are_told() {
    let mut document = open(&Pdf::page(HELLO).build());
    assert_eq!(document.page_count(), 1);
    for number in [0, 2] {
        assert_eq!(
            document.page(number),
            Err(PageError::NoSuchPage { number, count: 1 })
        );
    }
    assert_eq!(
        document.page(2).unwrap_err().to_string(),
        "there is no page 2: the document has 1"
    );
}

#[test]
fn a_sound_document_has_no_repairs() {
    for path in [
        "a_objstm_xrefstm",
        "a_linearised",
        "a_incremental_update",
        "a_encrypted_empty_aes256",
        "a_std14",
    ] {
        let document = open(&sample(&format!("layouts/a_variants/{path}.pdf")));
        assert!(
            document.repairs().is_empty(),
            "{path}: {:?}",
            document.repairs()
        );
    }
}

#[test]
fn a_wrong_table_is_rebuilt_and_that_is_told() {
    let text = String::from_utf8(Pdf::page(HELLO).build()).unwrap();
    let damaged = [
        text.replace("startxref\n", "startxref\n9"),
        text.replace("startxref", "start"),
        text.replace("trailer", "tailer"),
        text.replace("%PDF-1.7\n", "%PDF-1.7\n% a line more\n"),
        text.split("xref\n").next().unwrap().to_owned(),
    ];
    for (index, damaged) in damaged.iter().enumerate() {
        let mut document = open(damaged.as_bytes());
        assert_eq!(
            texts(&document.page(1).unwrap()),
            ["Hello", "world"],
            "damage {index}"
        );
        assert_eq!(
            document.repairs(),
            [Repair::ObjectsRebuilt],
            "damage {index}"
        );
    }
    assert_eq!(
        Repair::ObjectsRebuilt.to_string(),
        "the table of contents of the file was damaged and has been rebuilt by searching for its objects"
    );
}

#[test]
fn an_object_found_missing_while_reading_a_page_is_searched_for() {
    let text = String::from_utf8(Pdf::page(HELLO).build()).unwrap();
    let font = text.find("5 0 obj").unwrap();
    let moved = text.replace(&format!("{font:010}"), "0000000012");
    let mut document = open(moved.as_bytes());
    assert!(document.repairs().is_empty());
    assert_eq!(texts(&document.page(1).unwrap()), ["Hello", "world"]);
    assert_eq!(document.repairs(), [Repair::ObjectsRebuilt]);
}

#[test]
fn pages_are_found_without_their_tree() {
    let pdf = Pdf::page(HELLO).object(2, "<< /Type /Pages /Kids 77 0 R >>");
    let mut document = open(&pdf.build());
    assert_eq!(texts(&document.page(1).unwrap()), ["Hello", "world"]);
    assert_eq!(
        document.repairs(),
        [Repair::ObjectsRebuilt, Repair::PagesRebuilt]
    );
    assert_eq!(
        Repair::PagesRebuilt.to_string(),
        "the list of pages was damaged; the pages were found by searching for them, their order may differ"
    );
}

#[test]
fn a_missing_page_is_left_out_and_told() {
    let pdf = Pdf::page(HELLO).object(2, "<< /Type /Pages /Kids [3 0 R 77 0 R 3 0 R] /Count 3 >>");
    let document = open(&pdf.build());
    assert_eq!(document.page_count(), 2);
    assert!(
        document
            .repairs()
            .contains(&Repair::PageSkipped { after: 1 })
    );
    assert_eq!(
        Repair::PageSkipped { after: 1 }.to_string(),
        "a damaged page after page 1 was left out"
    );
}

#[test]
fn streams_are_read_whatever_their_length_says() {
    for length in [
        "",
        "/Length 3",
        "/Length 999999",
        "/Length -1",
        "/Length 4 0 R",
        "/Length 77 0 R",
    ] {
        let mut text = String::from_utf8(Pdf::page(HELLO).build()).unwrap();
        text = text.replace(&format!(" /Length {}", HELLO.len()), length);
        let mut document = open(text.as_bytes());
        assert_eq!(
            texts(&document.page(1).unwrap()),
            ["Hello", "world"],
            "{length:?}"
        );
    }
}

#[test]
fn filters_one_after_the_other() {
    let hex: String = pdf_support::deflate(HELLO.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let pdf = Pdf::page("").stream(
        4,
        "/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null null]",
        format!("{hex}>").as_bytes(),
    );
    assert_eq!(pdf.words(), ["Hello", "world"]);
}

#[test]
fn truncated_content_is_read_as_far_as_it_goes_and_told() {
    let lines: String = (0..500)
        .map(|line| format!("BT /F 10 Tf 100 {} Td (row{line}) Tj ET\n", 790 - line))
        .collect();
    let packed = pdf_support::deflate(lines.as_bytes());
    let page = Pdf::page("")
        .stream(4, "/Filter /FlateDecode", &packed[..packed.len() / 2])
        .read();
    assert!(page.words.len() > 100);
    assert_eq!(page.notes, [PageNote::ContentDamaged]);
    assert_eq!(
        page.notes[0].to_string(),
        "a part of the page is damaged and was read as far as possible"
    );
    let page = Pdf::page("").stream(4, "/Filter /JBIG2Decode", b"x").read();
    assert_eq!(
        page.notes[0].to_string(),
        "a part of the page is packed with JBIG2Decode, which is not supported"
    );
}

#[test]
fn the_newest_version_of_an_object_counts() {
    let old = Pdf::page(HELLO).build();
    let start = memchr::memmem::rfind(&old, b"xref\n4")
        .or(memchr::memmem::find(&old, b"xref\n"))
        .unwrap();
    let mut new = old.clone();
    new.extend(b"\n");
    let offset = new.len();
    let content = "BT /F 10 Tf 100 700 Td (Changed) Tj ET";
    new.extend(
        format!(
            "4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            content.len()
        )
        .bytes(),
    );
    let table = new.len();
    new.extend(format!("xref\n4 1\n{offset:010} 00000 n \ntrailer\n<< /Root 1 0 R /Size 9 /Prev {start} >>\nstartxref\n{table}\n%%EOF").bytes());
    assert_eq!(texts(&first_page(&new)), ["Changed"]);
    assert!(open(&new).repairs().is_empty());
    let rebuilt = String::from_utf8(new)
        .unwrap()
        .replace("startxref", "start");
    assert_eq!(texts(&first_page(rebuilt.as_bytes())), ["Changed"]);
}

#[test]
fn errors_compare() {
    assert_eq!(
        Document::open(b"", &Limits::default()).unwrap_err(),
        OpenError::Empty
    );
}
