//! What was decided of every transaction, every proof and every employee.

use serde::{Deserialize, Serialize};

use crate::{Coding, Confidence, EmployeeRef, Link, ProofRef, ReportedPerson, TransactionRef};

/// The outcome of matching [`Books`](crate::Books). Each list runs parallel to the list of the
/// books it speaks of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Per transaction.
    pub transactions: Vec<TransactionOutcome>,
    /// Per expense-report line.
    pub expense_lines: Vec<ProofOutcome>,
    /// Per receipt.
    pub receipts: Vec<ProofOutcome>,
    /// Per employee.
    pub employees: Vec<EmployeeOutcome>,
    /// Per person that an expense report names, in order of name: who it is.
    pub people: Vec<PersonOutcome>,
}

/// What was decided of one transaction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransactionOutcome {
    /// Transaction ↔ expense-report line.
    pub report_leg: LegOutcome,
    /// Transaction ↔ receipt document.
    pub document_leg: LegOutcome,
    /// The verdict over both legs.
    pub match_status: MatchStatus,
    /// The best proof: a document before a line that is marked as attached.
    pub proof: Option<ProofRef>,
    /// How sure `match_status` is.
    pub confidence: Confidence,
    /// A sentence a clerk understands.
    pub reason: String,
    /// Has it a receipt and a coding?
    pub status: Status,
    /// Where it is booked: its own coding, else that of its first report line.
    pub coding: Coding,
}

/// What was decided of a transaction on one leg.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LegOutcome {
    /// Matched, to be looked at, or nothing.
    pub verdict: LegVerdict,
    /// The proofs: settled when matched, the first candidate offered when in review. Several when
    /// several receipts cover one transaction.
    pub links: Vec<Link>,
    /// The next best candidates, best first.
    pub runners_up: Vec<Link>,
    /// A person decided it.
    pub is_decided: bool,
}

/// How a leg ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LegVerdict {
    /// The proof is settled.
    Matched,
    /// A person has to look.
    Review,
    /// Nothing fits.
    #[default]
    Unmatched,
}

/// The verdict over a transaction, as the data model names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchStatus {
    /// The machine is sure.
    Matched,
    /// Nothing fits.
    Unmatched,
    /// A person has to look.
    ManualReview,
    /// A person said yes.
    Approved,
    /// A person said no.
    Rejected,
}

/// What a transaction still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Nothing.
    #[serde(rename = "Complete")]
    Complete,
    /// A receipt.
    #[serde(rename = "Missing Receipt")]
    MissingReceipt,
    /// A coding.
    #[serde(rename = "Missing GL Code")]
    MissingGlCode,
    /// Both.
    #[serde(rename = "Missing Both")]
    MissingBoth,
}

/// What became of one proof.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofOutcome {
    /// It proves these transactions.
    Proves(Vec<TransactionRef>),
    /// It is the first candidate for these transactions, which a person has to look at.
    Offered(Vec<TransactionRef>),
    /// It is a second copy of that one.
    DuplicateOf(ProofRef),
    /// Nothing fits.
    Unmatched,
}

/// What was decided of one employee.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployeeOutcome {
    /// The name as the expense report writes it, where the person was found there.
    pub report_name: Option<String>,
    /// How many transactions have each status.
    pub counts: StatusCounts,
}

/// How many transactions have each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusCounts {
    /// With receipt and coding.
    pub complete: usize,
    /// Without a receipt.
    pub missing_receipt: usize,
    /// Without a coding.
    pub missing_gl_code: usize,
    /// Without either.
    pub missing_both: usize,
}

/// Who a person named by an expense report is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOutcome {
    /// As the report names them.
    pub person: ReportedPerson,
    /// The employee, where it could be told.
    pub employee: Option<EmployeeRef>,
    /// Everybody it could be, when it could not be told.
    pub candidates: Vec<EmployeeRef>,
    /// A sentence that says how it was told, or why not.
    pub reason: String,
}

impl Status {
    /// The four statuses in the order in which reports list them.
    pub const ALL: [Self; 4] = [
        Self::Complete,
        Self::MissingReceipt,
        Self::MissingGlCode,
        Self::MissingBoth,
    ];

    /// The status of a transaction that has these.
    pub const fn of(has_receipt: bool, has_coding: bool) -> Self {
        match (has_receipt, has_coding) {
            (true, true) => Self::Complete,
            (true, false) => Self::MissingGlCode,
            (false, true) => Self::MissingReceipt,
            (false, false) => Self::MissingBoth,
        }
    }

    /// As reports print it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Complete => "Complete",
            Self::MissingReceipt => "Missing Receipt",
            Self::MissingGlCode => "Missing GL Code",
            Self::MissingBoth => "Missing Both",
        }
    }
}

impl MatchStatus {
    /// As the data model writes it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Unmatched => "unmatched",
            Self::ManualReview => "manual_review",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

impl StatusCounts {
    /// Counts one more transaction.
    pub const fn add(&mut self, status: Status) {
        *self.of_mut(status) += 1;
    }

    /// How many transactions have `status`.
    pub const fn of(&self, status: Status) -> usize {
        match status {
            Status::Complete => self.complete,
            Status::MissingReceipt => self.missing_receipt,
            Status::MissingGlCode => self.missing_gl_code,
            Status::MissingBoth => self.missing_both,
        }
    }

    /// How many transactions there are.
    pub const fn total(&self) -> usize {
        self.complete + self.missing_receipt + self.missing_gl_code + self.missing_both
    }

    /// Is there at least one transaction, and is each complete?
    pub const fn is_complete(&self) -> bool {
        self.complete > 0 && self.complete == self.total()
    }

    const fn of_mut(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Complete => &mut self.complete,
            Status::MissingReceipt => &mut self.missing_receipt,
            Status::MissingGlCode => &mut self.missing_gl_code,
            Status::MissingBoth => &mut self.missing_both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employee_without_transactions_is_not_complete() {
        assert!(!StatusCounts::default().is_complete());
    }

    #[test]
    fn one_incomplete_transaction_keeps_the_employee_incomplete() {
        let mut counts = StatusCounts::default();
        counts.add(Status::Complete);
        assert!(counts.is_complete());
        counts.add(Status::MissingGlCode);
        assert!(!counts.is_complete());
        assert_eq!(counts.total(), 2);
    }

    #[test]
    fn json_says_the_words_of_the_reports() {
        for status in Status::ALL {
            let json = serde_json::to_string(&status).unwrap();
            assert_eq!(json, format!("{:?}", status.label()));
        }
    }
}
