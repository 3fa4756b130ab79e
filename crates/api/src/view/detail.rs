//! A session with what hangs on it.

use tieout_contract::matches::MatchResult;
use tieout_contract::session::{Session, SessionDetail, SessionPart};
use tieout_domain::id::SessionId;
use tieout_persistence::list::{self, MatchQuery, ReceiptQuery, TransactionQuery};
use tieout_persistence::{Read, document, matches};

use super::{change, employee, facts, receipt, transaction};
use crate::app::State;
use crate::error::{ApiError, Result};
use crate::http::page::EVERYTHING;
use crate::ledger::Ledger;

/// Some parts of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts(u16);

impl Parts {
    /// The parts that `include` names: all when it is absent.
    pub fn asked(include: Option<&str>) -> Result<Self> {
        let words = match include {
            None => return Ok(SessionPart::ALL.into_iter().fold(Self(0), Self::with)),
            Some("none") => return Ok(Self(0)),
            Some(words) => words.split(','),
        };
        words.map(str::trim).try_fold(Self(0), |parts, word| {
            let found = SessionPart::ALL
                .into_iter()
                .find(|part| part.word() == word);
            let unknown = || {
                let known = SessionPart::ALL.map(SessionPart::word).join(", ");
                ApiError::invalid(
                    "include",
                    "unknown",
                    format!("{word:?} is none of {known}, none"),
                )
            };
            found.map(|part| parts.with(part)).ok_or_else(unknown)
        })
    }

    /// As a number, to tell one set of parts from another.
    pub const fn bits(self) -> u16 {
        self.0
    }

    fn with(self, part: SessionPart) -> Self {
        Self(self.0 | 1 << part as u16)
    }

    fn has(self, part: SessionPart) -> bool {
        self.0 & 1 << part as u16 != 0
    }
}

/// The parts of a session as they are at one instant.
pub async fn detail(
    state: &State,
    db: &impl Read,
    session: Session,
    parts: Parts,
) -> Result<SessionDetail> {
    let id = session.id;
    let of_books = [
        SessionPart::Employees,
        SessionPart::ControlTotals,
        SessionPart::Problems,
        SessionPart::LeftOut,
    ];
    let ledger = if of_books.into_iter().any(|part| parts.has(part)) {
        Some(Ledger::load(db, id).await?)
    } else {
        None
    };
    let wanted = |part| ledger.as_ref().filter(|_| parts.has(part));
    let left_out = ledger
        .as_ref()
        .map(|ledger| ledger.left_out(&state.reports));
    let mut detail = SessionDetail {
        documents: None,
        employees: None,
        transactions: None,
        receipts: None,
        match_results: None,
        control_totals: wanted(SessionPart::ControlTotals)
            .map(|ledger| facts::control_totals(&ledger.books)),
        problems: wanted(SessionPart::Problems).map(|ledger| facts::problems(&ledger.books)),
        left_out: None,
        changes: None,
        session,
    };
    if parts.has(SessionPart::Documents) {
        let documents = document::list(db, id).await?;
        detail.documents = Some(
            documents
                .into_iter()
                .map(super::document::document)
                .collect(),
        );
    }
    if parts.has(SessionPart::Employees) {
        let reasons = employee::reasons(left_out.as_deref().unwrap_or_default());
        let employees = list::employees(db, id, EVERYTHING).await?.items;
        let employees = employees.into_iter();
        detail.employees = Some(
            employees
                .map(|view| employee::employee(view, &reasons))
                .collect(),
        );
    }
    if parts.has(SessionPart::LeftOut) {
        detail.left_out = left_out;
    }
    add_lists(db, &mut detail, parts).await?;
    Ok(detail)
}

async fn add_lists(db: &impl Read, detail: &mut SessionDetail, parts: Parts) -> Result<()> {
    let id = detail.session.id;
    if parts.has(SessionPart::Transactions) {
        let query = TransactionQuery {
            page: EVERYTHING,
            ..TransactionQuery::default()
        };
        let found = list::transactions(db, id, &query).await?.items;
        detail.transactions = Some(found.into_iter().map(transaction::transaction).collect());
    }
    if parts.has(SessionPart::Receipts) {
        let query = ReceiptQuery {
            page: EVERYTHING,
            ..ReceiptQuery::default()
        };
        let found = list::receipts(db, id, &query).await?.items;
        detail.receipts = Some(found.into_iter().map(receipt::receipt).collect());
    }
    if parts.has(SessionPart::MatchResults) {
        detail.match_results = Some(match_results(db, id).await?);
    }
    if parts.has(SessionPart::Changes) {
        let before = detail.session.run.saturating_sub(1);
        let changes = matches::changes(db, id, before).await?;
        detail.changes = Some(changes.iter().map(change::change).collect());
    }
    Ok(())
}

async fn match_results(db: &impl Read, id: SessionId) -> Result<Vec<MatchResult>> {
    let query = MatchQuery {
        page: EVERYTHING,
        ..MatchQuery::default()
    };
    let found = list::matches(db, id, &query).await?.items;
    with_links(db, found).await
}

/// Match results with their links.
pub async fn with_links(db: &impl Read, found: Vec<list::MatchView>) -> Result<Vec<MatchResult>> {
    let ids: Vec<_> = found.iter().map(|view| view.id).collect();
    let mut links = list::links(db, &ids).await?;
    let results = found.into_iter().map(|view| {
        let links = links.remove(&view.id).unwrap_or_default();
        super::matches::match_result(view, links)
    });
    Ok(results.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_asked_for_by_name() {
        let some = Parts::asked(Some("documents, problems")).unwrap();
        assert!(some.has(SessionPart::Documents) && some.has(SessionPart::Problems));
        assert!(!some.has(SessionPart::Transactions));
        let all = Parts::asked(None).unwrap();
        assert!(SessionPart::ALL.into_iter().all(|part| all.has(part)));
        assert_eq!(Parts::asked(Some("none")).unwrap(), Parts(0));
        assert!(Parts::asked(Some("secrets")).is_err());
    }
}
