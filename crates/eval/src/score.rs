//! A receipt as it was read, against what it says.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tieout_domain::{Field, Receipt};

use crate::truth::TrueReceipt;

/// How one field was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Right, and sure.
    Right,
    /// Right, and marked as unsure.
    RightMarked,
    /// Wrong, and sure: the one thing that must not be.
    Wrong,
    /// Wrong, and marked as unsure.
    WrongMarked,
    /// It is printed, and was left empty.
    Missed,
    /// It is not printed, and nothing was given.
    RightlyEmpty,
    /// It is not printed, and something was given as sure.
    Invented,
    /// It is not printed, and something was given with a mark.
    InventedMarked,
}

/// A field that was not read right.
#[derive(Debug)]
pub(crate) struct Miss {
    /// The file.
    pub(crate) file: String,
    /// The sort of receipt.
    pub(crate) sort: String,
    /// The field.
    pub(crate) field: &'static str,
    /// How it went.
    pub(crate) outcome: Outcome,
    /// What it says.
    pub(crate) truth: String,
    /// What was read.
    pub(crate) read: String,
}

/// Outcomes per sort of receipt and field.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    counts: BTreeMap<(String, &'static str), BTreeMap<Outcome, usize>>,
    /// What went wrong.
    pub(crate) misses: Vec<Miss>,
}

/// The fields that are scored, the most wanted first.
pub(crate) const FIELDS: [&str; 9] = [
    "total", "date", "vendor", "currency", "subtotal", "tax", "tip", "card", "number",
];

impl Scores {
    /// Compares one receipt with its truth; none was read when there is none.
    pub(crate) fn add(&mut self, truth: &TrueReceipt, read: Option<&Receipt>) {
        for field in FIELDS {
            let (wanted, found) = (
                wanted(truth, field),
                read.and_then(|receipt| found(receipt, field)),
            );
            let outcome = outcome(field, wanted.as_deref(), found.as_ref());
            *self
                .counts
                .entry((truth.sort(), field))
                .or_default()
                .entry(outcome)
                .or_default() += 1;
            if !matches!(
                outcome,
                Outcome::Right | Outcome::RightMarked | Outcome::RightlyEmpty
            ) {
                let read = found.map_or_else(String::new, |found| {
                    format!("{} ({}%)", found.text, found.percent)
                });
                let file = truth.file.display().to_string();
                self.misses.push(Miss {
                    file,
                    sort: truth.sort(),
                    field,
                    outcome,
                    truth: wanted.unwrap_or_default(),
                    read,
                });
            }
        }
    }

    /// One line per sort and field.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![format!(
            "{:<14} {:<9} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}",
            "sort", "field", "of", "right", "marked", "wrong", "w.mark", "missed", "precis."
        )];
        let mut sorts: Vec<&String> = self.counts.keys().map(|(sort, _)| sort).collect();
        sorts.dedup();
        for field in FIELDS {
            let mut all: BTreeMap<Outcome, usize> = BTreeMap::new();
            for sort in &sorts {
                if let Some(counts) = self.counts.get(&((*sort).clone(), field)) {
                    lines.push(line(sort, field, counts));
                    for (outcome, count) in counts {
                        *all.entry(*outcome).or_default() += count;
                    }
                }
            }
            lines.push(line("ALL", field, &all));
        }
        lines.join("\n")
    }
}

fn line(sort: &str, field: &str, counts: &BTreeMap<Outcome, usize>) -> String {
    let of = |outcome| counts.get(&outcome).copied().unwrap_or(0);
    let right = of(Outcome::Right) + of(Outcome::RightMarked);
    let wrong = of(Outcome::Wrong) + of(Outcome::Invented);
    let marked = of(Outcome::WrongMarked) + of(Outcome::InventedMarked);
    let printed = right + of(Outcome::Wrong) + of(Outcome::WrongMarked) + of(Outcome::Missed);
    let percent = |part: usize, whole: usize| {
        if whole == 0 {
            "-".to_owned()
        } else {
            format!("{:.1}%", 100.0 * part as f64 / whole as f64)
        }
    };
    format!(
        "{sort:<14} {field:<9} {printed:>5} {:>7} {:>7} {wrong:>7} {marked:>7} {:>7} {:>7}",
        percent(right, printed),
        percent(of(Outcome::RightMarked), printed),
        of(Outcome::Missed),
        percent(of(Outcome::Right), of(Outcome::Right) + wrong)
    )
}

struct Found {
    text: String,
    percent: u16,
    is_sure: bool,
}

fn found(receipt: &Receipt, field: &str) -> Option<Found> {
    fn of<T>(field: Option<&Field<T>>, text: impl Fn(&T) -> String) -> Option<Found> {
        field.map(|field| Found {
            text: text(&field.value),
            percent: field.confidence.basis_points() / 100,
            is_sure: field.is_sure(),
        })
    }
    match field {
        "total" => of(receipt.total.as_ref(), ToString::to_string),
        "currency" => of(receipt.total.as_ref(), |total| total.currency().to_string()),
        "date" => of(receipt.date.as_ref(), ToString::to_string),
        "vendor" => of(receipt.vendor.as_ref(), Clone::clone),
        "subtotal" => of(receipt.subtotal.as_ref(), ToString::to_string),
        "tax" => of(receipt.tax.as_ref(), ToString::to_string),
        "tip" => of(receipt.tip.as_ref(), ToString::to_string),
        "card" => of(receipt.card.as_ref(), ToString::to_string),
        _ => of(receipt.invoice_number.as_ref(), Clone::clone),
    }
}

fn wanted(truth: &TrueReceipt, field: &str) -> Option<String> {
    match field {
        "total" => truth.total.clone(),
        "currency" => truth.currency.clone(),
        "date" => truth.date.map(|date| date.to_string()),
        "vendor" => truth.vendor.clone(),
        // The truth also gives these where the paper prints neither: no tax, and so a subtotal that is the total.
        "subtotal" => truth
            .subtotal
            .clone()
            .filter(|subtotal| Some(subtotal) != truth.total.as_ref()),
        "tax" => truth.tax.clone().filter(|tax| tax != "0.00"),
        "tip" => truth.tip.clone(),
        "card" => truth.card_last_four.clone(),
        _ => truth.invoice_number.clone(),
    }
}

fn outcome(field: &str, wanted: Option<&str>, found: Option<&Found>) -> Outcome {
    match (wanted, found) {
        (None, None) => Outcome::RightlyEmpty,
        (None, Some(_)) if matches!(field, "subtotal" | "tax") => Outcome::RightlyEmpty,
        (None, Some(found)) if found.is_sure => Outcome::Invented,
        (None, Some(_)) => Outcome::InventedMarked,
        (Some(_), None) => Outcome::Missed,
        (Some(wanted), Some(found)) => match (is_same(field, wanted, &found.text), found.is_sure) {
            (true, true) => Outcome::Right,
            (true, false) => Outcome::RightMarked,
            (false, true) => Outcome::Wrong,
            (false, false) => Outcome::WrongMarked,
        },
    }
}

/// Amounts are equal to the cent, names but for case and punctuation.
fn is_same(field: &str, wanted: &str, found: &str) -> bool {
    let amount = |text: &str| text.parse::<Decimal>().ok();
    match field {
        "total" | "subtotal" | "tax" | "tip" => amount(wanted) == amount(found),
        "vendor" | "number" => plain(wanted) == plain(found),
        _ => wanted == found,
    }
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
