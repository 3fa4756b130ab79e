//! Sessions, each with what is counted of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Utc;
use tieout_contract::session::{MatchCounts, Session, SessionSummary, Sum};
use tieout_domain::id::SessionId;
use tieout_domain::{MatchStatus, Period};
use tieout_persistence::session::{self, Summary};
use tieout_persistence::{Error, Read};

/// So many sessions are remembered.
const MOST_SUMMARIES: usize = 1_000;

/// Sessions as they were last counted, each with its revision.
#[derive(Debug, Default)]
pub struct Summaries(Mutex<HashMap<SessionId, (i64, SessionSummary)>>);

impl Summaries {
    /// Sessions with their summaries; only those that changed are counted again.
    pub async fn of(
        &self,
        db: &impl Read,
        sessions: Vec<session::Session>,
    ) -> Result<Vec<Session>, Error> {
        let changed: Vec<_> = {
            let known = self.lock();
            let is_known = |one: &&session::Session| {
                known
                    .get(&one.id)
                    .is_some_and(|(at, _)| *at == one.revision)
            };
            let changed = sessions.iter().filter(|one| !is_known(one));
            changed.map(|session| session.id).collect()
        };
        let counted = session::summaries(db, &changed).await?;
        let mut known = self.lock();
        if known.len() > MOST_SUMMARIES {
            known.clear();
        }
        let told = sessions.into_iter().map(|session| {
            if let Some(counted) = counted.get(&session.id) {
                known.insert(session.id, (session.revision, summary(counted)));
            }
            let summary = known.get(&session.id).map(|(_, summary)| summary.clone());
            of_session(session, summary.unwrap_or_default())
        });
        Ok(told.collect())
    }

    /// One session with its summary.
    pub async fn of_one(&self, db: &impl Read, one: session::Session) -> Result<Session, Error> {
        let told = self.of(db, vec![one.clone()]).await?.pop();
        Ok(told.unwrap_or_else(|| of_session(one, SessionSummary::default())))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, (i64, SessionSummary)>> {
        // A panic elsewhere leaves the map as sound as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Days until a session goes; the last one counts while it lasts.
pub fn days_left(session: &session::Session) -> u32 {
    const SECONDS_A_DAY: u64 = 24 * 60 * 60;
    let left = (session.expires_at - Utc::now())
        .to_std()
        .unwrap_or_default();
    u32::try_from(left.as_secs().div_ceil(SECONDS_A_DAY)).unwrap_or(0)
}

fn of_session(session: session::Session, summary: SessionSummary) -> Session {
    Session {
        id: session.id,
        days_left: days_left(&session),
        name: session.name,
        status: session.status,
        error: session.error,
        created_at: session.created_at,
        updated_at: session.updated_at,
        expires_at: session.expires_at,
        revision: session.revision,
        run: session.run,
        upload_count: session.documents,
        total_transactions: session.transactions,
        total_receipts: session.receipts,
        matched_count: session.matched,
        period_start: session.period.map(Period::start),
        period_end: session.period.map(Period::end),
        summary,
    }
}

fn summary(counted: &Summary) -> SessionSummary {
    let of = |status| counted.decided.get(&status).copied().unwrap_or(0);
    let charged = counted.charged.iter().map(|(money, transactions)| Sum {
        currency: money.currency(),
        amount: money.to_decimal(),
        transactions: *transactions,
    });
    SessionSummary {
        tie_out: Some(counted.tie_out),
        transactions: counted.statuses,
        matches: MatchCounts {
            matched: of(MatchStatus::Matched),
            unmatched: of(MatchStatus::Unmatched),
            manual_review: of(MatchStatus::ManualReview),
            approved: of(MatchStatus::Approved),
            rejected: of(MatchStatus::Rejected),
        },
        employees: counted.employees,
        complete_employees: counted.complete_employees,
        charged: charged.collect(),
    }
}
