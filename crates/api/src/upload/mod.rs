//! Uploads: bytes come in, a session or more of its documents comes of them, and the work begins.

mod receive;
mod refuse;
mod words;

use std::time::Duration;

use actix_multipart::Multipart;
use tieout_contract::upload::Accepted;
use tieout_domain::id::SessionId;
use tieout_persistence::audit::{self, Action, Detail, Event};
use tieout_persistence::document::{self, Added};
use tieout_persistence::idempotency::{self, Begun, Claim, Key};
use tieout_persistence::session::{self, NewSession};
use tieout_persistence::{Error, Write};

use crate::app::State;
use crate::error::{ApiError, Result};
use crate::view;
use receive::{Parts, Received, receive};
pub(crate) use words::session_name;

/// A request that takes longer than this was given up.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// What files are uploaded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A session that is made for them.
    NewSession,
    /// A session that is there.
    Session(SessionId),
}

/// Takes files in. The same request with the same key is done once.
pub async fn accept(
    state: &State,
    actor: &str,
    target: Target,
    key: Option<String>,
    multipart: Multipart,
) -> Result<Accepted> {
    let mut parts = Parts::of(multipart);
    // Nothing is read while it could not be kept.
    state.database.ping().await?;
    let claim = match key {
        None => None,
        Some(key) => match begin(state, actor, key).await? {
            Begun::First(claim) => Some(claim),
            Begun::InFlight => return Err(ApiError::KeyInFlight),
            Begun::Answered(answer) => {
                let received = receive(state, &mut parts, false).await?;
                let session = answer.to(&request_hash(target, &received));
                let session = session.map_err(|_| ApiError::KeyReused)?;
                return answer_again(state, session, &received).await;
            }
        },
    };
    let accepted = accept_once(state, actor, target, claim.as_ref(), &mut parts).await;
    if accepted.is_err() {
        if let Some(claim) = &claim {
            give_up(state, claim).await;
        }
        receive::drain(&mut parts).await;
    }
    accepted
}

async fn begin(state: &State, actor: &str, key: String) -> Result<Begun> {
    let key = Key {
        principal: actor.to_owned(),
        key,
    };
    let write = state.database.write().await?;
    let begun = idempotency::begin(&write, &key, PATIENCE).await?;
    write.commit().await?;
    Ok(begun)
}

async fn give_up(state: &State, claim: &Claim) {
    let abandoned = async {
        let write = state.database.write().await?;
        idempotency::abandon(&write, claim).await?;
        write.commit().await
    };
    if let Err(error) = abandoned.await {
        tracing::warn!(%error, "a key stays claimed until its patience ends");
    }
}

async fn accept_once(
    state: &State,
    actor: &str,
    target: Target,
    claim: Option<&Claim>,
    parts: &mut Parts,
) -> Result<Accepted> {
    if let Target::Session(id) = target
        && session::get(&state.database, id).await?.status.is_in_work()
    {
        return Err(Error::InWork.into());
    }
    let received = receive(state, parts, true).await?;
    let stored = store(state, actor, target, claim, &received).await;
    let (id, added) = match stored {
        Ok(stored) => stored,
        Err(error) => {
            received.discard(state).await;
            return Err(error);
        }
    };
    state.work.announce(id);
    let session = session::get(&state.database, id).await?;
    let uploads = received.files.iter().zip(added);
    Ok(Accepted {
        session: state.summaries.of_one(&state.database, session).await?,
        uploads: uploads
            .map(|(file, added)| view::document::uploaded(&file.name, added))
            .collect(),
    })
}

async fn store(
    state: &State,
    actor: &str,
    target: Target,
    claim: Option<&Claim>,
    received: &Received,
) -> Result<(SessionId, Vec<Added>)> {
    let write = state.database.write().await?;
    let (id, added, action) = match target {
        Target::NewSession => {
            let new = NewSession {
                name: received.session_name(),
                retention: state.config.retention.sessions(),
            };
            let (id, added) = session::create(&write, &new, &received.uploads()).await?;
            (id, added, Action::SessionCreated)
        }
        Target::Session(id) => {
            let added = document::add(&write, id, &received.uploads()).await?;
            (id, added, Action::DocumentsAdded)
        }
    };
    record(&write, actor, id, action, added.len()).await?;
    if let Some(claim) = claim {
        idempotency::finish(&write, claim, &request_hash(target, received), id).await?;
    }
    write.commit().await?;
    Ok((id, added))
}

async fn record(
    write: &Write,
    actor: &str,
    id: SessionId,
    action: Action,
    documents: usize,
) -> Result<(), Error> {
    let event = Event {
        actor: actor.to_owned(),
        action,
        session: Some(id),
        subject: None,
        before: audit::Details::new(),
        after: [("documents".to_owned(), Detail::Count(documents as u64))].into(),
    };
    audit::record(write, &event).await
}

/// The answer to a request that was done before.
async fn answer_again(state: &State, id: SessionId, received: &Received) -> Result<Accepted> {
    let session = session::get(&state.database, id).await?;
    let documents = document::list(&state.database, id).await?;
    let uploads = received.files.iter().filter_map(|file| {
        let hash = receive::digits(&file.content_hash);
        let found = documents
            .iter()
            .find(|document| document.content_hash == hash)?;
        Some(view::document::uploaded(&file.name, Added::New(found.id)))
    });
    Ok(Accepted {
        uploads: uploads.collect(),
        session: state.summaries.of_one(&state.database, session).await?,
    })
}

/// What tells one request from another: what it is for, and what it holds.
fn request_hash(target: Target, received: &Received) -> String {
    let target = match target {
        Target::NewSession => "new".to_owned(),
        Target::Session(id) => id.to_string(),
    };
    received.hash(&target)
}
