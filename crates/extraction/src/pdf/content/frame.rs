use super::state::{State, TextPlace};
use crate::pdf::geometry::Matrix;
use crate::pdf::syntax::{Object, Token};

/// What a content stream works with while it is run.
pub(super) struct Frame<'r> {
    pub(super) state: State,
    pub(super) place: TextPlace,
    saved: Vec<State>,
    /// States not saved because there are too many already.
    unsaved: usize,
    pub(super) resources: &'r Object,
    /// Fonts found under their resource names.
    pub(super) fonts: Vec<(Vec<u8>, usize)>,
}

/// States saved by q without their Q.
const MAX_SAVED: usize = 4096;

impl<'r> Frame<'r> {
    pub(super) fn new(state: State, resources: &'r Object) -> Self {
        Self {
            state,
            place: TextPlace::start(),
            saved: Vec::new(),
            unsaved: 0,
            resources,
            fonts: Vec::new(),
        }
    }

    pub(super) fn save(&mut self) {
        if self.saved.len() < MAX_SAVED {
            self.saved.push(self.state);
        } else {
            self.unsaved += 1;
        }
    }

    pub(super) fn restore(&mut self) {
        if self.unsaved > 0 {
            self.unsaved -= 1;
        } else if let Some(state) = self.saved.pop() {
            self.state = state;
        }
        self.place.positioned = true;
    }

    pub(super) fn transform(&mut self, operands: &[Token<'_>]) {
        if let Some([a, b, c, d, e, f]) = numbers(operands) {
            self.state.ctm = Matrix::new(a, b, c, d, e, f).then(&self.state.ctm);
        }
        self.place.positioned = true;
    }

    pub(super) fn set_text_matrix(&mut self, operands: &[Token<'_>]) {
        if let Some([a, b, c, d, e, f]) = numbers(operands) {
            self.place = TextPlace::at(Matrix::new(a, b, c, d, e, f));
        }
    }

    pub(super) fn next_line(&mut self, operands: &[Token<'_>], sets_leading: bool) {
        if let Some([x, y]) = numbers(operands) {
            if sets_leading {
                self.state.leading = -y;
            }
            self.place.next_line(x, y);
        }
    }

    pub(super) fn set_text_state(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        let Some([value]) = numbers(operands) else {
            return;
        };
        match operator {
            b"Tc" => self.state.char_space = value,
            b"Tw" => self.state.word_space = value,
            b"Tz" => self.state.stretch = value / 100.0,
            b"TL" => self.state.leading = value,
            b"Ts" => self.state.rise = value,
            b"Tr" => self.state.mode = value as i64,
            _ => {}
        }
    }
}

/// The last operands as numbers; what stands before them belongs to nothing.
pub(super) fn numbers<const N: usize>(operands: &[Token<'_>]) -> Option<[f64; N]> {
    let mut values = [0.0; N];
    let last = operands.get(operands.len().checked_sub(N)?..)?;
    for (value, token) in values.iter_mut().zip(last) {
        *value = token.number().filter(|value| value.is_finite())?;
    }
    Some(values)
}
