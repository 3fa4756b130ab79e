//! Sums printed on a document, and whether the extraction ties out to them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{EmployeeRef, Money, Problem, Source};

/// A sum printed on a document beside the same sum of what was extracted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ControlTotal {
    /// What it sums.
    pub scope: Scope,
    /// The words that the clerk finds it by: `Card Totals, ··0028: net cost`. What is measured
    /// stands behind the last colon.
    pub label: String,
    /// The cardholder whose transactions it sums; none when it sums those of several, or when
    /// it cannot be told.
    pub employee: Option<EmployeeRef>,
    /// What the document says.
    pub printed: Figure,
    /// What was extracted.
    pub extracted: Figure,
    /// Where it is printed.
    pub source: Source,
}

/// What a control total sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The product lines of one transaction.
    Transaction,
    /// One card or one cardholder.
    Card,
    /// The whole document, or a group of merchants in it.
    Report,
}

/// An amount, or a number of transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A sum of money.
    Amount(Money),
    /// How many.
    Count(i64),
}

/// Does a document's extraction agree with its printed totals?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieOut {
    /// Every printed total agrees.
    TiesOut,
    /// At least one printed total differs.
    Differs,
    /// Nothing is proven: no total is printed, or none over the whole of a document of which a part
    /// could not be read.
    NothingToProve,
}

impl ControlTotal {
    /// What it measures, by the words behind the last colon of its label: `net cost`.
    pub fn measure(&self) -> &str {
        self.label.rsplit(':').next().unwrap_or_default().trim()
    }

    /// Do both sides agree?
    pub fn ties_out(&self) -> bool {
        self.printed == self.extracted
    }

    /// Extracted − printed; none when the two cannot be compared.
    pub fn difference(&self) -> Option<Figure> {
        match (self.printed, self.extracted) {
            (Figure::Amount(printed), Figure::Amount(extracted)) => {
                extracted.checked_sub(printed).ok().map(Figure::Amount)
            }
            (Figure::Count(printed), Figure::Count(extracted)) => {
                extracted.checked_sub(printed).map(Figure::Count)
            }
            _ => None,
        }
    }
}

impl TieOut {
    /// The verdict over `totals`. No totals prove nothing: an empty section never counts as balanced.
    pub fn of<'a>(totals: impl IntoIterator<Item = &'a ControlTotal>) -> Self {
        totals
            .into_iter()
            .fold(Self::NothingToProve, |verdict, total| {
                match (verdict, total.ties_out()) {
                    (Self::Differs, _) | (_, false) => Self::Differs,
                    _ => Self::TiesOut,
                }
            })
    }

    /// The verdict on one document, from its totals and its problems. Where lines may be missing, the
    /// totals of single cards prove nothing: a lost page takes its lines and their total with it.
    pub fn of_document<'a>(
        totals: impl IntoIterator<Item = &'a ControlTotal> + Clone,
        problems: impl IntoIterator<Item = &'a Problem>,
    ) -> Self {
        let verdict = Self::of(totals.clone());
        let is_whole = || {
            let mut problems = problems.into_iter();
            !problems.any(|problem| problem.kind.may_hide_lines())
        };
        let is_proven_whole = || {
            let mut totals = totals.into_iter();
            totals.any(|total| total.scope == Scope::Report && total.ties_out())
        };
        if verdict == Self::TiesOut && !is_proven_whole() && !is_whole() {
            return Self::NothingToProve;
        }
        verdict
    }

    /// The verdict over several documents: proven is what all of them prove.
    pub fn together(verdicts: impl IntoIterator<Item = Self>) -> Self {
        let worse = |one: Self, other: Self| match (one, other) {
            (Self::Differs, _) | (_, Self::Differs) => Self::Differs,
            (Self::TiesOut, Self::TiesOut) => Self::TiesOut,
            _ => Self::NothingToProve,
        };
        verdicts
            .into_iter()
            .reduce(worse)
            .unwrap_or(Self::NothingToProve)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(money) => money.fmt(f),
            Self::Count(count) => count.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, DocumentRef};

    fn total(printed: i64, extracted: i64) -> ControlTotal {
        let figure = |minor| Figure::Amount(Money::from_minor(minor, Currency::USD));
        ControlTotal {
            scope: Scope::Card,
            label: "Card Totals".to_owned(),
            employee: None,
            printed: figure(printed),
            extracted: figure(extracted),
            source: Source::document(DocumentRef::new(0)),
        }
    }

    #[test]
    fn nothing_printed_proves_nothing() {
        assert_eq!(TieOut::of([]), TieOut::NothingToProve);
    }

    #[test]
    fn one_difference_spoils_the_proof() {
        assert_eq!(TieOut::of(&[total(5, 5)]), TieOut::TiesOut);
        assert_eq!(
            TieOut::of(&[total(5, 5), total(5, 4), total(5, 5)]),
            TieOut::Differs
        );
    }

    #[test]
    fn a_difference_is_extracted_minus_printed() {
        let missing = total(499, 450)
            .difference()
            .map(|figure| figure.to_string());
        assert_eq!(missing.as_deref(), Some("-0.49"));
    }

    #[test]
    fn a_total_says_what_it_measures() {
        let mut total = total(5, 5);
        total.label = "Card Totals, ··0028: net cost".to_owned();
        assert_eq!(total.measure(), "net cost");
    }

    #[test]
    fn a_count_never_equals_an_amount() {
        let mut total = total(25, 25);
        total.printed = Figure::Count(25);
        assert!(!total.ties_out());
        assert_eq!(total.difference(), None);
    }

    #[test]
    fn totals_of_cards_prove_nothing_where_a_page_may_be_lost() {
        let lost = Problem::new(
            crate::ProblemKind::Damaged,
            Source::document(DocumentRef::new(0)),
            "a damaged page after page 2 was left out",
        );
        let of_card = [total(5, 5)];
        let of_report = ControlTotal {
            scope: Scope::Report,
            ..total(5, 5)
        };
        assert_eq!(TieOut::of_document(&of_card, &[]), TieOut::TiesOut);
        let verdict = |totals: &[ControlTotal]| TieOut::of_document(totals, [&lost]);
        assert_eq!(verdict(&of_card), TieOut::NothingToProve);
        assert_eq!(verdict(&[total(5, 5), of_report]), TieOut::TiesOut);
        assert_eq!(verdict(&[total(5, 5), total(5, 4)]), TieOut::Differs);
    }

    #[test]
    fn several_documents_prove_what_all_of_them_prove() {
        use TieOut::{Differs, NothingToProve, TiesOut};
        assert_eq!(TieOut::together([]), NothingToProve);
        assert_eq!(TieOut::together([TiesOut, TiesOut]), TiesOut);
        assert_eq!(TieOut::together([TiesOut, NothingToProve]), NothingToProve);
        assert_eq!(TieOut::together([NothingToProve, Differs]), Differs);
    }
}
