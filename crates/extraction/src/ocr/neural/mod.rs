//! PP-OCRv6 in pure Rust: one network finds lines of text, another reads them.
//!
//! ```text
//! picture → heat map → boxes of lines → strips, upright and equally high → letters with probabilities → words
//! ```
//!
//! The networks run in `rten`; everything between them is here.

mod boxes;
mod ctc;
mod detector;
mod quad;
mod reader;
mod strip;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rten::{RunOptions, ThreadPool};

use super::engine::{OcrEngine, OcrError, OcrWord};
use crate::image::Picture;
use detector::Detector;
use reader::Reader;

/// PP-OCRv6 with its two networks.
pub struct NeuralOcr {
    detector: Detector,
    reader: Reader,
    idle: Idle,
}

impl NeuralOcr {
    /// What it is called in messages and figures.
    pub const NAME: &str = "PP-OCRv6";

    /// The engine with the networks in these files (ONNX): the one that finds lines, and the one that reads them.
    ///
    /// # Errors
    /// When a file is no such network.
    pub fn load(detector: Vec<u8>, reader: Vec<u8>) -> Result<Self, OcrError> {
        Ok(Self {
            detector: Detector::new(detector)?,
            reader: Reader::new(reader)?,
            idle: Idle::default(),
        })
    }
}

impl OcrEngine for NeuralOcr {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn read(&self, picture: &Picture) -> Result<Vec<OcrWord>, OcrError> {
        let options = on(self.idle.take());
        let mut words = Vec::new();
        for quad in &self.detector.find(picture, &options)? {
            let strip = strip::cut(picture, quad);
            let letters = self.reader.read(&strip, &options)?;
            words.extend(ctc::words(&letters, quad, &strip));
        }
        self.idle.give_back(options.thread_pool);
        Ok(words)
    }
}

/// Threads that no page uses. Each page is read by one: several pages are read at a time, and so no core
/// waits for another. They are kept, because a network runs hundreds of times for a page.
#[derive(Debug, Default)]
struct Idle(Mutex<Vec<Arc<ThreadPool>>>);

impl Idle {
    fn take(&self) -> Arc<ThreadPool> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }

    fn give_back(&self, thread: Option<Arc<ThreadPool>>) {
        let mut idle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.extend(thread);
    }
}

impl fmt::Debug for NeuralOcr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME).finish_non_exhaustive()
    }
}

fn unusable(what: &str, error: &dyn fmt::Display) -> OcrError {
    let reason = format!("its {what} network cannot be loaded ({error}); fetch the models again");
    OcrError::Unusable {
        engine: NeuralOcr::NAME,
        reason,
    }
}

fn failed(error: &dyn fmt::Display) -> OcrError {
    OcrError::Failed {
        engine: NeuralOcr::NAME,
        reason: error.to_string(),
    }
}

/// Runs a network on this thread.
fn on(thread: Arc<ThreadPool>) -> RunOptions {
    let mut options = RunOptions::default();
    options.thread_pool = Some(thread);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_network_says_so() {
        let error = NeuralOcr::load(b"no network".to_vec(), Vec::new()).unwrap_err();
        let message = error.to_string();
        assert!(
            message
                .starts_with("PP-OCRv6 cannot be used: its line-finding network cannot be loaded")
        );
        assert!(message.ends_with("fetch the models again"), "{message}");
    }

    #[test]
    fn pages_at_a_time_have_a_thread_each() {
        let idle = Idle::default();
        let (first, second) = (idle.take(), idle.take());
        assert!(!Arc::ptr_eq(&first, &second));
        idle.give_back(Some(Arc::clone(&second)));
        assert!(Arc::ptr_eq(&idle.take(), &second));
    }
}
