//! Measures what people and workers wait for, on a month of 1,518 transactions:
//! `cargo run --release --package tieout-persistence --example measure -- URL`.

// A measurement is to be read, and one that cannot be made is of no use.
#![allow(clippy::print_stdout, clippy::expect_used)]

use std::time::{Duration, Instant};

use tieout_persistence::facts::complete_reading;
use tieout_persistence::list::{self, TransactionQuery};
use tieout_persistence::session::{self, SessionQuery};
use tieout_persistence::{Database, PageRequest, Settings, books, job, matches};
use tieout_test_support::{MonthSize, claimed, matched, month_of, session as new_session, worker};

const MONTH: MonthSize = MonthSize {
    employees: 104,
    transactions: 1_518,
};

/// How often each reading is repeated.
const ROUNDS: usize = 100;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).expect("the database's URL");
    let db = Database::connect(&Settings::new(url)).await?;
    tieout_migration::up(db.schema_connection()).await?;
    let id = new_session(&db, &["march.pdf", "report.pdf"]).await;
    for read in month_of(MONTH) {
        let reading = claimed(&db, "one").await.expect("a document to read");
        let begun = Instant::now();
        let write = db.write().await?;
        complete_reading(&write, &reading, &read).await?;
        write.commit().await?;
        say("store a document of 1,518 rows", &[begun.elapsed()]);
    }
    let write = db.write().await?;
    let matching = job::claim_matching(&write, &worker("one"))
        .await?
        .expect("a session to match");
    write.commit().await?;
    let begun = Instant::now();
    let loaded = books::load(&db, id).await?;
    say("load the books", &[begun.elapsed()]);
    let begun = Instant::now();
    let write = db.write().await?;
    job::complete_matching(&write, &matching, &loaded, &matched(&loaded.books)).await?;
    write.commit().await?;
    say("store 1,518 matches and their links", &[begun.elapsed()]);

    repeat("session", || async {
        session::get(&db, id).await.map(drop)
    })
    .await?;
    let sessions = SessionQuery::default();
    repeat("list of sessions", || async {
        session::list(&db, &sessions).await.map(drop)
    })
    .await?;
    let all = TransactionQuery {
        page: PageRequest {
            number: 1,
            size: 2_000,
        },
        ..TransactionQuery::default()
    };
    repeat("all 1,518 transactions with what was decided", || async {
        list::transactions(&db, id, &all).await.map(drop)
    })
    .await?;
    repeat("whole books and reconciliation", || async {
        let loaded = books::load(&db, id).await?;
        matches::load(&db, &loaded).await.map(drop)
    })
    .await?;
    db.close().await?;
    Ok(())
}

async fn repeat<F: Future<Output = tieout_persistence::Result<()>>>(
    what: &str,
    work: impl Fn() -> F,
) -> tieout_persistence::Result<()> {
    let mut taken = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        work().await?;
        taken.push(begun.elapsed());
    }
    say(what, &taken);
    Ok(())
}

fn say(what: &str, taken: &[Duration]) {
    let mut taken = taken.to_vec();
    taken.sort_unstable();
    let at = |part: usize| taken.get((taken.len() * part / 100).min(taken.len() - 1));
    let (half, most) = (
        at(50).copied().unwrap_or_default(),
        at(99).copied().unwrap_or_default(),
    );
    println!("{what}: median {half:.1?}, p99 {most:.1?}");
}
