//! Points at which a test can stop a worker: a crash becomes an ordinary test.

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

/// The points of a job that a crash could come between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A document is claimed; nothing was read.
    ReadingClaimed,
    /// It was read; nothing is stored.
    ReadingDone,
    /// What was read is written, and not committed.
    ReadingWritten,
    /// What was read is committed; nobody was told.
    ReadingCommitted,
    /// A session is claimed; nothing is matched.
    MatchingClaimed,
    /// It is matched; nothing is stored.
    MatchingDone,
    /// What was decided is written, and not committed.
    MatchingWritten,
    /// What was decided is committed; nobody was told.
    MatchingCommitted,
}

/// Reports each step and waits to be let on, where somebody asked for it; otherwise does nothing.
#[derive(Debug, Clone, Default)]
pub struct Steps(Option<Sender<(Step, oneshot::Sender<()>)>>);

/// Hears of a worker's steps, and lets it on.
#[derive(Debug)]
pub struct Stepper {
    steps: Receiver<(Step, oneshot::Sender<()>)>,
    waiting: Option<oneshot::Sender<()>>,
}

impl Steps {
    /// A worker that goes step by step, and what moves it.
    pub fn stepped() -> (Self, Stepper) {
        let (sender, steps) = channel(1);
        let waiting = None;
        (Self(Some(sender)), Stepper { steps, waiting })
    }

    pub(super) async fn reach(&self, step: Step) {
        let Some(sender) = &self.0 else {
            return;
        };
        let (go, on) = oneshot::channel();
        if sender.send((step, go)).await.is_ok() {
            // A stepper that is gone lets everybody on.
            let _ = on.await;
        }
    }
}

impl Stepper {
    /// Lets the worker on, and returns at its next step.
    pub async fn next(&mut self) -> Option<Step> {
        self.go();
        let (step, go) = self.steps.recv().await?;
        self.waiting = Some(go);
        Some(step)
    }

    /// Lets the worker on until it reaches `step`, and holds it there.
    pub async fn until(&mut self, step: Step) {
        while self.next().await.is_some_and(|reached| reached != step) {}
    }

    /// Lets the worker on.
    pub fn go(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            // A worker that was stopped does not go on, which is what it was stopped for.
            let _ = waiting.send(());
        }
    }
}
