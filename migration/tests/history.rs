//! The schema goes up and down, twice, and by several processes at once.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use tieout_test_support::both_databases;

/// Everything of ours that the database knows by name.
async fn objects(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT relname::text AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace \
             WHERE nspname = 'public' UNION SELECT conname::text FROM pg_constraint \
             JOIN pg_namespace n ON n.oid = connamespace WHERE nspname = 'public' ORDER BY 1"
        }
        _ => "SELECT sql AS name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1",
    };
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await;
    let rows = rows.unwrap();
    let names = rows.iter().map(|row| row.try_get("", "name").unwrap());
    names
        .filter(|name: &String| !name.contains("seaql_migrations"))
        .collect()
}

both_databases! {
    async fn down_takes_all_away_and_up_brings_the_same_back(db: TestDatabase) {
        let db = db.connection();
        let before = objects(db).await;
        for _ in 0..2 {
            tieout_migration::down(db).await.unwrap();
            assert_eq!(objects(db).await, Vec::<String>::new());
            assert!(!tieout_migration::is_current(db).await.unwrap());
            tieout_migration::up(db).await.unwrap();
            assert_eq!(objects(db).await, before);
        }
    }

    async fn up_twice_is_up_once(db: TestDatabase) {
        let db = db.connection();
        let before = objects(db).await;
        tieout_migration::up(db).await.unwrap();
        assert_eq!(objects(db).await, before);
        assert!(tieout_migration::is_current(db).await.unwrap());
    }

    async fn a_migration_is_known_by_its_own_name_not_by_that_of_its_file(db: TestDatabase) {
        let sql = "SELECT version FROM seaql_migrations ORDER BY 1";
        let backend = db.connection().get_database_backend();
        let rows = db.connection().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        let names: Vec<String> = rows.iter().map(|row| row.try_get("", "version").unwrap()).collect();
        assert_eq!(names, ["m20261121_000001_first_schema"]);
        assert_eq!(names, tieout_migration::names());
    }

    async fn several_processes_may_go_up_at_once(db: TestDatabase) {
        tieout_migration::down(db.connection()).await.unwrap();
        let url = db.url().to_owned();
        let all: Vec<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move {
                    // A pool of its own, as another process has.
                    let own = sea_orm::Database::connect(url).await?;
                    tieout_migration::up(&own).await?;
                    own.close().await
                })
            })
            .collect();
        for one in all {
            one.await.unwrap().unwrap();
        }
        assert!(tieout_migration::is_current(db.connection()).await.unwrap());
    }

    async fn a_schema_that_is_newer_than_the_program_is_left_alone(db: TestDatabase) {
        db.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29991231_000001_later', 0)").await;
        tieout_migration::up(db.connection()).await.unwrap();
        assert!(tieout_migration::is_current(db.connection()).await.unwrap());
    }

    async fn a_database_without_a_schema_is_not_current(db: TestDatabase) {
        tieout_migration::down(db.connection()).await.unwrap();
        db.execute("DROP TABLE seaql_migrations").await;
        assert!(!tieout_migration::is_current(db.connection()).await.unwrap());
    }
}
