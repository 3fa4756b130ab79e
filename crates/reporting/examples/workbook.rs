//! How long the Excel report of 10,000 transactions takes, and how much memory:
//! `cargo run --release --example workbook -- FILE`. It is left in `FILE`; the last number printed
//! is the shortest of several runs, in milliseconds. With a folder in place of the file, the reports
//! of the sample months are left there to be looked at.

// A benchmark prints, and stops at the first thing that goes wrong.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "it is run by hand"
)]

// The tests use the rest of it.
#[path = "../tests/reports/support/mod.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod support;

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use support::{Month, hand_made, truth};
use tieout_domain::{LegOutcome, LineRef, ProofOutcome, ProofRef, ReceiptRef, TransactionRef};
use tieout_reporting::csv::{self, Bom};
use tieout_reporting::{pvault, reminders, xlsx};

const TRANSACTIONS: usize = 10_000;
const RUNS: usize = 5;

fn main() {
    let path = std::env::args()
        .nth(1)
        .expect("usage: workbook FILE|FOLDER");
    let path = Path::new(&path);
    if path.is_dir() {
        leave_samples(path);
    } else {
        measure(path);
    }
}

fn measure(file: &Path) {
    let month = large(&truth::month("month"));
    let idle = peak_memory();
    let mut shortest = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let mut size = Counter(0);
        xlsx::write(&month.report(), &mut size).unwrap();
        shortest = shortest.min(start.elapsed());
        let more = peak_memory() - idle;
        println!("{} KB written, {more} KB above idle", size.0 / 1024);
    }
    xlsx::write(&month.report(), File::create(file).unwrap()).unwrap();
    println!("{:.1}", shortest.as_secs_f64() * 1_000.0);
}

/// Counts what is written and keeps none of it, as a client that downloads the report does.
struct Counter(usize);

impl std::io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The most memory that this process ever had, in KB, where the system tells.
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let digits = line.and_then(|line| line.split_whitespace().next());
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default()
}

/// The month over and over, with everything in it, until there are enough transactions.
fn large(month: &Month) -> Month {
    let mut all = Month::new(month.books.clone(), month.reconciliation.clone());
    while all.books.transactions.len() < TRANSACTIONS {
        let at = Offsets::of(&all);
        let more = &month.reconciliation;
        let decided = &mut all.reconciliation;
        decided
            .transactions
            .extend(more.transactions.iter().cloned().map(|mut outcome| {
                at.shift_leg(&mut outcome.report_leg);
                at.shift_leg(&mut outcome.document_leg);
                outcome.proof = outcome.proof.map(|proof| at.proof(proof));
                outcome
            }));
        let shifted = |outcome: &ProofOutcome| at.outcome(outcome);
        decided
            .expense_lines
            .extend(more.expense_lines.iter().map(shifted));
        decided.receipts.extend(more.receipts.iter().map(shifted));
        all.books
            .transactions
            .extend(month.books.transactions.iter().cloned());
        all.books
            .expense_lines
            .extend(month.books.expense_lines.iter().cloned());
        all.books
            .receipts
            .extend(month.books.receipts.iter().cloned());
        all.books
            .control_totals
            .extend(month.books.control_totals.iter().cloned());
    }
    all.books.transactions.truncate(TRANSACTIONS);
    all
}

struct Offsets {
    transactions: usize,
    lines: usize,
    receipts: usize,
}

impl Offsets {
    fn of(month: &Month) -> Self {
        Self {
            transactions: month.books.transactions.len(),
            lines: month.books.expense_lines.len(),
            receipts: month.books.receipts.len(),
        }
    }

    fn proof(&self, proof: ProofRef) -> ProofRef {
        match proof {
            ProofRef::Line(at) => ProofRef::Line(LineRef::new(at.place() + self.lines)),
            ProofRef::Receipt(at) => ProofRef::Receipt(ReceiptRef::new(at.place() + self.receipts)),
        }
    }

    fn shift_leg(&self, leg: &mut LegOutcome) {
        for link in &mut leg.links {
            link.proof = self.proof(link.proof);
        }
    }

    fn outcome(&self, outcome: &ProofOutcome) -> ProofOutcome {
        match outcome {
            ProofOutcome::Proves(transactions) => {
                let places = transactions.iter().map(|at| at.place() + self.transactions);
                ProofOutcome::Proves(places.map(TransactionRef::new).collect())
            }
            other => other.clone(),
        }
    }
}

fn leave_samples(folder: &Path) {
    for (name, month) in [
        ("month", truth::month("month")),
        ("hand_made", hand_made::month()),
    ] {
        let file = |ending: &str| File::create(folder.join(format!("{name}.{ending}"))).unwrap();
        let report = month.report();
        xlsx::write(&report, file("xlsx")).unwrap();
        csv::write(&report, Bom::With, file("csv")).unwrap();
        let export = pvault::rows(&report);
        pvault::write_csv(&export, Bom::Without, file("pvault.csv")).unwrap();
        pvault::write_json(&export, file("pvault.json")).unwrap();
        reminders::write_csv(&report, Bom::Without, file("reminders.csv")).unwrap();
        reminders::write_letters(&report, file("reminders.txt")).unwrap();
    }
}
