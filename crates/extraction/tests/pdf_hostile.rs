//! Documents made to hurt: every one ends within its limits, with pages or with an error.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

#[cfg(test)]
mod pdf_support;

use pdf_support::{Pdf, deflate, sample, texts};
use tieout_extraction::pdf::{Document, Limits, OpenError, PageError, PageNote};

/// Small limits, so that running into them is quick.
fn limits() -> Limits {
    Limits {
        max_decompressed_bytes: 8 << 20,
        max_operators_per_page: 100_000,
        max_glyphs_per_page: 50_000,
        ..Limits::default()
    }
}

/// Reads everything; the outcome does not matter, only that there is one.
fn exhaust(bytes: &[u8]) {
    let Ok(mut document) = Document::open(bytes, &limits()) else {
        return;
    };
    for number in 1..=document.page_count().min(12) {
        if let Ok(page) = document.page(number) {
            assert!(page.width > 0.0 && page.height > 0.0);
            for word in &page.words {
                assert_eq!(word.lefts.len(), word.text.chars().count());
                assert!(
                    word.left.is_finite() && word.left <= word.right && word.top <= word.bottom,
                    "{word:?}"
                );
            }
        }
    }
}

#[test]
fn damaged_samples_end_with_pages_or_errors() {
    let mut random = Random(0x5EED);
    for path in [
        "small/receipts/receipt_03.pdf",
        "small/receipts/receipt_05.pdf",
        "layouts/a_variants/a_objstm_xrefstm.pdf",
        "layouts/a_variants/a_cid_identity_h.pdf",
        "layouts/a_variants/a_truetype_subset.pdf",
        "layouts/a_variants/a_plain_uncompressed.pdf",
        "layouts/a_variants/a_form_xobject.pdf",
        "layouts/a_variants/a_encrypted_empty_aes128.pdf",
        "layouts/a_variants/a_encrypted_empty_rc4.pdf",
        "layouts/a_variants/a_incremental_update.pdf",
    ] {
        let sound = sample(path);
        for _ in 0..40 {
            exhaust(&random.damage(&sound));
        }
    }
}

/// Numbers that are the same on every run (xorshift).
struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() % limit.max(1)
    }

    /// One of the ways in which files break, applied once or a few times.
    fn damage(&mut self, sound: &[u8]) -> Vec<u8> {
        let mut bytes = sound.to_vec();
        for _ in 0..=self.below(4) {
            let (one, other) = (self.below(bytes.len()), self.below(bytes.len()));
            let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 2000));
            match self.below(8) {
                0 => bytes.truncate(one.max(20)),
                1 => (0..20).for_each(|_| {
                    let at = self.below(bytes.len());
                    bytes[at] ^= 1 << self.below(8);
                }),
                2 => bytes.swap(one, other),
                3 => drop(bytes.drain(start..end)),
                4 => {
                    let copy = bytes[start..end].to_vec();
                    let at = self.below(bytes.len());
                    bytes.splice(at..at, copy);
                }
                5 => self.change_digits(&mut bytes, 10),
                6 => bytes[start..end].fill(self.below(256) as u8),
                _ => self.change_digits(&mut bytes, 200),
            }
        }
        bytes
    }

    /// Object numbers, offsets, lengths, operands: most of a PDF is digits.
    fn change_digits(&mut self, bytes: &mut [u8], count: usize) {
        let digits: Vec<usize> = (0..bytes.len())
            .filter(|&at| bytes[at].is_ascii_digit())
            .collect();
        for _ in 0..count {
            if let Some(&at) = digits.get(self.below(digits.len())) {
                bytes[at] = b'0' + self.below(10) as u8;
            }
        }
    }
}

#[test]
fn a_page_that_expands_without_end() {
    let bomb = deflate(&deflate(&vec![b' '; 64 << 20]));
    let pdf = Pdf::page("")
        .stream(4, "/Filter [/FlateDecode /FlateDecode]", &bomb)
        .build();
    let error = Document::open(&pdf, &limits())
        .unwrap()
        .page(1)
        .unwrap_err();
    assert_eq!(error, PageError::ExpandsTooMuch { limit: 8 << 20 });
}

#[test]
fn the_sum_of_all_streams_is_bounded_too() {
    let mut pdf = Pdf::page("");
    let kids: String = (100..120).map(|number| format!("{number} 0 R ")).collect();
    pdf = pdf.object(2, &format!("<< /Type /Pages /Kids [{kids}] >>"));
    for number in 100..120 {
        pdf = pdf
            .object(
                number,
                &format!("<< /Type /Page /Contents {} 0 R >>", number + 100),
            )
            .flate(number + 100, "", &vec![b' '; 1 << 20]);
    }
    let mut document = Document::open(&pdf.build(), &limits()).unwrap();
    let results: Vec<_> = (1..=20)
        .map(|number| document.page(number).is_ok())
        .collect();
    assert_eq!(
        results.iter().filter(|ok| **ok).count(),
        8,
        "a megabyte each"
    );
}

#[test]
fn object_streams_that_expand_without_end() {
    let pdf = Pdf::page("")
        .flate(30, "/Type /ObjStm /N 1 /First 8", &vec![b' '; 16 << 20])
        .build();
    let broken = String::from_utf8_lossy(&pdf)
        .replace("startxref", "start")
        .into_bytes();
    exhaust(&broken);
    let broken: Vec<u8> = pdf.iter().copied().take(pdf.len() - 30).collect();
    assert_eq!(
        Document::open(&broken, &limits()).unwrap_err(),
        OpenError::ExpandsTooMuch { limit: 8 << 20 }
    );
}

#[test]
fn a_table_whose_entries_all_name_the_same_object() {
    let mut pdf = Pdf::page("BT /F 10 Tf 10 700 Td (fine) Tj ET").build();
    let start = pdf.len();
    pdf.extend(b"\nxref\n0 200000\n");
    for _ in 0..200_000 {
        pdf.extend(b"0000000009 00000 n \n");
    }
    pdf.extend(format!("trailer << /Root 1 0 R >> startxref\n{}\n%%EOF", start + 1).bytes());
    let mut document = Document::open(&pdf, &limits()).unwrap();
    assert_eq!(texts(&document.page(1).unwrap()), ["fine"]);
}

#[test]
fn trees_and_chains_that_lead_back_to_themselves() {
    let loops = [
        Pdf::page("").object(2, "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] >>"),
        Pdf::page("")
            .object(2, "<< /Type /Pages /Kids [10 0 R 3 0 R] >>")
            .object(10, "<< /Kids [2 0 R 10 0 R] >>"),
        Pdf::page("").object(2, "2 0 R"),
        Pdf::page("")
            .object(1, "<< /Type /Catalog /Pages 10 0 R >>")
            .object(10, "11 0 R")
            .object(11, "10 0 R"),
        Pdf::page("").object(4, "<< /Length 4 0 R >>\nstream\nx\nendstream"),
        Pdf::page("").trailer("/Prev 9 /XRefStm 9"),
    ];
    for pdf in loops {
        exhaust(&pdf.build());
    }
    let mut table = String::from_utf8(Pdf::page("").build()).unwrap();
    let start = table.rfind("xref\n1").unwrap();
    table = table.replace("/Size 100", &format!("/Prev {start} /XRefStm {start}"));
    exhaust(table.as_bytes());
}

#[test]
fn page_trees_that_grow_from_few_objects() {
    let kids = |number: u32| format!("{number} 0 R ").repeat(50);
    let mut pdf = Pdf::page("").object(2, &format!("<< /Type /Pages /Kids [{}] >>", kids(10)));
    for number in 10..20 {
        pdf = pdf.object(
            number,
            &format!("<< /Type /Pages /Kids [{}] >>", kids(number + 1)),
        );
    }
    exhaust(&pdf.object(20, "<< /Type /Page >>").build());
    let many = Pdf::page("")
        .object(
            2,
            &format!(
                "<< /Type /Pages /Kids [{}] /Count 9000 >>",
                "3 0 R ".repeat(9000)
            ),
        )
        .build();
    let error = Document::open(&many, &Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), "has 9000 pages; the limit is 3000");
}

#[test]
fn forms_within_themselves() {
    let page = Pdf::page("/X Do BT /F 10 Tf 10 10 Td (after) Tj ET")
        .stream(7, "/Subtype /Form", b"/X Do /Y Do")
        .stream(8, "/Subtype /Form", b"/X Do")
        .read();
    assert_eq!(texts(&page), ["after"]);
    assert_eq!(page.notes, [PageNote::NestedTooDeep { limit: 64 }]);
    assert_eq!(
        page.notes[0].to_string(),
        "drawings are nested too deep (limit 64); the innermost were left out"
    );
}

#[test]
fn forms_that_multiply() {
    let mut pdf = Pdf::page("/X Do");
    for level in 0..20 {
        let next = if level == 0 { 7 } else { 100 + level };
        let resources = format!(
            "/Subtype /Form /Resources << /XObject << /X {} 0 R >> >>",
            101 + level
        );
        pdf = pdf.stream(next, &resources, "/X Do ".repeat(10).as_bytes());
    }
    let mut document = Document::open(&pdf.build(), &limits()).unwrap();
    let page = document.page(1).unwrap();
    assert_eq!(page.notes, [PageNote::TooManyOperators { limit: 100_000 }]);
}

#[test]
fn brackets_without_end() {
    for opener in ["[", "<<", "<</A", "(", "<</A[", "{"] {
        let deep = opener.repeat(200_000);
        exhaust(&Pdf::page(&deep).build());
        exhaust(&Pdf::page("").object(3, &deep).build());
        exhaust(&Pdf::page(&format!("/Span {deep} BDC q ")).build());
    }
    exhaust(&Pdf::page(&"q ".repeat(50_000)).build());
    exhaust(&Pdf::page(&"/Span << /ActualText (x) >> BDC ".repeat(20_000)).build());
}

#[test]
fn numbers_beyond_reason() {
    let huge = "9".repeat(400);
    for matrix in ["1e38", "nan", huge.as_str(), "-99999999999999999999", "0"] {
        exhaust(&Pdf::page(&format!("{matrix} 0 0 {matrix} {matrix} 0 cm BT /F {matrix} Tf {matrix} Tc {matrix} Tz {matrix} {matrix} Td (abc) Tj ET /X Do")).build());
        exhaust(
            &Pdf::page_with(
                &format!("/MediaBox [0 0 {matrix} {matrix}] /Rotate {matrix} /UserUnit {matrix}"),
                "BT /F 9 Tf (x) Tj ET",
            )
            .build(),
        );
        exhaust(
            &Pdf::page("BT /G 10 Tf (ab) Tj ET")
                .object(6, &format!("<< /Subtype /Type3 /FontMatrix [{matrix} 0 0 {matrix} 0 0] /FontBBox [0 0 {matrix} {matrix}] /FirstChar {matrix} /Widths [{matrix} {matrix}] >>"))
                .build(),
        );
    }
}

#[test]
fn very_many_words_in_one_place() {
    let shown: String = (0..20_000)
        .map(|index| format!("1 0 0 1 100 700 Tm ({index}) Tj "))
        .collect();
    exhaust(&Pdf::page(&format!("BT /F 10 Tf {shown} ET")).build());
}

#[test]
fn objects_that_are_larger_than_they_look() {
    let wide = format!("[{}]", "0 ".repeat(300_000));
    let pdf = Pdf::page("/Y Do")
        .object(5, &wide)
        .object(8, &wide)
        .object(9, &wide);
    let few = Limits {
        max_objects: 20_000,
        ..limits()
    };
    let error = Document::open(&pdf.build(), &few)
        .unwrap()
        .page(1)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document has more than 20000 objects"
    );
}

#[test]
fn images_in_the_content_without_an_end() {
    let mut document = Document::open(
        &Pdf::page(&"BI /W 9 ID x ".repeat(2_000)).build(),
        &limits(),
    )
    .unwrap();
    assert_eq!(document.page(1).unwrap().notes, [PageNote::ContentDamaged]);
}
