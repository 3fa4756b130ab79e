//! Rows of `transactions`.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "transactions")]
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
    pub employee_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub card_last_four: Option<String>,
    pub listed_date: Option<Date>,
    pub transaction_date: Option<Date>,
    pub post_date: Option<Date>,
    pub amount_minor: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub currency: Option<String>,
    pub original_amount_minor: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub original_currency: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub exchange_rate: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub merchant_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub merchant_city: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub merchant_state: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub merchant_category: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub expense_type: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub detail_level: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub reference_number: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub search_key: String,
    pub is_credit: bool,
    pub is_incomplete: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub items: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub raw_data: Json,
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
