//! The bytes of uploads: stored as they come in, deleted in the transaction that stores what was
//! read from them.
//!
//! A slow upload must not hold a transaction open, so bytes come in by the chunk, each in a short
//! transaction of its own, and belong to no document. Accepting the upload attaches them. Bytes
//! that never get that far are orphans, which the cleanup deletes.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use tieout_domain::id::DocumentId;
use uuid::Uuid;

use crate::entity::{document_payload, document_payload_chunk};
use crate::row::count;
use crate::{Error, Missing, Read, Result, Write, bulk, clock};

/// Bytes on their way to becoming a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PayloadId(Uuid);

/// How large a chunk should be: large enough to be quick, small enough to be held in memory by
/// every upload at once.
pub const CHUNK_BYTES: usize = 256 * 1024;

/// Makes room for the bytes of one file.
pub async fn begin(write: &Write) -> Result<PayloadId> {
    let id = Uuid::now_v7();
    let row = document_payload::Model {
        id,
        document_id: None,
        size: None,
        created_at: clock::read(write).await?,
    };
    bulk::insert::<document_payload::Entity>(write, vec![row]).await?;
    Ok(PayloadId(id))
}

/// Stores the chunk at `position`, counted from 0.
pub async fn append(write: &Write, id: PayloadId, position: usize, bytes: Vec<u8>) -> Result<()> {
    use document_payload_chunk::{ActiveModel, Entity};
    let chunk = ActiveModel {
        payload_id: sea_orm::Set(id.0),
        position: sea_orm::Set(count(position)),
        bytes: sea_orm::Set(bytes),
    };
    Entity::insert(chunk)
        .exec_without_returning(write.transaction())
        .await?;
    Ok(())
}

/// Throws the bytes away: the upload was refused or broke off.
pub async fn discard(write: &Write, id: PayloadId) -> Result<()> {
    document_payload::Entity::delete_by_id(id.0)
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// The chunk of a document's bytes at `position`, counted from 0; none after the last.
pub async fn chunk(
    db: &impl Read,
    document: DocumentId,
    position: usize,
) -> Result<Option<Vec<u8>>> {
    let payload = document_payload::Entity::find()
        .filter(document_payload::Column::DocumentId.eq(document.0))
        .one(&db.executor())
        .await?
        .ok_or(Error::NotFound(Missing::Payload))?;
    Ok(
        document_payload_chunk::Entity::find_by_id((payload.id, count(position)))
            .select_only()
            .column(document_payload_chunk::Column::Bytes)
            .into_tuple()
            .one(&db.executor())
            .await?,
    )
}

/// Gives the bytes to the document that they are, in place of any it had.
pub(crate) async fn attach(
    write: &Write,
    id: PayloadId,
    document: DocumentId,
    size: u64,
) -> Result<()> {
    delete(write, document).await?;
    let attached = document_payload::Entity::update_many()
        .col_expr(
            document_payload::Column::DocumentId,
            Expr::value(document.0),
        )
        .col_expr(
            document_payload::Column::Size,
            Expr::value(i64::try_from(size).unwrap_or(i64::MAX)),
        )
        .filter(document_payload::Column::Id.eq(id.0))
        .filter(document_payload::Column::DocumentId.is_null())
        .exec(write.transaction())
        .await?;
    match attached.rows_affected {
        0 => Err(Error::NotFound(Missing::Payload)),
        _ => Ok(()),
    }
}

/// Deletes the document's bytes.
pub(crate) async fn delete(write: &Write, document: DocumentId) -> Result<()> {
    document_payload::Entity::delete_many()
        .filter(document_payload::Column::DocumentId.eq(document.0))
        .exec(write.transaction())
        .await?;
    Ok(())
}
