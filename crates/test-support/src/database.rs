//! A database of its own for every test.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use tempfile::TempDir;
use tieout_persistence::{Database, Settings};
use tokio::runtime::Runtime;

use crate::postgres;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// The server named by `TIEOUT_TEST_POSTGRES`.
    Postgres,
    /// A file in a folder of its own.
    Sqlite,
}

/// A fresh, migrated database. It is used like a [`Database`], and goes when its test ends.
#[derive(Debug, Clone)]
pub struct TestDatabase {
    database: Database,
    url: String,
    backend: Backend,
}

/// Runs `test` on a fresh database, and removes the database however the test ends.
pub fn run<F>(backend: Backend, test: impl FnOnce(TestDatabase) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let runtime = Runtime::new().expect("a runtime for the test");
    runtime.block_on(async {
        let place = Place::make(backend).await;
        let db = TestDatabase::open(place.url(), backend).await;
        // A task of its own, so that a panic in it comes back here.
        let outcome = tokio::spawn(test(db.clone())).await;
        let closed = db.database.close().await;
        place.remove().await;
        if let Err(error) = outcome {
            std::panic::resume_unwind(error.into_panic());
        }
        closed.expect("the test's database closes");
    });
}

impl TestDatabase {
    /// Which database it is.
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// Where it is, for another process or another pool.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The raw connection, for what no function of the program does.
    pub const fn connection(&self) -> &DatabaseConnection {
        self.database.schema_connection()
    }

    /// Runs SQL that changes something.
    pub async fn execute(&self, sql: &str) {
        let done = self.connection().execute_unprepared(sql).await;
        done.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// The number that SQL asks for.
    pub async fn number(&self, sql: &str) -> i64 {
        let connection = self.connection();
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await;
        let row = row.unwrap_or_else(|error| panic!("{sql}: {error}"));
        let number = row.map(|row| row.try_get_by_index::<i64>(0));
        number
            .and_then(Result::ok)
            .unwrap_or_else(|| panic!("{sql}: gives no number"))
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT CAST(count(*) AS bigint) FROM {table}"))
            .await
    }

    async fn open(url: String, backend: Backend) -> Self {
        let settings = Settings {
            kept: 1,
            ..Settings::new(&url)
        };
        let database = Database::connect(&settings)
            .await
            .expect("the test's database opens");
        if backend == Backend::Sqlite {
            let connection = database.schema_connection();
            tieout_migration::up(connection)
                .await
                .expect("the schema is made");
        }
        Self {
            database,
            url,
            backend,
        }
    }
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

/// Where a test's database is.
enum Place {
    File(TempDir),
    Server(postgres::TestDatabase),
}

impl Place {
    async fn make(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => Self::File(tempfile::tempdir().expect("a folder for the test")),
            Backend::Postgres => Self::Server(postgres::TestDatabase::create().await),
        }
    }

    fn url(&self) -> String {
        match self {
            Self::File(folder) => {
                let path = folder.path().join("test.db");
                format!("sqlite://{}?mode=rwc", path.display())
            }
            Self::Server(database) => database.url(),
        }
    }

    async fn remove(self) {
        match self {
            Self::File(folder) => folder.close().expect("the test's folder goes"),
            Self::Server(database) => database.remove().await,
        }
    }
}
