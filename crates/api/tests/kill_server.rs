//! A server that is killed during an upload, as a process and at every statement, has taken in all of it
//! or nothing, and all that it has answered for.

// A test whose ground gives way has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;
#[path = "common/gate.rs"]
mod gate;
#[path = "common/process.rs"]
mod process;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::time::Duration;

use reqwest::multipart::{Form, Part};
use reqwest::{Client, Url};
use tieout_persistence::retention::{self, Retention};
use tieout_test_support::{Backend, TestDatabase, both_databases, run};

use common::sample;
use gate::{Gate, Side};
use process::Process;

/// Two small files.
const PAPERS: [&str; 2] = ["statement.pdf", "expense_report.pdf"];

struct Server {
    url: String,
    process: Process,
}

impl Server {
    async fn start(database: &str) -> Self {
        let mut process = Process::start(&["serve", "--listen", "127.0.0.1:0"], database);
        let said = process.0.stdout.take().unwrap();
        let first_line = move || BufReader::new(said).lines().next().unwrap().unwrap();
        let line = tokio::task::spawn_blocking(first_line).await.unwrap();
        let url = line.rsplit(' ').next().unwrap().to_owned();
        Self { url, process }
    }

    /// Uploads the small sample; returns when it is answered for.
    async fn upload(&self, name: &str) {
        let form = PAPERS.iter().fold(Form::new(), |form, name| {
            let bytes = fs::read(sample("small").join(name)).unwrap();
            form.part("files", Part::bytes(bytes).file_name(*name))
        });
        let form = form.text("name", name.to_owned());
        let url = format!("{}/api/upload", self.url);
        let answer = Client::new().post(url).multipart(form).send().await;
        assert_eq!(answer.unwrap().status(), 202);
    }

    fn kill(self) {
        drop(self.process);
    }
}

/// The session of that name is there with all its bytes, or not at all.
async fn assert_whole(db: &TestDatabase, name: &str, is_answered: bool) {
    let of_session = format!("JOIN sessions s ON s.id = d.session_id WHERE s.name = '{name}'");
    let sessions = format!("SELECT CAST(count(*) AS bigint) FROM sessions WHERE name = '{name}'");
    let documents = format!("SELECT CAST(count(*) AS bigint) FROM documents d {of_session}");
    let payloads = format!(
        "SELECT CAST(count(*) AS bigint) FROM document_payloads p JOIN documents d ON d.id = p.document_id {of_session}"
    );
    let found = db.number(&sessions).await;
    assert!(
        found == 1 || (found == 0 && !is_answered),
        "{name}: {found}"
    );
    let papers = found * PAPERS.len() as i64;
    assert_eq!(db.number(&documents).await, papers, "{name}");
    assert_eq!(db.number(&payloads).await, papers, "{name}");
}

/// Whatever was taken in is read and matched, and nothing of the rest stays.
async fn assert_all_is_done(db: &TestDatabase) {
    let worker = Process::start(&["worker"], db.url());
    let in_work =
        "SELECT CAST(count(*) AS bigint) FROM sessions WHERE status NOT IN ('completed', 'failed')";
    while db.number(in_work).await > 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(worker);
    let ended_well = "SELECT CAST(count(*) AS bigint) FROM sessions WHERE status = 'completed'";
    assert!(db.count("sessions").await > 0);
    assert_eq!(db.number(ended_well).await, db.count("sessions").await);
    let now = Retention {
        orphans: Duration::ZERO,
        ..Retention::default()
    };
    retention::cleanup(db, &now).await.unwrap();
    assert_eq!(db.count("document_payloads").await, 0);
    assert_eq!(db.count("document_payload_chunks").await, 0);
}

/// The same database, through the gate.
fn through(gate: &Gate, database: &Url) -> String {
    let mut url = database.clone();
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(gate.port())).unwrap();
    // The gate reads along.
    url.query_pairs_mut().append_pair("sslmode", "disable");
    url.into()
}

async fn killed_at_every_statement(db: TestDatabase, side: Side) {
    let database = Url::parse(db.url()).unwrap();
    let server = format!(
        "{}:{}",
        database.host_str().unwrap(),
        database.port().unwrap_or(5432)
    );
    for statements in 0.. {
        let gate = Gate::to(&server, side).await;
        let victim = Server::start(&through(&gate, &database)).await;
        gate.shut_after(statements);
        let name = format!("{side:?} {statements}");
        let is_answered = tokio::select! {
            () = victim.upload(&name) => true,
            () = gate.shut() => false,
        };
        victim.kill();
        drop(gate);
        assert_whole(&db, &name, is_answered).await;
        if is_answered {
            assert!(
                statements > 10,
                "an upload of two files needs more statements"
            );
            break;
        }
    }
    assert_all_is_done(&db).await;
}

#[test]
fn a_server_killed_before_any_statement_of_an_upload() {
    run(Backend::Postgres, |db| {
        killed_at_every_statement(db, Side::Before)
    });
}

#[test]
fn a_server_killed_before_it_hears_that_a_statement_is_done() {
    run(Backend::Postgres, |db| {
        killed_at_every_statement(db, Side::After)
    });
}

both_databases! {
    /// Each victim lives a little longer than the one before, until one lives to answer.
    async fn a_server_killed_at_any_moment_of_an_upload(db: TestDatabase) {
        let mut life = Duration::ZERO;
        loop {
            let victim = Server::start(db.url()).await;
            let name = format!("{} microseconds", life.as_micros());
            let answer = tokio::time::timeout(life, victim.upload(&name)).await;
            victim.kill();
            assert_whole(&db, &name, answer.is_ok()).await;
            if answer.is_ok() {
                break;
            }
            life += life / 6 + Duration::from_millis(1);
        }
        assert_all_is_done(&db).await;
    }
}
