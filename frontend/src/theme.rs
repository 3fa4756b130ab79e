//! Light and dark: the system's choice until the person makes one.

use leptos::prelude::*;

use crate::browser;

const KEY: &str = "theme";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// What is shown at the moment.
    pub fn current() -> Self {
        let chosen = document()
            .document_element()
            .and_then(|root| root.get_attribute("data-theme"));
        match chosen.as_deref() {
            Some("dark") => Self::Dark,
            Some("light") => Self::Light,
            _ => Self::of_system(),
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }

    /// Shows it, now and on later visits.
    pub fn choose(self) {
        let word = match self {
            Self::Light => "light",
            Self::Dark => "dark",
        };
        if let Some(root) = document().document_element() {
            // A data attribute takes every value.
            let _ = root.set_attribute("data-theme", word);
        }
        browser::keep(KEY, word);
    }

    fn of_system() -> Self {
        let asked = window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten();
        if asked.is_some_and(|asked| asked.matches()) {
            Self::Dark
        } else {
            Self::Light
        }
    }
}
