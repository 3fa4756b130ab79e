//! Who did what. An event holds no personal data beyond the actor: its details can only be states,
//! keys, counts and yes or no, so that the trail may outlive what it tells of.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use tieout_domain::id::SessionId;
use uuid::Uuid;

use crate::entity::audit_event::{Column, Entity, Model};
use crate::row::{from_json, from_word, json, word};
use crate::{Page, PageRequest, Read, Result, Write, bulk, clock};

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Action {
    SessionCreated,
    SessionRenamed,
    SessionDeleted,
    DocumentsAdded,
    TransactionCorrected,
    MatchApproved,
    MatchRejected,
    MatchReassigned,
    DecisionWithdrawn,
    AliasTaught,
    AliasForgotten,
    ReportDownloaded,
    PvaultExported,
    PvaultAcknowledged,
    TokenCreated,
    TokenRevoked,
}

/// A detail that says nothing of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A state, in the words of the data model.
    State(String),
    /// A key.
    Key(Uuid),
    /// How many.
    Count(u64),
    /// Yes or no.
    Flag(bool),
}

/// The details of one side of a change, by name.
pub type Details = BTreeMap<String, Detail>;

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Who: a person or a token.
    pub actor: String,
    /// What.
    pub action: Action,
    /// In which session.
    pub session: Option<SessionId>,
    /// To what: a transaction, a match, an alias, a token, ….
    pub subject: Option<Uuid>,
    /// How it was.
    pub before: Details,
    /// How it is.
    pub after: Details,
}

/// An event, and when it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
}

impl Detail {
    /// A state, in the word that JSON has for it.
    pub fn state(state: impl Serialize) -> Result<Self> {
        word(state).map(Self::State)
    }
}

/// Writes an event down, in the transaction that does what it tells of.
pub async fn record(write: &Write, event: &Event) -> Result<()> {
    let row = Model {
        id: Uuid::now_v7(),
        occurred_at: clock::read(write).await?,
        actor: event.actor.clone(),
        action: word(event.action)?,
        session_id: event.session.map(|session| session.0),
        subject_id: event.subject,
        before: json(&event.before)?,
        after: json(&event.after)?,
    };
    bulk::insert::<Entity>(write, vec![row]).await
}

/// What was done in a session, the last first.
pub async fn activity(
    db: &impl Read,
    session: SessionId,
    page: PageRequest,
) -> Result<Page<Recorded>> {
    let query = Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id);
    page.of(db, query, from_row).await
}

fn from_row(row: Model) -> Result<Recorded> {
    Ok(Recorded {
        at: row.occurred_at,
        event: Event {
            actor: row.actor,
            action: from_word("an action", &row.action)?,
            session: row.session_id.map(SessionId),
            subject: row.subject_id,
            before: from_json("an event's details", row.before)?,
            after: from_json("an event's details", row.after)?,
        },
    })
}
