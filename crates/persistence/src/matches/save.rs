//! Storing a reconciliation.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tieout_domain::id::SessionId;
use tieout_domain::{
    EmployeeRef, LineRef, ProofOutcome, ProofRef, ReceiptRef, Reconciliation, ReportedPerson,
};
use uuid::Uuid;

use super::{changes, link, person, proof, result};
use crate::books::LoadedBooks;
use crate::decision::Decisions;
use crate::entity::{employee, match_link, match_result, proof_outcome, reported_person, session};
use crate::facts::{self, Owner};
use crate::session::{lock, recount};
use crate::{Result, Write, bulk, clock, decision};

/// Stores what was decided of the books in place of what was decided before, and notes what
/// changed. Results keep their ids; those that say something new get the next version.
pub async fn save(write: &Write, books: &LoadedBooks, outcome: &Reconciliation) -> Result<()> {
    let session = lock(write, books.session).await?;
    let decisions = decision::load(write, books).await?;
    let before = results(write, books.session).await?;
    let after = result_rows(write, books, outcome, &decisions, &before).await?;
    let run = session.run.saturating_add(1);
    changes::note(write, books, run, &before, &after).await?;
    forget(write, books.session).await?;
    let links = after
        .iter()
        .zip(&outcome.transactions)
        .map(|(row, outcome)| link::to_rows(books, row.id, outcome))
        .collect::<Result<Vec<_>>>()?;
    bulk::upsert::<match_result::Entity>(write, after).await?;
    bulk::insert::<match_link::Entity>(write, links.into_iter().flatten().collect()).await?;
    bulk::insert::<proof_outcome::Entity>(write, proof_rows(books, outcome)?).await?;
    let people = outcome.people.iter().enumerate();
    let people = people.map(|(place, person)| person::to_row(books, place, person));
    bulk::insert::<reported_person::Entity>(write, people.collect::<Result<_>>()?).await?;
    save_employees(write, books, outcome).await?;
    session::Entity::update_many()
        .col_expr(session::Column::Run, Expr::value(run))
        .filter(session::Column::Id.eq(books.session.0))
        .exec(write.transaction())
        .await?;
    recount(write, books.session).await
}

async fn results(write: &Write, session: SessionId) -> Result<HashMap<Uuid, match_result::Model>> {
    let rows = match_result::Entity::find()
        .filter(match_result::Column::SessionId.eq(session.0))
        .all(write.transaction())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.transaction_id, row))
        .collect())
}

async fn result_rows(
    write: &Write,
    books: &LoadedBooks,
    outcome: &Reconciliation,
    decisions: &Decisions,
    before: &HashMap<Uuid, match_result::Model>,
) -> Result<Vec<match_result::Model>> {
    if outcome.transactions.len() != books.ids.transactions.len() {
        return Err(result::not_parallel("transactions"));
    }
    let now = clock::read(write).await?;
    let outcomes = outcome.transactions.iter().enumerate();
    outcomes
        .map(|(place, outcome)| {
            let transaction = books.ids.transactions.get(place);
            let before = transaction.and_then(|id| before.get(&id.0));
            let reviewed = decisions
                .reviewed
                .get(&tieout_domain::TransactionRef::new(place));
            result::to_row(books, place, outcome, reviewed, before, now)
        })
        .collect()
}

/// Removes what has no identity of its own and is written anew each time.
async fn forget(write: &Write, session: SessionId) -> Result<()> {
    let db = write.transaction();
    match_link::Entity::delete_many()
        .filter(match_link::Column::SessionId.eq(session.0))
        .exec(db)
        .await?;
    proof_outcome::Entity::delete_many()
        .filter(proof_outcome::Column::SessionId.eq(session.0))
        .exec(db)
        .await?;
    reported_person::Entity::delete_many()
        .filter(reported_person::Column::SessionId.eq(session.0))
        .exec(db)
        .await?;
    Ok(())
}

fn proof_rows(books: &LoadedBooks, outcome: &Reconciliation) -> Result<Vec<proof_outcome::Model>> {
    let people: HashMap<&ReportedPerson, Option<EmployeeRef>> = outcome
        .people
        .iter()
        .map(|person| (&person.person, person.employee))
        .collect();
    let lines = outcome
        .expense_lines
        .iter()
        .enumerate()
        .map(|(place, outcome)| {
            let line = books.books.expense_lines.get(place);
            let person = line.and_then(|line| line.person.as_ref());
            let employee = person.and_then(|person| people.get(person).copied().flatten());
            let proof = ProofRef::Line(LineRef::new(place));
            proof::to_row(books, proof, outcome, employee)
        });
    let receipts = outcome.receipts.iter().enumerate().map(|(place, outcome)| {
        let proof = ProofRef::Receipt(ReceiptRef::new(place));
        proof::to_row(books, proof, outcome, spender(books, outcome))
    });
    lines.chain(receipts).collect()
}

/// Whose a receipt is follows from what it proves.
fn spender(books: &LoadedBooks, outcome: &ProofOutcome) -> Option<EmployeeRef> {
    let ProofOutcome::Proves(transactions) = outcome else {
        return None;
    };
    let first = transactions.first()?;
    books.books.transactions.get(first.place())?.employee
}

/// Employees as all documents together name them.
async fn save_employees(
    write: &Write,
    books: &LoadedBooks,
    outcome: &Reconciliation,
) -> Result<()> {
    let stored = employee::Entity::find()
        .filter(employee::Column::SessionId.eq(books.session.0))
        .all(write.transaction())
        .await?;
    let made: HashMap<Uuid, _> = stored.iter().map(|row| (row.id, row.created_at)).collect();
    let places = books
        .books
        .employees
        .iter()
        .zip(&books.ids.employees)
        .enumerate();
    let rows = places.map(|(place, (employee, id))| {
        let owner = Owner {
            session: books.session.0,
            document: Uuid::nil(),
            attempt: 0,
            now: made.get(&id.0).copied().unwrap_or_default(),
        };
        let row = facts::employee::to_row(employee, id.0, &owner)?;
        let outcome = outcome.employees.get(place);
        Ok(employee::Model {
            report_name: outcome.and_then(|outcome| outcome.report_name.clone()),
            ..row
        })
    });
    bulk::upsert::<employee::Entity>(write, rows.collect::<Result<_>>()?).await
}
