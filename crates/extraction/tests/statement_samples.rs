//! The sample statements, field by field equal to the truth, every printed total tied out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot make its input has failed"
)]

mod support;

use support::truth::check;
use tieout_domain::{Figure, Scope};

#[test]
fn a_small_month() {
    let statement = check("small/statement.pdf", "small/truth.json");
    assert_eq!(statement.issuer.as_deref(), Some("FLEETCARD"));
    insta::assert_snapshot!(
        "the_rows_of_a_small_month",
        support::rows(&statement).join("\n")
    );
    insta::assert_snapshot!(
        "the_totals_of_a_small_month",
        support::totals(&statement).join("\n")
    );
}

#[test]
fn a_real_sized_month() {
    let statement = check("month/statement.pdf", "month/truth.json");
    assert_eq!(statement.transactions.len(), 1518);
    let counted = statement
        .control_totals
        .iter()
        .rfind(|total| total.scope == Scope::Report);
    assert_eq!(
        counted.map(|total| total.extracted),
        Some(Figure::Count(1518))
    );
}

#[test]
fn employee_header_lines() {
    let statement = check("layouts/b/statement.pdf", "layouts/b/truth.json");
    assert_eq!(statement.issuer.as_deref(), Some("OLDISSUER"));
    insta::assert_snapshot!(
        "the_totals_of_employee_header_lines",
        support::totals(&statement).join("\n")
    );
}

#[test]
fn a_bank_statement_across_new_year() {
    let statement = check("layouts/c/statement.pdf", "layouts/c/truth.json");
    assert_eq!(
        statement.issuer.as_deref(),
        Some("FIRST GULF CROSSING BANK")
    );
    insta::assert_snapshot!(
        "the_totals_of_a_bank_statement",
        support::totals(&statement).join("\n")
    );
}

#[test]
fn a_bank_statement_with_trailing_minus() {
    check(
        "layouts/c_trailing_minus/statement.pdf",
        "layouts/c_trailing_minus/truth.json",
    );
}

/// One statement in thirteen technical packings.
#[test]
fn however_the_file_is_packed() {
    for packing in [
        "cid_identity_h",
        "encrypted_empty_aes128",
        "encrypted_empty_aes256",
        "encrypted_empty_rc4",
        "form_xobject",
        "incremental_update",
        "linearised",
        "objstm_xrefstm",
        "plain_uncompressed",
        "rotate90",
        "split_contents",
        "std14",
        "truetype_subset",
    ] {
        check(
            &format!("layouts/a_variants/a_{packing}.pdf"),
            "layouts/a_variants/truth.json",
        );
    }
}
