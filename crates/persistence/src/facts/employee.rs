//! Employees, and where they were seen.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::{Employee, EmployeeNumber, PersonName};
use uuid::Uuid;

use super::Owner;
use crate::entity::{employee, employee_sighting};
use crate::row::{count, from_json, json, key, storable};
use crate::{Error, Result, Write, bulk};

/// Stores the employees that a statement names; gives each one's id, in the same order. One who is
/// known from another document stays one.
pub(crate) async fn store(
    write: &Write,
    owner: &Owner,
    employees: &[Employee],
) -> Result<Vec<Uuid>> {
    let new = employees
        .iter()
        .map(|employee| to_row(employee, Uuid::now_v7(), owner))
        .collect::<Result<Vec<_>>>()?;
    insert_unknown(write, &new).await?;
    let known = ids_by_number(write, owner.session).await?;
    let ids = new
        .iter()
        .map(|row| known.get(&row.number_key).copied().unwrap_or(row.id))
        .collect::<Vec<_>>();
    let sightings = employees
        .iter()
        .zip(&ids)
        .enumerate()
        .map(|(place, (employee, id))| to_sighting(employee, *id, place, owner))
        .collect::<Result<_>>()?;
    bulk::insert::<employee_sighting::Entity>(write, sightings).await?;
    Ok(ids)
}

/// Removes the employees of a session that no document names any more.
pub(crate) async fn remove_unseen(write: &Write, session: Uuid) -> Result<()> {
    let seen = Query::select()
        .column(employee_sighting::Column::EmployeeId)
        .from(employee_sighting::Entity)
        .and_where(employee_sighting::Column::SessionId.eq(session))
        .take();
    employee::Entity::delete_many()
        .filter(employee::Column::SessionId.eq(session))
        .filter(Expr::col(employee::Column::Id).not_in_subquery(seen))
        .exec(write.transaction())
        .await?;
    Ok(())
}

/// The employee as one document names them.
pub(crate) fn from_sighting(row: employee_sighting::Model) -> Result<Employee> {
    Ok(Employee {
        number: number(&row.employee_number)?,
        number_is_derived: row.number_is_derived,
        name: name(&row.name)?,
        cards: from_json("an employee's cards", row.cards)?,
        department: row.department,
        cost_center: row.cost_center,
    })
}

pub(crate) fn to_row(employee: &Employee, id: Uuid, owner: &Owner) -> Result<employee::Model> {
    let number = storable(employee.number.as_str()).into_owned();
    Ok(employee::Model {
        id,
        session_id: owner.session,
        number_key: key(&number),
        employee_number: number,
        number_is_derived: employee.number_is_derived,
        name: employee.name.as_str().to_owned(),
        report_name: None,
        department: employee.department.clone(),
        cost_center: employee.cost_center.clone(),
        cards: json(&employee.cards)?,
        created_at: owner.now,
    })
}

pub(crate) fn number(text: &str) -> Result<EmployeeNumber> {
    EmployeeNumber::new(text).map_err(|error| Error::corrupt("an employee's number", error))
}

pub(crate) fn name(text: &str) -> Result<PersonName> {
    PersonName::new(text).map_err(|error| Error::corrupt("a person's name", error))
}

async fn insert_unknown(write: &Write, rows: &[employee::Model]) -> Result<()> {
    let number = [employee::Column::SessionId, employee::Column::NumberKey];
    for chunk in rows.chunks(200) {
        let rows = chunk.iter().cloned().map(employee::ActiveModel::from);
        employee::Entity::insert_many(rows)
            .on_conflict_do_nothing_on(number)
            .exec_without_returning(write.transaction())
            .await?;
    }
    Ok(())
}

async fn ids_by_number(write: &Write, session: Uuid) -> Result<HashMap<String, Uuid>> {
    let rows = employee::Entity::find()
        .filter(employee::Column::SessionId.eq(session))
        .all(write.transaction())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.number_key, row.id))
        .collect())
}

fn to_sighting(
    employee: &Employee,
    id: Uuid,
    place: usize,
    owner: &Owner,
) -> Result<employee_sighting::Model> {
    Ok(employee_sighting::Model {
        document_id: owner.document,
        position: count(place),
        session_id: owner.session,
        employee_id: id,
        employee_number: employee.number.as_str().to_owned(),
        number_is_derived: employee.number_is_derived,
        name: employee.name.as_str().to_owned(),
        department: employee.department.clone(),
        cost_center: employee.cost_center.clone(),
        cards: json(&employee.cards)?,
    })
}
