//! The drawing itself.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// As many pixels as a screen shows, and no more than a phone can hold.
const MOST_PIXELS: f32 = 12_000_000.0;

/// A PDF that is open.
pub struct Document(Pdf);

/// A page as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// How many pixels it is wide.
    pub width: u32,
    /// Red, green, blue and opacity of each, row by row.
    pub pixels: Vec<u8>,
}

/// Why a page is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no PDF, or it is damaged or protected.
    Unopened,
    /// It has no such page.
    NoSuchPage,
    /// Letters or pictures would be missing.
    Incomplete,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unopened => "the file is damaged or protected",
            Self::NoSuchPage => "there is no such page",
            Self::Incomplete => "letters or pictures would be missing",
        })
    }
}

impl std::error::Error for Fault {}

impl Document {
    /// Opens a PDF.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        Pdf::new(bytes).map(Self).map_err(|_| Fault::Unopened)
    }

    /// Width and height of a page in points, as it is displayed; pages count from 1.
    pub fn size(&self, number: usize) -> Result<(f32, f32), Fault> {
        let page = self.page(number)?;
        let (width, height) = page.render_dimensions();
        let unit = unit(page);
        Ok((width * unit, height * unit))
    }

    /// Draws a page, at that many pixels for each point where so many can be.
    pub fn draw(&self, number: usize, scale: f32) -> Result<Drawing, Fault> {
        let page = self.page(number)?;
        let (width, height) = page.render_dimensions();
        let most = (MOST_PIXELS / (width * height).max(1.0)).sqrt();
        let scale = (scale * unit(page)).min(most);
        let is_incomplete = Arc::new(AtomicBool::new(false));
        let told = is_incomplete.clone();
        let interpreting = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                if !matches!(warning, InterpreterWarning::UnresolvedAnnotationAppearance) {
                    told.store(true, Ordering::Relaxed);
                }
            }),
            ..InterpreterSettings::default()
        };
        let drawn = render(
            page,
            &RenderCache::new(),
            &interpreting,
            &RenderSettings::default(),
            &PixmapSettings {
                x_scale: scale,
                y_scale: scale,
                bg_color: WHITE,
            },
        );
        if is_incomplete.load(Ordering::Relaxed) {
            return Err(Fault::Incomplete);
        }
        Ok(Drawing {
            width: drawn.width().into(),
            pixels: drawn.data_as_u8_slice().to_vec(),
        })
    }

    fn page(&self, number: usize) -> Result<&Page<'_>, Fault> {
        let place = number.checked_sub(1).ok_or(Fault::NoSuchPage)?;
        self.0.pages().get(place).ok_or(Fault::NoSuchPage)
    }
}

/// What a unit of the page's own coordinates is in points.
fn unit(page: &Page<'_>) -> f32 {
    page.raw().get::<f32>(b"UserUnit").unwrap_or(1.0)
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("pages", &self.0.pages().len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATEMENT: &[u8] = include_bytes!("../../../samples/small/statement.pdf");

    fn statement() -> Result<Document, Fault> {
        Document::open(STATEMENT.to_vec())
    }

    #[test]
    fn a_page_is_drawn_as_large_as_it_is_asked_for() -> Result<(), Fault> {
        let (width, height) = statement()?.size(1)?;
        let drawing = statement()?.draw(1, 2.0)?;
        assert_eq!(drawing.width, (width * 2.0) as u32);
        let rows = drawing.pixels.len() / 4 / drawing.width as usize;
        assert_eq!(rows, (height * 2.0) as usize);
        Ok(())
    }

    #[test]
    fn a_page_has_ink_on_white_paper() -> Result<(), Fault> {
        let drawing = statement()?.draw(1, 1.0)?;
        let (pixels, _) = drawing.pixels.as_chunks::<4>();
        let dark = pixels.iter().filter(|[red, ..]| *red < 100).count();
        let white = pixels.iter().filter(|pixel| **pixel == [255; 4]).count();
        assert!(dark > 1_000 && white > pixels.len() / 2, "{dark}, {white}");
        Ok(())
    }

    #[test]
    fn no_page_is_larger_than_can_be_held() -> Result<(), Fault> {
        let drawing = statement()?.draw(1, 1_000.0)?;
        assert!(drawing.pixels.len() as f32 <= 4.0 * MOST_PIXELS);
        Ok(())
    }

    #[test]
    fn what_is_not_there_is_not_drawn() -> Result<(), Fault> {
        assert_eq!(statement()?.draw(0, 1.0), Err(Fault::NoSuchPage));
        assert_eq!(statement()?.size(10_000), Err(Fault::NoSuchPage));
        let nothing = Document::open(b"no PDF".to_vec());
        assert!(matches!(nothing, Err(Fault::Unopened)));
        Ok(())
    }
}
