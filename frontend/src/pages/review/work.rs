//! Deciding, taking back, going on.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::alias::{AliasKind, NewAlias};
use tieout_contract::matches::{Link, MatchResult};
use tieout_domain::Confidence;
use tieout_domain::id::MatchId;

use super::super::session::MonthLoad;
use crate::api::{self, Decide, Fault};
use crate::state::queue::{Queue, candidates, is_offered};
use crate::state::under_way::in_turn;
use crate::texts::review as text;
use crate::ui::Toasts;

/// From here on, the matching calls two names the same.
const LIKE: Confidence = Confidence::from_basis_points(8_000);

/// The review at work.
#[derive(Clone, Copy)]
pub struct Work {
    /// The session.
    pub load: MonthLoad,
    /// The queue.
    pub queue: RwSignal<Queue>,
    /// Which candidate is looked at.
    pub looked_at: RwSignal<usize>,
    /// Is the statement beside it, and not the candidate's paper?
    pub on_statement: RwSignal<bool>,
    undoable: RwSignal<Vec<MatchId>>,
    /// Decided here, and not yet answered.
    pending: RwSignal<Vec<MatchId>>,
    toasts: Toasts,
}

impl Work {
    /// Begins: the queue follows what waits in the session.
    pub fn new(load: MonthLoad) -> Self {
        let work = Self {
            load,
            queue: RwSignal::new(Queue::default()),
            looked_at: RwSignal::new(0),
            on_statement: RwSignal::new(false),
            undoable: RwSignal::new(Vec::new()),
            pending: RwSignal::new(Vec::new()),
            toasts: Toasts::here(),
        };
        Effect::new(move || {
            let Some(month) = load.value.get() else {
                return;
            };
            let pending = work.pending.get_untracked();
            let waiting = month.undecided().map(|result| result.id);
            let waiting: Vec<MatchId> = waiting.filter(|id| !pending.contains(id)).collect();
            let mut queue = work.queue.get_untracked();
            queue.refresh(&waiting);
            if queue != *work.queue.read_untracked() {
                work.queue.set(queue);
            }
        });
        work
    }

    /// How many were decided on this page.
    pub fn decided_here(self) -> usize {
        self.undoable.read().len()
    }

    /// Is everything decided, and does the service know it?
    pub fn is_done(self) -> bool {
        self.queue.read().left() == 0 && self.pending.read().is_empty()
    }

    /// Decides the match that is looked at, and goes on at once.
    pub fn decide(self, decide: Decide) {
        let Some(result) = self.current() else { return };
        let lacks_proof = candidates(&result).is_empty();
        let id = result.id;
        let is_pending = self.pending.read_untracked().contains(&id);
        if is_pending || (lacks_proof && matches!(decide, Decide::Approve(_))) {
            return;
        }
        self.pending.update(|pending| pending.push(id));
        self.queue.update(|queue| queue.decide(id));
        spawn_local(in_turn(async move {
            let answer = api::decide(id, result.version, decide).await;
            self.pending
                .try_update(|pending| pending.retain(|known| *known != id));
            match answer {
                Ok(decided) => {
                    self.undoable.try_update(|undoable| {
                        undoable.retain(|known| *known != id);
                        undoable.push(id);
                    });
                    self.put(decided);
                    self.toasts
                        .say_undo(said(decide), Callback::new(move |()| self.undo()));
                }
                Err(fault) => self.give_back(id, &fault),
            }
            self.load.again();
        }));
    }

    /// Chooses a candidate by its place.
    pub fn choose(self, index: usize) {
        let Some(result) = self.current() else { return };
        if let Some(link) = candidates(&result).get(index) {
            let is_offered = is_offered(&result, link.receipt_id);
            let receipt = Some(link.receipt_id);
            self.decide(if is_offered {
                Decide::Approve(receipt)
            } else {
                Decide::Reassign(receipt)
            });
        }
    }

    /// Remembers, for every later matching, that the charge's merchant is the vendor of a candidate.
    pub fn remember(self) {
        let Some(alias) = self.current().and_then(|result| self.unlike(&result)) else {
            self.toasts.say(text::NAMES_AGREE);
            return;
        };
        spawn_local(async move {
            match api::add_alias(&alias).await {
                Ok(known) => self
                    .toasts
                    .say(text::remembered(&known.printed, &known.means)),
                Err(fault) => self.say(&fault),
            }
        });
    }

    /// What could be remembered of the candidate that is looked at: names that are not known as one.
    fn unlike(self, result: &MatchResult) -> Option<NewAlias> {
        let links = candidates(result);
        let link = links.get(self.looked_at.get_untracked())?;
        let month = self.load.value.try_get_untracked()??;
        let transaction = month.transaction(result.transaction_id)?;
        let receipt = month.receipt(link.receipt_id)?;
        is_unlike(link).then(|| {
            Some(NewAlias {
                kind: AliasKind::Merchant,
                printed: transaction.merchant_name.clone()?,
                means: receipt.vendor_name.clone()?,
            })
        })?
    }

    /// Takes the last decision back.
    pub fn undo(self) {
        spawn_local(in_turn(async move {
            let last = self
                .undoable
                .try_with_untracked(|undoable| undoable.last().copied());
            let Some(id) = last.flatten() else {
                self.toasts.say(text::NOTHING_TO_UNDO);
                return;
            };
            let Some(version) = self.by_id(id).map(|result| result.version) else {
                return;
            };
            let answer = api::decide(id, version, Decide::Withdraw).await;
            match answer {
                Ok(decided) => {
                    self.undoable
                        .try_update(|undoable| undoable.retain(|known| *known != id));
                    self.put(decided);
                    self.queue.try_update(|queue| queue.undo(id));
                    self.toasts.say(text::TAKEN_BACK);
                }
                Err(fault) => self.say(&fault),
            }
            self.load.again();
        }));
    }

    /// Looks at another one.
    pub fn step(self, by: isize) {
        self.queue.update(|queue| queue.step(by));
    }

    /// The match that is looked at.
    pub fn current(self) -> Option<Arc<MatchResult>> {
        self.by_id(self.queue.read_untracked().current()?)
    }

    fn by_id(self, id: MatchId) -> Option<Arc<MatchResult>> {
        let month = self.load.value.try_get_untracked()??;
        month.matches.iter().find(|result| result.id == id).cloned()
    }

    fn put(self, decided: MatchResult) {
        self.load.value.try_update(|month| {
            if let Some(month) = month {
                Arc::make_mut(month).decided(decided);
            }
        });
    }

    fn give_back(self, id: MatchId, fault: &Fault) {
        self.queue.try_update(|queue| queue.undo(id));
        self.say(fault);
    }

    fn say(self, fault: &Fault) {
        if fault.status() == Some(412) {
            self.toasts.say(text::CONFLICT);
        } else {
            self.toasts
                .say(format!("{}: {}", fault.title(), fault.detail()));
        }
    }
}

/// Are the names of the two merchants so different that somebody may want them known as one?
pub fn is_unlike(link: &Link) -> bool {
    link.factors.merchant < LIKE
}

const fn said(decide: Decide) -> &'static str {
    match decide {
        Decide::Approve(None) => text::APPROVED,
        Decide::Approve(Some(_)) | Decide::Reassign(Some(_)) => text::CHOSEN,
        Decide::Reject => text::REJECTED,
        Decide::Reassign(None) => text::NONE_FITS,
        Decide::Withdraw => text::TAKEN_BACK,
    }
}
