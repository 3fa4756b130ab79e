//! Whether there is enough for all that is wanted.

use std::collections::BTreeMap;

use crate::pool::Pool;

/// How many units of each class are wanted.
#[derive(Debug, Default)]
pub(super) struct Demand(BTreeMap<usize, usize>);

impl Demand {
    pub(super) fn of<'a>(wanted: impl Iterator<Item = &'a Vec<usize>>) -> Self {
        let mut demand = Self::default();
        wanted.for_each(|classes| demand.add(classes));
        demand
    }

    pub(super) fn add(&mut self, classes: &[usize]) {
        for &class in classes {
            *self.0.entry(class).or_default() += 1;
        }
    }

    /// Is there enough of every one of these classes for all that is wanted?
    pub(super) fn is_met<T: Copy>(&self, classes: &[usize], pool: &Pool<T>) -> bool {
        let wanted = |class: &usize| self.0.get(class).copied().unwrap_or(0);
        classes
            .iter()
            .all(|class| wanted(class) <= pool.left(*class))
    }

    /// Would there be enough if these were wanted too?
    pub(super) fn fits<T: Copy>(&self, classes: &[usize], pool: &Pool<T>) -> bool {
        let wanted = |class: &usize| {
            let anew = classes.iter().filter(|it| *it == class).count();
            self.0.get(class).copied().unwrap_or(0) + anew
        };
        classes
            .iter()
            .all(|class| wanted(class) <= pool.left(*class))
    }
}
