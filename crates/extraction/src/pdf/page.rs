/// One page as displayed: /Rotate, crop box and user unit are applied.
///
/// Coordinates are points from the top left corner of the displayed page, y pointing down.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// 1-based number in the document.
    pub number: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Words, from top to bottom by baseline and from left to right; words of equal place in stream order.
    pub words: Vec<Word>,
    /// Images drawn on the page.
    pub images: Vec<ImageBox>,
    /// What could not be read, or was cut short.
    pub notes: Vec<PageNote>,
}

/// The way a word reads on the displayed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Left to right, the normal case.
    #[default]
    Right,
    /// Top to bottom (turned clockwise by 90°).
    Down,
    /// Upside down.
    Left,
    /// Bottom to top (turned counter-clockwise by 90°).
    Up,
    /// At any other angle.
    Slanted,
}

/// A run of glyphs without a space or a visible gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The text, ligatures expanded.
    pub text: String,
    /// Left edge of the box.
    pub left: f32,
    /// Right edge of the box.
    pub right: f32,
    /// Upper edge of the box (font ascent).
    pub top: f32,
    /// Lower edge of the box (font descent).
    pub bottom: f32,
    /// y of the baseline; x of it for words that read up or down.
    pub baseline: f32,
    /// Font size in points as displayed.
    pub size: f32,
    /// Whether the font is bold, or the word was printed twice to look bold.
    pub bold: bool,
    /// Whether the text is not painted (the OCR layer under a scan).
    pub invisible: bool,
    /// Place in the order in which the page's content draws its words.
    pub order: u32,
    /// Whether the word continues the one before it in drawing order with no visible gap: the two may be one word
    /// drawn in pieces, or two cells that touch.
    pub abuts: bool,
    /// The way it reads.
    pub direction: Direction,
    /// Left edge of each character of `text`, in order (`lefts.len() == text.chars().count()`).
    pub lefts: Vec<f32>,
}

impl Word {
    /// Left edge of the character at `index`; the word's right edge when there is none.
    pub fn x_at(&self, index: usize) -> f32 {
        self.lefts.get(index).copied().unwrap_or(self.right)
    }
}

/// Where an image lies on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImageBox {
    /// Left edge, clipped to the page.
    pub left: f32,
    /// Upper edge, clipped to the page.
    pub top: f32,
    /// Right edge, clipped to the page.
    pub right: f32,
    /// Lower edge, clipped to the page.
    pub bottom: f32,
    /// Part of the page's area that it covers, 0 to 1.
    pub coverage: f32,
    /// Width of the image in its own pixels, 0 when unknown.
    pub pixel_width: u32,
    /// Height of the image in its own pixels, 0 when unknown.
    pub pixel_height: u32,
}

/// Something on a page that could not be read, or was cut short. The words are meant for users.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PageNote {
    /// Codes of a font that have no known character; each stands as U+FFFD in the text.
    #[error("{count} characters in font {font} have no known meaning")]
    UnknownCharacters {
        /// Name of the font.
        font: String,
        /// How many glyphs.
        count: u32,
    },
    /// Text shown in a font that is missing or damaged; its codes were read as plain Latin text.
    #[error("font {font} is missing or damaged: its text was read as plain Latin text")]
    FontUnusable {
        /// Name of the font.
        font: String,
    },
    /// A content stream is damaged or cut short.
    #[error("a part of the page is damaged and was read as far as possible")]
    ContentDamaged,
    /// A content stream uses a filter that is not supported.
    #[error("a part of the page is packed with {filter}, which is not supported")]
    UnsupportedFilter {
        /// Name of the filter.
        filter: String,
    },
    /// Forms within forms, deeper than allowed or within themselves.
    #[error("drawings are nested too deep (limit {limit}); the innermost were left out")]
    NestedTooDeep {
        /// The limit.
        limit: u32,
    },
    /// More glyphs than allowed.
    #[error("the page holds more than {limit} characters; the rest was left out")]
    TooManyGlyphs {
        /// The limit.
        limit: u32,
    },
    /// More operators than allowed.
    #[error("the page holds more than {limit} drawing steps; the rest was left out")]
    TooManyOperators {
        /// The limit.
        limit: u32,
    },
}
