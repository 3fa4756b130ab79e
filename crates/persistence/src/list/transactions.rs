//! Transactions, each with what was decided of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::id::{DocumentId, EmployeeId, SessionId, TransactionId};
use tieout_domain::{Area, CardLast4, Coding, ForeignAmount, Item, MatchStatus, Money, Status};
use uuid::Uuid;

use super::{MatchView, matches, ordered};
use crate::entity::match_result;
use crate::entity::transaction::{Column, Entity, Model};
use crate::facts::place::Raw;
use crate::matches::status_word;
use crate::row::{anywhere, card, coding, decimal, from_json, money, natural, word};
use crate::session::find;
use crate::{Error, Missing, Order, Page, PageRequest, Read, Result};

/// Which transactions, in which order.
#[derive(Debug, Clone, Default)]
pub struct TransactionQuery {
    /// Part of merchant, city or number, without regard to case.
    pub text: Option<String>,
    /// Only one employee's.
    pub employee: Option<EmployeeId>,
    /// Only those that lack this.
    pub status: Option<Status>,
    /// Only those of which this was decided.
    pub match_status: Option<MatchStatus>,
    /// What they are ordered by.
    pub order_by: TransactionOrder,
    /// Which end comes first.
    pub order: Order,
    /// Which page.
    pub page: PageRequest,
}

/// What transactions can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TransactionOrder {
    /// The day they are listed under.
    #[default]
    Date,
    /// The amount.
    Amount,
    /// The merchant.
    Merchant,
}

/// A transaction, as a list shows it.
#[derive(Debug, Clone, PartialEq)]
// The fields are those of the domain's transaction.
#[allow(missing_docs)]
pub struct TransactionView {
    pub id: TransactionId,
    pub session: SessionId,
    pub document: DocumentId,
    pub page: Option<u32>,
    pub area: Option<Area>,
    pub text: String,
    pub employee: Option<EmployeeId>,
    pub card: Option<CardLast4>,
    pub date: Option<NaiveDate>,
    pub transaction_date: Option<NaiveDate>,
    pub post_date: Option<NaiveDate>,
    pub amount: Option<Money>,
    pub foreign: Option<ForeignAmount>,
    pub merchant: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub category: Option<String>,
    pub expense_type: Option<String>,
    pub level: Option<String>,
    pub reference: Option<String>,
    pub is_incomplete: bool,
    pub items: Vec<Item>,
    /// The coding that a person gave it.
    pub coding: Coding,
    /// What was decided of it; none while it has not been matched.
    pub outcome: Option<MatchView>,
}

/// The transactions of a session that is to be shown.
pub async fn transactions(
    db: &impl Read,
    session: SessionId,
    query: &TransactionQuery,
) -> Result<Page<TransactionView>> {
    find(db, session).await?;
    let mut select = Entity::find().filter(Column::SessionId.eq(session.0));
    if let Some(text) = &query.text {
        select = select.filter(Expr::col(Column::SearchKey).like(anywhere(text)));
    }
    if let Some(employee) = query.employee {
        select = select.filter(Column::EmployeeId.eq(employee.0));
    }
    if let Some(decided) = decided(session, query)? {
        select = select.filter(Expr::col(Column::Id).in_subquery(decided));
    }
    let column = match query.order_by {
        TransactionOrder::Date => Column::ListedDate,
        TransactionOrder::Amount => Column::AmountMinor,
        TransactionOrder::Merchant => Column::MerchantName,
    };
    let select = ordered(select, column, Column::Id, query.order);
    let page = query.page.of(db, select, view).await?;
    with_outcomes(db, page).await
}

/// One transaction, in a session that is to be shown.
pub async fn transaction(db: &impl Read, id: TransactionId) -> Result<TransactionView> {
    let row = Entity::find_by_id(id.0).one(&db.executor()).await?;
    let row = row.ok_or(Error::NotFound(Missing::Transaction))?;
    find(db, SessionId(row.session_id)).await?;
    let mut view = view(row)?;
    view.outcome = matches::by_transaction(db, &[id.0]).await?.remove(&id.0);
    Ok(view)
}

/// The transactions of which something in particular was decided.
fn decided(session: SessionId, query: &TransactionQuery) -> Result<Option<SelectStatement>> {
    if query.status.is_none() && query.match_status.is_none() {
        return Ok(None);
    }
    let mut select = Query::select()
        .column(match_result::Column::TransactionId)
        .from(match_result::Entity)
        .and_where(match_result::Column::SessionId.eq(session.0))
        .take();
    if let Some(status) = query.status {
        select.and_where(match_result::Column::Completeness.eq(status_word(status)));
    }
    if let Some(status) = query.match_status {
        select.and_where(match_result::Column::MatchStatus.eq(word(status)?));
    }
    Ok(Some(select))
}

async fn with_outcomes(
    db: &impl Read,
    mut page: Page<TransactionView>,
) -> Result<Page<TransactionView>> {
    let ids: Vec<Uuid> = page.items.iter().map(|view| view.id.0).collect();
    let mut outcomes: HashMap<_, _> = matches::by_transaction(db, &ids).await?;
    for view in &mut page.items {
        view.outcome = outcomes.remove(&view.id.0);
    }
    Ok(page)
}

fn view(row: Model) -> Result<TransactionView> {
    let raw = Raw::read(row.raw_data)?;
    let foreign = money(row.original_amount_minor, row.original_currency.as_deref())?;
    let rate = decimal(row.exchange_rate.as_deref())?;
    Ok(TransactionView {
        id: TransactionId(row.id),
        session: SessionId(row.session_id),
        document: DocumentId(row.document_id),
        page: row.page.map(natural),
        area: raw.area,
        employee: row.employee_id.map(EmployeeId),
        card: card(row.card_last_four.as_deref())?,
        date: row.listed_date,
        transaction_date: row.transaction_date,
        post_date: row.post_date.or(raw.early_post_date),
        amount: money(row.amount_minor, row.currency.as_deref())?,
        foreign: foreign.map(|amount| ForeignAmount { amount, rate }),
        merchant: row.merchant_name,
        city: row.merchant_city,
        state: row.merchant_state,
        category: row.merchant_category,
        expense_type: row.expense_type,
        level: row.detail_level,
        reference: row.reference_number.or(raw.repeated_reference),
        is_incomplete: row.is_incomplete,
        items: from_json("a transaction's items", row.items)?,
        coding: coding(row.job, row.phase, row.cost_type, row.gl_account),
        text: raw.text,
        outcome: None,
    })
}
