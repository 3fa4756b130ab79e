//! Bad input is normal: what was wrong, with which file, and what to do about it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot make its input has failed"
)]

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, sample, tieout};

fn reconcile(files: &[&Path], more: &[&str]) -> Ran {
    let mut arguments = vec!["reconcile".into()];
    arguments.extend(files.iter().map(|file| file.as_os_str().to_owned()));
    arguments.extend(more.iter().map(Into::into));
    tieout(arguments)
}

fn refused(file: &Path, words: &str) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let ran = reconcile(&[file], &["--out", out.to_str().unwrap()]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    assert!(!out.exists(), "nothing is written");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    refused(Path::new("march.pdf"), "march.pdf: cannot be read");
}

#[test]
fn an_empty_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("march.pdf");
    fs::write(&file, "").unwrap();
    refused(&file, "march.pdf: is empty. Export or scan it again");
}

#[test]
fn content_not_the_name_decides_what_a_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("march.pdf");
    fs::write(&file, "PK\u{3}\u{4} word/document.xml").unwrap();
    refused(
        &file,
        "Give a PDF, a JPEG, PNG, TIFF or WebP image, or a CSV or OFX statement",
    );
}

#[test]
fn a_file_over_the_limit_is_refused_with_both_sizes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("march.pdf");
    fs::write(&file, vec![b' '; 10_000_001]).unwrap();
    refused(&file, "march.pdf: is 11 MB; the limit is 10 MB a file");
}

#[test]
fn too_many_files_are_refused_before_any_is_read() {
    let statement = sample("small/statement.pdf");
    let report = sample("small/expense_report.pdf");
    let ran = reconcile(&[&statement, &report], &["--json", "-", "--max-files", "1"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stderr.contains("2 files are too many: the limit is 1"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_folder_without_files_is_named() {
    let folder = tempfile::tempdir().unwrap();
    refused(folder.path(), "the folder holds no files");
}

#[test]
fn a_month_without_a_statement_writes_nothing() {
    refused(
        &sample("small/expense_report.pdf"),
        "there is no statement among the documents",
    );
}

#[test]
fn the_same_file_twice_is_read_once_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.pdf");
    fs::copy(sample("small/statement.pdf"), &copy).unwrap();
    let statement = sample("small/statement.pdf");
    let ran = reconcile(&[&statement, &copy], &["--json", "-"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let result: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(result["transactions"].as_array().unwrap().len(), 14);
    let said = result["problems"]
        .as_array()
        .unwrap()
        .iter()
        .any(|problem| problem["message"] == "copy.pdf has the same content and was read once");
    assert!(said, "{}", result["problems"]);
}

#[test]
fn an_unusable_command_is_2() {
    assert_eq!(tieout(["reconcile", "--out", "x"]).code, Some(2));
}
