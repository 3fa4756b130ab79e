//! The list of sessions.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use tieout_domain::SessionStatus;

use super::{Session, from_row, is_live};
use crate::entity::session::{Column, Entity};
use crate::row::{anywhere, word};
use crate::{Order, Page, PageRequest, Read, Result};

/// Which sessions, in which order.
#[derive(Debug, Clone, Default)]
pub struct SessionQuery {
    /// Part of the name, without regard to case.
    pub text: Option<String>,
    /// Only those that are there.
    pub status: Option<SessionStatus>,
    /// What they are ordered by.
    pub order_by: SessionOrder,
    /// Which end comes first.
    pub order: Option<Order>,
    /// Which page.
    pub page: PageRequest,
}

/// What sessions can be ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SessionOrder {
    /// When they were made; the newest first unless said otherwise.
    #[default]
    Created,
    /// When they go; the soonest first unless said otherwise.
    Expires,
    /// By name.
    Name,
}

/// The sessions that are not past their retention.
pub async fn list(db: &impl Read, query: &SessionQuery) -> Result<Page<Session>> {
    let backend = db.executor().get_database_backend();
    let mut select = Entity::find().filter(is_live(backend));
    if let Some(status) = query.status {
        select = select.filter(Column::Status.eq(word(status)?));
    }
    if let Some(text) = &query.text {
        select = select.filter(Expr::col((Entity, Column::NameKey)).like(anywhere(text)));
    }
    let (column, usual) = match query.order_by {
        SessionOrder::Created => (Column::CreatedAt, Order::Descending),
        SessionOrder::Expires => (Column::ExpiresAt, Order::Ascending),
        SessionOrder::Name => (Column::NameKey, Order::Ascending),
    };
    let order = sea_orm::Order::from(query.order.unwrap_or(usual));
    let select = select
        .order_by(column, order.clone())
        .order_by(Column::Id, order);
    query.page.of(db, select, from_row).await
}
