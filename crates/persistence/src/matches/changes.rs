//! What changed since the run before.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use tieout_domain::EmployeeRef;
use tieout_domain::id::{EmployeeId, SessionId, TransactionId};
use uuid::Uuid;

use crate::books::LoadedBooks;
use crate::entity::match_result::Model as Row;
use crate::entity::session_change::{Column, Entity, Model};
use crate::row::{count, from_word, natural, word};
use crate::session::find;
use crate::{Read, Result, Write, bulk, clock};

/// One thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// In which run of the session's matching.
    pub run: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: ChangeKind,
    /// The employee it is about.
    pub employee: Option<EmployeeId>,
    /// The transaction it is about.
    pub transaction: Option<TransactionId>,
}

/// The sorts of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// All of an employee's transactions are complete now.
    EmployeeCompleted,
    /// They were, and no longer are.
    EmployeeReopened,
    /// A transaction is matched now.
    NewlyMatched,
    /// It was, and no longer is.
    NoLongerMatched,
    /// A transaction has a candidate now.
    NewlyOffered,
    /// It had one, and has none any more.
    CandidateLost,
}

/// What changed in runs after `run`, the first first.
pub async fn changes(db: &impl Read, session: SessionId, run: u32) -> Result<Vec<Change>> {
    find(db, session).await?;
    let rows = Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .filter(Column::Run.gt(run))
        .order_by_asc(Column::Run)
        .order_by_asc(Column::Position)
        .all(&db.executor())
        .await?;
    rows.iter().map(from_row).collect()
}

/// Notes what the results of `run` say otherwise than those before. A first run changes nothing.
pub(super) async fn note(
    write: &Write,
    books: &LoadedBooks,
    run: i32,
    before: &HashMap<Uuid, Row>,
    after: &[Row],
) -> Result<()> {
    if run <= 1 {
        return Ok(());
    }
    let now = clock::read(write).await?;
    let of_transactions = after.iter().filter_map(|row| {
        let kind = transaction_change(before.get(&row.transaction_id), row)?;
        Some((kind, None, Some(row.transaction_id)))
    });
    let changed = employee_changes(books, before, after)
        .into_iter()
        .map(|(kind, employee)| (kind, Some(employee), None))
        .chain(of_transactions);
    let rows = changed
        .enumerate()
        .map(|(place, (kind, employee_id, transaction_id))| {
            Ok(Model {
                session_id: books.session.0,
                run,
                position: count(place),
                kind: word(kind)?,
                employee_id,
                transaction_id,
                created_at: now,
            })
        });
    bulk::insert::<Entity>(write, rows.collect::<Result<_>>()?).await
}

fn transaction_change(before: Option<&Row>, after: &Row) -> Option<ChangeKind> {
    let was = before.map_or(Standing::Nothing, standing);
    match (was, standing(after)) {
        (Standing::Nothing | Standing::Offered, Standing::Matched) => {
            Some(ChangeKind::NewlyMatched)
        }
        (Standing::Matched, Standing::Nothing | Standing::Offered) => {
            Some(ChangeKind::NoLongerMatched)
        }
        (Standing::Nothing, Standing::Offered) => Some(ChangeKind::NewlyOffered),
        (Standing::Offered, Standing::Nothing) => Some(ChangeKind::CandidateLost),
        _ => None,
    }
}

enum Standing {
    Matched,
    Offered,
    Nothing,
}

fn standing(row: &Row) -> Standing {
    match row.match_status.as_str() {
        "matched" | "approved" => Standing::Matched,
        "manual_review" => Standing::Offered,
        _ => Standing::Nothing,
    }
}

fn employee_changes(
    books: &LoadedBooks,
    before: &HashMap<Uuid, Row>,
    after: &[Row],
) -> Vec<(ChangeKind, Uuid)> {
    let mut tallies = vec![[Tally::default(); 2]; books.ids.employees.len()];
    for (charge, row) in books.books.transactions.iter().zip(after) {
        let place = charge.employee.map(EmployeeRef::place);
        if let Some([was, is]) = place.and_then(|place| tallies.get_mut(place)) {
            was.add(before.get(&row.transaction_id));
            is.add(Some(row));
        }
    }
    let changed = books.ids.employees.iter().zip(tallies);
    let changed = changed.filter_map(|(id, [was, is])| {
        let kind = match (was.is_complete(), is.is_complete()) {
            (false, true) => ChangeKind::EmployeeCompleted,
            (true, false) => ChangeKind::EmployeeReopened,
            _ => return None,
        };
        Some((kind, id.0))
    });
    changed.collect()
}

/// An employee's transactions, counted.
#[derive(Clone, Copy, Default)]
struct Tally {
    all: usize,
    complete: usize,
}

impl Tally {
    fn add(&mut self, row: Option<&Row>) {
        self.all += usize::from(row.is_some());
        self.complete += usize::from(row.is_some_and(|row| row.completeness == "complete"));
    }

    const fn is_complete(self) -> bool {
        self.all > 0 && self.complete == self.all
    }
}

fn from_row(row: &Model) -> Result<Change> {
    Ok(Change {
        run: natural(row.run),
        at: row.created_at,
        kind: from_word("a change's kind", &row.kind)?,
        employee: row.employee_id.map(EmployeeId),
        transaction: row.transaction_id.map(TransactionId),
    })
}
