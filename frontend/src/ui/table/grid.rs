//! Head and rows.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::model::{Align, Head};
use super::view::{Shared, Sight};
use super::window::{ROW, range};
use crate::ui::{Glyph, Icon, live};

/// The table proper.
pub fn grid(shared: Shared, sight: Sight) -> AnyView {
    let (name, label) = {
        let sheet = shared.sheet.read_untracked();
        (sheet.name, sheet.label)
    };
    let width = move || {
        let shown = shared.columns.read();
        let sheet = shared.sheet.read();
        let heads = sheet.heads.iter().filter(|head| shown.contains(head.key));
        format!("{}px", heads.map(|head| u32::from(head.width)).sum::<u32>())
    };
    view! {
        <table
            class="row-table table-fixed"
            role="grid"
            tabindex="0"
            aria-label=label
            aria-rowcount=move || (shared.visible.read().len() + 1).to_string()
            aria-activedescendant=move || format!("{name}-{}", sight.active.get())
            style:min-width=width
            on:keydown=move |event| on_key(&event, shared, sight)
        >
            {live(move || head(shared))}
            {body(shared, sight)}
        </table>
    }
    .into_any()
}

fn on_key(event: &KeyboardEvent, shared: Shared, sight: Sight) {
    let last = shared.visible.read_untracked().len().saturating_sub(1);
    let at = sight.active.get_untracked().min(last);
    let page = (sight.height.get_untracked() / ROW)
        .saturating_sub(2)
        .max(1);
    let is_on_title = event_target::<web_sys::Element>(event).tag_name() == "BUTTON";
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => (at + page).min(last),
        "PageUp" => at.saturating_sub(page),
        "Home" => 0,
        "End" => last,
        "Enter" if !is_on_title => return shared.open_at(at),
        _ => return,
    };
    event.prevent_default();
    sight.go_to(to);
}

fn head(shared: Shared) -> AnyView {
    let shown = shared.columns.get();
    let sort = shared.wish.read().sort;
    let sheet = shared.sheet.read();
    let titles = sheet.shown(&shown).into_iter().filter_map(|place| {
        let direction = sort
            .filter(|(known, _)| *known == place)
            .map(|(_, down)| down);
        Some(title(shared, place, *sheet.heads.get(place)?, direction))
    });
    view! { <thead><tr aria-rowindex="1">{titles.collect_view()}</tr></thead> }.into_any()
}

fn title(shared: Shared, place: usize, head: Head, direction: Option<bool>) -> AnyView {
    let word = match direction {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    let glyph = direction.map(|down| if down { Glyph::Down } else { Glyph::Up });
    let side = match head.align {
        Align::Start => "flex w-full items-center gap-1 cursor-pointer font-medium",
        Align::End => "flex w-full items-center justify-end gap-1 cursor-pointer font-medium",
    };
    let width = format!("{}px", head.width);
    view! {
        <th scope="col" aria-sort=word style:width=width>
            <button type="button" class=side on:click=move |_| shared.sort_by(place)>
                {head.title}
                {glyph.map(|glyph| view! { <Icon glyph /> })}
            </button>
        </th>
    }
    .into_any()
}

fn body(shared: Shared, sight: Sight) -> AnyView {
    // Rows are drawn anew when what they show may have changed.
    let generation = Memo::new(move |before: Option<&u32>| {
        shared.sheet.track();
        shared.columns.track();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let drawn = Memo::new(move |_| {
        range(
            sight.scrolled.get(),
            sight.height.get(),
            shared.visible.read().len(),
        )
    });
    let each = move || {
        let (first, last) = drawn.get();
        let generation = generation.get();
        let visible = shared.visible.read();
        let places = visible.get(first..last).unwrap_or_default().iter();
        places
            .enumerate()
            .map(|(index, place)| (first + index, *place, generation))
            .collect::<Vec<_>>()
    };
    let above = move || format!("{}px", drawn.get().0 * ROW);
    let below = move || {
        let rows = shared.visible.read().len().saturating_sub(drawn.get().1);
        format!("{}px", rows * ROW)
    };
    view! {
        <tbody>
            <tr class="spacer" aria-hidden="true"><td style:height=above></td></tr>
            <For
                each=each
                key=|drawn| *drawn
                children=move |(position, place, _)| row(shared, sight, position, place)
            />
            <tr class="spacer" aria-hidden="true"><td style:height=below></td></tr>
        </tbody>
    }
    .into_any()
}

fn row(shared: Shared, sight: Sight, position: usize, place: usize) -> AnyView {
    let shown = shared.columns.get_untracked();
    let sheet = shared.sheet.read_untracked();
    let cells = sheet.shown(&shown).into_iter().map(|column| {
        let is_figure = sheet
            .heads
            .get(column)
            .is_some_and(|head| head.align == Align::End);
        let class = if is_figure { "num" } else { "" };
        view! { <td class=class>{(sheet.cell)((place, column))}</td> }.into_any()
    });
    let id = (sheet.id)(place);
    let is_open = move || shared.opened.read() == id && id.is_some();
    view! {
        <tr
            id=format!("{}-{position}", sheet.name)
            class:active-row=move || sight.active.get() == position
            aria-rowindex=(position + 2).to_string()
            aria-selected=move || is_open().to_string()
            on:click=move |_| {
                sight.active.set(position);
                shared.open_at(position);
            }
        >
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}
