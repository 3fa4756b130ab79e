use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::picture::Picture;

/// Draws pages of a PDF, for pages whose words are only in their pictures.
pub struct Rasterizer {
    pdf: Pdf,
}

/// Why a page cannot be drawn. The words are meant for users; the caller puts document and page in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RasterError {
    /// The drawing program cannot open the document.
    #[error(
        "the pictures in it could not be drawn, because the file is damaged or protected: print it to a new PDF and upload that"
    )]
    Unopened,
    /// It has no such page.
    #[error(
        "the page could not be found again to draw it: print the document to a new PDF and upload that"
    )]
    NoSuchPage,
    /// The drawing failed.
    #[error("the page could not be drawn: scan it again")]
    Failed,
}

/// Points per inch.
const POINTS: f32 = 72.0;

/// Sizes of a drawn page, so that a page of a square kilometre costs no more than a large one.
const MOST_PIXELS: f32 = 16_000_000.0;
const LONGEST_SIDE: f32 = 10_000.0;

impl Rasterizer {
    /// Opens the document.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(bytes: &[u8]) -> Result<Self, RasterError> {
        let data: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
        let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(data)));
        let pdf = opened
            .map_err(|_| RasterError::Unopened)?
            .map_err(|_| RasterError::Unopened)?;
        Ok(Self { pdf })
    }

    /// Draws one page at about `dpi` dots per inch; `number` counts from 1.
    ///
    /// # Errors
    /// When there is no such page, or drawing it fails.
    pub fn page(&self, number: u32, dpi: f32) -> Result<Picture, RasterError> {
        // Whatever is wrong with a page must end as a failed page, also in a library.
        catch_unwind(AssertUnwindSafe(|| self.draw(number, dpi)))
            .unwrap_or(Err(RasterError::Failed))
    }

    fn draw(&self, number: u32, dpi: f32) -> Result<Picture, RasterError> {
        let place = (number as usize)
            .checked_sub(1)
            .ok_or(RasterError::NoSuchPage)?;
        let page = self.pdf.pages().get(place).ok_or(RasterError::NoSuchPage)?;
        let (width, height) = page.render_dimensions();
        let scale = (dpi / POINTS)
            .min((MOST_PIXELS / (width * height).max(1.0)).sqrt())
            .min(LONGEST_SIDE / width.max(height).max(1.0));
        let settings = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        };
        let drawn = render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        let grey = drawn
            .data()
            .iter()
            .map(|pixel| luma(pixel.r, pixel.g, pixel.b))
            .collect();
        Picture::new(drawn.width().into(), drawn.height().into(), grey).ok_or(RasterError::Failed)
    }
}

/// Brightness as the eye sees it (ITU-R BT.601).
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(sum / 1_000).unwrap_or(255)
}

impl std::fmt::Debug for Rasterizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rasterizer")
            .field("pages", &self.pdf.pages().len())
            .finish()
    }
}
