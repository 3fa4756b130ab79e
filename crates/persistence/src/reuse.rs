//! Receipts that an earlier session held: a paper is to be claimed once.
//!
//! A session goes with all its data, and what a later one is compared with must hold none of it. So
//! what remains of a receipt is a mark: a hash (SHA-256) of a salt of this database and what the receipt
//! says. A mark tells that two papers say the same, and nothing about what they say.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use tieout_domain::{Field, Problem, ProblemKind, Receipt};
use uuid::Uuid;

use crate::entity::{receipt_mark, salt};
use crate::facts::Owner;
use crate::fingerprint::{self, hash};
use crate::row::key;
use crate::{Result, Write, bulk};

/// The name of the salt.
const SALT: &str = "receipts";

/// Leaves the marks of these receipts for later sessions, and tells which of them an earlier one held.
pub(crate) async fn noticed(
    write: &Write,
    owner: &Owner,
    document_hash: &str,
    receipts: &[Receipt],
) -> Result<Vec<Problem>> {
    if receipts.is_empty() {
        return Ok(Vec::new());
    }
    let salt = salt(write).await?;
    let marked: Vec<(&Receipt, Vec<String>)> = receipts
        .iter()
        .map(|receipt| (receipt, marks(receipt, document_hash, &salt)))
        .collect();
    let all: HashSet<&str> = marked
        .iter()
        .flat_map(|(_, marks)| marks.iter().map(String::as_str))
        .collect();
    let before = seen_before(write, owner.session, &all).await?;
    leave(write, owner, &all).await?;
    let reused = marked.iter().filter_map(|(receipt, marks)| {
        let first = marks.iter().filter_map(|mark| before.get(mark)).min()?;
        Some(problem(receipt, first.date_naive()))
    });
    Ok(reused.collect())
}

/// Forgets what a session left: it was deleted by a person, and may come again.
pub(crate) async fn forget(write: &Write, session: Uuid) -> Result<()> {
    receipt_mark::Entity::delete_many()
        .filter(receipt_mark::Column::SessionId.eq(session))
        .exec(write.transaction())
        .await?;
    Ok(())
}

fn problem(receipt: &Receipt, first: NaiveDate) -> Problem {
    let message = format!(
        "an earlier session, of {first}, held this receipt, too: make sure that it is not claimed twice"
    );
    Problem::new(ProblemKind::Duplicate, receipt.source.clone(), message)
}

/// One mark for the bytes, and one for what the receipt says, if vendor, day and total are sure: a photo
/// of a paper that was scanned before has only the second.
fn marks(receipt: &Receipt, document_hash: &str, salt: &str) -> Vec<String> {
    let bytes = hash(&[
        salt,
        &fingerprint::of_receipt(document_hash, receipt.source.page),
    ]);
    let words = said(receipt, salt);
    iter::once(bytes).chain(words).collect()
}

fn said(receipt: &Receipt, salt: &str) -> Option<String> {
    let vendor = receipt.vendor.as_ref().filter(|field| field.is_sure())?;
    let date = receipt.date.as_ref().filter(|field| field.is_sure())?;
    let total = receipt.total.as_ref().filter(|field| field.is_sure())?;
    let number = receipt
        .invoice_number
        .as_ref()
        .filter(|field| field.is_sure());
    Some(hash(&[
        salt,
        "words",
        &key(&vendor.value),
        &date.value.to_string(),
        &total.value.minor().to_string(),
        total.value.currency().code(),
        number.map_or("", value),
    ]))
}

fn value(field: &Field<String>) -> &str {
    &field.value
}

/// When each mark was first left by another session.
async fn seen_before(
    write: &Write,
    session: Uuid,
    marks: &HashSet<&str>,
) -> Result<HashMap<String, DateTime<Utc>>> {
    use receipt_mark::{Column, Entity};
    let rows = Entity::find()
        .filter(Column::Mark.is_in(marks.iter().copied()))
        .filter(Column::SessionId.ne(session))
        .all(write.transaction())
        .await?;
    let mut first = HashMap::new();
    for row in rows {
        let seen = first.entry(row.mark).or_insert(row.seen_at);
        *seen = row.seen_at.min(*seen);
    }
    Ok(first)
}

async fn leave(write: &Write, owner: &Owner, marks: &HashSet<&str>) -> Result<()> {
    // In order, so that two sessions at once never wait for each other.
    let rows: BTreeMap<&str, receipt_mark::Model> = marks
        .iter()
        .map(|mark| {
            let row = receipt_mark::Model {
                mark: (*mark).to_owned(),
                session_id: owner.session,
                seen_at: owner.now,
            };
            (*mark, row)
        })
        .collect();
    bulk::upsert::<receipt_mark::Entity>(write, rows.into_values().collect()).await
}

/// The salt of this database; whoever needs it first makes it.
async fn salt(write: &Write) -> Result<String> {
    let db = write.transaction();
    if let Some(known) = salt::Entity::find_by_id(SALT).one(db).await? {
        return Ok(known.salt);
    }
    let fresh = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    let row = salt::ActiveModel {
        name: Set(SALT.to_owned()),
        salt: Set(fresh.clone()),
    };
    salt::Entity::insert(row)
        .on_conflict(
            OnConflict::column(salt::Column::Name)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    let kept = salt::Entity::find_by_id(SALT).one(db).await?;
    Ok(kept.map_or(fresh, |row| row.salt))
}

#[cfg(test)]
mod tests {
    use tieout_domain::{Confidence, Currency, DocumentRef, Money, Source};

    use super::*;

    fn receipt(vendor: &str, confidence: u16) -> Receipt {
        fn sure<T>(value: T, confidence: u16) -> Option<Field<T>> {
            Some(Field {
                value,
                confidence: Confidence::from_basis_points(confidence),
                area: None,
            })
        }
        Receipt {
            vendor: sure(vendor.to_owned(), confidence),
            date: sure(NaiveDate::MIN, 10_000),
            total: sure(Money::from_minor(1_299, Currency::USD), 10_000),
            ..Receipt::unread(Source::document(DocumentRef::new(0)))
        }
    }

    #[test]
    fn the_same_words_have_the_same_mark_however_they_are_written() {
        let one = said(&receipt("Blue Fern Coffee", 9_000), "salt");
        assert!(one.is_some());
        assert_eq!(one, said(&receipt("BLUE FERN  COFFEE", 9_900), "salt"));
        assert_ne!(one, said(&receipt("Blue Fern Cafe", 9_000), "salt"));
    }

    #[test]
    fn without_the_salt_nobody_finds_what_a_mark_was_made_of() {
        let receipt = receipt("Blue Fern Coffee", 9_000);
        let [one, other] = ["salt", "another"].map(|salt| marks(&receipt, "file", salt));
        assert!(one.iter().all(|mark| !other.contains(mark)));
    }

    #[test]
    fn what_was_not_read_surely_is_known_by_its_bytes_alone() {
        assert_eq!(said(&receipt("Blue Fern Coffee", 6_000), "salt"), None);
        assert_eq!(
            marks(&receipt("Blue Fern Coffee", 6_000), "file", "salt").len(),
            1
        );
    }
}
