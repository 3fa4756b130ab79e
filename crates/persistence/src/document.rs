//! Documents: added to a session, and how each one's reading goes.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use tieout_domain::id::{DocumentId, SessionId};
use tieout_domain::{DocumentKind, Layout, SessionStatus, TieOut};
use uuid::Uuid;

use crate::entity::document::{self, Column, Entity};
use crate::payload::{self, PayloadId};
use crate::row::{count, from_word, natural, null, storable, word};
use crate::session::{advance, find, lock, recount, session_status};
use crate::{Error, Read, Result, Write, bulk, clock};

/// A file that has come in whole; its bytes are stored.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name it was uploaded under.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its content.
    pub content_hash: [u8; 32],
    /// What its content is: `application/pdf`.
    pub mime_type: String,
    /// What the person says it is.
    pub kind: Option<DocumentKind>,
    /// Where its bytes are.
    pub payload: PayloadId,
}

/// What became of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is a new document of the session.
    New(DocumentId),
    /// It is a document that failed, or is now said to be of another kind: it is read again.
    Again(DocumentId),
    /// It is there already, and stays as it is. The bytes were thrown away.
    Duplicate(DocumentId),
}

/// A document, and how its reading went.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The name it was uploaded under.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub content_hash: String,
    /// What its content is.
    pub mime_type: String,
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Did a person say so?
    pub kind_is_chosen: bool,
    /// The layout by which it was read.
    pub layout: Option<Layout>,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// How many of them were read so far.
    pub pages_done: u32,
    /// How many transactions were read.
    pub transactions: u32,
    /// How many report lines or receipts were read.
    pub receipts: u32,
    /// How many printed totals were found.
    pub control_totals: u32,
    /// Does what was read agree with its printed totals?
    pub tie_out: TieOut,
    /// Where its reading is.
    pub status: DocumentStatus,
    /// Why it failed, or why the attempt before was given up.
    pub error: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When its reading ended.
    pub finished_at: Option<DateTime<Utc>>,
}

/// Where the reading of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStatus {
    /// It waits for a worker.
    Pending,
    /// A worker reads it.
    Processing,
    /// It was read.
    Completed,
    /// It could not be read.
    Failed,
}

/// Adds documents to a finished session, which goes back to work unless all are known already.
pub async fn add(write: &Write, id: SessionId, uploads: &[Upload]) -> Result<Vec<Added>> {
    find(write, id).await?;
    let session = lock(write, id).await?;
    if session_status(&session)?.is_in_work() {
        return Err(Error::InWork);
    }
    let added = enqueue(write, id, uploads).await?;
    if added
        .iter()
        .any(|added| !matches!(added, Added::Duplicate(_)))
    {
        advance(write, &session, SessionStatus::Processing).await?;
    }
    recount(write, id).await?;
    Ok(added)
}

/// The documents of a session, in the order in which they came.
pub async fn list(db: &impl Read, session: SessionId) -> Result<Vec<Document>> {
    let rows = rows(db, session).await?;
    rows.into_iter().map(from_row).collect()
}

pub(crate) async fn rows(db: &impl Read, session: SessionId) -> Result<Vec<document::Model>> {
    Ok(Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .order_by_asc(Column::Position)
        .all(&db.executor())
        .await?)
}

pub(crate) async fn enqueue(
    write: &Write,
    session: SessionId,
    uploads: &[Upload],
) -> Result<Vec<Added>> {
    let mut known = rows(write, session).await?;
    let mut added = Vec::with_capacity(uploads.len());
    for upload in uploads {
        let hash = hex(upload.content_hash);
        let twin = known.iter().find(|row| row.content_hash == hash);
        added.push(match twin {
            Some(twin) if is_to_be_read_again(twin, upload)? => {
                read_again(write, twin, upload).await?
            }
            Some(twin) => {
                payload::discard(write, upload.payload).await?;
                Added::Duplicate(DocumentId(twin.id))
            }
            None => {
                let row = new_row(write, session, upload, hash, known.len()).await?;
                known.push(row.clone());
                insert(write, row, upload).await?
            }
        });
    }
    Ok(added)
}

/// A file that failed may be tried again; one that was read, only to be read as something else.
fn is_to_be_read_again(twin: &document::Model, upload: &Upload) -> Result<bool> {
    let status: DocumentStatus = from_word("a document's status", &twin.status)?;
    let kind = upload.kind.map(word).transpose()?;
    let is_other_kind = kind.is_some() && kind != twin.kind;
    Ok(match status {
        DocumentStatus::Failed => true,
        DocumentStatus::Completed => is_other_kind,
        DocumentStatus::Pending | DocumentStatus::Processing => false,
    })
}

async fn read_again(write: &Write, twin: &document::Model, upload: &Upload) -> Result<Added> {
    let kind = upload.kind.map(word).transpose()?;
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value("pending"))
        .col_expr(Column::Error, null())
        .col_expr(Column::Released, Expr::col(Column::Attempt))
        .col_expr(Column::PagesDone, Expr::value(0))
        .col_expr(Column::QueuedAt, clock::now(write.backend()))
        .col_expr(Column::FinishedAt, null());
    if let Some(kind) = kind {
        update = update
            .col_expr(Column::Kind, Expr::value(kind))
            .col_expr(Column::KindSource, Expr::value("chosen"));
    }
    update
        .filter(Column::Id.eq(twin.id))
        .exec(write.transaction())
        .await?;
    payload::attach(write, upload.payload, DocumentId(twin.id), upload.size).await?;
    Ok(Added::Again(DocumentId(twin.id)))
}

async fn insert(write: &Write, row: document::Model, upload: &Upload) -> Result<Added> {
    let id = DocumentId(row.id);
    bulk::insert::<Entity>(write, vec![row]).await?;
    payload::attach(write, upload.payload, id, upload.size).await?;
    Ok(Added::New(id))
}

async fn new_row(
    write: &Write,
    session: SessionId,
    upload: &Upload,
    content_hash: String,
    position: usize,
) -> Result<document::Model> {
    let now = clock::read(write).await?;
    Ok(document::Model {
        id: Uuid::now_v7(),
        session_id: session.0,
        position: count(position),
        file_name: storable(&upload.name).into_owned(),
        size: i64::try_from(upload.size).unwrap_or(i64::MAX),
        content_hash,
        mime_type: upload.mime_type.clone(),
        kind: upload.kind.map(word).transpose()?,
        kind_source: upload.kind.map(|_| "chosen".to_owned()),
        layout: None,
        layout_is_guessed: None,
        pages: None,
        pages_done: 0,
        issuer: None,
        currency: None,
        period_start: None,
        period_end: None,
        transaction_count: 0,
        receipt_count: 0,
        control_total_count: 0,
        ties_out: tie_out_word(TieOut::NothingToProve).to_owned(),
        status: word(DocumentStatus::Pending)?,
        error: None,
        attempt: 0,
        released: 0,
        worker: None,
        lease_until: None,
        queued_at: now,
        finished_at: None,
        created_at: now,
    })
}

pub(crate) const fn tie_out_word(tie_out: TieOut) -> &'static str {
    match tie_out {
        TieOut::TiesOut => "yes",
        TieOut::Differs => "no",
        TieOut::NothingToProve => "none",
    }
}

pub(crate) fn tie_out(word: &str) -> TieOut {
    match word {
        "yes" => TieOut::TiesOut,
        "no" => TieOut::Differs,
        _ => TieOut::NothingToProve,
    }
}

fn from_row(row: document::Model) -> Result<Document> {
    Ok(Document {
        id: DocumentId(row.id),
        kind: kind(&row)?,
        kind_is_chosen: row.kind_source.as_deref() == Some("chosen"),
        layout: layout(&row),
        tie_out: tie_out(&row.ties_out),
        status: from_word("a document's status", &row.status)?,
        name: row.file_name,
        size: row.size,
        content_hash: row.content_hash,
        mime_type: row.mime_type,
        pages: row.pages.map(natural),
        pages_done: natural(row.pages_done),
        transactions: natural(row.transaction_count),
        receipts: natural(row.receipt_count),
        control_totals: natural(row.control_total_count),
        error: row.error,
        created_at: row.created_at,
        finished_at: row.finished_at,
    })
}

pub(crate) fn kind(row: &document::Model) -> Result<Option<DocumentKind>> {
    let read = |word: &String| from_word("a document's kind", word);
    row.kind.as_ref().map(read).transpose()
}

pub(crate) fn layout(row: &document::Model) -> Option<Layout> {
    row.layout.clone().map(|name| Layout {
        name,
        is_guessed: row.layout_is_guessed.unwrap_or(false),
    })
}

fn hex(bytes: [u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
