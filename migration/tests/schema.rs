//! The schema, as it is to be read. A migration that was released never changes: a change of these
//! snapshots after a release is a mistake, and the remedy is another migration.

use sea_orm::DbBackend;

#[test]
fn the_schema_on_postgresql() {
    insta::assert_snapshot!(schema(DbBackend::Postgres));
}

#[test]
fn the_schema_on_sqlite() {
    insta::assert_snapshot!(schema(DbBackend::Sqlite));
}

#[test]
fn names_fit_into_what_postgresql_keeps_of_them() {
    for sql in tieout_migration::statements(DbBackend::Postgres) {
        let names = sql.split('"').skip(1).step_by(2);
        for name in names {
            assert!(name.len() <= 63, "{name}");
        }
    }
}

fn schema(backend: DbBackend) -> String {
    let statements = tieout_migration::statements(backend);
    let broken = statements
        .iter()
        .map(|sql| sql.replace("( ", "(\n    ").replace(", \"", ",\n    \""));
    broken.collect::<Vec<_>>().join(";\n")
}
