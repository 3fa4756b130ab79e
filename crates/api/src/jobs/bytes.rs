//! The bytes of a document, a chunk at a time.

use std::io::Cursor;
use std::pin::Pin;

use futures_util::stream::{Stream, try_unfold};
use tieout_domain::id::DocumentId;
use tieout_persistence::{Database, payload};
use tokio::io::AsyncRead;
use tokio_util::io::StreamReader;

use super::as_io;

/// Reads the bytes from the database as they are needed.
pub(super) fn of(database: &Database, document: DocumentId) -> impl AsyncRead + Send + Unpin {
    StreamReader::new(chunks(database.clone(), document))
}

type Chunks = Pin<Box<dyn Stream<Item = std::io::Result<Cursor<Vec<u8>>>> + Send>>;

fn chunks(database: Database, document: DocumentId) -> Chunks {
    Box::pin(try_unfold(0, move |position| {
        let database = database.clone();
        async move {
            let chunk = payload::chunk(&database, document, position).await;
            let chunk = chunk.map_err(as_io)?;
            Ok(chunk.map(|bytes| (Cursor::new(bytes), position + 1)))
        }
    }))
}
