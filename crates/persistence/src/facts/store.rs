//! The end of a reading.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, Unchanged};
use tieout_domain::id::{DocumentId, SessionId};
use tieout_domain::{
    ControlTotal, Currency, Employee, ExpenseLine, ExpenseReport, OtherEntry, Period, Problem,
    Receipt, Statement, TieOut, Transaction,
};
use uuid::Uuid;

use super::{Content, Owner, ReadDocument, employee, line, paper, receipt, replace, transaction};
use crate::document::tie_out_word;
use crate::entity::{
    control_total, document, employee_sighting, other_entry, problem, receipt as receipt_entity,
    transaction as transaction_entity,
};
use crate::job::{Reading, still_ours};
use crate::row::{count, storable, word};
use crate::session::{lock, recount, settle};
use crate::{Result, Write, bulk, clock, payload, reuse};

/// Stores what was read from a document in place of what was read from it before, ends the job and
/// deletes the bytes, if the claim is still ours. The last document of a session sends it to
/// matching.
pub async fn complete_reading(write: &Write, reading: &Reading, read: &ReadDocument) -> Result<()> {
    let row = still_ours(write, reading).await?;
    lock(write, SessionId(row.session_id)).await?;
    let owner = Owner {
        session: row.session_id,
        document: row.id,
        attempt: row.attempt,
        now: clock::read(write).await?,
    };
    let facts = Facts::of(&read.content);
    clear(write, owner.document).await?;
    let employees = employee::store(write, &owner, facts.employees()).await?;
    replace::transactions(write, &owner, facts.transaction_rows(&employees, &owner)?).await?;
    let receipts = facts.receipt_rows(&row.content_hash, &owner)?;
    replace::receipts(write, &owner, receipts).await?;
    let reused = reuse::noticed(write, &owner, &row.content_hash, facts.receipts).await?;
    store_papers(write, &owner, &facts, &reused, &employees).await?;
    employee::remove_unseen(write, owner.session).await?;
    let finished = finished(&row, read, &facts, owner.now)?;
    document::Entity::update(finished)
        .exec(write.transaction())
        .await?;
    payload::delete(write, DocumentId(owner.document)).await?;
    settle(write, SessionId(owner.session)).await?;
    recount(write, SessionId(owner.session)).await
}

/// Removes what was read from a document before: it could not be read again.
pub(crate) async fn remove(write: &Write, session: SessionId, document: DocumentId) -> Result<()> {
    let owner = Owner {
        session: session.0,
        document: document.0,
        attempt: 0,
        now: DateTime::UNIX_EPOCH,
    };
    clear(write, owner.document).await?;
    replace::transactions(write, &owner, Vec::new()).await?;
    replace::receipts(write, &owner, Vec::new()).await?;
    employee::remove_unseen(write, owner.session).await
}

/// What a document says, whatever its kind.
#[derive(Default)]
struct Facts<'a> {
    statement: Option<&'a Statement>,
    report: Option<&'a ExpenseReport>,
    receipts: &'a [Receipt],
    problems: &'a [Problem],
}

impl<'a> Facts<'a> {
    fn of(content: &'a Content) -> Self {
        match content {
            Content::Statement(read) => Self {
                statement: Some(&read.value),
                problems: &read.problems,
                ..Self::default()
            },
            Content::ExpenseReport(read) => Self {
                report: Some(&read.value),
                problems: &read.problems,
                ..Self::default()
            },
            Content::Receipts(read) => Self {
                receipts: &read.value,
                problems: &read.problems,
                ..Self::default()
            },
            Content::Nothing(problems) => Self {
                problems,
                ..Self::default()
            },
        }
    }

    fn employees(&self) -> &'a [Employee] {
        self.statement.map_or(&[], |statement| &statement.employees)
    }

    fn transactions(&self) -> &'a [Transaction] {
        self.statement
            .map_or(&[], |statement| &statement.transactions)
    }

    fn lines(&self) -> &'a [ExpenseLine] {
        self.report.map_or(&[], |report| &report.lines)
    }

    fn currency(&self) -> Option<Currency> {
        let of_report = self.report.map(|report| report.currency);
        self.statement
            .map(|statement| statement.currency)
            .or(of_report)
    }

    fn other_entries(&self) -> &'a [OtherEntry] {
        self.statement
            .map_or(&[], |statement| &statement.other_entries)
    }

    fn control_totals(&self) -> &'a [ControlTotal] {
        let of_report = self.report.map_or(&[][..], |report| &report.control_totals);
        self.statement
            .map_or(of_report, |statement| &statement.control_totals)
    }

    fn transaction_rows(
        &self,
        employees: &[Uuid],
        owner: &Owner,
    ) -> Result<Vec<transaction_entity::Model>> {
        let rows = self.transactions().iter().enumerate().map(|(place, one)| {
            let employee = one
                .employee
                .and_then(|employee| employees.get(employee.place()));
            transaction::to_row(one, employee.copied(), place, owner)
        });
        rows.collect()
    }

    fn total_rows(&self, employees: &[Uuid], owner: &Owner) -> Result<Vec<control_total::Model>> {
        let rows = self
            .control_totals()
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let employee = one
                    .employee
                    .and_then(|employee| employees.get(employee.place()));
                paper::to_total(one, employee.copied(), place, owner)
            });
        rows.collect()
    }

    fn receipt_rows(
        &self,
        document_hash: &str,
        owner: &Owner,
    ) -> Result<Vec<receipt_entity::Model>> {
        let lines = self.lines().iter().enumerate();
        let receipts = self.receipts.iter().enumerate();
        lines
            .map(|(place, one)| line::to_row(one, place, owner))
            .chain(receipts.map(|(place, one)| receipt::to_row(one, document_hash, place, owner)))
            .collect()
    }
}

/// Removes what has no identity of its own and is written anew each time.
async fn clear(write: &Write, document: Uuid) -> Result<()> {
    let db = write.transaction();
    employee_sighting::Entity::delete_many()
        .filter(employee_sighting::Column::DocumentId.eq(document))
        .exec(db)
        .await?;
    other_entry::Entity::delete_many()
        .filter(other_entry::Column::DocumentId.eq(document))
        .exec(db)
        .await?;
    control_total::Entity::delete_many()
        .filter(control_total::Column::DocumentId.eq(document))
        .exec(db)
        .await?;
    problem::Entity::delete_many()
        .filter(problem::Column::DocumentId.eq(document))
        .exec(db)
        .await?;
    Ok(())
}

async fn store_papers(
    write: &Write,
    owner: &Owner,
    facts: &Facts<'_>,
    reused: &[Problem],
    employees: &[Uuid],
) -> Result<()> {
    let entries = numbered(facts.other_entries(), owner, paper::to_entry)?;
    bulk::insert::<other_entry::Entity>(write, entries).await?;
    let totals = facts.total_rows(employees, owner)?;
    bulk::insert::<control_total::Entity>(write, totals).await?;
    let problems = facts.problems.iter().chain(reused);
    let problems = numbered(problems, owner, paper::to_problem)?;
    bulk::insert::<problem::Entity>(write, problems).await
}

fn numbered<'a, T: 'a, R>(
    values: impl IntoIterator<Item = &'a T>,
    owner: &Owner,
    to_row: impl Fn(&T, usize, &Owner) -> Result<R>,
) -> Result<Vec<R>> {
    let values = values.into_iter().enumerate();
    values
        .map(|(place, value)| to_row(value, place, owner))
        .collect()
}

/// Says on the document how its reading went. One that says nothing has failed; its problems say
/// why.
fn finished(
    row: &document::Model,
    read: &ReadDocument,
    facts: &Facts<'_>,
    now: DateTime<Utc>,
) -> Result<document::ActiveModel> {
    let pages = read.pages.map(count);
    let statement = facts.statement;
    let period = statement.and_then(|statement| statement.period);
    let error = read.content.failure();
    let (kind, kind_source) = kind(row, read)?;
    Ok(document::ActiveModel {
        id: Unchanged(row.id),
        status: Set(if error.is_some() {
            "failed"
        } else {
            "completed"
        }
        .to_owned()),
        error: Set(error.map(|error| storable(error).into_owned())),
        worker: Set(None),
        lease_until: Set(None),
        finished_at: Set(Some(now)),
        kind: Set(kind),
        kind_source: Set(kind_source),
        layout: Set(read
            .layout
            .as_ref()
            .map(|layout| storable(&layout.name).into_owned())),
        layout_is_guessed: Set(read.layout.as_ref().map(|layout| layout.is_guessed)),
        pages: Set(pages),
        pages_done: Set(pages.unwrap_or(0)),
        issuer: Set(statement.and_then(|statement| statement.issuer.clone())),
        currency: Set(facts.currency().map(|currency| currency.code().to_owned())),
        period_start: Set(period.map(Period::start)),
        period_end: Set(period.map(Period::end)),
        transaction_count: Set(count(facts.transactions().len())),
        receipt_count: Set(count(facts.lines().len() + facts.receipts.len())),
        control_total_count: Set(count(facts.control_totals().len())),
        ties_out: Set(
            tie_out_word(TieOut::of_document(facts.control_totals(), facts.problems)).to_owned(),
        ),
        ..Default::default()
    })
}

/// What the document is: what a person says, else what it was read as.
fn kind(row: &document::Model, read: &ReadDocument) -> Result<(Option<String>, Option<String>)> {
    let is_chosen = row.kind_source.as_deref() == Some("chosen");
    let chosen = row.kind.clone().filter(|_| is_chosen);
    let found = read.content.kind().map(word).transpose()?;
    let source = if is_chosen { "chosen" } else { "detected" };
    let kind = chosen.or(found);
    Ok((kind.clone(), kind.map(|_| source.to_owned())))
}
