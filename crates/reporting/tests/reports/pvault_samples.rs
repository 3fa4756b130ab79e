//! The sample months, truly matched, give the very rows that they say pVault should receive.

use crate::support::{Month, truth};
use tieout_reporting::csv::Bom;
use tieout_reporting::{TaxSource, pvault};

/// The samples leave the tax out.
fn without_tax(set: &str) -> Month {
    let mut month = truth::month(set);
    month.settings.pvault.tax = TaxSource::None;
    month
}

fn csv(month: &Month) -> String {
    month.text(|report, out| pvault::write_csv(&pvault::rows(report), Bom::Without, out))
}

#[test]
fn the_small_month_is_exported_row_for_row() {
    assert_eq!(csv(&without_tax("small")), truth::expected_pvault("small"));
}

#[test]
fn the_real_sized_month_is_exported_row_for_row() {
    let month = without_tax("month");
    assert_eq!(pvault::rows(&month.report()).rows.len(), 697);
    assert_eq!(csv(&month), truth::expected_pvault("month"));
}
