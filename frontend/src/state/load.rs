//! Loading something, showing what was loaded before while it is loaded again, and saying why it failed.

use std::future::Future;

use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Fault;

/// Something that is loaded from the service.
pub struct Load<T: Send + Sync + 'static> {
    /// What was loaded last.
    pub value: RwSignal<Option<T>>,
    /// Why the last try failed.
    pub fault: RwSignal<Option<Fault>>,
    turn: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Send + Sync + 'static> Load<T> {
    /// Loads now, again when a signal that `ask` reads changes, and when asked to.
    pub fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        let load = Self {
            value: RwSignal::new(None),
            fault: RwSignal::new(None),
            turn: RwSignal::new(0),
        };
        follow(
            load.turn,
            Box::new(move || {
                let asking = ask();
                Box::pin(async move {
                    let answer = asking.await;
                    Box::new(move || load.take(answer)) as Box<dyn FnOnce()>
                })
            }),
        );
        load
    }

    /// Loads again.
    pub fn again(&self) {
        self.turn.try_update(|turn| *turn += 1);
    }

    fn take(&self, answer: Result<T, Fault>) {
        match answer {
            Ok(value) => {
                self.value.set(Some(value));
                self.fault.set(None);
            }
            Err(fault) => self.fault.set(Some(fault)),
        }
    }
}

type Asking = LocalBoxFuture<'static, Box<dyn FnOnce()>>;

/// Asks now, and whenever something changes that `ask` reads; takes only the answer that was asked for
/// last. What is the same for all types is compiled once.
fn follow(turn: RwSignal<u32>, ask: Box<dyn Fn() -> Asking>) {
    let asked = StoredValue::new(0_u32);
    Effect::new(move || {
        turn.track();
        let asking = ask();
        asked.update_value(|asked| *asked += 1);
        let mine = asked.get_value();
        spawn_local(async move {
            let take = asking.await;
            // An answer to an older question comes too late, and a page that was left needs none.
            if asked.try_get_value() == Some(mine) {
                take();
            }
        });
    });
}
