//! Rows of `control_totals`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "control_totals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    #[sea_orm(column_type = "Text")]
    pub label: String,
    pub employee_id: Option<Uuid>,
    pub printed: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub printed_currency: Option<String>,
    pub extracted: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub extracted_currency: Option<String>,
    pub ties_out: bool,
    pub page: Option<i32>,
    #[sea_orm(column_type = "JsonBinary")]
    pub raw_data: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
