//! What a table shows, and in which order.

use std::cmp::Ordering;

use leptos::prelude::*;
use tieout_domain::{Currency, Decimal};

use crate::sorted::sort_places;

/// At which side of its column a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Start,
    /// Figures.
    End,
}

/// The head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its name in the address.
    pub key: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its width in pixels.
    pub width: u16,
    /// At which side its values stand.
    pub align: Align,
    /// Is it there until somebody asks otherwise, on a wide screen and on a phone?
    pub shown: (bool, bool),
    /// Can rows be chosen by its values?
    pub is_facet: bool,
}

/// A column of rows of type `T`.
pub struct Column<T> {
    /// Its head.
    pub head: Head,
    /// The value as text, for copies and choices.
    pub text: fn(&T) -> String,
    /// The value as it is shown.
    pub cell: fn(&T) -> AnyView,
    /// What comes first.
    pub order: fn(&T, &T) -> Ordering,
}

impl<T> Column<T> {
    /// A column of words that is always there.
    pub fn text(
        key: &'static str,
        title: &'static str,
        width: u16,
        text: fn(&T) -> String,
        cell: fn(&T) -> AnyView,
        order: fn(&T, &T) -> Ordering,
    ) -> Self {
        let head = Head {
            key,
            title,
            width,
            align: Align::Start,
            shown: (true, true),
            is_facet: false,
        };
        Self {
            head,
            text,
            cell,
            order,
        }
    }

    /// Figures stand at the end.
    pub const fn figures(mut self) -> Self {
        self.head.align = Align::End;
        self
    }

    /// Rows can be chosen by its values.
    pub const fn facet(mut self) -> Self {
        self.head.is_facet = true;
        self
    }

    /// Not on a phone, until somebody asks for it.
    pub const fn wide(mut self) -> Self {
        self.head.shown.1 = false;
        self
    }

    /// Not there until somebody asks for it.
    pub const fn hidden(mut self) -> Self {
        self.head.shown = (false, false);
        self
    }
}

/// A table.
pub struct Spec<T> {
    /// Under which its columns are remembered.
    pub name: &'static str,
    /// What it is, for those who do not see it.
    pub label: &'static str,
    /// Its columns.
    pub columns: Vec<Column<T>>,
    /// What a row is found by, in small letters.
    pub search: fn(&T) -> &str,
    /// What a row is known by.
    pub id: fn(&T) -> String,
    /// What a row adds to the sum below.
    pub sum: fn(&T) -> Option<(Currency, Decimal)>,
}

/// What somebody wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Words that all have to be in a row.
    pub search: String,
    /// Values that rows must have, by the column's place.
    pub facets: Vec<(usize, String)>,
    /// The column's place, and whether the last comes first.
    pub sort: Option<(usize, bool)>,
}

impl<T> Spec<T> {
    /// The places of the rows to show, in order. The words of the search are in small letters.
    pub fn visible(&self, rows: &[T], wish: &Wish) -> Vec<usize> {
        let words: Vec<&str> = wish.search.split_whitespace().collect();
        let fits = |row: &T| {
            let text = (self.search)(row);
            words.iter().all(|word| text.contains(word))
                && wish.facets.iter().all(|(place, value)| {
                    self.columns
                        .get(*place)
                        .is_none_or(|column| (column.text)(row) == *value)
                })
        };
        let kept = rows.iter().enumerate().filter(|(_, row)| fits(row));
        let mut places: Vec<usize> = kept.map(|(place, _)| place).collect();
        let sorted_by = wish
            .sort
            .and_then(|(place, down)| Some((self.columns.get(place)?, down)));
        if let Some((column, is_descending)) = sorted_by {
            sort_places(&mut places, &|a, b| match (rows.get(a), rows.get(b)) {
                (Some(a), Some(b)) if is_descending => (column.order)(b, a),
                (Some(a), Some(b)) => (column.order)(a, b),
                _ => Ordering::Equal,
            });
        }
        places
    }

    /// The values by which rows can be chosen, with how many have each.
    pub fn choices(&self, rows: &[T], place: usize) -> Vec<(String, usize)> {
        let Some(column) = self.columns.get(place) else {
            return Vec::new();
        };
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for row in rows {
            *counts.entry((column.text)(row)).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> Spec<(String, i32)> {
        let name = Column::text(
            "name",
            "Name",
            100,
            |row: &(String, i32)| row.0.clone(),
            |_| ().into_any(),
            |a, b| a.0.cmp(&b.0),
        );
        let age = Column::text(
            "age",
            "Age",
            50,
            |row: &(String, i32)| row.1.to_string(),
            |_| ().into_any(),
            |a, b| a.1.cmp(&b.1),
        );
        Spec {
            name: "t",
            label: "T",
            columns: vec![name, age],
            search: |row| &row.0,
            id: |row| row.0.clone(),
            sum: |_| None,
        }
    }

    fn rows() -> Vec<(String, i32)> {
        [
            ("sonic drive", 3),
            ("chevron", 1),
            ("sonic", 2),
            ("shell", 1),
        ]
        .map(|(name, age)| (name.to_owned(), age))
        .to_vec()
    }

    #[test]
    fn every_word_must_be_there() {
        let wish = Wish {
            search: "drive sonic".to_owned(),
            ..Wish::default()
        };
        assert_eq!(spec().visible(&rows(), &wish), [0]);
    }

    #[test]
    fn a_choice_keeps_the_rows_with_that_value() {
        let wish = Wish {
            facets: vec![(1, "1".to_owned())],
            ..Wish::default()
        };
        assert_eq!(spec().visible(&rows(), &wish), [1, 3]);
        assert_eq!(
            spec().choices(&rows(), 1),
            [
                ("1".to_owned(), 2),
                ("2".to_owned(), 1),
                ("3".to_owned(), 1)
            ]
        );
    }

    #[test]
    fn rows_that_are_equal_keep_their_order_both_ways() {
        let sorted = |down| {
            spec().visible(
                &rows(),
                &Wish {
                    sort: Some((1, down)),
                    ..Wish::default()
                },
            )
        };
        assert_eq!(sorted(false), [1, 3, 2, 0]);
        assert_eq!(sorted(true), [0, 2, 1, 3]);
    }
}
