//! Months that nobody has seen before: how often the machine is right, and how much it finds.

use crate::common::invented::{Invented, Plan, month};
use crate::common::score::{Figures, Leg, figures};
use tieout_domain::Aliases;
use tieout_matching::{Settings, reconcile};

fn measure(plans: impl Iterator<Item = Plan>, leg: Leg) -> Figures {
    let mut all = Figures::default();
    for plan in plans {
        let Invented { books, truth, .. } = month(plan);
        let result = reconcile(&books, &[], &Aliases::default(), &Settings::default());
        all.add(figures(&truth, &result, leg));
    }
    all
}

fn check(figures: &Figures, precision: f64, recall: f64) {
    assert!(
        figures.precision() >= precision,
        "{figures}: {:#?}",
        figures.wrong
    );
    assert!(
        figures.recall() >= recall,
        "{figures}: {:#?}",
        figures.missed
    );
}

#[test]
fn in_ordinary_months_nearly_everything_is_found_and_right() {
    let figures = measure((1..=20).map(Plan::ordinary), Leg::Report);
    check(&figures, 0.9995, 0.99);
}

#[test]
fn months_full_of_traps_bring_questions_not_mistakes() {
    let lines = measure((101..=110).map(Plan::nasty), Leg::Report);
    check(&lines, 0.999, 0.975);
    let receipts = measure((111..=120).map(Plan::nasty), Leg::Document);
    check(&receipts, 0.999, 0.95);
}

#[test]
fn a_statement_that_prints_little_is_matched_as_safely() {
    let bare = |seed| Plan {
        is_bare: true,
        ..Plan::ordinary(seed)
    };
    let figures = measure((201..=215).map(bare), Leg::Report);
    check(&figures, 0.999, 0.98);
}

#[test]
fn receipts_alone_do_without_an_expense_report() {
    let without_report = |seed| Plan {
        lines: 0,
        near_misses: 0,
        groups: 0,
        receipts: 700,
        ..Plan::ordinary(seed)
    };
    let figures = measure((301..=305).map(without_report), Leg::Document);
    check(&figures, 0.999, 0.97);
}
