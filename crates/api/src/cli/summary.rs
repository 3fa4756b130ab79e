//! The month in a few lines: can it be trusted, what is missing, what is to be decided.

use std::fmt;

use tieout_domain::{
    Books, EmployeeOutcome, MatchStatus, Status, TieOut, TransactionOutcome, percent,
};

use super::documents::Documents;
use super::pictures::Pictures;
use super::problems::Screenful;
use crate::month::Month;
use crate::ocr::Found;

/// What a clerk reads when `tieout reconcile` is done.
pub(super) struct Summary<'a> {
    /// The month.
    pub(super) month: &'a Month,
    /// What read pictures.
    pub(super) ocr: &'a Found,
    /// How many rows pVault gets.
    pub(super) pvault_rows: usize,
    /// How many employees are left out of pVault.
    pub(super) left_out: usize,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let books = &self.month.books;
        if let Some(period) = books.period {
            writeln!(f, "{} to {}", period.start(), period.end())?;
        }
        writeln!(f)?;
        write_row(f, "Ties out", &tie_out_words(books))?;
        Documents(books).fmt(f)?;
        let ocr = self.ocr;
        Pictures { books, ocr }.fmt(f)?;
        write_row(f, "Complete", &self.complete_words())?;
        write_row(f, "Missing", &self.missing_words())?;
        write_row(f, "To decide", &self.review_words())?;
        write_row(f, "pVault", &self.pvault_words())?;
        Screenful(books).fmt(f)
    }
}

impl Summary<'_> {
    fn complete_words(&self) -> String {
        let total = self.outcomes().len();
        let complete = self.count(|outcome| outcome.status == Status::Complete);
        let share = percent(complete as u64, total as u64);
        let employees = &self.month.reconciliation.employees;
        let is_complete = |employee: &&EmployeeOutcome| employee.counts.is_complete();
        format!(
            "{} of {} transactions ({share} %), {} of {} employees",
            thousands(complete),
            thousands(total),
            employees.iter().filter(is_complete).count(),
            employees.len(),
        )
    }

    fn missing_words(&self) -> String {
        let of = |status| thousands(self.count(|outcome| outcome.status == status));
        format!(
            "receipt: {}, GL code: {}, both: {}",
            of(Status::MissingReceipt),
            of(Status::MissingGlCode),
            of(Status::MissingBoth)
        )
    }

    fn review_words(&self) -> String {
        match self.count(|outcome| outcome.match_status == MatchStatus::ManualReview) {
            0 => "nothing".to_owned(),
            1 => "1 match".to_owned(),
            several => format!("{} matches", thousands(several)),
        }
    }

    fn pvault_words(&self) -> String {
        format!(
            "{} rows; {} employees are left out until their month is complete",
            thousands(self.pvault_rows),
            self.left_out
        )
    }

    fn count(&self, is_counted: impl Fn(&TransactionOutcome) -> bool) -> usize {
        let outcomes = self.outcomes().iter();
        outcomes.filter(|outcome| is_counted(outcome)).count()
    }

    fn outcomes(&self) -> &[TransactionOutcome] {
        &self.month.reconciliation.transactions
    }
}

fn tie_out_words(books: &Books) -> String {
    let totals = thousands(books.control_totals.len());
    match books.tie_out() {
        TieOut::TiesOut => format!("yes: all {totals} printed totals agree with what was read"),
        TieOut::Differs => {
            let differing = books
                .control_totals
                .iter()
                .filter(|total| !total.ties_out());
            format!(
                "NO: {} of {totals} printed totals differ from what was read",
                thousands(differing.count())
            )
        }
        TieOut::NothingToProve => {
            "NOT PROVEN: a statement prints no totals to compare with, or could not be read whole"
                .to_owned()
        }
    }
}

/// A line with its title in the margin.
pub(super) fn write_row(f: &mut fmt::Formatter<'_>, title: &str, words: &str) -> fmt::Result {
    writeln!(f, "{title:>9}  {words}")
}

/// `1518` → `1,518`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1518), "1,518");
        assert_eq!(thousands(100_000), "100,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
