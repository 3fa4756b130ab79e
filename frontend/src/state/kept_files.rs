//! Files as this browser keeps them, and only this browser: the service forgets a file once it is read,
//! and a review goes better with the paper beside it.

use js_sys::{AsyncIterator, IteratorNext, Reflect};
use leptos::prelude::window;
use tieout_domain::id::{DocumentId, SessionId};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemRemoveOptions, FileSystemWritableFileStream,
};

const FOLDER: &str = "sessions";

/// Keeps a file. A browser that cannot keep files does without.
pub async fn keep(session: SessionId, document: DocumentId, file: &File) {
    // Convenience only: what is not kept is not shown.
    let _ = write(session, document, file).await;
}

/// The file of a document, if this browser has it.
pub async fn find(session: SessionId, document: DocumentId) -> Option<File> {
    let folder = folder(session, false).await.ok()?;
    let handle = JsFuture::from(folder.get_file_handle(&document.to_string()))
        .await
        .ok()?;
    let handle: FileSystemFileHandle = handle.unchecked_into();
    JsFuture::from(handle.get_file())
        .await
        .ok()
        .map(JsCast::unchecked_into)
}

/// Forgets the files of a session.
pub async fn forget(session: SessionId) {
    // What is not there needs no forgetting.
    let _ = remove(&session.to_string()).await;
}

/// Forgets the files of all sessions but these.
pub async fn forget_all_but(sessions: &[SessionId]) {
    let Ok(root) = root(false).await else { return };
    let mut names = Vec::new();
    let keys: AsyncIterator = root.keys().unchecked_into();
    while let Some(name) = next(&keys).await {
        names.push(name);
    }
    for name in names {
        if !sessions.iter().any(|session| session.to_string() == name) {
            // As above.
            let _ = remove(&name).await;
        }
    }
}

type Js<T> = Result<T, JsValue>;

async fn write(session: SessionId, document: DocumentId, file: &File) -> Js<()> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let folder = folder(session, true).await?;
    let handle = folder.get_file_handle_with_options(&document.to_string(), &options);
    let handle: FileSystemFileHandle = JsFuture::from(handle).await?.unchecked_into();
    let stream = JsFuture::from(handle.create_writable()).await?;
    let stream: FileSystemWritableFileStream = stream.unchecked_into();
    JsFuture::from(stream.write_with_blob(file)?).await?;
    JsFuture::from(stream.close()).await?;
    Ok(())
}

async fn folder(session: SessionId, create: bool) -> Js<FileSystemDirectoryHandle> {
    inside(&root(create).await?, &session.to_string(), create).await
}

async fn root(create: bool) -> Js<FileSystemDirectoryHandle> {
    let storage = window().navigator().storage();
    if storage.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    let top = JsFuture::from(storage.get_directory()).await?;
    inside(&top.unchecked_into(), FOLDER, create).await
}

async fn inside(
    parent: &FileSystemDirectoryHandle,
    name: &str,
    create: bool,
) -> Js<FileSystemDirectoryHandle> {
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(create);
    let folder = JsFuture::from(parent.get_directory_handle_with_options(name, &options)).await?;
    Ok(folder.unchecked_into())
}

async fn remove(name: &str) -> Js<()> {
    let options = FileSystemRemoveOptions::new();
    options.set_recursive(true);
    let root = root(false).await?;
    JsFuture::from(root.remove_entry_with_options(name, &options)).await?;
    Ok(())
}

async fn next(keys: &AsyncIterator) -> Option<String> {
    let step: IteratorNext = JsFuture::from(keys.next().ok()?)
        .await
        .ok()?
        .unchecked_into();
    if step.done() {
        return None;
    }
    Reflect::get(&step, &JsValue::from_str("value"))
        .ok()?
        .as_string()
}
