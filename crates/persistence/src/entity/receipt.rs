//! Rows of `receipts`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "receipts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub document_id: Uuid,
    pub position: i32,
    pub page: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
    pub attempt: i32,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub person_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub person_number: Option<String>,
    pub receipt_date: Option<Date>,
    pub amount_minor: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub currency: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub amount_unrounded: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub vendor_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub vendor_address: Option<String>,
    pub subtotal_minor: Option<i64>,
    pub tax_minor: Option<i64>,
    pub tip_minor: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub card_last_four: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub payment_method: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub purpose: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub expense_type: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub receipt_number: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub content_hash: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub search_key: String,
    pub has_attachment: bool,
    pub ocr_confidence: Option<i32>,
    #[sea_orm(column_type = "JsonBinary")]
    pub field_confidence: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub extracted_data: Json,
    pub created_at: DateTimeUtc,
    #[sea_orm(column_type = "Text", nullable)]
    pub job: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub phase: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub cost_type: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub gl_account: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
