//! What the pages are put together from, every part in every state: in the development build alone.

mod sample;

use leptos::prelude::*;
use tieout_contract::document::DocumentStatus;
use tieout_contract::receipt::ReceiptOutcome;
use tieout_contract::transaction::TransactionStatus;
use tieout_domain::{Confidence, MatchStatus, SessionStatus, TieOut};

use super::session::progress::ProgressCard;
use super::upload::FileList;
use crate::api::Fault;
use crate::browser;
use crate::state::chosen_files::ChosenFiles;
use crate::state::upload::Limits;
use crate::ui::chart::{BarRow, Bars, Line, Ring, Slice};
use crate::ui::table::Table;
use crate::ui::{
    Badge, Dialog, DropZone, Empty, Factor, FaultNotice, Glyph, Icon, Meter, Skeleton, Toasts,
    Tone, badge,
};

const TOKENS: [&str; 18] = [
    "paper",
    "surface",
    "raised",
    "ink",
    "ink-2",
    "ink-3",
    "line",
    "line-strong",
    "accent",
    "accent-ink",
    "ok",
    "ok-tint",
    "warn",
    "warn-tint",
    "bad",
    "bad-tint",
    "info",
    "info-tint",
];

const GLYPHS: [Glyph; 16] = [
    Glyph::Check,
    Glyph::Cross,
    Glyph::Alert,
    Glyph::Clock,
    Glyph::Info,
    Glyph::Sun,
    Glyph::Moon,
    Glyph::Upload,
    Glyph::Download,
    Glyph::Copy,
    Glyph::File,
    Glyph::Trash,
    Glyph::Pen,
    Glyph::Up,
    Glyph::Down,
    Glyph::Columns,
];

const TONES: [(Tone, &str); 5] = [
    (Tone::Ok, "Proven"),
    (Tone::Warn, "Needs a look"),
    (Tone::Bad, "Missing"),
    (Tone::Info, "Under way"),
    (Tone::Quiet, "Neither"),
];

/// The page.
#[component]
pub fn Parts() -> impl IntoView {
    browser::set_title("Parts");
    view! {
        <h1 class="mb-4 text-title font-semibold">"Parts"</h1>
        {part("Tokens", tokens())}
        {part("Type", sizes())}
        {part("Pictograms", GLYPHS.map(|glyph| view! { <Icon glyph /> }).collect_view())}
        {part("Buttons", buttons())}
        {part("Inputs", inputs())}
        {part("Badges", badges())}
        {part("Tabs", tabs())}
        {part("Dialog and messages", view! { <Floating /> })}
        {part("Progress", progress())}
        {part("How well it fits", view! { <div class="grow space-y-1">{[10_000, 7_800, 0].map(factor).collect_view()}</div> })}
        {part("Charts", charts())}
        {part("Table", view! { <div class="min-w-0 grow"><Table sheet=sample::sheet(5) open=Callback::new(|_| ()) opened=Signal::stored(Some("row-1".to_owned())) empty="" /></div> })}
        {part("Table without rows", view! { <div class="grow"><Table sheet=sample::sheet(0) open=Callback::new(|_| ()) opened=Signal::stored(None::<String>) empty="No transactions yet. Add the card statement." /></div> })}
        {part("Files", view! { <Files /> })}
        {part("Nothing there, not yet there, something wrong", notices())}
        {part("A paper with its mark", paper())}
    }
}

fn part(name: &'static str, content: impl IntoView) -> AnyView {
    view! {
        <section class="card mb-4 p-4" aria-label=name>
            <h2 class="mb-3 font-semibold">{name}</h2>
            <div class="flex flex-wrap items-center gap-3">{content.into_any()}</div>
        </section>
    }
    .into_any()
}

fn tokens() -> AnyView {
    let swatch = |name: &'static str| {
        view! {
            <figure class="text-meta">
                <div class="h-10 rounded-box border border-line-strong" style:width="96px" style:background=format!("var(--{name})")></div>
                <figcaption>{name}</figcaption>
            </figure>
        }
    };
    TOKENS.map(swatch).collect_view().into_any()
}

fn sizes() -> AnyView {
    view! {
        <p class="text-title font-semibold">"Page title"</p>
        <p class="text-figure font-semibold tabular-nums">"$214,518.37"</p>
        <p>"Body: the statement ties out."</p>
        <p class="text-table text-ink-2">"Table: secondary"</p>
        <p class="text-meta text-ink-3">"Meta: a hint"</p>
        <p class="num">"−1,032.00"</p>
        <a class="link" href="/parts">"A link"</a>
        <kbd class="kbd">"A"</kbd>
    }
    .into_any()
}

fn buttons() -> AnyView {
    let both = |class: &'static str, word: &'static str| {
        view! {
            <button type="button" class=class>{word}</button>
            <button type="button" class=class disabled=true>{word}", off"</button>
        }
    };
    view! {
        {both("btn btn-primary", "Approve")}
        {both("btn", "Reject")}
        {both("btn btn-danger", "Delete")}
        {both("btn btn-quiet", "Clear")}
        <button type="button" class="btn btn-quiet btn-icon" aria-label="Close"><Icon glyph=Glyph::Cross /></button>
        <button type="button" class="btn">"With its key"<kbd class="kbd" aria-hidden="true">"R"</kbd></button>
    }
    .into_any()
}

fn inputs() -> AnyView {
    view! {
        <input class="input" type="text" aria-label="Empty" placeholder="Search by name" />
        <input class="input" type="text" aria-label="Filled" value="March 2025" />
        <input class="input" type="text" aria-label="Off" value="Off" disabled=true />
        <input class="input w-28" type="number" aria-label="Number" value="80" />
        <select class="input" aria-label="Choice"><option>"Detect"</option><option>"Statement"</option></select>
        <label class="flex items-center gap-2"><input type="checkbox" checked=true />"Only what differs"</label>
    }
    .into_any()
}

fn badges() -> AnyView {
    view! {
        {TONES.map(|(tone, word)| view! { <Badge tone word /> }).collect_view()}
        {[TransactionStatus::Complete, TransactionStatus::MissingReceipt, TransactionStatus::MissingGlCode, TransactionStatus::MissingBoth].map(|status| badge::of_transaction(Some(status))).collect_view()}
        {[MatchStatus::Matched, MatchStatus::Unmatched, MatchStatus::ManualReview, MatchStatus::Approved, MatchStatus::Rejected].map(|status| badge::of_match(Some(status))).collect_view()}
        {[SessionStatus::Processing, SessionStatus::Completed, SessionStatus::Failed].map(badge::of_session).collect_view()}
        {[DocumentStatus::Pending, DocumentStatus::Completed, DocumentStatus::Failed].map(badge::of_document).collect_view()}
        {[TieOut::TiesOut, TieOut::Differs, TieOut::NothingToProve].map(|tie_out| badge::of_tie_out(Some(tie_out))).collect_view()}
        {[ReceiptOutcome::Proves, ReceiptOutcome::Offered, ReceiptOutcome::Unmatched, ReceiptOutcome::Duplicate].map(|outcome| badge::of_receipt(Some(outcome))).collect_view()}
    }
    .into_any()
}

fn tabs() -> AnyView {
    view! {
        <div class="flex" role="group" aria-label="Which paper">
            <button type="button" class="btn tab" aria-pressed="true">"Receipt"</button>
            <button type="button" class="btn tab" aria-pressed="false">"Statement"</button>
        </div>
    }
    .into_any()
}

#[component]
fn Floating() -> impl IntoView {
    let toasts = Toasts::here();
    let open = RwSignal::new(false);
    let undone = Callback::new(move |()| toasts.say("Taken back"));
    view! {
        <button type="button" class="btn" on:click=move |_| open.set(true)>"Open a dialog"</button>
        <button type="button" class="btn" on:click=move |_| toasts.say("Copied")>"Say something"</button>
        <button type="button" class="btn" on:click=move |_| toasts.say_undo("Approved", undone)>"Say something that can be undone"</button>
        <Dialog title=Signal::stored("Delete this session?".to_owned()) open>
            <p class="mb-3 text-ink-2">"What was read of its documents goes too."</p>
            <button type="button" class="btn btn-danger">"Delete"</button>
        </Dialog>
    }
}

fn progress() -> AnyView {
    let meter = |percent: u64| view! { <div class="w-28"><Meter percent=Signal::stored(percent) label="Progress" /></div> };
    view! {
        {[0, 45, 100].map(meter).collect_view()}
        <div class="grow"><ProgressCard progress=Signal::stored(sample::progress()) is_lost=Signal::stored(true) /></div>
    }
    .into_any()
}

fn factor(points: u16) -> AnyView {
    let value = Confidence::from_basis_points(points);
    view! { <Factor name="Amount" value /> }.into_any()
}

fn charts() -> AnyView {
    let slice = |(tone, name): (Tone, &str)| Slice {
        name: name.to_owned(),
        value: 12,
        tone,
    };
    let bar = |(name, percent): (&str, u64)| BarRow {
        name: name.to_owned(),
        percent,
        figure: format!("{percent}.00"),
    };
    let point = |(name, value): (&str, u64)| (name.to_owned(), value);
    let rows = [("Fuel", 100), ("Meals", 40), ("Hotel", 0)];
    let points = [("January", 61), ("February", 58), ("March", 84)];
    view! {
        <div class="grow"><Ring slices=TONES.map(slice).to_vec() /></div>
        <div class="grow"><Bars rows=rows.map(bar).to_vec() /></div>
        <div class="grow"><Line points=points.map(point).to_vec() /></div>
    }
    .into_any()
}

#[component]
fn Files() -> impl IntoView {
    // A list of its own: what somebody chose to upload stays as it is.
    ChosenFiles::provide();
    let chosen = ChosenFiles::here();
    chosen.add(sample::files());
    view! {
        <div class="grow">
            <DropZone limits=Limits::default() take=Callback::new(move |files| chosen.add(files)) />
            <FileList chosen limits=Signal::stored(Limits::default()) />
        </div>
    }
}

fn notices() -> AnyView {
    let retry = Callback::new(|()| ());
    view! {
        <div class="grow space-y-3">
            <Empty text="No month yet. Drop its files above to begin."><button type="button" class="btn">"The next step"</button></Empty>
            <Skeleton rows=3 />
            <FaultNotice fault=Fault::Offline retry />
            <FaultNotice fault=sample::refused(404) retry />
            <FaultNotice fault=sample::refused(410) retry />
        </div>
    }
    .into_any()
}

fn paper() -> AnyView {
    view! {
        <div class="desk grow" tabindex="0" role="region" aria-label="statement.pdf, page 3">
            <div class="paper h-40" style:width="480px">
                <div class="mark" style:left="8%" style:top="40%" style:width="80%" style:height="10%"></div>
            </div>
        </div>
    }
    .into_any()
}
