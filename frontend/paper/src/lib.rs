#![doc = include_str!("../README.md")]

mod document;

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use document::{Document, Drawing};

/// A PDF that is open.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Paper(Document);

#[wasm_bindgen]
impl Paper {
    /// Opens a PDF.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: Vec<u8>) -> Result<Paper, JsError> {
        Ok(Self(Document::open(bytes)?))
    }

    /// Width and height of a page in points; pages count from 1.
    pub fn size(&self, page: usize) -> Result<Vec<f32>, JsError> {
        let (width, height) = self.0.size(page)?;
        Ok(vec![width, height])
    }

    /// Draws a page, at that many pixels for each point.
    pub fn draw(&self, page: usize, scale: f32) -> Result<Drawn, JsError> {
        Ok(Drawn(self.0.draw(page, scale)?))
    }
}

/// A page as pixels.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Drawn(Drawing);

#[wasm_bindgen]
impl Drawn {
    /// How many pixels it is wide.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> u32 {
        self.0.width
    }

    /// Red, green, blue and opacity of each pixel, row by row, taken out of it.
    pub fn pixels(self) -> Vec<u8> {
        self.0.pixels
    }
}
