use std::fmt;

use tieout_domain::{Area, Confidence};

use crate::image::Picture;

/// Something that reads words from pictures.
pub trait OcrEngine: Send + Sync + fmt::Debug {
    /// What it is called in messages and figures.
    fn name(&self) -> &'static str;

    /// The words on an upright picture, in any order.
    ///
    /// # Errors
    /// When the engine does not work, or gives up.
    fn read(&self, picture: &Picture) -> Result<Vec<OcrWord>, OcrError>;
}

/// A word that was read from a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct OcrWord {
    /// The text.
    pub text: String,
    /// The box around it in pixels.
    pub area: Area,
    /// How sure the engine is of the letter it is least sure of, or of the word where it says no more.
    pub confidence: Confidence,
}

/// Why a picture was not read. The words are meant for users.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// The engine is not there, or not whole.
    #[error("{engine} cannot be used: {reason}")]
    Unusable {
        /// The engine.
        engine: &'static str,
        /// What is missing, and what to do.
        reason: String,
    },
    /// It took too long.
    #[error(
        "{engine} took longer than {seconds} s and was stopped: scan the page again at a lower resolution"
    )]
    TooSlow {
        /// The engine.
        engine: &'static str,
        /// The limit.
        seconds: u64,
    },
    /// It failed on this picture.
    #[error("{engine} could not read the page ({reason}): scan it again")]
    Failed {
        /// The engine.
        engine: &'static str,
        /// What went wrong, in the engine's words.
        reason: String,
    },
}
