//! Invents a month, matches it, and leaves it for other programs to match:
//! `cargo run --release --example invented -- CHARGES PEOPLE FILE`.
//!
//! `FILE` receives a line per paper: `charge` or `line`, the person, the day, the cents, the
//! merchant. Printed is the shortest of several runs, in milliseconds.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what the tests share is test code here too"
)]

#[path = "../tests/behaviour/common/mod.rs"]
mod common;

use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::time::Instant;

use chrono::NaiveDate;
use common::invented::{Plan, month};
use tieout_domain::{Aliases, Books, Money};
use tieout_matching::{Settings, reconcile};

const RUNS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [charges, people, file] = arguments.as_slice() else {
        return Err("usage: invented CHARGES PEOPLE FILE".into());
    };
    let plan = Plan {
        employees: people.parse()?,
        charges: charges.parse()?,
        lines: 1_000,
        ..Plan::ordinary(2)
    };
    let books = month(plan).books;
    write(&books, File::create(file)?)?;
    writeln!(io::stdout(), "{:.1}", shortest(&books))?;
    Ok(())
}

fn shortest(books: &Books) -> f64 {
    let run = || {
        let start = Instant::now();
        let outcome = reconcile(books, &[], &Aliases::default(), &Settings::default());
        let time = start.elapsed();
        drop(outcome);
        time
    };
    let times = (0..RUNS).map(|_| run());
    times.min().unwrap_or_default().as_secs_f64() * 1_000.0
}

fn write(books: &Books, file: File) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    for charge in &books.transactions {
        let name = charge
            .employee
            .and_then(|at| books.employees.get(at.place()));
        let name = name.map_or("", |employee| employee.name.as_str());
        paper(
            &mut out,
            "charge",
            name,
            charge.transaction_date,
            charge.amount,
            &charge.merchant,
        )?;
    }
    for line in &books.expense_lines {
        let name = line
            .person
            .as_ref()
            .map_or("", |person| person.name.as_str());
        paper(
            &mut out,
            "line",
            name,
            line.date,
            line.amount,
            &line.merchant,
        )?;
    }
    out.flush()
}

fn paper(
    out: &mut impl Write,
    sort: &str,
    person: &str,
    day: Option<NaiveDate>,
    amount: Option<Money>,
    merchant: &Option<String>,
) -> io::Result<()> {
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let cents = amount.map_or(0, Money::minor);
    let merchant = merchant.as_deref().unwrap_or_default();
    writeln!(out, "{sort}\t{person}\t{day}\t{cents}\t{merchant}")
}
