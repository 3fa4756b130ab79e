//! What somebody chose to see, in the address and in the browser's memory.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::model::{Head, Wish};
use crate::browser;

/// Below this width, in pixels, a screen is a phone's.
const PHONE: f64 = 640.0;

/// What the address asks for.
pub fn wish_in_address(heads: &[Head]) -> Wish {
    let place = |key: &str| heads.iter().position(|head| head.key == key);
    let facets = heads.iter().enumerate().filter(|(_, head)| head.is_facet);
    Wish {
        search: browser::query("q").unwrap_or_default(),
        facets: facets
            .filter_map(|(at, head)| Some((at, browser::query(head.key)?)))
            .collect(),
        sort: browser::query("sort").and_then(|sort| {
            let (key, down) = sort
                .strip_prefix('-')
                .map_or((sort.as_str(), false), |key| (key, true));
            Some((place(key)?, down))
        }),
    }
}

/// Writes into the address what is asked for.
pub fn write_address(heads: &[Head], wish: &Wish) {
    browser::set_query("q", Some(&wish.search));
    for (at, head) in heads.iter().enumerate().filter(|(_, head)| head.is_facet) {
        let chosen = wish.facets.iter().find(|(place, _)| *place == at);
        browser::set_query(head.key, chosen.map(|(_, value)| value.as_str()));
    }
    let sort = wish.sort.and_then(|(place, down)| {
        let key = heads.get(place)?.key;
        Some(if down {
            format!("-{key}")
        } else {
            key.to_owned()
        })
    });
    browser::set_query("sort", sort.as_deref());
}

/// The columns that are shown: as chosen on an earlier visit, else as fits the screen.
pub fn shown_columns(name: &str, heads: &[Head]) -> BTreeSet<&'static str> {
    if let Some(kept) = browser::kept(&key(name)) {
        let kept: BTreeSet<&str> = kept.split(',').collect();
        let keys = heads.iter().map(|head| head.key);
        return keys.filter(|key| kept.contains(key)).collect();
    }
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    let is_phone = width.is_some_and(|width| width < PHONE);
    let is_shown = |(wide, phone): (bool, bool)| if is_phone { phone } else { wide };
    let shown = heads.iter().filter(|head| is_shown(head.shown));
    shown.map(|head| head.key).collect()
}

/// Remembers the columns that are shown.
pub fn keep_columns(name: &str, shown: &BTreeSet<&'static str>) {
    let words: Vec<&str> = shown.iter().copied().collect();
    browser::keep(&key(name), &words.join(","));
}

fn key(name: &str) -> String {
    format!("columns.{name}")
}
