//! How values are shown in cells.

use leptos::prelude::*;
use tieout_domain::{Currency, Decimal};

use crate::locale;
use crate::texts::session as text;

/// Words, whole on hover.
pub fn plain(words: &str) -> AnyView {
    view! { <span title=words.to_owned()>{words.to_owned()}</span> }.into_any()
}

/// A number of things.
pub fn count(number: usize) -> AnyView {
    locale::count(number).into_any()
}

/// A day, exact on hover.
pub fn day(date: Option<chrono::NaiveDate>) -> AnyView {
    let date = date.map(|date| view! { <time title=locale::full_day(date) datetime=date.to_string()>{locale::day(date)}</time> });
    date.into_any()
}

/// A day as text.
pub fn iso(date: Option<chrono::NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// An amount as text.
pub fn number(amount: Option<Decimal>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

/// An amount; a credit is named one.
pub fn amount(value: Option<Decimal>, currency: Option<Currency>, is_credit: bool) -> AnyView {
    let shown = value
        .map(|value| locale::amount(value, currency))
        .unwrap_or_default();
    let other = currency.filter(|currency| *currency != Currency::USD);
    let other = other.map(|currency| format!(" {}", currency.code()));
    view! {
        {is_credit.then(|| view! { <span class="mr-2 text-meta text-info">{text::CREDIT}</span> })}
        {shown}
        {other}
    }
    .into_any()
}
