//! The words for states and sorts.

use tieout_contract::document::DocumentStatus;
use tieout_contract::receipt::{ReceiptOutcome, ReceiptSource};
use tieout_contract::transaction::TransactionStatus;
use tieout_domain::{DocumentKind, LegVerdict, MatchStatus, Scope, SessionStatus, TieOut};

pub const fn transaction_status(status: Option<TransactionStatus>) -> &'static str {
    match status {
        Some(TransactionStatus::Complete) => "Complete",
        Some(TransactionStatus::MissingReceipt) => "Missing receipt",
        Some(TransactionStatus::MissingGlCode) => "Missing coding",
        Some(TransactionStatus::MissingBoth) => "Missing both",
        None => "Not matched yet",
    }
}

pub const fn match_status(status: Option<MatchStatus>) -> &'static str {
    match status {
        Some(MatchStatus::Matched) => "Matched",
        Some(MatchStatus::Unmatched) => "No match",
        Some(MatchStatus::ManualReview) => "To decide",
        Some(MatchStatus::Approved) => "Approved",
        Some(MatchStatus::Rejected) => "Rejected",
        None => "Not matched yet",
    }
}

pub const fn session_status(status: SessionStatus) -> &'static str {
    match status {
        SessionStatus::Processing => "Waiting",
        SessionStatus::Extracting => "Reading",
        SessionStatus::Matching => "Matching",
        SessionStatus::Completed => "Completed",
        SessionStatus::Failed => "Failed",
    }
}

pub const fn document_status(status: DocumentStatus) -> &'static str {
    match status {
        DocumentStatus::Pending => "Waiting",
        DocumentStatus::Processing => "Reading",
        DocumentStatus::Completed => "Read",
        DocumentStatus::Failed => "Failed",
    }
}

pub const fn document_kind(kind: Option<DocumentKind>) -> &'static str {
    match kind {
        Some(DocumentKind::Statement) => "Statement",
        Some(DocumentKind::ExpenseReport) => "Expense report",
        Some(DocumentKind::Receipt) => "Receipt",
        None => "Not recognised",
    }
}

pub const fn receipt_source(source: ReceiptSource) -> &'static str {
    match source {
        ReceiptSource::ExpenseReportLine => "Report line",
        ReceiptSource::ReceiptDocument => "Receipt",
    }
}

pub const fn receipt_outcome(outcome: Option<ReceiptOutcome>) -> &'static str {
    match outcome {
        Some(ReceiptOutcome::Proves) => "Proves",
        Some(ReceiptOutcome::Offered) => "To decide",
        Some(ReceiptOutcome::Duplicate) => "Second copy",
        Some(ReceiptOutcome::Unmatched) => "Fits nothing",
        None => "Not matched yet",
    }
}

pub const fn tie_out(tie_out: Option<TieOut>) -> &'static str {
    match tie_out {
        Some(TieOut::TiesOut) => "Ties out",
        Some(TieOut::Differs) => "Does not tie out",
        Some(TieOut::NothingToProve) | None => "Not proven",
    }
}

pub const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Transaction => "Transaction",
        Scope::Card => "Card",
        Scope::Report => "Whole document",
    }
}

pub const fn leg_verdict(verdict: LegVerdict) -> &'static str {
    match verdict {
        LegVerdict::Matched => "agrees",
        LegVerdict::Review => "to decide",
        LegVerdict::Unmatched => "nothing found",
    }
}

/// `match_approved` → `Match approved`: what the service names and this client does not know.
pub fn action(action: &str) -> String {
    let spaced = action.replace('_', " ");
    let mut chars = spaced.chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_ascii_uppercase(), chars.as_str())
    })
}
