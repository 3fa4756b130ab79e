#![doc = include_str!("../README.md")]

mod m20261121_000001_first_schema;
mod schema;

use sea_orm_migration::prelude::{DbErr, MigrationTrait, MigratorTrait};
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

pub use schema::statements;

/// Whoever changes the schema of a PostgreSQL database holds this advisory lock until the commit.
const LOCK: i64 = 0x7469_656f_7574; // "tieout"

/// All migrations, the oldest first.
struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261121_000001_first_schema::Migration)]
    }
}

/// Brings the schema up to date, all in one transaction. Several processes may try at once: one
/// does it, the others wait and find nothing left to do.
///
/// A schema that is *newer* than this program is left as it is: migrations only ever add what the
/// version before can live with.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = begin_alone(db).await?;
    if !is_current(&transaction).await? {
        Migrator::up(&transaction, None).await?;
    }
    transaction.commit().await
}

/// Takes the whole schema away again, with all that is stored in it.
pub async fn down(db: &DatabaseConnection) -> Result<(), DbErr> {
    let transaction = begin_alone(db).await?;
    Migrator::down(&transaction, None).await?;
    transaction.commit().await
}

/// Has every migration that this program knows been applied? Changes nothing, so that a process
/// without the right to change the schema can wait for the one that has it.
pub async fn is_current(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let applied = schema::applied(db).await?;
    Ok(names().iter().all(|name| applied.contains(name)))
}

/// The names of all migrations, the oldest first.
pub fn names() -> Vec<String> {
    let migrations = Migrator::migrations();
    let names = migrations.iter().map(|migration| migration.name());
    names.map(str::to_owned).collect()
}

async fn begin_alone(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({LOCK})");
        transaction.execute_unprepared(&lock).await?;
    }
    Ok(transaction)
}
