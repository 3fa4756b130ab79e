//! The rules, applied to this repository.

use std::io;

use tidy::{
    Finding, Tree, arrows, cards, decisions, floats, length, links, manifests, purity, snapshots,
    text, unfinished,
};

type Rule = fn(&Tree) -> Vec<Finding>;

#[test]
fn crates_know_only_what_the_arrows_allow() -> io::Result<()> {
    hold(&[arrows::forbidden, arrows::reached])
}

#[test]
fn pure_crates_see_only_their_arguments() -> io::Result<()> {
    hold(&[purity::no_outside_world, purity::no_queries_in_routes])
}

#[test]
fn money_is_never_a_float() -> io::Result<()> {
    hold(&[floats::none_where_sums_are_made, floats::no_conversions])
}

#[test]
fn crates_share_what_the_workspace_states() -> io::Result<()> {
    hold(&[
        manifests::without_lints,
        manifests::with_facts_of_their_own,
        manifests::with_versions_of_their_own,
    ])
}

#[test]
fn the_readme_of_a_crate_is_its_documentation() -> io::Result<()> {
    hold(&[manifests::undocumented])
}

#[test]
fn what_is_committed_is_finished() -> io::Result<()> {
    hold(&[
        unfinished::markers,
        unfinished::silenced_lints,
        unfinished::ignored_tests,
    ])
}

#[test]
fn files_are_short() -> io::Result<()> {
    hold(&[length::long_files])
}

#[test]
fn snapshots_belong_to_tests() -> io::Result<()> {
    hold(&[snapshots::without_a_test])
}

#[test]
fn the_repository_stands_alone() -> io::Result<()> {
    hold(&[text::elsewhere])
}

#[test]
fn text_has_no_stray_whitespace() -> io::Result<()> {
    hold(&[text::stray_whitespace])
}

#[test]
fn fixtures_hold_no_real_card_number() -> io::Result<()> {
    hold(&[cards::real_numbers])
}

#[test]
fn links_lead_somewhere() -> io::Result<()> {
    hold(&[links::broken])
}

#[test]
fn decisions_are_recorded_in_full() -> io::Result<()> {
    hold(&[
        decisions::misnumbered,
        decisions::incomplete,
        decisions::not_in_the_index,
    ])
}

fn hold(rules: &[Rule]) -> io::Result<()> {
    let tree = Tree::of_repository()?;
    let findings: Vec<_> = rules
        .iter()
        .flat_map(|rule| rule(&tree))
        .map(|finding| finding.to_string())
        .collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    Ok(())
}
