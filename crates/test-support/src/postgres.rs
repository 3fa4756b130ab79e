//! Databases on a PostgreSQL server: copies of one that was migrated once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Command;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement,
    TransactionTrait,
};
use uuid::Uuid;

/// Where the server is, unless the environment says otherwise.
const SERVER: &str = "postgres://postgres@127.0.0.1:5432";

/// Whoever makes the template holds this advisory lock.
const LOCK: i64 = 0x7469_656f_7465;

/// How long a server that was just started may take.
const STARTS_WITHIN: Duration = Duration::from_secs(20);

/// A database of one test.
pub(crate) struct TestDatabase {
    name: String,
}

impl TestDatabase {
    pub(crate) async fn create() -> Self {
        let server = server().await;
        let template = template(&server).await;
        let name = format!("tieout_test_{}", Uuid::now_v7().simple());
        run(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        server
            .close()
            .await
            .expect("the server's connection closes");
        Self { name }
    }

    pub(crate) fn url(&self) -> String {
        url(&self.name)
    }

    pub(crate) async fn remove(self) {
        let server = server().await;
        run(
            &server,
            &format!("DROP DATABASE {} WITH (FORCE)", self.name),
        )
        .await;
        server
            .close()
            .await
            .expect("the server's connection closes");
    }
}

/// The migrated database that tests copy; made by the first test that needs it.
async fn template(server: &DatabaseConnection) -> String {
    let mut hasher = DefaultHasher::new();
    tieout_migration::names().hash(&mut hasher);
    tieout_migration::statements(DbBackend::Postgres).hash(&mut hasher);
    let name = format!("tieout_template_{:016x}", hasher.finish());
    // The lock belongs to this transaction; the template cannot be made inside of one.
    let lock = server.begin().await.expect("a transaction for the lock");
    run(&lock, &format!("SELECT pg_advisory_xact_lock({LOCK})")).await;
    if !exists(&lock, &name).await {
        let draft = format!("{name}_draft");
        run(
            server,
            &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)"),
        )
        .await;
        run(server, &format!("CREATE DATABASE {draft}")).await;
        let fresh = connect(&url(&draft)).await.expect("the template opens");
        tieout_migration::up(&fresh)
            .await
            .expect("the schema is made");
        fresh.close().await.expect("the template closes");
        run(server, &format!("ALTER DATABASE {draft} RENAME TO {name}")).await;
    }
    lock.commit().await.expect("the lock is given back");
    name
}

async fn exists(db: &impl ConnectionTrait, name: &str) -> bool {
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let found = db
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await;
    found.expect("the server lists its databases").is_some()
}

async fn server() -> DatabaseConnection {
    if let Ok(server) = connect(&url("postgres")).await {
        return server;
    }
    start();
    let patience = tokio::time::Instant::now() + STARTS_WITHIN;
    loop {
        match connect(&url("postgres")).await {
            Ok(server) => return server,
            Err(error) if tokio::time::Instant::now() > patience => panic!("{}", advice(&error)),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

/// Starts the server that Debian's packages set up, where there is one.
fn start() {
    let clusters = Command::new("pg_lsclusters").arg("--no-header").output();
    let Ok(clusters) = clusters else {
        return;
    };
    let list = String::from_utf8_lossy(&clusters.stdout).into_owned();
    for cluster in list.lines() {
        let mut words = cluster.split_whitespace();
        if let (Some(version), Some(name)) = (words.next(), words.next()) {
            // One that runs already says so, and another test may have been quicker.
            let _ = Command::new("pg_ctlcluster")
                .args([version, name, "start"])
                .output();
        }
    }
}

fn advice(error: &DbErr) -> String {
    format!(
        "these tests need PostgreSQL, and {} does not answer ({error}). Start one, for example with \
         `pg_ctlcluster 15 main start` or `docker run -p 5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust \
         postgres:16`, or name one in TIEOUT_TEST_POSTGRES=postgres://user:password@host:port",
        base()
    )
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(2)
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(5));
    sea_orm::Database::connect(options).await
}

async fn run(db: &impl ConnectionTrait, sql: &str) {
    let done = db.execute_unprepared(sql).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn url(database: &str) -> String {
    format!("{}/{database}", base().trim_end_matches('/'))
}

fn base() -> String {
    std::env::var("TIEOUT_TEST_POSTGRES").unwrap_or_else(|_| SERVER.to_owned())
}
