//! Finds lines of text.

use rten::{Model, RunOptions};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::boxes::{HeatMap, lines};
use super::quad::Quad;
use super::{failed, unusable};
use crate::image::Picture;
use crate::ocr::engine::OcrError;

/// The network that finds lines.
pub(super) struct Detector {
    model: Model,
}

/// The network halves pictures five times.
const STEP: usize = 32;

/// Pictures are shown at such sizes: enough for small print, and no more time than that.
const LONGEST: usize = 1_600;

impl Detector {
    pub(super) fn new(model: Vec<u8>) -> Result<Self, OcrError> {
        let model = Model::load(model).map_err(|error| unusable("line-finding", &error))?;
        Ok(Self { model })
    }

    /// The boxes of the lines on a picture, in its pixels.
    pub(super) fn find(
        &self,
        picture: &Picture,
        options: &RunOptions,
    ) -> Result<Vec<Quad>, OcrError> {
        let shown = shown(picture);
        let (width, height) = (shown.width(), shown.height());
        let output = self
            .model
            .run_one(input(&shown).view().into(), Some(options.clone()))
            .map_err(|error| failed(&error))?;
        let output: NdTensor<f32, 4> = output.try_into().map_err(|error| failed(&error))?;
        let values = output.to_vec();
        if values.len() != width * height {
            return Err(failed(
                &"the line-finding network gave a map of another size",
            ));
        }
        let (across, down) = (
            picture.width() as f32 / width as f32,
            picture.height() as f32 / height as f32,
        );
        let found = lines(&HeatMap {
            width,
            height,
            values: &values,
        });
        Ok(found
            .into_iter()
            .map(|quad| quad.scaled(across, down))
            .collect())
    }
}

fn shown(picture: &Picture) -> Picture {
    let longest = picture.width().max(picture.height()).max(1);
    let side =
        |side: usize| ((side * longest.min(LONGEST) / longest + STEP / 2) / STEP).max(1) * STEP;
    picture.resized(side(picture.width()), side(picture.height()))
}

/// Three equal channels from −1 (black) to 1 (white).
fn input(picture: &Picture) -> NdTensor<f32, 4> {
    let plane: Vec<f32> = picture
        .pixels()
        .iter()
        .map(|pixel| f32::from(*pixel) / 127.5 - 1.0)
        .collect();
    NdTensor::from_data([1, 3, picture.height(), picture.width()], plane.repeat(3))
}

impl std::fmt::Debug for Detector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Detector").finish_non_exhaustive()
    }
}
