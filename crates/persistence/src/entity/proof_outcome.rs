//! Rows of `proof_outcomes`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "proof_outcomes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub receipt_id: Uuid,
    pub session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub outcome: String,
    pub employee_id: Option<Uuid>,
    pub duplicate_of: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub transactions: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
