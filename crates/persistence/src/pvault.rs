//! What was handed to the accounting system, and what it says it took.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, TryInsertResult,
};
use tieout_domain::id::SessionId;
use uuid::Uuid;

use crate::entity::{pvault_acknowledgement, pvault_export};
use crate::row::{count, natural, storable};
use crate::session::find;
use crate::{Read, Result, Write, bulk, clock};

/// An export that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// How many rows it had.
    pub rows: u32,
    /// How many employees were left out.
    pub left_out: u32,
}

/// Notes that an export was made.
pub async fn exported(
    write: &Write,
    session: SessionId,
    rows: u32,
    left_out: u32,
    actor: &str,
) -> Result<()> {
    find(write, session).await?;
    let row = pvault_export::Model {
        id: Uuid::now_v7(),
        session_id: session.0,
        actor: actor.to_owned(),
        row_count: count(rows),
        left_out_count: count(left_out),
        created_at: clock::read(write).await?,
    };
    bulk::insert::<pvault_export::Entity>(write, vec![row]).await
}

/// The exports of a session, the last first.
pub async fn exports(db: &impl Read, session: SessionId) -> Result<Vec<Export>> {
    find(db, session).await?;
    let rows = pvault_export::Entity::find()
        .filter(pvault_export::Column::SessionId.eq(session.0))
        .order_by_desc(pvault_export::Column::CreatedAt)
        .all(&db.executor())
        .await?;
    let export = |row: pvault_export::Model| Export {
        at: row.created_at,
        by: row.actor,
        rows: natural(row.row_count),
        left_out: natural(row.left_out_count),
    };
    Ok(rows.into_iter().map(export).collect())
}

/// Notes which rows the accounting system took. Saying so again changes nothing. Gives how many
/// were new.
pub async fn acknowledge(
    write: &Write,
    session: SessionId,
    row_keys: &[String],
    actor: &str,
) -> Result<u64> {
    use pvault_acknowledgement::{Column, Entity, Model};
    find(write, session).await?;
    let acknowledged_at = clock::read(write).await?;
    let mut new = 0;
    for keys in row_keys.chunks(1_000) {
        let rows = keys.iter().map(|key| Model {
            session_id: session.0,
            row_key: storable(key).into_owned(),
            actor: actor.to_owned(),
            acknowledged_at,
        });
        let inserted = Entity::insert_many(rows.map(IntoActiveModel::into_active_model))
            .on_conflict_do_nothing_on([Column::SessionId, Column::RowKey])
            .exec_without_returning(write.transaction())
            .await?;
        if let TryInsertResult::Inserted(rows) = inserted {
            new += rows;
        }
    }
    Ok(new)
}

/// Which rows were taken, and when.
pub async fn acknowledged(
    db: &impl Read,
    session: SessionId,
) -> Result<BTreeMap<String, DateTime<Utc>>> {
    find(db, session).await?;
    let rows = pvault_acknowledgement::Entity::find()
        .filter(pvault_acknowledgement::Column::SessionId.eq(session.0))
        .all(&db.executor())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.row_key, row.acknowledged_at))
        .collect())
}
