//! Pictograms, drawn with the current colour. They never stand for a word, only beside one.

use leptos::prelude::*;

/// The pictograms there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// Done, agrees.
    Check,
    /// Failed, differs.
    Cross,
    /// Look here.
    Alert,
    /// Waits.
    Clock,
    /// Good to know.
    Info,
    /// Light.
    Sun,
    /// Dark.
    Moon,
    /// Goes up.
    Upload,
    /// Comes down.
    Download,
    /// A second one.
    Copy,
    /// A sheet.
    File,
    /// Goes away.
    Trash,
    /// Is written.
    Pen,
    /// Up, or ascending.
    Up,
    /// Down, or descending.
    Down,
    /// Columns.
    Columns,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "m3 8.5 3.2 3.2L13 5",
            Self::Cross => "m4 4 8 8M12 4l-8 8",
            Self::Alert => "M8 2.2 14.5 13.5h-13L8 2.2ZM8 6.5v3M8 11.6v.1",
            Self::Clock => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 5v3.2l2 1.3",
            Self::Info => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.3V11M8 5v.1",
            Self::Sun => {
                "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"
            }
            Self::Moon => "M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2Z",
            Self::Upload => "M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v3h11v-3",
            Self::Download => "M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M2.5 10.5v3h11v-3",
            Self::Copy => "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
            Self::File => "M4 1.8h5l3 3v9.4H4zM9 1.8v3h3",
            Self::Trash => "M2.5 4h11M6 4V2.3h4V4M4 4l.7 9.7h6.6L12 4M6.7 6.5v4.7M9.3 6.5v4.7",
            Self::Pen => "m3 13 .6-2.8 7.6-7.6 2.2 2.2-7.6 7.6L3 13Z",
            Self::Up => "M8 12.5v-9M4.5 7 8 3.5 11.5 7",
            Self::Down => "M8 3.5v9M4.5 9 8 12.5 11.5 9",
            Self::Columns => "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
        }
    }
}

/// A pictogram, unseen by screen readers.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg
            class="inline-block shrink-0"
            width="14"
            height="14"
            viewBox="0 0 16 16"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=glyph.path()></path>
        </svg>
    }
}
