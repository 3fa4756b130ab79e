//! What people wrote over what was read. A correction is kept by what the statement says, and
//! written again over rows that are read again.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use tieout_domain::id::SessionId;
use tieout_domain::{EmployeeNumber, Money, TransactionRef};
use uuid::Uuid;

use crate::books::LoadedBooks;
use crate::entity::correction::{Column, Entity, Model};
use crate::entity::{document, employee, transaction};
use crate::fingerprint::{Occurrences, TransactionKey};
use crate::row::{code, from_json, json, key, minor, search_key, storable};
use crate::session::lock;
use crate::{Error, Missing, Read, Result, Write, bulk, clock};

/// What a person says of a transaction. What is absent stays as it was; an empty text empties the
/// field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Correction {
    /// Whose it is: an employee of the session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employee: Option<EmployeeNumber>,
    /// The day of the purchase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transaction_date: Option<NaiveDate>,
    /// What was charged; negative for a credit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The merchant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merchant: Option<String>,
    /// The expense type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expense_type: Option<String>,
    /// The job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The phase of the job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// The cost type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_type: Option<String>,
    /// The general-ledger account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gl_account: Option<String>,
}

/// A correction, and who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// What they say.
    pub correction: Correction,
    /// Who.
    pub by: String,
    /// When, the last time.
    pub at: DateTime<Utc>,
}

/// Remembers a correction, with what was corrected before, and writes it over the transaction.
pub async fn record(
    write: &Write,
    books: &LoadedBooks,
    transaction: TransactionRef,
    correction: Correction,
    actor: &str,
) -> Result<()> {
    lock(write, books.session).await?;
    let missing = Error::NotFound(Missing::Transaction);
    let ids = books
        .ids
        .transaction_key(transaction)
        .zip(books.ids.transaction(transaction));
    let (key, id) = ids.ok_or(missing)?;
    if let Some(number) = &correction.employee {
        let known = employee_id(write, books.session, number).await?;
        known.ok_or(Error::NotFound(Missing::Employee))?;
    }
    let before = find(write, books.session, key).await?;
    let whole = before.map_or_else(
        || correction.clone(),
        |before| before.and(correction.clone()),
    );
    let row = Model {
        session_id: books.session.0,
        transaction_key: key.as_str().to_owned(),
        changes: json(whole)?,
        actor: actor.to_owned(),
        corrected_at: clock::read(write).await?,
    };
    bulk::upsert::<Entity>(write, vec![row]).await?;
    apply(write, books.session, id.0, &correction).await
}

/// The corrections of a session by the transactions they are of.
pub async fn load(
    db: &impl Read,
    books: &LoadedBooks,
) -> Result<HashMap<TransactionRef, Corrected>> {
    let rows = rows(db, books.session).await?;
    let mut corrections: HashMap<_, _> = rows
        .into_iter()
        .map(|row| (TransactionKey::stored(row.transaction_key.clone()), row))
        .collect();
    let keys = books.ids.transaction_keys.iter().enumerate();
    let found = keys.filter_map(|(place, key)| Some((place, corrections.remove(key)?)));
    let found = found.map(|(place, row)| {
        let corrected = Corrected {
            correction: from_json("a correction", row.changes)?,
            by: row.actor,
            at: row.corrected_at,
        };
        Ok((TransactionRef::new(place), corrected))
    });
    found.collect()
}

/// Writes all corrections of a session over its transactions, which may have been read again.
pub(crate) async fn reapply(write: &Write, session: SessionId) -> Result<()> {
    let corrections = rows(write, session).await?;
    if corrections.is_empty() {
        return Ok(());
    }
    let transactions = transactions_by_key(write, session).await?;
    for row in corrections {
        let key = TransactionKey::stored(row.transaction_key);
        if let Some(id) = transactions.get(&key) {
            apply(
                write,
                session,
                *id,
                &from_json("a correction", row.changes)?,
            )
            .await?;
        }
    }
    Ok(())
}

impl Correction {
    /// This, and `later` over it.
    fn and(self, later: Self) -> Self {
        Self {
            employee: later.employee.or(self.employee),
            transaction_date: later.transaction_date.or(self.transaction_date),
            amount: later.amount.or(self.amount),
            merchant: later.merchant.or(self.merchant),
            expense_type: later.expense_type.or(self.expense_type),
            job: later.job.or(self.job),
            phase: later.phase.or(self.phase),
            cost_type: later.cost_type.or(self.cost_type),
            gl_account: later.gl_account.or(self.gl_account),
        }
    }

    fn write_over(&self, row: &mut transaction::Model) {
        if let Some(day) = self.transaction_date {
            row.transaction_date = Some(day);
            row.listed_date = Some(day);
            // The booking's day was read beside the wrong one.
            row.post_date = row.post_date.filter(|booked| *booked >= day);
        }
        if let Some(amount) = self.amount {
            row.amount_minor = minor(Some(amount));
            row.currency = code(Some(amount));
            row.is_credit = amount.is_negative();
        }
        row.is_incomplete = row.listed_date.is_none() || row.amount_minor.is_none();
        let texts = [
            (&self.merchant, &mut row.merchant_name),
            (&self.expense_type, &mut row.expense_type),
            (&self.job, &mut row.job),
            (&self.phase, &mut row.phase),
            (&self.cost_type, &mut row.cost_type),
            (&self.gl_account, &mut row.gl_account),
        ];
        for (said, field) in texts {
            if let Some(text) = said {
                *field = Some(storable(text).into_owned()).filter(|text| !text.is_empty());
            }
        }
        row.search_key = search_key(&[
            row.merchant_name.as_ref(),
            row.merchant_city.as_ref(),
            row.reference_number.as_ref(),
        ]);
    }
}

async fn apply(write: &Write, session: SessionId, id: Uuid, correction: &Correction) -> Result<()> {
    let mut row = transaction::Entity::find_by_id(id)
        .one(write.transaction())
        .await?
        .ok_or(Error::NotFound(Missing::Transaction))?;
    correction.write_over(&mut row);
    if let Some(number) = &correction.employee {
        row.employee_id = employee_id(write, session, number)
            .await?
            .or(row.employee_id);
    }
    row.into_active_model()
        .reset_all()
        .update(write.transaction())
        .await?;
    Ok(())
}

async fn employee_id(
    write: &Write,
    session: SessionId,
    number: &EmployeeNumber,
) -> Result<Option<Uuid>> {
    let row = employee::Entity::find()
        .filter(employee::Column::SessionId.eq(session.0))
        .filter(employee::Column::NumberKey.eq(key(number.as_str())))
        .one(write.transaction())
        .await?;
    Ok(row.map(|row| row.id))
}

async fn find(
    write: &Write,
    session: SessionId,
    key: &TransactionKey,
) -> Result<Option<Correction>> {
    let row = Entity::find_by_id((session.0, key.as_str().to_owned()))
        .one(write.transaction())
        .await?;
    row.map(|row| from_json("a correction", row.changes))
        .transpose()
}

async fn rows(db: &impl Read, session: SessionId) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .all(&db.executor())
        .await?)
}

async fn transactions_by_key(
    write: &Write,
    session: SessionId,
) -> Result<HashMap<TransactionKey, Uuid>> {
    use sea_orm::{JoinType, QuerySelect, RelationDef};
    let of_document: RelationDef = transaction::Entity::belongs_to(document::Entity)
        .from(transaction::Column::DocumentId)
        .to(document::Column::Id)
        .into();
    let rows: Vec<(Uuid, String)> = transaction::Entity::find()
        .select_only()
        .columns([transaction::Column::Id, transaction::Column::Fingerprint])
        .join(JoinType::InnerJoin, of_document)
        .filter(transaction::Column::SessionId.eq(session.0))
        .order_by_asc(document::Column::Position)
        .order_by_asc(transaction::Column::Position)
        .into_tuple()
        .all(write.transaction())
        .await?;
    let mut seen = Occurrences::default();
    Ok(rows
        .iter()
        .map(|(id, fingerprint)| (seen.transaction(fingerprint), *id))
        .collect())
}
