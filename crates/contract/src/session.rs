//! Sessions: one month's reconciliation each.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use tieout_domain::id::SessionId;
use tieout_domain::{Currency, SessionStatus, StatusCounts, TieOut};

use crate::change::Change;
use crate::control_total::ControlTotal;
use crate::document::Document;
use crate::employee::Employee;
use crate::matches::MatchResult;
use crate::page::Order;
use crate::problem::Problem;
use crate::pvault::LeftOut;
use crate::receipt::Receipt;
use crate::transaction::Transaction;

/// A session, without what hangs on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Its name: "March 2025".
    pub name: String,
    /// Where it is.
    pub status: SessionStatus,
    /// What failed, if it did.
    pub error: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// From this instant on it is gone.
    pub expires_at: DateTime<Utc>,
    /// Whole days until then.
    pub days_left: u32,
    /// Grows with every change to it or to what hangs on it.
    pub revision: i64,
    /// How often it has been matched.
    pub run: u32,
    /// How many documents it has.
    pub upload_count: u32,
    /// How many transactions were read.
    pub total_transactions: u32,
    /// How many report lines and receipts were read.
    pub total_receipts: u32,
    /// How many transactions are matched or approved.
    pub matched_count: u32,
    /// The first day that its statements cover.
    pub period_start: Option<NaiveDate>,
    /// The last.
    pub period_end: Option<NaiveDate>,
    /// What is missing, counted.
    pub summary: SessionSummary,
}

/// A session, counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionSummary {
    /// Does what was read agree with the totals that its statements print?
    pub tie_out: Option<TieOut>,
    /// How many transactions lack what.
    pub transactions: StatusCounts,
    /// How many transactions were decided how.
    pub matches: MatchCounts,
    /// How many employees have transactions.
    pub employees: u32,
    /// How many of them are complete.
    pub complete_employees: u32,
    /// What was charged, by currency; credits are taken off.
    pub charged: Vec<Sum>,
}

/// How many transactions were decided how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchCounts {
    /// By the machine, which is sure.
    pub matched: u32,
    /// Nothing fits.
    pub unmatched: u32,
    /// A person has to look.
    pub manual_review: u32,
    /// A person said yes.
    pub approved: u32,
    /// A person said no.
    pub rejected: u32,
}

/// A sum in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sum {
    /// ISO 4217 code.
    pub currency: Currency,
    /// The sum.
    pub amount: Decimal,
    /// Of how many transactions.
    pub transactions: u32,
}

/// A session with what hangs on it. What `include` leaves out is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionDetail {
    /// The session itself.
    #[serde(flatten)]
    pub session: Session,
    /// Its documents, in the order in which they came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<Document>>,
    /// The cardholders, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employees: Option<Vec<Employee>>,
    /// The transactions, by date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transactions: Option<Vec<Transaction>>,
    /// The report lines and receipts, by date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipts: Option<Vec<Receipt>>,
    /// What was decided of each transaction, the least sure first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub match_results: Option<Vec<MatchResult>>,
    /// Every printed total beside what was extracted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control_totals: Option<Vec<ControlTotal>>,
    /// What could not be read, or not be trusted; unread lines with their text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<Problem>>,
    /// Who is left out of pVault, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<Vec<LeftOut>>,
    /// What changed in the last run of the matching.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
}

/// A part of a session that can be asked for: `include=documents,problems`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionPart {
    /// Its documents.
    Documents,
    /// The cardholders.
    Employees,
    /// The transactions.
    Transactions,
    /// The report lines and receipts.
    Receipts,
    /// What was decided of each transaction.
    MatchResults,
    /// The printed totals.
    ControlTotals,
    /// What could not be read, or not be trusted.
    Problems,
    /// Who is left out of pVault.
    LeftOut,
    /// What changed in the last run.
    Changes,
}

impl SessionPart {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Documents,
        Self::Employees,
        Self::Transactions,
        Self::Receipts,
        Self::MatchResults,
        Self::ControlTotals,
        Self::Problems,
        Self::LeftOut,
        Self::Changes,
    ];

    /// As it is written in `include`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Employees => "employees",
            Self::Transactions => "transactions",
            Self::Receipts => "receipts",
            Self::MatchResults => "match_results",
            Self::ControlTotals => "control_totals",
            Self::Problems => "problems",
            Self::LeftOut => "left_out",
            Self::Changes => "changes",
        }
    }
}

/// Which sessions, in which order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct SessionsQuery {
    /// Which page, from 1.
    #[cfg_attr(
        feature = "openapi",
        param(minimum = 1, maximum = 1000000, default = 1)
    )]
    pub page: Option<u32>,
    /// How many on a page.
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100, default = 50))]
    pub page_size: Option<u32>,
    /// Part of the name.
    pub q: Option<String>,
    /// Only those that are there.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub status: Option<SessionStatus>,
    /// What they are ordered by.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Option<SessionSort>,
    /// Which end comes first.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<Order>,
}

/// What sessions can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionSort {
    /// When they were made; the newest first unless said otherwise.
    #[default]
    CreatedAt,
    /// When they go; the soonest first unless said otherwise.
    ExpiresAt,
    /// By name.
    Name,
}

/// Which parts of a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct SessionQuery {
    /// Parts, separated by commas: `documents`, `employees`, `transactions`, `receipts`,
    /// `match_results`, `control_totals`, `problems`, `left_out`, `changes`; `none` for the session
    /// alone. Everything unless said otherwise.
    #[cfg_attr(
        feature = "openapi",
        param(
            pattern = "^(none|(documents|employees|transactions|receipts|match_results|control_totals|problems|left_out|changes)(,(documents|employees|transactions|receipts|match_results|control_totals|problems|left_out|changes))*)$",
            example = "documents,problems"
        )
    )]
    pub include: Option<String>,
}

/// Another name for a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionPatch {
    /// The name, within 200 characters.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, pattern = "\\S")
    )]
    pub name: String,
}

/// How a session is deleted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct DeleteQuery {
    /// Also while it is being processed.
    pub force: Option<bool>,
}

impl MatchCounts {
    /// How many transactions there are.
    pub const fn total(&self) -> u32 {
        self.matched + self.unmatched + self.manual_review + self.approved + self.rejected
    }
}
