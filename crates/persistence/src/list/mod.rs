//! The parts of a session, by the page: filtered and ordered by the database.

mod employees;
mod links;
mod matches;
mod receipts;
mod transactions;

use sea_orm::sea_query::{Expr, IntoColumnRef, NullOrdering};
use sea_orm::{EntityTrait, QueryOrder, Select};

pub use employees::{EmployeeView, employees};
pub use links::{LinkView, links};
pub use matches::{LegView, MatchOrder, MatchQuery, MatchView, match_result, matches};
pub use receipts::{ReceiptOrder, ReceiptOutcome, ReceiptQuery, ReceiptView, receipts};
pub use transactions::{
    TransactionOrder, TransactionQuery, TransactionView, transaction, transactions,
};

use crate::Order;

/// Orders by a column, what lacks it last, and then by another, so that every row has its place.
fn ordered<E: EntityTrait>(
    select: Select<E>,
    column: impl IntoColumnRef,
    then: impl IntoColumnRef,
    order: Order,
) -> Select<E> {
    let order = sea_orm::Order::from(order);
    select
        .order_by_with_nulls(Expr::col(column), order.clone(), NullOrdering::Last)
        .order_by(Expr::col(then), order)
}
