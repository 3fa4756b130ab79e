//! Loading a reconciliation.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use tieout_domain::{
    EmployeeOutcome, PersonOutcome, ProofOutcome, Reconciliation, TransactionOutcome,
};
use uuid::Uuid;

use super::{link, person, proof, result};
use crate::books::LoadedBooks;
use crate::entity::{employee, match_link, match_result, proof_outcome, reported_person};
use crate::{Read, Result};

/// What was decided of the books; none while they have not been matched since they last changed.
pub async fn load(db: &impl Read, books: &LoadedBooks) -> Result<Option<Reconciliation>> {
    let Some(transactions) = transactions(db, books).await? else {
        return Ok(None);
    };
    let Some((expense_lines, receipts)) = proofs(db, books).await? else {
        return Ok(None);
    };
    Ok(Some(Reconciliation {
        employees: employees(db, books, &transactions).await?,
        people: people(db, books).await?,
        transactions,
        expense_lines,
        receipts,
    }))
}

async fn transactions(
    db: &impl Read,
    books: &LoadedBooks,
) -> Result<Option<Vec<TransactionOutcome>>> {
    let rows = match_result::Entity::find()
        .filter(match_result::Column::SessionId.eq(books.session.0))
        .all(&db.executor())
        .await?;
    let mut by_transaction: HashMap<Uuid, _> = rows
        .into_iter()
        .map(|row| (row.transaction_id, row))
        .collect();
    let mut places = HashMap::new();
    let mut outcomes = Vec::with_capacity(by_transaction.len());
    for id in &books.ids.transactions {
        let Some(row) = by_transaction.remove(&id.0) else {
            return Ok(None);
        };
        let proof = row
            .receipt_id
            .map(|key| link::proof(books, key))
            .transpose()?;
        places.insert(row.id, outcomes.len());
        outcomes.push(result::from_row(row, proof)?);
    }
    for row in links(db, books).await? {
        let place = places.get(&row.match_id);
        if let Some(outcome) = place.and_then(|place| outcomes.get_mut(*place)) {
            link::put(books, row, outcome)?;
        }
    }
    Ok(Some(outcomes))
}

async fn links(db: &impl Read, books: &LoadedBooks) -> Result<Vec<match_link::Model>> {
    Ok(match_link::Entity::find()
        .filter(match_link::Column::SessionId.eq(books.session.0))
        .order_by_asc(match_link::Column::Position)
        .all(&db.executor())
        .await?)
}

async fn proofs(
    db: &impl Read,
    books: &LoadedBooks,
) -> Result<Option<(Vec<ProofOutcome>, Vec<ProofOutcome>)>> {
    let rows = proof_outcome::Entity::find()
        .filter(proof_outcome::Column::SessionId.eq(books.session.0))
        .all(&db.executor())
        .await?;
    let mut by_receipt: HashMap<Uuid, _> =
        rows.into_iter().map(|row| (row.receipt_id, row)).collect();
    let mut outcomes = [Vec::new(), Vec::new()];
    for (ids, outcomes) in [&books.ids.lines, &books.ids.receipts]
        .into_iter()
        .zip(&mut outcomes)
    {
        for id in ids {
            let Some(row) = by_receipt.remove(&id.0) else {
                return Ok(None);
            };
            outcomes.push(proof::from_row(books, row)?);
        }
    }
    Ok(Some(outcomes.into()))
}

async fn employees(
    db: &impl Read,
    books: &LoadedBooks,
    transactions: &[TransactionOutcome],
) -> Result<Vec<EmployeeOutcome>> {
    let rows = employee::Entity::find()
        .filter(employee::Column::SessionId.eq(books.session.0))
        .all(&db.executor())
        .await?;
    let mut names: HashMap<Uuid, _> = rows
        .into_iter()
        .map(|row| (row.id, row.report_name))
        .collect();
    let named = books.ids.employees.iter().map(|id| EmployeeOutcome {
        report_name: names.remove(&id.0).flatten(),
        ..EmployeeOutcome::default()
    });
    let mut outcomes: Vec<_> = named.collect();
    for (transaction, outcome) in books.books.transactions.iter().zip(transactions) {
        let place = transaction.employee.map(tieout_domain::EmployeeRef::place);
        if let Some(employee) = place.and_then(|place| outcomes.get_mut(place)) {
            employee.counts.add(outcome.status);
        }
    }
    Ok(outcomes)
}

async fn people(db: &impl Read, books: &LoadedBooks) -> Result<Vec<PersonOutcome>> {
    let rows = reported_person::Entity::find()
        .filter(reported_person::Column::SessionId.eq(books.session.0))
        .order_by_asc(reported_person::Column::Position)
        .all(&db.executor())
        .await?;
    rows.into_iter()
        .map(|row| person::from_row(books, row))
        .collect()
}
