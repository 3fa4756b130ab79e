//! Reading a multipart request, file by file, straight into the database: no file is ever whole in
//! memory.

use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::web::Bytes;
use chrono::Utc;
use futures_util::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use tieout_domain::DocumentKind;
use tieout_persistence::document::Upload;
use tieout_persistence::payload::{self, CHUNK_BYTES, PayloadId};
use tokio::time::{Instant, timeout};

use super::refuse::{malformed, media_type, too_large, too_many};
use super::words::{display_name, kind, session_name};
use crate::app::State;
use crate::error::{ApiError, Result};

/// Nothing for so long, and the request is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// A file must come at least this fast, after a while.
const LEAST_BYTES_PER_SECOND: u64 = 1_000;

/// A refused request is read on for so long, so that its sender hears why.
const DRAINED_FOR: Duration = Duration::from_secs(10);

/// The parts of a request, which are not asked for again after their end.
pub(super) struct Parts {
    multipart: Multipart,
    is_over: bool,
}

impl Parts {
    pub(super) const fn of(multipart: Multipart) -> Self {
        Self {
            multipart,
            is_over: false,
        }
    }

    async fn next(&mut self) -> Result<Option<Field>> {
        if self.is_over {
            return Ok(None);
        }
        let found = next(self.multipart.try_next()).await;
        self.is_over = !matches!(found, Ok(Some(_)));
        found
    }
}

/// What came in.
#[derive(Debug, Default)]
pub(super) struct Received {
    /// The name of the session.
    name: Option<String>,
    /// What each file is said to be, in their order.
    kinds: Vec<Option<DocumentKind>>,
    pub(super) files: Vec<File>,
}

/// A file that came in whole.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) content_hash: [u8; 32],
    kind: Option<DocumentKind>,
    size: u64,
    media_type: &'static str,
    /// Where its bytes are; nowhere when it was only compared.
    payload: Option<PayloadId>,
}

/// Reads the request to its end; stores what it holds if told so. What was stored of a request that
/// is refused is thrown away.
pub(super) async fn receive(state: &State, parts: &mut Parts, is_stored: bool) -> Result<Received> {
    let mut receiver = Receiver {
        state,
        is_stored,
        begun: Vec::new(),
        received: Received::default(),
    };
    match receiver.read(parts).await {
        Ok(()) => Ok(receiver.received),
        Err(error) => {
            discard(state, &receiver.begun).await;
            Err(error)
        }
    }
}

/// Reads on without keeping anything.
pub(super) async fn drain(parts: &mut Parts) {
    let rest = async {
        while let Ok(Some(mut field)) = parts.next().await {
            while let Ok(Some(_)) = field.try_next().await {}
        }
    };
    // Who sends more than that will hear of a broken connection.
    let _ = timeout(DRAINED_FOR, rest).await;
}

impl Received {
    /// The name that was given, else the moment.
    pub(super) fn session_name(&self) -> String {
        let usual = || format!("Upload of {}", Utc::now().format("%-d %B %Y, %H:%M UTC"));
        self.name.clone().unwrap_or_else(usual)
    }

    /// A hash of all that came, and of what it is for.
    pub(super) fn hash(&self, target: &str) -> String {
        let mut hasher = Sha256::new();
        let mut add = |text: &str| {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        };
        add(target);
        add(self.name.as_deref().unwrap_or_default());
        for file in &self.files {
            add(&file.name);
            add(&format!("{:?}", file.kind));
            add(&digits(&file.content_hash));
        }
        digits(&hasher.finalize())
    }

    /// The files that were stored.
    pub(super) fn uploads(&self) -> Vec<Upload> {
        let stored = self.files.iter().filter_map(|file| {
            Some(Upload {
                name: file.name.clone(),
                size: file.size,
                content_hash: file.content_hash,
                mime_type: file.media_type.to_owned(),
                kind: file.kind,
                payload: file.payload?,
            })
        });
        stored.collect()
    }

    /// Throws the bytes away.
    pub(super) async fn discard(&self, state: &State) {
        let payloads: Vec<_> = self.files.iter().filter_map(|file| file.payload).collect();
        discard(state, &payloads).await;
    }
}

async fn discard(state: &State, payloads: &[PayloadId]) {
    for payload in payloads {
        let discarded = async {
            let write = state.database.write().await?;
            payload::discard(&write, *payload).await?;
            write.commit().await
        };
        if let Err(error) = discarded.await {
            tracing::warn!(%error, "refused bytes stay until the next cleanup");
        }
    }
}

struct Receiver<'s> {
    state: &'s State,
    is_stored: bool,
    begun: Vec<PayloadId>,
    received: Received,
}

impl Receiver<'_> {
    async fn read(&mut self, parts: &mut Parts) -> Result<()> {
        while let Some(field) = parts.next().await? {
            let name = field.name().unwrap_or_default().to_owned();
            match name.as_str() {
                "files" => self.file(field).await?,
                "name" => self.received.name = Some(session_name(&text(field).await?)?),
                "kind" => self.received.kinds.push(kind(&text(field).await?)?),
                other => {
                    let message = "is unknown: send files, name and kind";
                    return Err(ApiError::invalid(other, "unknown", message));
                }
            }
        }
        self.finish()
    }

    fn finish(&mut self) -> Result<()> {
        let Received { kinds, files, .. } = &mut self.received;
        if files.is_empty() {
            let message = "is missing: send at least one file";
            return Err(ApiError::invalid("files", "missing", message));
        }
        if !kinds.is_empty() && kinds.len() != files.len() {
            let message =
                "must be given for each file or for none: `auto` leaves it to the content";
            return Err(ApiError::invalid("kind", "invalid", message));
        }
        for (file, kind) in files.iter_mut().zip(kinds) {
            file.kind = *kind;
        }
        Ok(())
    }

    async fn file(&mut self, field: Field) -> Result<()> {
        let limit = self.state.config.uploads.max_files;
        if self.received.files.len() >= usize::from(limit) {
            return Err(too_many(limit));
        }
        let given = field.content_disposition();
        let given = given
            .and_then(|given| given.get_filename())
            .unwrap_or_default();
        let mut incoming = Incoming {
            name: display_name(given),
            payload: self.begin().await?,
            buffer: Vec::with_capacity(CHUNK_BYTES),
            chunks: 0,
            size: 0,
            hasher: Sha256::new(),
            media_type: None,
        };
        self.fill(field, &mut incoming).await?;
        self.flush(&mut incoming, true).await?;
        self.received.files.push(incoming.whole());
        Ok(())
    }

    async fn begin(&mut self) -> Result<Option<PayloadId>> {
        if !self.is_stored {
            return Ok(None);
        }
        let write = self.state.database.write().await?;
        let payload = payload::begin(&write).await?;
        write.commit().await?;
        self.begun.push(payload);
        Ok(Some(payload))
    }

    async fn fill(&self, mut field: Field, incoming: &mut Incoming) -> Result<()> {
        let megabytes = self.state.config.uploads.max_file_mb;
        let started = Instant::now();
        while let Some(bytes) = next(field.try_next()).await? {
            incoming.size += bytes.len() as u64;
            if incoming.size > u64::from(megabytes) * 1_000_000 {
                return Err(too_large(&incoming.name, megabytes));
            }
            let waited = started.elapsed();
            if waited > SILENCE && incoming.size < waited.as_secs() * LEAST_BYTES_PER_SECOND {
                return Err(ApiError::TooSlow);
            }
            self.state.metrics.uploaded.inc_by(bytes.len() as u64);
            self.take(bytes, incoming).await?;
        }
        Ok(())
    }

    async fn take(&self, mut bytes: Bytes, incoming: &mut Incoming) -> Result<()> {
        incoming.hasher.update(&bytes);
        while !bytes.is_empty() {
            let room = CHUNK_BYTES.saturating_sub(incoming.buffer.len());
            let taken = bytes.split_to(room.min(bytes.len()));
            incoming.buffer.extend_from_slice(&taken);
            if incoming.buffer.len() == CHUNK_BYTES {
                self.flush(incoming, false).await?;
            }
        }
        Ok(())
    }

    /// Stores what is in the buffer; the first of it tells what the file is.
    async fn flush(&self, incoming: &mut Incoming, is_last: bool) -> Result<()> {
        if incoming.media_type.is_none() {
            let found = media_type(&incoming.name, &incoming.buffer, is_last)?;
            incoming.media_type = Some(found);
        }
        if incoming.buffer.is_empty() {
            return Ok(());
        }
        if let Some(payload) = incoming.payload {
            let bytes = incoming.buffer.clone();
            let write = self.state.database.write().await?;
            payload::append(&write, payload, incoming.chunks, bytes).await?;
            write.commit().await?;
        }
        incoming.chunks += 1;
        incoming.buffer.clear();
        Ok(())
    }
}

/// A file on its way.
struct Incoming {
    name: String,
    payload: Option<PayloadId>,
    buffer: Vec<u8>,
    chunks: usize,
    size: u64,
    hasher: Sha256,
    media_type: Option<&'static str>,
}

impl Incoming {
    fn whole(self) -> File {
        File {
            name: self.name,
            content_hash: self.hasher.finalize().into(),
            kind: None,
            size: self.size,
            media_type: self.media_type.unwrap_or_default(),
            payload: self.payload,
        }
    }
}

/// What comes next, if it comes in time.
async fn next<T>(
    coming: impl Future<Output = std::result::Result<Option<T>, actix_multipart::MultipartError>>,
) -> Result<Option<T>> {
    let came = timeout(SILENCE, coming).await;
    came.map_err(|_| ApiError::TooSlow)?
        .map_err(|error| malformed(&error))
}

async fn text(mut field: Field) -> Result<String> {
    const MOST_BYTES: usize = 4_000;
    let name = field.name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(more) = next(field.try_next()).await? {
        bytes.extend_from_slice(&more);
        if bytes.len() > MOST_BYTES {
            return Err(ApiError::invalid(&name, "invalid", "is too long"));
        }
    }
    String::from_utf8(bytes).map_err(|_| ApiError::invalid(&name, "invalid", "is not UTF-8"))
}

/// As hexadecimal digits.
pub(super) fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
