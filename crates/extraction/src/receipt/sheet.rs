//! A page of words, wherever they come from: a PDF's text, or an engine that read an image.

use tieout_domain::{Area, Confidence};

use crate::image::Affine;
use crate::pdf;

/// One page as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Number of the page, counted from 1.
    pub page: u32,
    /// The words, in any order.
    pub words: Vec<Word>,
    /// Where the words come from.
    pub origin: Origin,
    /// Takes a place among the words to its place on the page. The words of a picture that lies askew are level
    /// here, so that rows can be told.
    pub to_page: Affine,
}

/// Where the words of a sheet come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The document's own text: letters are what they are.
    Text,
    /// Read from an image: letters may be mistaken for others.
    Image,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The text.
    pub text: String,
    /// The box around it.
    pub area: Area,
    /// Height of the letters: the font size of a text, the height of the box in an image.
    pub size: f32,
    /// Is it bold?
    pub bold: bool,
    /// How surely the letters were read.
    pub certainty: Confidence,
}

impl Sheet {
    /// The painted, upright words of a PDF page.
    pub fn of_page(page: &pdf::Page) -> Self {
        let is_readable =
            |word: &&pdf::Word| !word.invisible && word.direction == pdf::Direction::Right;
        Self {
            page: page.number,
            words: page
                .words
                .iter()
                .filter(is_readable)
                .map(Word::of_pdf)
                .collect(),
            origin: Origin::Text,
            to_page: Affine::IDENTITY,
        }
    }

    /// Is nothing written on it?
    pub fn is_blank(&self) -> bool {
        !self
            .words
            .iter()
            .any(|word| word.text.chars().any(char::is_alphanumeric))
    }

    pub(super) fn is_from_image(&self) -> bool {
        self.origin == Origin::Image
    }
}

impl Word {
    fn of_pdf(word: &pdf::Word) -> Self {
        Self {
            text: word.text.clone(),
            area: Area {
                left: word.left,
                top: word.top,
                right: word.right,
                bottom: word.bottom,
            },
            size: word.size,
            bold: word.bold,
            certainty: Confidence::ONE,
        }
    }

    /// The part of the word from byte `start` to byte `end`, its box in proportion.
    pub(super) fn part(&self, start: usize, end: usize) -> Option<Self> {
        let text = self.text.get(start..end).filter(|part| !part.is_empty())?;
        let width = self.area.right - self.area.left;
        let length = self.text.chars().count().max(1) as f32;
        let at = |byte: usize| {
            self.text
                .get(..byte)
                .map_or(0, |before| before.chars().count()) as f32
                / length
        };
        Some(Self {
            text: text.to_owned(),
            area: Area {
                left: self.area.left + width * at(start),
                right: self.area.left + width * at(end),
                ..self.area
            },
            ..*self
        })
    }
}
