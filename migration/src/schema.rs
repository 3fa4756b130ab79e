//! What the migrations share: the short words that tables are written in.

use std::collections::HashSet;

use sea_orm_migration::prelude::{
    ColumnDef, ConditionalStatement, DbErr, Expr, ForeignKey, ForeignKeyAction, Index,
    IndexCreateStatement, IndexOrder, IndexType, SchemaManager, Table, TableCreateStatement,
};
use sea_orm_migration::sea_orm::sea_query::Check;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::m20261121_000001_first_schema as first;

/// The schema as the SQL that creates it: to be read, and to tell one schema from another.
pub fn statements(backend: DbBackend) -> Vec<String> {
    let tables = first::tables();
    let rendered = tables.iter().flat_map(|table| {
        let create = backend.build(&table.create).to_string();
        let indexes = table.indexes_on(backend);
        std::iter::once(create).chain(indexes.map(|index| backend.build(index).to_string()))
    });
    rendered.collect()
}

/// The names of the migrations that were applied; none where there is no schema yet.
pub(crate) async fn applied(db: &impl ConnectionTrait) -> Result<HashSet<String>, DbErr> {
    let backend = db.get_database_backend();
    let ledger = match backend {
        DbBackend::Postgres => "SELECT 1 WHERE to_regclass('seaql_migrations') IS NOT NULL",
        _ => "SELECT 1 FROM sqlite_master WHERE name = 'seaql_migrations'",
    };
    let ledger = Statement::from_string(backend, ledger);
    if db.query_one_raw(ledger).await?.is_none() {
        return Ok(HashSet::new());
    }
    let sql = Statement::from_string(backend, "SELECT version FROM seaql_migrations");
    let rows = db.query_all_raw(sql).await?;
    rows.iter().map(|row| row.try_get("", "version")).collect()
}

/// A table to be made, with its constraints and indexes, all named after it.
pub(crate) struct NewTable {
    name: &'static str,
    create: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
    /// PostgreSQL alone can look into JSON by an index.
    json_indexes: Vec<IndexCreateStatement>,
}

impl NewTable {
    pub(crate) fn new(name: &'static str, columns: impl IntoIterator<Item = ColumnDef>) -> Self {
        let mut create = Table::create().table(name).take();
        for mut column in columns {
            create.col(&mut column);
        }
        Self {
            name,
            create,
            indexes: Vec::new(),
            json_indexes: Vec::new(),
        }
    }

    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// The table's key, where it is not a column named `id`.
    pub(crate) fn key(mut self, columns: &[&'static str]) -> Self {
        let mut key = self.named_index("pk", columns);
        self.create.primary_key(key.primary());
        self
    }

    /// A condition that every row meets, as SQL that both databases understand.
    pub(crate) fn check(mut self, what: &str, condition: &'static str) -> Self {
        let name = format!("ck_{}_{what}", self.name);
        self.create.check(Check::named(name, Expr::cust(condition)));
        self
    }

    /// The column holds one of these words.
    pub(crate) fn one_of(mut self, column: &'static str, words: &[&str]) -> Self {
        let condition = format!("{column} IN ('{}')", words.join("', '"));
        let name = format!("ck_{}_{column}", self.name);
        self.create.check(Check::named(name, Expr::cust(condition)));
        self
    }

    /// The column's rows go when the row they refer to goes.
    pub(crate) fn part_of(self, column: &'static str, table: &'static str) -> Self {
        self.refers_to(column, table, ForeignKeyAction::Cascade)
    }

    /// The column is emptied when the row it refers to goes.
    pub(crate) fn mentions(self, column: &'static str, table: &'static str) -> Self {
        self.refers_to(column, table, ForeignKeyAction::SetNull)
    }

    /// An index; a column may be followed by ` DESC`.
    pub(crate) fn index(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push(self.named_index("ix", columns));
        self
    }

    /// An index over the rows that meet a condition.
    pub(crate) fn index_where(mut self, columns: &[&'static str], rows: &'static str) -> Self {
        let mut index = self.named_index("ix", columns);
        self.indexes.push(index.and_where(Expr::cust(rows)).take());
        self
    }

    /// No two rows have the same values here; empty ones are not compared.
    pub(crate) fn unique(mut self, columns: &[&'static str]) -> Self {
        let mut index = self.named_index("uq", columns);
        self.indexes.push(index.unique().take());
        self
    }

    /// No two of the rows that meet a condition have the same values here.
    pub(crate) fn unique_where(mut self, columns: &[&'static str], rows: &'static str) -> Self {
        let mut index = self.named_index("uq", columns);
        index.unique().and_where(Expr::cust(rows));
        self.indexes.push(index);
        self
    }

    /// An index into the JSON of a column.
    pub(crate) fn json_index(mut self, column: &'static str) -> Self {
        let mut index = self.named_index("ix", &[column]);
        index.index_type(IndexType::Custom("gin".into()));
        self.json_indexes.push(index);
        self
    }

    pub(crate) async fn create(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create.clone()).await?;
        for index in self.indexes_on(manager.get_database_backend()) {
            manager.create_index(index.clone()).await?;
        }
        Ok(())
    }

    fn indexes_on(&self, backend: DbBackend) -> impl Iterator<Item = &IndexCreateStatement> {
        let json = (backend == DbBackend::Postgres).then_some(&self.json_indexes);
        self.indexes.iter().chain(json.into_iter().flatten())
    }

    fn named_index(&self, prefix: &str, columns: &[&'static str]) -> IndexCreateStatement {
        let plain = columns.iter().map(|column| split_order(column).0);
        let name = format!(
            "{prefix}_{}_{}",
            self.name,
            plain.collect::<Vec<_>>().join("_")
        );
        let mut index = Index::create().name(name).table(self.name).take();
        for (column, order) in columns.iter().map(|column| split_order(column)) {
            match order {
                Some(order) => index.col((column, order)),
                None => index.col(column),
            };
        }
        index
    }

    fn refers_to(
        mut self,
        column: &'static str,
        table: &'static str,
        on_delete: ForeignKeyAction,
    ) -> Self {
        let mut key = ForeignKey::create()
            .name(format!("fk_{}_{column}", self.name))
            .from(self.name, column)
            .to(table, "id")
            .on_delete(on_delete)
            .take();
        self.create.foreign_key(&mut key);
        self
    }
}

fn split_order(column: &'static str) -> (&'static str, Option<IndexOrder>) {
    match column.strip_suffix(" DESC") {
        Some(column) => (column, Some(IndexOrder::Desc)),
        None => (column, None),
    }
}
