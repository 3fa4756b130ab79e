//! What is still free of each class.

use std::collections::VecDeque;

/// The free members of each class, in order.
#[derive(Debug)]
pub(crate) struct Pool<T>(Vec<VecDeque<T>>);

impl<T: Copy> Pool<T> {
    /// The members of `classes` that are free to begin with.
    pub(crate) fn of<'a>(
        classes: impl Iterator<Item = &'a [T]>,
        is_free: impl Fn(&T) -> bool,
    ) -> Self
    where
        T: 'a,
    {
        let free = |members: &[T]| members.iter().filter(|it| is_free(it)).copied().collect();
        Self(classes.map(free).collect())
    }

    /// How many members of each class are free.
    pub(crate) fn counts(&self) -> Vec<usize> {
        self.0.iter().map(VecDeque::len).collect()
    }

    /// How many members of a class are free.
    pub(crate) fn left(&self, class: usize) -> usize {
        self.0.get(class).map_or(0, VecDeque::len)
    }

    /// Takes the first free member.
    pub(crate) fn take(&mut self, class: usize) -> Option<T> {
        self.0.get_mut(class)?.pop_front()
    }

    /// The classes that have free members, with these.
    pub(crate) fn free(&self) -> impl Iterator<Item = (usize, &VecDeque<T>)> {
        let classes = self.0.iter().enumerate();
        classes.filter(|(_, members)| !members.is_empty())
    }
}
