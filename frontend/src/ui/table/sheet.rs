//! Rows of any type as a table sees them: the view is compiled once, and not once per type.

use std::sync::Arc;

use leptos::prelude::*;
use tieout_domain::{Currency, Decimal};

use super::model::{Head, Spec, Wish};

type Visible = Box<dyn Fn(&Wish) -> Vec<usize> + Send + Sync>;
type Ask<A, B> = Box<dyn Fn(A) -> B + Send + Sync>;

/// Rows, and what can be asked of them. A row is named by its place, a column by its place too.
pub struct Sheet {
    /// Under which its columns are remembered.
    pub name: &'static str,
    /// What it is, for those who do not see it.
    pub label: &'static str,
    /// The heads of its columns.
    pub heads: Vec<Head>,
    /// How many rows there are.
    pub len: usize,
    /// The rows to show, in order.
    pub visible: Visible,
    /// The values of a column, with how many rows have each.
    pub choices: Ask<usize, Vec<(String, usize)>>,
    /// What a row is known by.
    pub id: Ask<usize, Option<String>>,
    /// What a row adds to the sum below.
    pub sum: Ask<usize, Option<(Currency, Decimal)>>,
    /// The value in a row and a column, as text.
    pub text: Ask<(usize, usize), String>,
    /// The value in a row and a column, as it is shown.
    pub cell: Ask<(usize, usize), Option<AnyView>>,
}

impl Sheet {
    /// Those rows, shown in that way.
    pub fn of<T: Send + Sync + 'static>(spec: Spec<T>, rows: Arc<Vec<T>>) -> Self {
        let heads = spec.columns.iter().map(|column| column.head).collect();
        let (name, label, len) = (spec.name, spec.label, rows.len());
        let both = Arc::new((spec, rows));
        let with = || both.clone();
        let (of_visible, of_choices, of_id, of_sum, of_text, of_cell) =
            (with(), with(), with(), with(), with(), with());
        Self {
            name,
            label,
            heads,
            len,
            visible: Box::new(move |wish| of_visible.0.visible(&of_visible.1, wish)),
            choices: Box::new(move |column| of_choices.0.choices(&of_choices.1, column)),
            id: Box::new(move |row| of_id.1.get(row).map(of_id.0.id)),
            sum: Box::new(move |row| of_sum.1.get(row).and_then(of_sum.0.sum)),
            text: Box::new(move |(row, column)| {
                let value = of_text.0.columns.get(column).zip(of_text.1.get(row));
                value
                    .map(|(column, row)| (column.text)(row))
                    .unwrap_or_default()
            }),
            cell: Box::new(move |(row, column)| {
                let value = of_cell.0.columns.get(column).zip(of_cell.1.get(row));
                value.map(|(column, row)| (column.cell)(row))
            }),
        }
    }

    /// The places of the columns that are shown.
    pub fn shown(&self, keys: &std::collections::BTreeSet<&'static str>) -> Vec<usize> {
        let heads = self.heads.iter().enumerate();
        heads
            .filter(|(_, head)| keys.contains(head.key))
            .map(|(place, _)| place)
            .collect()
    }
}
