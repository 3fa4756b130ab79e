//! Rows of `other_entries`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "other_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub entry_date: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    pub amount_minor: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub currency: Option<String>,
    pub page: Option<i32>,
    #[sea_orm(column_type = "JsonBinary")]
    pub raw_data: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
