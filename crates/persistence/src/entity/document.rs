//! Rows of `documents`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub position: i32,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    pub size: i64,
    #[sea_orm(column_type = "Text")]
    pub content_hash: String,
    #[sea_orm(column_type = "Text")]
    pub mime_type: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub kind: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub kind_source: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub layout: Option<String>,
    pub layout_is_guessed: Option<bool>,
    pub pages: Option<i32>,
    pub pages_done: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub issuer: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub currency: Option<String>,
    pub period_start: Option<Date>,
    pub period_end: Option<Date>,
    pub transaction_count: i32,
    pub receipt_count: i32,
    pub control_total_count: i32,
    #[sea_orm(column_type = "Text")]
    pub ties_out: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    pub attempt: i32,
    pub released: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub worker: Option<String>,
    pub lease_until: Option<DateTimeUtc>,
    pub queued_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
