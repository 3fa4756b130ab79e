//! The files that somebody chose to upload, kept while they go from page to page.

use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use tieout_domain::DocumentKind;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

use super::upload::{Limits, fault_of};
use crate::sorted::sorted;

/// A file that somebody chose.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What it is known by in the list.
    pub id: usize,
    /// The file.
    pub file: File,
    /// What somebody says that it is.
    pub kind: Option<DocumentKind>,
}

/// The files that somebody chose.
#[derive(Clone, Copy)]
pub struct ChosenFiles {
    /// Which they are.
    pub list: RwSignal<Vec<Chosen>, LocalStorage>,
    next: StoredValue<usize>,
}

impl ChosenFiles {
    /// Makes them reachable for everything below.
    pub fn provide() {
        provide_context(Self {
            list: RwSignal::new_local(Vec::new()),
            next: StoredValue::new(0),
        });
    }

    /// Those of the application.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| {
            Self::provide();
            Self {
                list: RwSignal::new_local(Vec::new()),
                next: StoredValue::new(0),
            }
        })
    }

    /// Adds files; the same file a second time is left out.
    pub fn add(self, files: Vec<File>) {
        self.list.update(|list| {
            for file in files {
                let is_there = list.iter().any(|known| is_same(&known.file, &file));
                if !is_there {
                    self.next.update_value(|next| *next += 1);
                    list.push(Chosen {
                        id: self.next.get_value(),
                        file,
                        kind: None,
                    });
                }
            }
        });
    }

    /// Takes a file off the list.
    pub fn remove(self, id: usize) {
        self.list.update(|list| list.retain(|known| known.id != id));
    }

    /// Says what a file is.
    pub fn set_kind(self, id: usize, kind: Option<DocumentKind>) {
        self.list.update(|list| {
            if let Some(known) = list.iter_mut().find(|known| known.id == id) {
                known.kind = kind;
            }
        });
    }

    /// The files that may be sent.
    pub fn sound(self, limits: Limits) -> Vec<(File, Option<DocumentKind>)> {
        let list = self.list.read_untracked();
        let sound = list.iter().filter(|known| {
            fault_of(&known.file.name(), known.file.size() as u64, limits).is_none()
        });
        sound
            .map(|known| (known.file.clone(), known.kind))
            .collect()
    }
}

fn is_same(a: &File, b: &File) -> bool {
    let is_as_long = (a.size() - b.size()).abs() < 0.5;
    a.name() == b.name() && is_as_long && (a.last_modified() - b.last_modified()).abs() < 0.5
}

/// The files in a list of the browser.
pub fn of_list(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .collect()
}

/// The files that were dropped, also those in folders.
pub async fn of_drop(dropped: DataTransfer) -> Vec<File> {
    let items = dropped.items();
    // Entries must be asked for before anything is waited for: afterwards the browser has let go.
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten())
        .collect();
    if entries.is_empty() {
        return of_list(dropped.files());
    }
    let mut files = Vec::new();
    let mut ahead = entries;
    while let Some(entry) = ahead.pop() {
        if entry.is_directory() {
            ahead.extend(inside(entry.unchecked_into()).await);
        } else if let Some(file) = file_of(entry.unchecked_into()).await
            && !file.name().starts_with('.')
        {
            files.push(file);
        }
    }
    sorted(files, File::name)
}

async fn file_of(entry: FileSystemFileEntry) -> Option<File> {
    told(|tell| entry.file_with_callback(&tell))
        .await?
        .dyn_into()
        .ok()
}

async fn inside(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    // A folder is told in portions; the last one is empty.
    while let Some(portion) = told(|tell| {
        // A folder that cannot be read is an empty one.
        let _ = reader.read_entries_with_callback(&tell);
    })
    .await
    {
        let portion: Array = portion.unchecked_into();
        if portion.length() == 0 {
            break;
        }
        entries.extend(
            portion
                .iter()
                .map(JsCast::unchecked_into::<FileSystemEntry>),
        );
    }
    entries
}

/// Waits for what a callback is told.
async fn told(mut ask: impl FnMut(Function)) -> Option<JsValue> {
    let promise = Promise::new(&mut |tell, _| ask(tell));
    JsFuture::from(promise).await.ok()
}
