//! One bar per document, on a terminal.

use std::collections::BTreeMap;
use std::sync::Mutex;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use tieout_domain::DocumentRef;
use tieout_extraction::Progress;

use crate::intake::Upload;
use crate::month::Listener;

/// Shows reading as it goes on; draws nothing where standard error is no terminal.
pub(super) struct Bars {
    all: MultiProgress,
    names: Vec<String>,
    // Bars appear as documents are begun, so that a hundred receipts do not fill the screen.
    begun: Mutex<BTreeMap<DocumentRef, ProgressBar>>,
}

impl Bars {
    pub(super) fn new(uploads: &[Upload]) -> Self {
        Self {
            all: MultiProgress::new(),
            names: uploads.iter().map(|upload| upload.name.clone()).collect(),
            begun: Mutex::default(),
        }
    }

    /// The bar of a document.
    fn bar(&self, document: DocumentRef) -> Option<ProgressBar> {
        let name = self.names.get(document.place())?;
        let mut begun = self.begun.lock().ok()?;
        let bar = begun.entry(document).or_insert_with(|| {
            let bar = self.all.add(ProgressBar::new(0).with_style(style()));
            bar.with_message(name.clone())
        });
        Some(bar.clone())
    }
}

impl Listener for Bars {
    fn read(&self, document: DocumentRef, progress: Progress) {
        if let Some(bar) = self.bar(document) {
            bar.set_length(progress.pages.into());
            bar.set_position(progress.page.into());
            bar.set_prefix(format!("{} rows", progress.rows));
        }
    }

    fn done(&self, document: DocumentRef) {
        if let Some(bar) = self.bar(document) {
            bar.finish_and_clear();
        }
    }
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg:30!} {bar:30} page {pos} of {len}, {prefix}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
