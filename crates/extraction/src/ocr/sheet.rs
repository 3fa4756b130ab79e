use tieout_domain::Look;

use super::engine::{OcrEngine, OcrError, OcrWord};
use super::upright;
use crate::image::{self, Affine, Picture};
use crate::receipt::{Origin, Sheet, Word};

/// A picture of a page, read.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRead {
    /// The words, and how their places lead back to the page.
    pub sheet: Sheet,
    /// What the page looks like.
    pub look: Look,
    /// What the engine was shown, where it is kept.
    pub shown: Option<Picture>,
    /// The words as the engine gave them, on what it was shown.
    pub words: Vec<OcrWord>,
}

/// Reads a picture of a page that is `width` by `height` units large.
///
/// # Errors
/// When the engine fails.
pub fn read_page(
    engine: &dyn OcrEngine,
    picture: &Picture,
    page: u32,
    (width, height): (f32, f32),
) -> Result<PageRead, OcrError> {
    let prepared = image::prepare(picture);
    let look = image::look(&prepared);
    let upright = upright::read(engine, prepared.picture)?;
    let units = Affine::scale(
        width / picture.width() as f32,
        height / picture.height() as f32,
    );
    let sheet = Sheet {
        page,
        words: upright.words.iter().map(as_word).collect(),
        origin: Origin::Image,
        to_page: upright.to_original.then(prepared.to_original).then(units),
    };
    Ok(PageRead {
        sheet,
        look,
        shown: Some(upright.picture),
        words: upright.words,
    })
}

fn as_word(word: &OcrWord) -> Word {
    Word {
        text: word.text.clone(),
        area: word.area,
        size: word.area.bottom - word.area.top,
        bold: false,
        certainty: word.confidence,
    }
}
