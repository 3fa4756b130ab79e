//! What is under way: it must not be cut short, and what is read after a decision must tell of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot::{self, Sender};
use futures_util::lock::Mutex;

thread_local! {
    static BUSY: Cell<usize> = const { Cell::new(0) };
    static DECISIONS: Cell<usize> = const { Cell::new(0) };
    static LINE: Rc<Mutex<()>> = Rc::default();
    static WAITING: RefCell<Vec<Sender<()>>> = RefCell::default();
}

/// Something is under way for as long as this is kept.
pub struct UnderWay(&'static std::thread::LocalKey<Cell<usize>>);

impl UnderWay {
    /// It begins.
    pub fn begin() -> Self {
        Self::counted(&BUSY)
    }

    /// Would leaving cut something short?
    pub fn is_anything() -> bool {
        BUSY.get() + DECISIONS.get() > 0
    }

    fn counted(counter: &'static std::thread::LocalKey<Cell<usize>>) -> Self {
        counter.set(counter.get() + 1);
        Self(counter)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
        if DECISIONS.get() == 0 {
            for waiting in WAITING.take() {
                // Who went away meanwhile needs no answer.
                let _ = waiting.send(());
            }
        }
    }
}

/// Decides when the decisions before it are answered, in the order of the keys: none is lost because the
/// one before is under way.
pub fn in_turn<D: Future<Output = ()>>(decision: D) -> impl Future<Output = ()> {
    let begun = UnderWay::counted(&DECISIONS);
    let line = LINE.with(Rc::clone);
    async move {
        let turn = line.lock().await;
        decision.await;
        drop((turn, begun));
    }
}

/// Waits until every decision is answered.
pub async fn all_decided() {
    if DECISIONS.get() > 0 {
        let (tell, told) = oneshot::channel();
        WAITING.with_borrow_mut(|waiting| waiting.push(tell));
        // It is told by the last decision; should that be gone, there is nothing to wait for.
        let _ = told.await;
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn who_reads_waits_for_the_decisions_before() {
        let (decide, decided) = oneshot::channel::<()>();
        let mut first = Box::pin(in_turn(decided.map(drop)));
        let mut second = Box::pin(in_turn(async {}));
        let mut reading = Box::pin(all_decided());
        assert!(UnderWay::is_anything());
        assert_eq!(reading.as_mut().now_or_never(), None);
        assert_eq!(first.as_mut().now_or_never(), None);
        assert_eq!(
            second.as_mut().now_or_never(),
            None,
            "its turn has not come"
        );
        decide.send(()).unwrap();
        assert_eq!(first.as_mut().now_or_never(), Some(()));
        assert_eq!(reading.as_mut().now_or_never(), None, "another one waits");
        assert_eq!(second.as_mut().now_or_never(), Some(()));
        assert_eq!(reading.as_mut().now_or_never(), Some(()));
        assert!(!UnderWay::is_anything());
        assert_eq!(all_decided().now_or_never(), Some(()));
    }

    #[test]
    fn an_upload_keeps_nobody_waiting_but_from_leaving() {
        let upload = UnderWay::begin();
        assert!(UnderWay::is_anything());
        assert_eq!(all_decided().now_or_never(), Some(()));
        drop(upload);
        assert!(!UnderWay::is_anything());
    }
}
