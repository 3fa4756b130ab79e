use crate::pdf;

/// What reading one document may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Limits on PDF documents.
    pub pdf: pdf::Limits,
    /// Rows of a statement or a report. What comes after them is not read.
    pub max_rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pdf: pdf::Limits::default(),
            max_rows: 200_000,
        }
    }
}
