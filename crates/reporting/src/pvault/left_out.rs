//! Who is left out of pVault, and why.

use std::fmt;

use serde::{Serialize, Serializer};
use tieout_domain::{EmployeeRef, StatusCounts};

use crate::rows::Tally;
use crate::words::plural;

/// An employee whose transactions stay out of pVault, or the transactions that are nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The employee in the books; none for transactions that are nobody's.
    #[serde(skip)]
    pub employee: Option<EmployeeRef>,
    /// The employee's number; none for transactions that are nobody's.
    pub employee_number: Option<String>,
    /// The employee's name.
    pub employee_name: Option<String>,
    /// Everything that keeps the employee out.
    pub reasons: Vec<Reason>,
    /// How many transactions have each status.
    pub counts: StatusCounts,
    /// How many transactions, and how much, stay out.
    pub transactions: Tally,
}

/// Why an employee is left out. As text and as JSON, a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Transactions lack a receipt or a coding.
    Incomplete(StatusCounts),
    /// Transactions lack their date or their amount.
    Unread(usize),
    /// The receipts of some transactions do not add up to what was charged.
    DoesNotAddUp(usize),
    /// Printed totals that concern the employee differ from what was extracted.
    DoesNotTieOut {
        /// How many.
        totals: usize,
        /// The document and the page of the first.
        place: String,
        /// The words of the first.
        label: String,
        /// Extracted − printed of the first.
        difference: String,
    },
    /// The statement prints no totals, or could not be read whole.
    NotProven(String),
    /// The statement names no cardholder.
    NobodysTransactions(usize),
}

impl LeftOut {
    /// Everything that keeps the employee out, as one text.
    pub fn reason(&self) -> String {
        let sentences: Vec<_> = self.reasons.iter().map(Reason::to_string).collect();
        sentences.join(" ")
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incomplete(counts) => f.write_str(&incomplete(*counts)),
            Self::Unread(1) => f.write_str(
                "1 transaction lacks its date or its amount: look at its page on the sheet Tie-out.",
            ),
            Self::Unread(count) => write!(
                f,
                "{count} transactions lack their date or their amount: look at their pages on the \
                 sheet Tie-out."
            ),
            Self::DoesNotAddUp(1) => f.write_str(
                "The receipts of 1 transaction do not add up to its amount: decide on it anew.",
            ),
            Self::DoesNotAddUp(count) => write!(
                f,
                "The receipts of {count} transactions do not add up to their amounts: decide on \
                 them anew."
            ),
            Self::DoesNotTieOut {
                totals,
                place,
                label,
                difference,
            } => {
                write!(
                    f,
                    "The statement does not tie out: {place}, “{label}” differs by {difference}"
                )?;
                match totals {
                    0 | 1 => f.write_str("."),
                    more => write!(f, ", and so does {}.", others(more - 1)),
                }
            }
            Self::NotProven(document) => write!(
                f,
                "{document} prints no totals or could not be read whole, so nothing proves that every line was read."
            ),
            Self::NobodysTransactions(count) => write!(
                f,
                "{}: say whose, and work the month out anew.",
                plural(
                    *count,
                    "transaction names no cardholder",
                    "transactions name no cardholder"
                )
            ),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn incomplete(counts: StatusCounts) -> String {
    let lacking = [
        (counts.missing_both, "a receipt and a GL code"),
        (counts.missing_receipt, "a receipt"),
        (counts.missing_gl_code, "a GL code"),
    ];
    let said: Vec<_> = lacking
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", plural(*count, "lacks", "lack")))
        .collect();
    format!(
        "Of {}, {}.",
        plural(counts.total(), "transaction", "transactions"),
        said.join(", ")
    )
}

fn others(count: usize) -> String {
    plural(count, "other total", "other totals")
}
