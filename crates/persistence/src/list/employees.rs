//! Employees, each with how far their transactions are.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, Func};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};
use tieout_domain::id::{EmployeeId, SessionId};
use tieout_domain::{Employee, StatusCounts};
use uuid::Uuid;

use crate::entity::{employee, match_result, transaction};
use crate::facts::employee::{name, number};
use crate::matches::from_status_word;
use crate::row::from_json;
use crate::session::find;
use crate::{Page, PageRequest, Read, Result};

/// An employee, as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeView {
    /// Their id.
    pub id: EmployeeId,
    /// What the statements say of them.
    pub employee: Employee,
    /// The name as the expense report writes it.
    pub report_name: Option<String>,
    /// How many of their transactions have each status.
    pub counts: StatusCounts,
}

/// The employees of a session that is to be shown, by name.
pub async fn employees(
    db: &impl Read,
    session: SessionId,
    page: PageRequest,
) -> Result<Page<EmployeeView>> {
    find(db, session).await?;
    let query = employee::Entity::find()
        .filter(employee::Column::SessionId.eq(session.0))
        .order_by_asc(employee::Column::Name)
        .order_by_asc(employee::Column::Id);
    let mut page = page.of(db, query, view).await?;
    let mut counts = counts(db, session).await?;
    for view in &mut page.items {
        view.counts = counts.remove(&view.id.0).unwrap_or_default();
    }
    Ok(page)
}

async fn counts(db: &impl Read, session: SessionId) -> Result<HashMap<Uuid, StatusCounts>> {
    let of_transaction: RelationDef = match_result::Entity::belongs_to(transaction::Entity)
        .from(match_result::Column::TransactionId)
        .to(transaction::Column::Id)
        .into();
    let count = Func::cast_as(
        Func::count(Expr::col((match_result::Entity, match_result::Column::Id))),
        Alias::new("bigint"),
    );
    let rows: Vec<(Uuid, String, i64)> = match_result::Entity::find()
        .select_only()
        .column(transaction::Column::EmployeeId)
        .column(match_result::Column::Completeness)
        .column_as(Expr::from(count), "transactions")
        .join(JoinType::InnerJoin, of_transaction)
        .filter(match_result::Column::SessionId.eq(session.0))
        .filter(transaction::Column::EmployeeId.is_not_null())
        .group_by(transaction::Column::EmployeeId)
        .group_by(match_result::Column::Completeness)
        .into_tuple()
        .all(&db.executor())
        .await?;
    let mut counts: HashMap<Uuid, StatusCounts> = HashMap::new();
    for (employee, status, transactions) in rows {
        let status = from_status_word(&status)?;
        for _ in 0..transactions {
            counts.entry(employee).or_default().add(status);
        }
    }
    Ok(counts)
}

fn view(row: employee::Model) -> Result<EmployeeView> {
    Ok(EmployeeView {
        id: EmployeeId(row.id),
        employee: Employee {
            number: number(&row.employee_number)?,
            number_is_derived: row.number_is_derived,
            name: name(&row.name)?,
            cards: from_json("an employee's cards", row.cards)?,
            department: row.department,
            cost_center: row.cost_center,
        },
        report_name: row.report_name,
        counts: StatusCounts::default(),
    })
}
