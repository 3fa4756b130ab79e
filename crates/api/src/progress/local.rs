//! What this process knows.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tieout_domain::id::{DocumentId, SessionId};
use tokio::sync::watch;

use super::Pages;

/// Sessions in work, and those that are watched.
#[derive(Debug, Default)]
pub(super) struct Board(Mutex<HashMap<SessionId, Entry>>);

/// Wakes a watcher.
pub(super) type Signal = watch::Receiver<()>;

#[derive(Debug)]
struct Entry {
    pages: HashMap<DocumentId, Pages>,
    changed: watch::Sender<()>,
}

impl Board {
    /// Notes the pages of a document, or forgets them, and wakes those who watch.
    pub(super) fn note(&self, session: SessionId, document: DocumentId, pages: Option<Pages>) {
        let mut sessions = self.lock();
        let entry = sessions.entry(session).or_insert_with(Entry::new);
        match pages {
            Some(pages) => entry.pages.insert(document, pages),
            None => entry.pages.remove(&document),
        };
        entry.changed.send_replace(());
        forget_idle(&mut sessions, session);
    }

    /// Wakes those who watch the session.
    pub(super) fn wake(&self, session: SessionId) {
        if let Some(entry) = self.lock().get(&session) {
            entry.changed.send_replace(());
        }
    }

    /// Wakes all who watch: something may have been missed.
    pub(super) fn wake_all(&self) {
        for entry in self.lock().values() {
            entry.changed.send_replace(());
        }
    }

    pub(super) fn pages(&self, session: SessionId) -> HashMap<DocumentId, Pages> {
        let sessions = self.lock();
        let entry = sessions.get(&session);
        entry.map_or_else(HashMap::new, |entry| entry.pages.clone())
    }

    pub(super) fn watch(&self, session: SessionId) -> Signal {
        let mut sessions = self.lock();
        sessions.retain(|_, entry| !entry.is_idle());
        let entry = sessions.entry(session).or_insert_with(Entry::new);
        entry.changed.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Entry>> {
        // A panic elsewhere leaves the map as sound as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn new() -> Self {
        Self {
            pages: HashMap::new(),
            changed: watch::Sender::new(()),
        }
    }

    fn is_idle(&self) -> bool {
        self.pages.is_empty() && self.changed.receiver_count() == 0
    }
}

fn forget_idle(sessions: &mut HashMap<SessionId, Entry>, session: SessionId) {
    if sessions.get(&session).is_some_and(Entry::is_idle) {
        sessions.remove(&session);
    }
}

#[cfg(test)]
mod tests {
    use tieout_domain::id::{DocumentId, SessionId};
    use uuid::Uuid;

    use super::*;

    const PAGES: Pages = Pages {
        page: 1,
        pages: 2,
        rows: 3,
    };

    #[test]
    fn nothing_is_kept_of_sessions_that_nobody_works_on_or_watches() {
        let board = Board::default();
        let (session, document) = (
            SessionId(Uuid::from_u128(1)),
            DocumentId(Uuid::from_u128(2)),
        );
        board.note(session, document, Some(PAGES));
        assert_eq!(board.pages(session), HashMap::from([(document, PAGES)]));
        board.note(session, document, None);
        assert!(board.lock().is_empty());

        drop(board.watch(session));
        drop(board.watch(SessionId(Uuid::from_u128(3))));
        assert_eq!(board.lock().len(), 1);
    }
}
