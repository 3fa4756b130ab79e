use crate::pdf::geometry::Matrix;

/// The part of the graphics state that matters for text.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// From the current coordinates to the displayed page.
    pub(super) ctm: Matrix,
    /// Place of the font in the document's cache.
    pub(super) font: Option<usize>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Horizontal scaling; 1 is normal.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

/// Fill only; fill and stroke; neither; neither but clip.
const MODE_FILL_AND_STROKE: i64 = 2;
const MODE_INVISIBLE: i64 = 3;
const MODE_CLIP_ONLY: i64 = 7;

impl State {
    pub(super) fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }

    pub(super) fn is_invisible(&self) -> bool {
        matches!(self.mode, MODE_INVISIBLE | MODE_CLIP_ONLY)
    }

    /// Outlined and filled letters look bold.
    pub(super) fn is_thickened(&self) -> bool {
        self.mode == MODE_FILL_AND_STROKE
    }
}

/// Where the next glyph goes, between BT and ET.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextPlace {
    pub(super) matrix: Matrix,
    line: Matrix,
    /// Whether the place was set since the last glyph.
    pub(super) positioned: bool,
}

impl TextPlace {
    pub(super) fn start() -> Self {
        Self::at(Matrix::IDENTITY)
    }

    pub(super) fn at(matrix: Matrix) -> Self {
        Self {
            matrix,
            line: matrix,
            positioned: true,
        }
    }

    /// To a line that starts away from where this one started.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        *self = Self::at(Matrix::translation(x, y).then(&self.line));
    }

    pub(super) fn advance(&mut self, x: f64, y: f64) {
        self.matrix = Matrix::translation(x, y).then(&self.matrix);
    }
}
