//! How long a month takes: `cargo bench -p tieout-matching`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "what the tests share is test code here too"
)]

#[path = "../tests/behaviour/common/mod.rs"]
mod common;

use common::invented::{Plan, crowd, month};
use divan::Bencher;
use tieout_domain::{Aliases, Books, Reconciliation};
use tieout_matching::{Settings, reconcile};

fn main() {
    divan::main();
}

fn bench(bencher: Bencher<'_, '_>, books: &Books) {
    bencher.bench_local(|| -> Reconciliation {
        reconcile(books, &[], &Aliases::default(), &Settings::default())
    });
}

/// 1,500 transactions and as many lines.
#[divan::bench]
fn ordinary_month(bencher: Bencher<'_, '_>) {
    let plan = Plan {
        lines: 1_000,
        ..Plan::ordinary(1)
    };
    bench(bencher, &month(plan).books);
}

/// 10,000 transactions and as many lines, of 500 people.
#[divan::bench(sample_count = 10)]
fn large_month(bencher: Bencher<'_, '_>) {
    let plan = Plan {
        employees: 500,
        charges: 10_000,
        lines: 1_000,
        ..Plan::ordinary(2)
    };
    bench(bencher, &month(plan).books);
}

/// 10,000 transactions and as many receipts, without an expense report.
#[divan::bench(sample_count = 10)]
fn receipts_alone(bencher: Bencher<'_, '_>) {
    let plan = Plan {
        employees: 500,
        charges: 10_000,
        lines: 0,
        receipts: 1_000,
        ..Plan::ordinary(3)
    };
    bench(bencher, &month(plan).books);
}

/// 2,000 charges and 2,000 lines of one person, in ways that are all alike.
#[divan::bench(args = ["equal", "days", "merchants", "amounts", "apart"], sample_count = 10)]
fn one_person(bencher: Bencher<'_, '_>, alike: &str) {
    bench(bencher, &crowd(2_000, alike));
}
