//! Receipts typed as text: each line a row, wide gaps where several spaces stand.

use chrono::NaiveDate;
use tieout_domain::{Area, Confidence, DocumentRef, Period, Receipt};
use tieout_extraction::image::Affine;
use tieout_extraction::receipt::{Hints, Origin, Sheet, Understood, Word, understand};

/// Width of a typed letter, and its height.
const LETTER: (f32, f32) = (6.0, 10.0);

/// A page as a typewriter would print it.
pub(crate) fn typed(text: &str) -> Sheet {
    sheet(text, 1, Origin::Text, Confidence::ONE)
}

/// The same, as an engine may have read it from a picture, each word this surely.
pub(crate) fn pictured(text: &str, certainty: Confidence) -> Sheet {
    sheet(text, 1, Origin::Image, certainty)
}

/// A typed page with a number.
pub(crate) fn page(number: u32, text: &str) -> Sheet {
    sheet(text, number, Origin::Text, Confidence::ONE)
}

fn sheet(text: &str, page: u32, origin: Origin, certainty: Confidence) -> Sheet {
    let rows = text.trim_matches('\n').lines().enumerate();
    let words = rows
        .flat_map(|(row, line)| words(line, row, certainty))
        .collect();
    Sheet {
        page,
        words,
        origin,
        to_page: Affine::IDENTITY,
    }
}

fn words(line: &str, row: usize, certainty: Confidence) -> Vec<Word> {
    let mut words = Vec::new();
    let mut column = 0;
    for text in line.split(' ') {
        let length = text.chars().count();
        if length > 0 {
            let (left, top) = (column as f32 * LETTER.0, row as f32 * 1.3 * LETTER.1);
            let right = left + length as f32 * LETTER.0;
            let area = Area {
                left,
                top,
                right,
                bottom: top + LETTER.1,
            };
            words.push(Word {
                text: text.to_owned(),
                area,
                size: LETTER.1,
                bold: false,
                certainty,
            });
        }
        column += length + 1;
    }
    words
}

/// Reads sheets without any hints.
pub(crate) fn read(sheets: &[Sheet]) -> Understood {
    understand(sheets, DocumentRef::new(0), &Hints::default())
}

/// Reads sheets of a session about March 2025.
pub(crate) fn read_in_march(sheets: &[Sheet]) -> Understood {
    let period = Period::new(day(2025, 3, 1), day(2025, 3, 31)).unwrap();
    let hints = Hints {
        period: Some(period),
        ..Hints::default()
    };
    understand(sheets, DocumentRef::new(0), &hints)
}

/// The one receipt that was read.
pub(crate) fn sole(understood: &Understood) -> &Receipt {
    let receipts = &understood.receipts.value;
    assert_eq!(receipts.len(), 1, "{:?}", understood.receipts.problems);
    &receipts[0]
}

/// What the problems say.
pub(crate) fn messages(understood: &Understood) -> Vec<&str> {
    understood
        .receipts
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

/// The total as text with its currency: `12.50 EUR`.
pub(crate) fn total(receipt: &Receipt) -> String {
    receipt.total.as_ref().map_or_else(String::new, |total| {
        format!("{} {}", total.value, total.value.currency())
    })
}

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
