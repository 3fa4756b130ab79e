//! `tieout extract` on receipts that are pictures.

mod common;

use std::fs;

use common::{Ran, models, sample, tieout};

const PHOTO: &str = "small/receipts/receipt_06.jpg";

/// What it says, and how the command prints it.
const TRUTH: [&str; 6] = [
    "Pictures  read with PP-OCRv6",
    "   vendor  WALK-ON'S SPORTS BISTREAUX (",
    "     date  2025-03-14 (",
    " subtotal  110.36 (",
    "      tip  22.12 (",
    "    total  132.48 (",
];

fn extract(arguments: &[&str]) -> Ran {
    let photo = sample(PHOTO);
    let arguments = arguments.iter().map(|argument| (*argument).to_owned());
    let all = ["extract".to_owned(), photo.display().to_string()];
    tieout(all.into_iter().chain(arguments))
}

#[test]
fn a_photo_is_read_and_what_the_engine_saw_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let debug = folder.path().join("debug");
    let models = models().display().to_string();
    let debug_dir = debug.display().to_string();
    let ran = extract(&["--ocr-models", &models, "--debug-dir", &debug_dir]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for expected in TRUTH {
        assert!(ran.stdout.contains(expected), "{expected}: {}", ran.stdout);
    }
    let mut names: Vec<String> = fs::read_dir(&debug)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["page-1.png", "page-1.txt", "problems.txt", "receipt-1.txt"]
    );
    let weighed = fs::read_to_string(debug.join("receipt-1.txt")).unwrap();
    assert!(weighed.contains("labelled as"), "{weighed}");
}

#[test]
fn without_any_engine_a_photo_is_listed_and_what_is_missing_is_said() {
    let ran = extract(&[
        "--ocr-models",
        "/nowhere",
        "--tesseract",
        "/nowhere/tesseract",
    ]);
    for expected in [
        "Pictures  PP-OCRv6 cannot be used: its model /nowhere/PP-OCRv6_det_small.onnx cannot be read",
        "Tesseract cannot be used: /nowhere/tesseract cannot be started",
        "Receipts that are pictures are listed, but not read",
        "enter the receipt by hand",
    ] {
        assert!(ran.stdout.contains(expected), "{expected}: {}", ran.stdout);
    }
}

#[test]
fn an_engine_that_was_asked_for_and_is_not_there_stops_the_command() {
    let ran = extract(&["--ocr", "neural", "--ocr-models", "/nowhere"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr
            .contains("fetch the models with `just ocr-models`"),
        "{}",
        ran.stderr
    );
}
