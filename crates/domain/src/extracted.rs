//! A result together with what was wrong on the way to it.

use crate::Problem;

/// What was read, and the problems met while reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Extracted<T> {
    /// What was read.
    pub value: T,
    /// What could not be read, or not be trusted.
    pub problems: Vec<Problem>,
}

impl<T> Extracted<T> {
    /// A value that was read without any problem.
    pub const fn clean(value: T) -> Self {
        Self {
            value,
            problems: Vec::new(),
        }
    }

    /// The same problems with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Extracted<U> {
        Extracted {
            value: change(self.value),
            problems: self.problems,
        }
    }
}
