//! Rows that are read anew keep their ids where they say the same as before.

use std::collections::{HashMap, HashSet, VecDeque};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::entity::{receipt, transaction};
use crate::row::from_json;
use crate::{Result, Write, bulk};

use super::Owner;
use super::place::Raw;

/// How many ids one statement names.
const IDS_PER_STATEMENT: usize = 1_000;

/// Puts `rows` in place of the document's transactions.
pub(super) async fn transactions(
    write: &Write,
    owner: &Owner,
    mut rows: Vec<transaction::Model>,
) -> Result<()> {
    use transaction::{Column, Entity};
    let old: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Fingerprint])
        .filter(Column::DocumentId.eq(owner.document))
        .order_by_asc(Column::Position)
        .into_tuple()
        .all(write.transaction())
        .await?;
    let mut ids = Ids::of(old);
    for row in &mut rows {
        row.id = ids.take(&row.fingerprint);
    }
    for gone in ids.left().chunks(IDS_PER_STATEMENT) {
        Entity::delete_many()
            .filter(Column::Id.is_in(gone.iter().copied()))
            .exec(write.transaction())
            .await?;
    }
    name_each_once(write, owner, &mut rows).await?;
    bulk::upsert::<Entity>(write, rows).await
}

/// Puts `rows` in place of the document's report lines and receipts.
pub(super) async fn receipts(
    write: &Write,
    owner: &Owner,
    mut rows: Vec<receipt::Model>,
) -> Result<()> {
    use receipt::{Column, Entity};
    let old: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Fingerprint])
        .filter(Column::DocumentId.eq(owner.document))
        .order_by_asc(Column::Position)
        .into_tuple()
        .all(write.transaction())
        .await?;
    let mut ids = Ids::of(old);
    for row in &mut rows {
        row.id = ids.take(&row.fingerprint);
    }
    for gone in ids.left().chunks(IDS_PER_STATEMENT) {
        Entity::delete_many()
            .filter(Column::Id.is_in(gone.iter().copied()))
            .exec(write.transaction())
            .await?;
    }
    bulk::upsert::<Entity>(write, rows).await
}

/// A statement's number is kept in its column once per session. A second transaction that bears it
/// keeps it beside its raw text.
async fn name_each_once(
    write: &Write,
    owner: &Owner,
    rows: &mut [transaction::Model],
) -> Result<()> {
    use transaction::{Column, Entity};
    let elsewhere: Vec<String> = Entity::find()
        .select_only()
        .column(Column::ReferenceNumber)
        .filter(Column::SessionId.eq(owner.session))
        .filter(Column::DocumentId.ne(owner.document))
        .filter(Column::ReferenceNumber.is_not_null())
        .into_tuple()
        .all(write.transaction())
        .await?;
    let mut taken: HashSet<String> = elsewhere.into_iter().collect();
    for row in rows {
        let Some(reference) = row.reference_number.take() else {
            continue;
        };
        if taken.insert(reference.clone()) {
            row.reference_number = Some(reference);
        } else {
            let mut raw: Raw = from_json("a place's raw data", row.raw_data.take())?;
            raw.repeated_reference = Some(reference);
            row.raw_data = raw.stored()?;
        }
    }
    Ok(())
}

/// The ids of the rows before, by what the rows say.
struct Ids(HashMap<String, VecDeque<Uuid>>);

impl Ids {
    fn of(rows: Vec<(Uuid, String)>) -> Self {
        let mut ids: HashMap<_, VecDeque<_>> = HashMap::new();
        for (id, fingerprint) in rows {
            ids.entry(fingerprint).or_default().push_back(id);
        }
        Self(ids)
    }

    /// The id of the next row that says this; a new one if there is none.
    fn take(&mut self, fingerprint: &str) -> Uuid {
        let old = self.0.get_mut(fingerprint).and_then(VecDeque::pop_front);
        old.unwrap_or_else(Uuid::now_v7)
    }

    /// The ids of rows that nothing says any more.
    fn left(self) -> Vec<Uuid> {
        self.0.into_values().flatten().collect()
    }
}
