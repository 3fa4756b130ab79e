//! The session's tables, with the panel that tells more of the row that is open.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::panel::{ReceiptPanel, TransactionPanel};
use super::{MonthLoad, columns};
use crate::browser;
use crate::state::month::Month;
use crate::state::rows;
use crate::texts::session as text;
use crate::ui::live;
use crate::ui::table::{Sheet, Table};

/// The row that is open, as the address has it.
#[derive(Clone, Copy)]
struct Opened(RwSignal<Option<String>>);

impl Opened {
    fn from_address() -> Self {
        let opened = Self(RwSignal::new(browser::query("row")));
        let listening = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                opened.set(None);
            }
        });
        on_cleanup(move || listening.remove());
        opened
    }

    fn set(self, id: Option<String>) {
        browser::set_query("row", id.as_deref());
        self.0.set(id);
    }

    fn toggle(self) -> Callback<String> {
        Callback::new(move |id: String| {
            let is_open = self.0.read_untracked().as_deref() == Some(&id);
            self.set((!is_open).then_some(id));
        })
    }

    fn close(self) -> Callback<()> {
        Callback::new(move |()| self.set(None))
    }
}

/// Transactions: all of them, or those that lack something.
#[component]
pub fn Transactions(load: MonthLoad, only_exceptions: bool) -> impl IntoView {
    let sheet = sheet(load, move |month| {
        if only_exceptions {
            let rows = rows::transactions(month, month.exceptions());
            Sheet::of(
                columns::transactions("exceptions", text::EXCEPTIONS),
                Arc::new(rows),
            )
        } else {
            let rows = rows::transactions(month, month.transactions.iter());
            Sheet::of(
                columns::transactions("transactions", text::TRANSACTIONS),
                Arc::new(rows),
            )
        }
    });
    let has_any = load.value.with_untracked(|month| {
        month
            .as_ref()
            .is_some_and(|month| !month.transactions.is_empty())
    });
    let empty = if has_any {
        text::NO_EXCEPTIONS
    } else {
        text::NO_TRANSACTIONS
    };
    let opened = Opened::from_address();
    view! {
        {sheet.map(|sheet| view! { <Table sheet open=opened.toggle() opened=opened.0 empty /> })}
        {live(move || {
            let id = opened.0.get()?.parse().ok()?;
            Some(view! { <TransactionPanel load id close=opened.close() /> })
        })}
    }
}

/// Report lines and receipts.
#[component]
pub fn Receipts(load: MonthLoad) -> impl IntoView {
    let sheet = sheet(load, |month| {
        Sheet::of(columns::receipts(), Arc::new(rows::receipts(month)))
    });
    let opened = Opened::from_address();
    view! {
        {sheet.map(|sheet| view! { <Table sheet open=opened.toggle() opened=opened.0 empty=text::NO_RECEIPTS /> })}
        {live(move || {
            let id = opened.0.get()?.parse().ok()?;
            Some(view! { <ReceiptPanel load id close=opened.close() /> })
        })}
    }
}

/// Cardholders. A row leads to the person's transactions.
#[component]
pub fn Employees(load: MonthLoad) -> impl IntoView {
    let sheet = sheet(load, |month| {
        Sheet::of(columns::employees(), Arc::new(rows::employees(month)))
    });
    let navigate = leptos_router::hooks::use_navigate();
    let open = Callback::new(move |id: String| {
        let Some(month) = load.value.get_untracked() else {
            return;
        };
        let name = id
            .parse()
            .ok()
            .map(|id| month.employee_name(Some(id)).to_owned());
        let name = String::from(js_sys::encode_uri_component(&name.unwrap_or_default()));
        navigate(
            &format!(
                "/sessions/{}?tab=transactions&employee={name}",
                month.session.id
            ),
            leptos_router::NavigateOptions {
                scroll: false,
                ..Default::default()
            },
        );
    });
    let none = Signal::stored(None::<String>);
    view! { {sheet.map(|sheet| view! { <Table sheet open opened=none empty=text::NO_EMPLOYEES /> })} }
}

/// The rows of the session as it is now, and whenever it is loaded again.
fn sheet(
    load: MonthLoad,
    of: impl Fn(&Month) -> Sheet + Send + Sync + 'static,
) -> Option<Memo<Sheet>> {
    let first = load.value.get_untracked()?;
    // A session that was loaded again has new rows: sheets are not compared.
    Some(Memo::new_with_compare(
        move |_| of(load.value.read().as_ref().unwrap_or(&first)),
        |_, _| true,
    ))
}
