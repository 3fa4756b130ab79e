//! The table and what its parts share.

use std::collections::BTreeSet;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::model::Wish;
use super::sheet::Sheet;
use super::toolbar::{Sums, Toolbar};
use super::window::reveal;
use super::{chosen, grid};
use crate::locale;
use crate::texts::pages::table as text;
use crate::ui::Empty;

/// What the parts of a table share.
#[derive(Clone, Copy)]
pub struct Shared {
    pub sheet: Memo<Sheet>,
    pub wish: RwSignal<Wish>,
    pub columns: RwSignal<BTreeSet<&'static str>>,
    pub visible: Memo<Vec<usize>>,
    pub open: Callback<String>,
    pub opened: Signal<Option<String>>,
}

impl Shared {
    fn new(sheet: Memo<Sheet>, open: Callback<String>, opened: Signal<Option<String>>) -> Self {
        let first = sheet.read_untracked();
        let wish = RwSignal::new(chosen::wish_in_address(&first.heads));
        let columns = RwSignal::new(chosen::shown_columns(first.name, &first.heads));
        let visible = Memo::new(move |_| {
            let mut wish = wish.get();
            wish.search = locale::lower(&wish.search);
            (sheet.read().visible)(&wish)
        });
        Self {
            sheet,
            wish,
            columns,
            visible,
            open,
            opened,
        }
    }

    /// Changes what is wished for, here and in the address.
    pub fn change(self, change: impl FnOnce(&mut Wish)) {
        self.wish.update(change);
        chosen::write_address(
            &self.sheet.read_untracked().heads,
            &self.wish.read_untracked(),
        );
    }

    /// Sorts by a column, the other way when it was sorted by it before.
    pub fn sort_by(self, place: usize) {
        self.change(|wish| {
            wish.sort = match wish.sort {
                Some((known, false)) if known == place => Some((place, true)),
                Some((known, true)) if known == place => None,
                _ => Some((place, false)),
            };
        });
    }

    /// Opens the row at a position among those that are shown.
    pub fn open_at(self, position: usize) {
        let place = self.visible.read_untracked().get(position).copied();
        let id = place.and_then(|place| (self.sheet.read_untracked().id)(place));
        if let Some(id) = id {
            self.open.run(id);
        }
    }
}

/// What of the table is in sight, and where the person is in it.
#[derive(Clone, Copy)]
pub struct Sight {
    pub node: NodeRef<html::Div>,
    pub scrolled: RwSignal<usize>,
    pub height: RwSignal<usize>,
    pub active: RwSignal<usize>,
}

impl Sight {
    fn new() -> Self {
        let height = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        Self {
            node: NodeRef::new(),
            scrolled: RwSignal::new(0),
            height: RwSignal::new(height.unwrap_or(900.0) as usize),
            active: RwSignal::new(0),
        }
    }

    fn look(self) {
        if let Some(node) = self.node.get_untracked() {
            let scrolled = usize::try_from(node.scroll_top()).unwrap_or_default();
            self.scrolled.set(scrolled);
            self.height
                .set(usize::try_from(node.client_height()).unwrap_or(900));
        }
    }

    /// On paper, all rows are in sight.
    fn print(self) {
        self.scrolled.set(0);
        self.height.set(usize::MAX / 2);
    }

    /// Goes to a row, and brings it into sight.
    pub fn go_to(self, row: usize) {
        self.active.set(row);
        if let Some(node) = self.node.get_untracked() {
            let height = usize::try_from(node.client_height()).unwrap_or_default();
            let top = reveal(row, self.scrolled.get_untracked(), height);
            node.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
        }
    }
}

/// A table of which only what is in sight is drawn; sorted and filtered here, by the person.
#[component]
pub fn Table(
    /// Its rows.
    sheet: Memo<Sheet>,
    /// What happens to a row that is chosen, by its id.
    open: Callback<String>,
    /// The id of the row that is open.
    #[prop(into)]
    opened: Signal<Option<String>>,
    /// What is said where there are no rows at all.
    empty: &'static str,
) -> impl IntoView {
    let shared = Shared::new(sheet, open, opened);
    let sight = Sight::new();
    let printed = window_event_listener(ev::beforeprint, move |_| sight.print());
    let done = window_event_listener(ev::afterprint, move |_| sight.look());
    on_cleanup(move || {
        printed.remove();
        done.remove();
    });
    let is_empty = Memo::new(move |_| sheet.read().len == 0);
    let clear = move |_| shared.change(|wish| *wish = Wish::default());
    view! {
        <section class="card">
            <Show when=move || !is_empty.get() fallback=move || view! { <Empty text=empty /> }>
                <Toolbar shared />
                <div class="windowed" node_ref=sight.node on:scroll=move |_| sight.look()>
                    {grid::grid(shared, sight)}
                    <Show when=move || shared.visible.read().is_empty()>
                        <Empty text=text::NONE_FIT>
                            <button type="button" class="btn" on:click=clear>{text::CLEAR}</button>
                        </Empty>
                    </Show>
                </div>
                <Sums shared />
            </Show>
        </section>
    }
}
