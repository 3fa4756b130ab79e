//! Rows of `match_links`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "match_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub match_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub leg: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub role: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub session_id: Uuid,
    pub receipt_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    pub allocated_minor: i64,
    #[sea_orm(column_type = "Text")]
    pub currency: String,
    pub confidence: i32,
    pub amount_factor: i32,
    pub date_factor: i32,
    pub merchant_factor: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub differences: Json,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
