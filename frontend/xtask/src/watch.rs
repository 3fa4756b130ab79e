//! Builds again whenever a source changes.

use std::sync::mpsc;
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher as _};

use crate::bundle::{self, Profile};
use crate::{Result, folder, say};

/// Editors write a file in several steps.
const SETTLE: Duration = Duration::from_millis(200);

/// Builds, then waits for a change, until it is stopped.
pub fn watch() -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    for source in [
        "src",
        "styles",
        "assets",
        "paper/src",
        "../crates/domain/src",
        "../crates/contract/src",
    ] {
        watcher.watch(&folder::root().join(source), RecursiveMode::Recursive)?;
    }
    loop {
        if let Err(error) = bundle::build(Profile::Dev) {
            say(&error.to_string());
        }
        say("waiting for a change");
        while !matches!(
            changes.recv()??.kind,
            EventKind::Modify(_) | EventKind::Create(_) | EventKind::Remove(_)
        ) {}
        while changes.recv_timeout(SETTLE).is_ok() {}
    }
}
