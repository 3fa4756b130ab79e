//! Rows of `sessions`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub name_key: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub error: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revision: i64,
    pub upload_count: i32,
    pub total_transactions: i32,
    pub total_receipts: i32,
    pub matched_count: i32,
    pub period_start: Option<Date>,
    pub period_end: Option<Date>,
    pub attempt: i32,
    pub released: i32,
    #[sea_orm(column_type = "Text", nullable)]
    pub worker: Option<String>,
    pub lease_until: Option<DateTimeUtc>,
    pub run: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
