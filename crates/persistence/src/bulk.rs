//! Many rows at once.
//!
//! On PostgreSQL all rows are one parameter, unnested by the server into the table's own row type:
//! one round trip and one statement text, however many rows. (Arrays, one for each column, would do
//! the same, but the ORM's cannot hold NULL.) SQLite is in our process and takes them in chunks.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IdenStatic,
    IntoActiveModel, Iterable, JsonValue, PrimaryKeyToColumn, Statement,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::row::storable;
use crate::{Error, Result, Write};

/// SQLite binds at most 32,766 values in one statement; short statements are parsed faster.
const VALUES_PER_STATEMENT: usize = 4_000;

/// Inserts all rows.
pub(crate) async fn insert<E>(write: &Write, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    E::Model: Serialize + DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    put::<E>(write, rows, false).await
}

/// Inserts the rows that are new, and writes over those that have the same key.
pub(crate) async fn upsert<E>(write: &Write, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    E::Model: Serialize + DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    put::<E>(write, rows, true).await
}

async fn put<E>(write: &Write, rows: Vec<E::Model>, over: bool) -> Result<()>
where
    E: EntityTrait,
    E::Model: Serialize + DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    if rows.is_empty() {
        return Ok(());
    }
    let text = text(&rows)?;
    // A NUL is written as an escape; most rows hold none, and pay only for the search.
    let has_nul = text.contains("\\u0000");
    match (write.backend(), has_nul) {
        (DbBackend::Postgres, false) => put_at_once::<E>(write, text, over).await,
        (DbBackend::Postgres, true) => {
            let text = self::text(&without_nul(parsed(&text)?))?;
            put_at_once::<E>(write, text, over).await
        }
        (_, false) => put_in_chunks::<E>(write, rows, over).await,
        (_, true) => put_in_chunks::<E>(write, parsed(&text)?, over).await,
    }
}

async fn put_at_once<E: EntityTrait>(write: &Write, rows: String, over: bool) -> Result<()> {
    let table = E::default().table_name().to_owned();
    let columns = quoted(E::Column::iter().map(|column| column.as_str()));
    let mut sql = format!(
        "INSERT INTO \"{table}\" ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::\"{table}\", $1::json)"
    );
    if over {
        let keys = quoted(keys::<E>().iter().map(IdenStatic::as_str));
        let set = rest::<E>()
            .iter()
            .map(|column| format!("\"{0}\" = excluded.\"{0}\"", column.as_str()))
            .collect::<Vec<_>>();
        sql += &format!(" ON CONFLICT ({keys}) DO UPDATE SET {}", set.join(", "));
    }
    let statement = Statement::from_sql_and_values(write.backend(), sql, [rows.into()]);
    write.transaction().execute_raw(statement).await?;
    Ok(())
}

async fn put_in_chunks<E>(write: &Write, rows: Vec<E::Model>, over: bool) -> Result<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let per_statement = VALUES_PER_STATEMENT / E::Column::iter().count().max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk = rows
            .by_ref()
            .take(per_statement)
            .map(IntoActiveModel::into_active_model);
        let mut insert = E::insert_many(chunk);
        if over {
            let mut conflict = OnConflict::columns(keys::<E>());
            conflict.update_columns(rest::<E>());
            insert = insert.on_conflict(conflict);
        }
        insert.exec_without_returning(write.transaction()).await?;
    }
    Ok(())
}

fn keys<E: EntityTrait>() -> Vec<E::Column> {
    E::PrimaryKey::iter()
        .map(PrimaryKeyToColumn::into_column)
        .collect()
}

fn rest<E: EntityTrait>() -> Vec<E::Column> {
    let keys = keys::<E>();
    let is_key = |column: &E::Column| keys.iter().any(|key| key.as_str() == column.as_str());
    E::Column::iter().filter(|column| !is_key(column)).collect()
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let quoted = names.map(|name| format!("\"{name}\""));
    quoted.collect::<Vec<_>>().join(", ")
}

fn text(rows: &impl Serialize) -> Result<String> {
    serde_json::to_string(rows).map_err(|error| Error::corrupt("rows", error))
}

/// The rows, NUL characters replaced in all their texts.
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T> {
    let rows = serde_json::from_str(text).map_err(|error| Error::corrupt("rows", error))?;
    serde_json::from_value(without_nul(rows)).map_err(|error| Error::corrupt("rows", error))
}

fn without_nul(value: JsonValue) -> JsonValue {
    match value {
        JsonValue::String(text) => JsonValue::String(storable(&text).into_owned()),
        JsonValue::Array(values) => values.into_iter().map(without_nul).collect(),
        JsonValue::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (storable(&name).into_owned(), without_nul(value)))
            .collect(),
        other => other,
    }
}
