//! Reads lines of text.

use rten::{Model, RunOptions};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::ctc::Letter;
use super::strip::HEIGHT;
use super::{failed, unusable};
use crate::image::Picture;
use crate::ocr::engine::OcrError;

/// The network that reads lines, and what its outputs mean.
pub(super) struct Reader {
    model: Model,
    /// The character of each output; the first stands for "no character here".
    characters: Vec<String>,
}

/// Shorter strips are filled up: the network has never seen shorter ones.
const SHORTEST: usize = 160;

/// Where the model names its characters, one a line.
const CHARACTERS: &str = "character";

impl Reader {
    pub(super) fn new(model: Vec<u8>) -> Result<Self, OcrError> {
        let model = Model::load(model).map_err(|error| unusable("line-reading", &error))?;
        let named = model
            .metadata()
            .get(CHARACTERS)
            .ok_or_else(|| unusable("line-reading", &"it does not name its characters"))?;
        let mut characters = vec![String::new()];
        characters.extend(named.split('\n').map(str::to_owned));
        if characters.last().is_some_and(String::is_empty) {
            characters.pop();
        }
        characters.push(" ".to_owned());
        Ok(Self { model, characters })
    }

    /// The letters of a strip, from left to right.
    pub(super) fn read(
        &self,
        strip: &Picture,
        options: &RunOptions,
    ) -> Result<Vec<Letter>, OcrError> {
        let width = strip.width().max(SHORTEST).next_multiple_of(8);
        let output = self
            .model
            .run_one(input(strip, width).view().into(), Some(options.clone()))
            .map_err(|error| failed(&error))?;
        let output: NdTensor<f32, 3> = output.try_into().map_err(|error| failed(&error))?;
        let [_, steps, classes] = output.shape();
        if classes != self.characters.len() {
            return Err(failed(&format!(
                "the line-reading network knows {classes} characters, but names {}",
                self.characters.len()
            )));
        }
        let values = output.to_vec();
        let wide = width as f32 / steps.max(1) as f32;
        Ok(self.letters(values.chunks_exact(classes), wide))
    }

    /// The likeliest character of each step; a character that goes on over several steps is one.
    fn letters<'v>(&self, steps: impl Iterator<Item = &'v [f32]>, wide: f32) -> Vec<Letter> {
        let mut letters: Vec<Letter> = Vec::new();
        let mut last = 0;
        for (step, values) in steps.enumerate() {
            let likeliest = values
                .iter()
                .copied()
                .enumerate()
                .max_by(|a, b| a.1.total_cmp(&b.1));
            let Some((class, probability)) = likeliest else {
                continue;
            };
            let (left, right) = (step as f32 * wide, (step + 1) as f32 * wide);
            match letters.last_mut() {
                Some(letter) if class != 0 && class == last => {
                    letter.right = right;
                    letter.probability = letter.probability.max(probability);
                }
                _ if class != 0 => {
                    let text = self.characters.get(class).cloned().unwrap_or_default();
                    letters.push(Letter {
                        text,
                        left,
                        right,
                        probability,
                    });
                }
                _ => {}
            }
            last = class;
        }
        letters
    }
}

/// Three equal channels from −1 (black) to 1 (white), filled up with grey.
fn input(strip: &Picture, width: usize) -> NdTensor<f32, 4> {
    let mut plane = Vec::with_capacity(width * HEIGHT);
    for y in 0..HEIGHT {
        let row = strip
            .row(y)
            .iter()
            .map(|pixel| f32::from(*pixel) / 127.5 - 1.0);
        plane.extend(row.chain(std::iter::repeat(0.0)).take(width));
    }
    NdTensor::from_data([1, 3, HEIGHT, width], plane.repeat(3))
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("characters", &self.characters.len())
            .finish_non_exhaustive()
    }
}
