//! The first schema.
//!
//! Names are written out here and nowhere else taken from: a migration keeps meaning what it meant.

mod facts;
mod ledger;
mod matches;
mod people;
mod sessions;

use sea_orm_migration::prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager, Table};

use crate::schema::NewTable;

pub(crate) struct Migration;

// The derived name would be that of the file: `mod`, like that of every migration in a folder.
impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261121_000001_first_schema"
    }
}

#[sea_orm_migration::async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables().iter().rev() {
            manager
                .drop_table(Table::drop().table(table.name()).take())
                .await?;
        }
        Ok(())
    }
}

/// All tables, the referred to before the referring.
pub(crate) fn tables() -> Vec<NewTable> {
    [
        sessions::tables(),
        facts::tables(),
        matches::tables(),
        people::tables(),
        ledger::tables(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
