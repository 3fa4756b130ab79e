//! The sample documents: what is printed on them is read, at its place, in every technical packing.

#[cfg(test)]
mod pdf_support;

use std::collections::HashSet;

use pdf_support::{all_pages, sample, texts, word};
use serde_json::Value;
use tieout_extraction::pdf::{Direction, Page};

const VARIANTS: [&str; 13] = [
    "a_cid_identity_h",
    "a_encrypted_empty_aes128",
    "a_encrypted_empty_aes256",
    "a_encrypted_empty_rc4",
    "a_form_xobject",
    "a_incremental_update",
    "a_linearised",
    "a_objstm_xrefstm",
    "a_plain_uncompressed",
    "a_rotate90",
    "a_split_contents",
    "a_std14",
    "a_truetype_subset",
];

/// Everything printed about transactions and expense lines stands on the page that the truth names.
fn assert_holds_the_truth(set: &str, statement: &str) {
    let truth = sample(&format!("{set}/truth.json"));
    let truth: Value = serde_json::from_slice(&truth).unwrap_or_default();
    let statement = words_of_pages(&all_pages(&sample(&format!("{set}/{statement}.pdf"))));
    let report = words_of_pages(&all_pages(&sample(&format!("{set}/expense_report.pdf"))));
    for transaction in truth["transactions"].as_array().into_iter().flatten() {
        assert_on_page(
            &statement,
            transaction,
            &["transaction_number", "merchant", "city", "state"],
        );
    }
    for line in truth["expense_lines"].as_array().into_iter().flatten() {
        assert_on_page(&report, line, &["amount", "receipt_id"]);
    }
}

/// Amounts are printed with signs and separators, cities with a comma behind them.
fn bare(text: &str) -> String {
    text.replace(['$', ','], "")
}

fn words_of_pages(pages: &[Page]) -> Vec<HashSet<String>> {
    let bare_words = |page: &Page| page.words.iter().map(|word| bare(&word.text)).collect();
    pages.iter().map(bare_words).collect()
}

fn assert_on_page(pages: &[HashSet<String>], entry: &Value, keys: &[&str]) {
    let page = entry["page"]
        .as_u64()
        .and_then(|page| usize::try_from(page).ok())
        .unwrap_or(1);
    for text in keys.iter().filter_map(|key| entry[key].as_str()) {
        for word in text.split(' ').map(bare).filter(|word| !word.is_empty()) {
            assert!(
                pages[page - 1].contains(&word),
                "{word:?} of {entry} is not on page {page}"
            );
        }
    }
}

#[test]
fn everything_printed_is_read() {
    assert_holds_the_truth("small", "statement");
    assert_holds_the_truth("layouts/a_variants", "a_std14");
    assert_holds_the_truth("month", "statement");
}

#[test]
fn every_variant_gives_the_same_words_at_the_same_places() {
    let expected = all_pages(&sample("layouts/a_variants/a_std14.pdf"));
    for variant in VARIANTS {
        let pages = all_pages(&sample(&format!("layouts/a_variants/{variant}.pdf")));
        assert_eq!(pages.len(), expected.len(), "{variant}");
        for (page, expected) in pages.iter().zip(&expected) {
            assert_same_words(page, expected, variant);
            assert!(page.notes.is_empty(), "{variant}: {:?}", page.notes);
        }
    }
}

fn assert_same_words(page: &Page, expected: &Page, variant: &str) {
    assert_eq!(
        (page.width, page.height),
        (expected.width, expected.height),
        "{variant}"
    );
    assert_eq!(
        texts(page),
        texts(expected),
        "{variant} page {}",
        page.number
    );
    for (word, expected) in page.words.iter().zip(&expected.words) {
        let near = |one: f32, other: f32| (one - other).abs() < 0.5;
        assert!(
            near(word.left, expected.left) && near(word.right, expected.right),
            "{variant}: {word:?}"
        );
        assert!(
            near(word.baseline, expected.baseline),
            "{variant}: {word:?}"
        );
        assert_eq!(
            (word.bold, word.abuts, word.order),
            (expected.bold, expected.abuts, expected.order),
            "{variant}: {word:?}"
        );
        assert_eq!(word.direction, Direction::Right, "{variant}: {word:?}");
    }
}

#[test]
fn cells_that_touch_or_overlap_stay_apart() {
    let page = &all_pages(&sample("month/statement.pdf"))[0];
    let words = texts(page);
    for cell in [
        "EXPRES",
        "GULFPORT,",
        "AMAZON.COM*38XJEV8",
        "AMZN.COM/BILL,",
        "WA",
    ] {
        assert!(words.contains(&cell.to_owned()), "{cell}");
    }
    assert!(word(page, "GULFPORT,").left >= 254.0 - 0.01);
}

#[test]
fn descriptions_printed_twice_are_read_once() {
    let pages = all_pages(&sample("month/statement.pdf"));
    let words: Vec<String> = texts(&pages[0]);
    assert_eq!(
        words.iter().filter(|word| *word == "HOTELS").count(),
        words.iter().filter(|word| *word == "LODGING").count()
    );
    assert!(
        pages[0]
            .words
            .iter()
            .filter(|word| word.text == "LODGING")
            .all(|word| word.bold)
    );
    assert!(
        pages[0]
            .words
            .iter()
            .filter(|word| word.text == "HOTELS")
            .all(|word| !word.bold)
    );
}

#[test]
fn scans_have_an_image_that_covers_the_page_and_no_words() {
    let scan = &all_pages(&sample("small/receipts/receipt_05.pdf"))[0];
    assert!(scan.words.is_empty());
    assert!(scan.images[0].coverage > 0.9 && scan.images[0].pixel_width > 100);
    let digital = &all_pages(&sample("small/receipts/receipt_03.pdf"))[0];
    assert!(!digital.words.is_empty());
}

#[test]
fn the_first_page_of_a_statement() {
    let page = &all_pages(&sample("small/statement.pdf"))[0];
    let lines: Vec<String> = page
        .words
        .iter()
        .map(|word| {
            format!(
                "{:6.1} {:6.1} {:6.1} {}{}{}",
                word.left,
                word.right,
                word.baseline,
                word.text,
                flag(word.bold, " bold"),
                flag(word.abuts, " abuts")
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

fn flag(set: bool, text: &str) -> &str {
    if set { text } else { "" }
}
