#![doc = include_str!("../README.md")]

mod api;
mod app;
mod browser;
mod format;
mod locale;
mod pages;
mod sorted;
mod state;
mod texts;
mod theme;
mod ui;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
