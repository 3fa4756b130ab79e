//! Rows of `match_results`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "match_results")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub transaction_id: Uuid,
    pub receipt_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub match_status: String,
    #[sea_orm(column_type = "Text")]
    pub completeness: String,
    pub confidence: i32,
    #[sea_orm(column_type = "Text")]
    pub match_reason: String,
    pub amount_difference_minor: Option<i64>,
    pub date_difference_days: Option<i32>,
    pub merchant_similarity: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub report_verdict: String,
    pub report_is_decided: bool,
    #[sea_orm(column_type = "Text")]
    pub document_verdict: String,
    pub document_is_decided: bool,
    #[sea_orm(column_type = "Text", nullable)]
    pub job: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub phase: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub cost_type: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub gl_account: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text", nullable)]
    pub notes: Option<String>,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
