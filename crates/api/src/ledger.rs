//! All of a session, loaded: what reports, reviews and exports are made from.

use chrono::Utc;
use tieout_contract::pvault::LeftOut;
use tieout_domain::Reconciliation;
use tieout_domain::id::SessionId;
use tieout_persistence::books::{self, LoadedBooks};
use tieout_persistence::session::{self, Session};
use tieout_persistence::{Error, Read, matches};
use tieout_reporting::{Report, SessionInfo, Settings, pvault};

use crate::error::{ApiError, Result};
use crate::view;

/// A session with its facts, and what was decided of them.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The session.
    pub session: Session,
    /// Its facts.
    pub books: LoadedBooks,
    /// What was decided; none before it is matched.
    pub reconciliation: Option<Reconciliation>,
}

/// A session that was reconciled.
#[derive(Debug, Clone)]
pub struct Reconciled {
    /// The session.
    pub session: Session,
    /// Its facts.
    pub books: LoadedBooks,
    /// What was decided.
    pub reconciliation: Reconciliation,
}

impl Ledger {
    /// As it is.
    pub async fn load(db: &impl Read, id: SessionId) -> Result<Self, Error> {
        let session = session::get(db, id).await?;
        let books = books::load(db, id).await?;
        let reconciliation = matches::load(db, &books).await?;
        Ok(Self {
            session,
            books,
            reconciliation,
        })
    }

    /// Goes on when it is reconciled, and nobody works on it.
    pub fn reconciled(self) -> Result<Reconciled> {
        if self.session.status.is_in_work() {
            return Err(Error::InWork.into());
        }
        // Without a run there is nothing, even where nothing was to be matched.
        let reconciliation = self.reconciliation.filter(|_| self.session.run > 0);
        let reconciliation = reconciliation.ok_or(ApiError::NotReconciled)?;
        Ok(Reconciled {
            session: self.session,
            books: self.books,
            reconciliation,
        })
    }

    /// Who is left out of pVault, and why; nobody before it is matched.
    pub fn left_out(&self, settings: &Settings) -> Vec<LeftOut> {
        let Some(reconciliation) = &self.reconciliation else {
            return Vec::new();
        };
        let info = info(&self.session);
        let report = Report {
            session: &info,
            books: &self.books.books,
            reconciliation,
            settings,
        };
        let left_out = pvault::rows(&report).left_out;
        let told = left_out.iter();
        told.map(|one| view::pvault::left_out(&self.books, one))
            .collect()
    }
}

impl Reconciled {
    /// Makes something of the report of this session.
    pub fn report<T>(&self, settings: &Settings, make: impl FnOnce(&Report<'_>) -> T) -> T {
        let info = info(&self.session);
        make(&Report {
            session: &info,
            books: &self.books.books,
            reconciliation: &self.reconciliation,
            settings,
        })
    }
}

/// The session as a report names it.
pub fn info(session: &Session) -> SessionInfo {
    SessionInfo {
        id: session.id.to_string(),
        name: session.name.clone(),
        created: Some(session.created_at),
        expires: Some(session.expires_at),
        reported: Utc::now(),
    }
}
