//! From pictures to receipts, with an engine that reads what the test wants it to read.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its input has failed"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tieout_domain::{Area, Confidence, DocumentRef, ProblemKind};
use tieout_extraction::image::Picture;
use tieout_extraction::ocr::{OcrEngine, OcrError, OcrWord};
use tieout_extraction::receipt::{ReceiptReading, ReceiptSettings, debug_files};
use tieout_extraction::{Input, Settings, explain_receipts};

/// Reads the same words from every picture, in rows of equal height.
#[derive(Debug)]
struct Parrot(&'static str);

impl OcrEngine for Parrot {
    fn name(&self) -> &'static str {
        "Parrot"
    }

    fn read(&self, picture: &Picture) -> Result<Vec<OcrWord>, OcrError> {
        let height = picture.height() as f32 / (2 * self.0.lines().count()).max(1) as f32;
        let words = self.0.lines().enumerate().flat_map(|(row, line)| {
            let mut left = 0.0;
            line.split(' ').map(move |text| {
                let area = Area {
                    left,
                    top: row as f32 * 2.0 * height,
                    right: left + 50.0,
                    bottom: (row as f32 * 2.0 + 1.0) * height,
                };
                left += 60.0;
                OcrWord {
                    text: text.to_owned(),
                    area,
                    confidence: Confidence::from_ratio(0.99),
                }
            })
        });
        Ok(words.collect())
    }
}

/// Never reads anything.
#[derive(Debug)]
struct Broken;

impl OcrEngine for Broken {
    fn name(&self) -> &'static str {
        "Broken"
    }

    fn read(&self, _: &Picture) -> Result<Vec<OcrWord>, OcrError> {
        Err(OcrError::TooSlow {
            engine: "Broken",
            seconds: 60,
        })
    }
}

const PARKING: &str = "City Parking\n12 Main Street\n03/14/2025 10:12\nTOTAL $8.00";

fn with(engine: impl OcrEngine + 'static) -> ReceiptSettings {
    ReceiptSettings {
        ocr: Some(Arc::new(engine)),
        keeps_pictures: true,
        ..ReceiptSettings::default()
    }
}

fn read_sample(name: &str, settings: &ReceiptSettings) -> ReceiptReading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples/receipts")
        .join(name);
    let bytes = fs::read(path).unwrap();
    let input = Input {
        document: DocumentRef::new(0),
        name,
        bytes: &bytes,
    };
    let settings = Settings {
        receipts: settings.clone(),
        ..Settings::default()
    };
    explain_receipts(&input, &settings).unwrap()
}

#[test]
fn a_scan_and_a_photo_are_read_by_the_engine() {
    for sample in ["receipt_016.pdf", "receipt_093.jpg"] {
        let reading = read_sample(sample, &with(Parrot(PARKING)));
        let receipt = &reading.receipts.value[0];
        assert_eq!(
            receipt.total.as_ref().unwrap().value.to_string(),
            "8.00",
            "{sample}"
        );
        assert_eq!(receipt.vendor.as_ref().unwrap().value, "City Parking");
        assert!(receipt.look.is_some());
    }
}

#[test]
fn a_field_lies_where_it_stands_on_the_page() {
    let reading = read_sample("receipt_016.pdf", &with(Parrot(PARKING)));
    let receipt = &reading.receipts.value[0];
    let (vendor, total) = (
        receipt.vendor.as_ref().unwrap().area.unwrap(),
        receipt.total.as_ref().unwrap().area.unwrap(),
    );
    assert!(vendor.bottom < total.top);
    assert!(
        vendor.left >= 0.0 && total.bottom < 1_000.0,
        "points of the page, not pixels: {total:?}"
    );
}

#[test]
fn text_is_not_read_from_pictures_where_it_is_there() {
    let reading = read_sample("receipt_011.pdf", &with(Parrot(PARKING)));
    assert_eq!(
        reading.receipts.value[0].vendor.as_ref().unwrap().value,
        "EXXON"
    );
    assert_eq!(reading.pictures, []);
}

#[test]
fn without_an_engine_a_scan_says_what_to_do() {
    for sample in ["receipt_016.pdf", "receipt_093.jpg"] {
        let reading = read_sample(sample, &ReceiptSettings::default());
        assert_eq!(reading.receipts.value, []);
        let problem = &reading.receipts.problems[0];
        assert_eq!(
            (problem.kind, problem.source.page),
            (ProblemKind::NoText, Some(1))
        );
        assert!(problem.message.starts_with(
            "the page is a picture, and no program to read text from pictures is set up"
        ));
        assert!(problem.message.contains("enter the receipt by hand"));
        assert_eq!(reading.receipts.problems.len(), 1);
    }
}

#[test]
fn an_engine_that_fails_is_told_with_the_page() {
    let reading = read_sample("receipt_093.jpg", &with(Broken));
    let problem = &reading.receipts.problems[0];
    assert_eq!(problem.source.page, Some(1));
    assert_eq!(
        problem.message,
        "Broken took longer than 60 s and was stopped: scan the page again at a lower resolution"
    );
}

#[test]
fn what_the_engine_saw_can_be_looked_at() {
    let reading = read_sample("receipt_093.jpg", &with(Parrot(PARKING)));
    let files = debug_files(&reading);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        ["page-1.txt", "page-1.png", "receipt-1.txt", "problems.txt"]
    );
    assert!(files[1].bytes.starts_with(b"\x89PNG"));
    let weighed = String::from_utf8(files[2].bytes.clone()).unwrap();
    assert!(
        weighed.contains("total\t8\t") && weighed.contains("labelled as total"),
        "{weighed}"
    );
}
