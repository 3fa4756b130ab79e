//! States: always a colour, a pictogram and a word.

use leptos::prelude::*;
use tieout_contract::document::DocumentStatus;
use tieout_contract::receipt::ReceiptOutcome;
use tieout_contract::transaction::TransactionStatus;
use tieout_domain::{MatchStatus, SessionStatus, TieOut};

use super::{Glyph, Icon};
use crate::texts::word;

/// How a state is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Proven, complete.
    Ok,
    /// Needs a look.
    Warn,
    /// Wrong, missing.
    Bad,
    /// Under way.
    Info,
    /// Neither.
    Quiet,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Ok => "badge bg-ok-tint text-ok",
            Self::Warn => "badge bg-warn-tint text-warn",
            Self::Bad => "badge bg-bad-tint text-bad",
            Self::Info => "badge bg-info-tint text-info",
            Self::Quiet => "badge border border-line text-ink-2",
        }
    }

    /// The pictogram that goes with it.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Ok => Glyph::Check,
            Self::Warn => Glyph::Alert,
            Self::Bad => Glyph::Cross,
            Self::Info => Glyph::Clock,
            Self::Quiet => Glyph::Info,
        }
    }
}

/// A state.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class=tone.class()><Icon glyph=tone.glyph() />{word}</span> }
}

/// What a transaction lacks.
pub fn of_transaction(status: Option<TransactionStatus>) -> AnyView {
    let tone = match status {
        Some(TransactionStatus::Complete) => Tone::Ok,
        Some(TransactionStatus::MissingBoth) => Tone::Bad,
        Some(_) => Tone::Warn,
        None => Tone::Quiet,
    };
    view! { <Badge tone word=word::transaction_status(status) /> }.into_any()
}

/// What was decided of a transaction.
pub fn of_match(status: Option<MatchStatus>) -> AnyView {
    let tone = match status {
        Some(MatchStatus::Matched | MatchStatus::Approved) => Tone::Ok,
        Some(MatchStatus::ManualReview) => Tone::Info,
        Some(MatchStatus::Unmatched) => Tone::Warn,
        Some(MatchStatus::Rejected) => Tone::Bad,
        None => Tone::Quiet,
    };
    view! { <Badge tone word=word::match_status(status) /> }.into_any()
}

/// Where a session is.
pub fn of_session(status: SessionStatus) -> AnyView {
    let tone = match status {
        SessionStatus::Completed => Tone::Ok,
        SessionStatus::Failed => Tone::Bad,
        _ => Tone::Info,
    };
    view! { <Badge tone word=word::session_status(status) /> }.into_any()
}

/// Where the reading of a document is.
pub fn of_document(status: DocumentStatus) -> AnyView {
    let tone = match status {
        DocumentStatus::Completed => Tone::Ok,
        DocumentStatus::Failed => Tone::Bad,
        _ => Tone::Info,
    };
    view! { <Badge tone word=word::document_status(status) /> }.into_any()
}

/// Whether totals agree: green only when proven.
pub fn of_tie_out(tie_out: Option<TieOut>) -> AnyView {
    let tone = match tie_out {
        Some(TieOut::TiesOut) => Tone::Ok,
        Some(TieOut::Differs) => Tone::Bad,
        Some(TieOut::NothingToProve) | None => Tone::Quiet,
    };
    view! { <Badge tone word=word::tie_out(tie_out) /> }.into_any()
}

/// What became of a receipt.
pub fn of_receipt(outcome: Option<ReceiptOutcome>) -> AnyView {
    let tone = match outcome {
        Some(ReceiptOutcome::Proves) => Tone::Ok,
        Some(ReceiptOutcome::Offered) => Tone::Info,
        Some(ReceiptOutcome::Unmatched) => Tone::Warn,
        Some(ReceiptOutcome::Duplicate) | None => Tone::Quiet,
    };
    view! { <Badge tone word=word::receipt_outcome(outcome) /> }.into_any()
}
