//! The words on receipts, by language: data, not code (`profiles/receipts`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::fold::{fold, is_within_one_edit};
use crate::values::{AmountStyle, DayOrder};

/// What a phrase on a receipt announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    /// The amount paid, surely.
    BestTotal,
    /// The amount paid.
    Total,
    /// The amount paid, if nothing better is there.
    WeakTotal,
    Subtotal,
    Tax,
    Tip,
    Discount,
    Rounding,
    Tendered,
    Change,
    Charged,
    Settled,
    /// An amount, or a line, that is none of the others although it looks like one.
    Unrelated,
    Excluding,
    Including,
    Date,
    OtherDate,
    InvoiceNumber,
    Card,
    Vendor,
    VendorBefore,
    Title,
    Detail,
    Street,
    Company,
    LegalForm,
    Statement,
    Report,
}

/// The phrases of all languages.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: HashMap<String, Vec<Meaning>>,
    /// Phrases long enough to be recognised with one wrong letter.
    long: Vec<String>,
    lookalikes: HashSet<String>,
    languages: Vec<Habits>,
}

/// How a language writes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    pub(super) order: DayOrder,
    pub(super) decimal: AmountStyle,
}

/// What a phrase means, and in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) language: usize,
}

/// The embedded languages. Damaged data would leave fewer words, which a test notices.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let files = FILES
        .iter()
        .filter_map(|text| toml::from_str::<Language>(text).ok());
    Lexicon::of(&files.collect::<Vec<_>>())
});

const FILES: [&str; 5] = [
    include_str!("../../profiles/receipts/en.toml"),
    include_str!("../../profiles/receipts/de.toml"),
    include_str!("../../profiles/receipts/fr.toml"),
    include_str!("../../profiles/receipts/es.toml"),
    include_str!("../../profiles/receipts/other.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    #[expect(dead_code, reason = "names the file for people")]
    language: String,
    usual_order: Order,
    decimal: Mark,
    /// Words that are one letter from a label, and none: no picture of one was misread.
    #[serde(default)]
    lookalikes: Vec<String>,
    total: Totals,
    labels: Labels,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    DayFirst,
    MonthFirst,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mark {
    Point,
    Comma,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Totals {
    best: Vec<String>,
    good: Vec<String>,
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    subtotal: Vec<String>,
    tax: Vec<String>,
    tip: Vec<String>,
    discount: Vec<String>,
    rounding: Vec<String>,
    tendered: Vec<String>,
    change: Vec<String>,
    charged: Vec<String>,
    settled: Vec<String>,
    unrelated: Vec<String>,
    excluding: Vec<String>,
    including: Vec<String>,
    date: Vec<String>,
    other_date: Vec<String>,
    invoice_number: Vec<String>,
    card: Vec<String>,
    vendor: Vec<String>,
    vendor_before: Vec<String>,
    title: Vec<String>,
    detail: Vec<String>,
    street: Vec<String>,
    company: Vec<String>,
    legal_form: Vec<String>,
    statement: Vec<String>,
    report: Vec<String>,
}

impl Lexicon {
    fn of(languages: &[Language]) -> Self {
        let mut phrases: HashMap<String, Vec<Meaning>> = HashMap::new();
        for (language, file) in languages.iter().enumerate() {
            for (role, texts) in file.phrases() {
                for text in texts {
                    phrases
                        .entry(fold(text))
                        .or_default()
                        .push(Meaning { role, language });
                }
            }
        }
        let mut long: Vec<String> = phrases
            .keys()
            .filter(|phrase| phrase.chars().count() >= SHORTEST_INEXACT)
            .cloned()
            .collect();
        long.sort();
        let habits = languages.iter().map(Language::habits);
        let lookalikes = languages.iter().flat_map(|file| &file.lookalikes);
        Self {
            phrases,
            long,
            lookalikes: lookalikes.map(|word| fold(word)).collect(),
            languages: habits.collect(),
        }
    }

    /// What a folded phrase means; nothing when it is none.
    pub(super) fn meanings(&self, folded: &str) -> &[Meaning] {
        self.phrases.get(folded).map_or(&[], Vec::as_slice)
    }

    /// What a folded phrase means if one letter of it was read wrong.
    pub(super) fn inexact_meanings(&self, folded: &str) -> &[Meaning] {
        let length = folded.chars().count();
        if length + 1 < SHORTEST_INEXACT || self.lookalikes.contains(folded) {
            return &[];
        }
        let close = self
            .long
            .iter()
            .find(|phrase| is_within_one_edit(phrase, folded));
        close.map_or(&[], |phrase| self.meanings(phrase))
    }

    /// How a language writes.
    pub(super) fn habits(&self, language: usize) -> Option<Habits> {
        self.languages.get(language).copied()
    }
}

/// The shortest phrase that one wrong letter leaves recognisable.
const SHORTEST_INEXACT: usize = 6;

impl Language {
    const fn habits(&self) -> Habits {
        Habits {
            order: match self.usual_order {
                Order::DayFirst => DayOrder::DayFirst,
                Order::MonthFirst => DayOrder::MonthFirst,
            },
            decimal: match self.decimal {
                Mark::Point => AmountStyle::Point,
                Mark::Comma => AmountStyle::Comma,
            },
        }
    }

    fn phrases(&self) -> [(Role, &[String]); 28] {
        let Self { total, labels, .. } = self;
        [
            (Role::BestTotal, &total.best),
            (Role::Total, &total.good),
            (Role::WeakTotal, &total.weak),
            (Role::Subtotal, &labels.subtotal),
            (Role::Tax, &labels.tax),
            (Role::Tip, &labels.tip),
            (Role::Discount, &labels.discount),
            (Role::Rounding, &labels.rounding),
            (Role::Tendered, &labels.tendered),
            (Role::Change, &labels.change),
            (Role::Charged, &labels.charged),
            (Role::Settled, &labels.settled),
            (Role::Unrelated, &labels.unrelated),
            (Role::Excluding, &labels.excluding),
            (Role::Including, &labels.including),
            (Role::Date, &labels.date),
            (Role::OtherDate, &labels.other_date),
            (Role::InvoiceNumber, &labels.invoice_number),
            (Role::Card, &labels.card),
            (Role::Vendor, &labels.vendor),
            (Role::VendorBefore, &labels.vendor_before),
            (Role::Title, &labels.title),
            (Role::Detail, &labels.detail),
            (Role::Street, &labels.street),
            (Role::Company, &labels.company),
            (Role::LegalForm, &labels.legal_form),
            (Role::Statement, &labels.statement),
            (Role::Report, &labels.report),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_can_be_read() {
        for text in FILES {
            let read = toml::from_str::<Language>(text);
            assert!(read.is_ok(), "{:?}", read.err());
        }
    }

    #[test]
    fn a_label_is_found_in_any_language_and_with_a_wrong_letter() {
        let means = |text: &str, role| {
            LEXICON
                .meanings(&fold(text))
                .iter()
                .any(|meaning| meaning.role == role)
        };
        assert!(means("Grand Total", Role::BestTotal));
        assert!(means("SUMME", Role::Total));
        assert!(means("Sous-total", Role::Subtotal));
        assert!(means("Propina", Role::Tip));
        assert!(!means("Cheeseburger", Role::Total));
        let inexact = LEXICON.inexact_meanings(&fold("SUBTOTA7"));
        assert!(inexact.iter().any(|meaning| meaning.role == Role::Subtotal));
        assert!(!LEXICON.inexact_meanings(&fold("CHANQE")).is_empty());
        assert!(LEXICON.inexact_meanings(&fold("CHARGE")).is_empty());
    }
}
