//! The digital sample receipts against their truth. Scans and photos need an engine's models and are scored by
//! `just eval-receipts`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tieout_domain::{DocumentRef, Period, Receipt};
use tieout_extraction::pdf;
use tieout_extraction::receipt::{Hints, read_pages};

/// What went wrong, one line each.
#[derive(Default)]
struct Score {
    receipts: usize,
    wrong_and_sure: Vec<String>,
    wrong: Vec<String>,
}

#[test]
fn the_receipts_of_nine_kinds() {
    let score = score("receipts");
    assert_eq!(score.receipts, 38);
    assert_eq!(score.wrong_and_sure, [] as [&str; 0]);
    // Two dates read both ways and nothing on the paper or in the half year of its session decides: both are marked.
    assert!(score.wrong.len() <= 2, "{:?}", score.wrong);
}

#[test]
fn the_receipts_of_a_month() {
    let score = score("month");
    assert_eq!((score.receipts, score.wrong), (14, Vec::new()));
}

#[test]
fn the_receipts_of_a_small_month() {
    let score = score("small");
    assert_eq!((score.receipts, score.wrong), (4, Vec::new()));
}

fn score(set: &str) -> Score {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples")
        .join(set);
    let truth: Value =
        serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let period: Period = serde_json::from_value(truth["period"].clone()).unwrap();
    let hints = Hints {
        period: Some(period),
        ..Hints::default()
    };
    let mut score = Score::default();
    let digital = |receipt: &&Value| receipt["media"] == "digital";
    for wanted in truth["receipts"].as_array().unwrap().iter().filter(digital) {
        let receipt = read(&folder.join(wanted["file"].as_str().unwrap()), &hints);
        score.receipts += 1;
        score.compare(wanted, &receipt);
    }
    score
}

fn read(path: &PathBuf, hints: &Hints) -> Receipt {
    let bytes = fs::read(path).unwrap();
    let mut document = pdf::Document::open(&bytes, &pdf::Limits::default()).unwrap();
    let pages: Vec<pdf::Page> = (1..=document.page_count())
        .map(|number| document.page(number).unwrap())
        .collect();
    let mut receipts = read_pages(&pages, DocumentRef::new(0), hints).value;
    assert_eq!(receipts.len(), 1, "{}", path.display());
    receipts.remove(0)
}

impl Score {
    fn compare(&mut self, wanted: &Value, receipt: &Receipt) {
        let total = receipt
            .total
            .as_ref()
            .map(|field| (field.value.to_string(), field.is_sure()));
        let currency = receipt
            .total
            .as_ref()
            .map(|field| (field.value.currency().to_string(), field.is_sure()));
        let date = receipt
            .date
            .as_ref()
            .map(|field| (field.value.to_string(), field.is_sure()));
        let vendor = receipt
            .vendor
            .as_ref()
            .map(|field| (field.value.clone(), field.is_sure()));
        let card = receipt
            .card
            .as_ref()
            .map(|field| (field.value.to_string(), field.is_sure()));
        for (name, read) in [
            ("total", total),
            ("currency", currency),
            ("date", date),
            ("vendor", vendor),
            ("card_last_four", card),
        ] {
            self.field(wanted, name, read);
        }
    }

    fn field(&mut self, wanted: &Value, name: &str, read: Option<(String, bool)>) {
        let truth = wanted[name].as_str().map(plain);
        let (value, is_sure) =
            read.map_or((None, false), |(value, is_sure)| (Some(value), is_sure));
        if truth == value.as_deref().map(plain) {
            return;
        }
        let told = format!("{} {name}: {truth:?} read as {value:?}", wanted["file"]);
        if is_sure {
            self.wrong_and_sure.push(told.clone());
        }
        self.wrong.push(told);
    }
}

/// Capitals and punctuation are the printer's taste.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .flat_map(char::to_lowercase)
        .collect()
}
