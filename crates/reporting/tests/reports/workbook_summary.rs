//! The sheets Summary and Tie-out: can the figures be trusted, and who owes what.

use crate::support::workbook::Workbook;
use crate::support::{Month, hand_made, truth};

const SUMMARY: usize = 1;
const TIE_OUT: usize = 5;

fn workbook() -> Workbook {
    Workbook::read(hand_made::month().xlsx())
}

#[test]
fn the_summary_counts_by_formulas_over_the_other_sheets() {
    let workbook = workbook();
    let formulas = workbook.formulas("Summary");
    let at = workbook.find("Summary", "Missing Both") - 1;
    assert_eq!(
        formulas.get_value((at, 2)).map(String::as_str),
        Some("COUNTIFS(Transactions!$N$2:$N$9,\"Missing Both\")")
    );
    assert_eq!(
        workbook.row("Summary", at + 1)[..5],
        ["Missing Both", "", "3", "1244.55", "0.375"]
    );
    let total = workbook.find("Summary", "Total");
    assert_eq!(
        workbook.row("Summary", total)[..4],
        ["Total", "", "8", "1424.93"]
    );
}

#[test]
fn the_summary_says_who_owes_what_and_who_is_left_out() {
    let workbook = workbook();
    let bo = workbook.row("Summary", workbook.find("Summary", "200"));
    assert_eq!(
        bo[..9],
        [
            "200",
            "Diddley, Bo",
            "4",
            "1254.94",
            "10.19",
            "1",
            "1244.75",
            "USD",
            "No"
        ]
    );
    assert_eq!(
        bo[9],
        "2 missing both, 1 missing a receipt, 1 missing a GL code, 1 to review, 1 not fully read"
    );
    assert_eq!(bo[10], "Left out");
    let ada = workbook.row("Summary", workbook.find("Summary", "100"));
    assert_eq!(ada[8..], ["Yes", "1 credit", "Exported", ""]);
}

#[test]
fn there_is_a_chart_of_the_four_statuses() {
    let workbook = workbook();
    let chart = workbook.part("xl/charts/chart1.xml");
    for status in [
        "Complete",
        "Missing Receipt",
        "Missing GL Code",
        "Missing Both",
    ] {
        assert!(chart.contains(&format!("<c:v>{status}</c:v>")), "{status}");
    }
    for color in ["FFEB9C", "FFD966", "FFC7CE"] {
        assert!(chart.contains(color), "{color}");
    }
    assert!(workbook.sheet_xml(SUMMARY).contains("<drawing "));
}

#[test]
fn what_does_not_tie_out_is_said_first_and_in_red() {
    let workbook = workbook();
    assert_eq!(
        workbook.row("Summary", 4)[0],
        "Does not tie out. 2 of 3 printed totals differ from what was extracted. Compare the pages \
         named in the tie-out before you rely on these figures."
    );
    assert_eq!(workbook.fill(SUMMARY, "A4").as_deref(), Some("FDE9E7"));
    assert_eq!(workbook.row("Tie-out", 1)[0], "Does not tie out");
    let first = workbook.row("Tie-out", 6);
    assert_eq!(
        first,
        [
            "statement.pdf",
            "2",
            "Document",
            "Report Totals: net",
            "1429.99",
            "1424.93",
            "-5.06",
            "Differs"
        ]
    );
    assert_eq!(workbook.row("Tie-out", 8)[7], "Agrees");
}

#[test]
fn green_is_for_what_is_proven_alone() {
    let colour = |change: fn(&mut Month)| {
        let mut month = truth::month("small");
        change(&mut month);
        Workbook::read(month.xlsx()).fill(SUMMARY, "A4").unwrap()
    };
    assert_eq!(colour(|_| ()), "E7F4EA");
    assert_eq!(colour(|month| month.books.control_totals.clear()), "FDF1D8");
    assert_eq!(
        colour(|month| month.books.documents[3].kind = None),
        "FDF1D8"
    );
    assert_eq!(
        colour(|month| month.books.control_totals[0].extracted = tieout_domain::Figure::Count(1)),
        "FDE9E7"
    );
}

#[test]
fn problems_are_listed_with_their_pages_below_the_totals() {
    let workbook = workbook();
    let title = workbook.find("Tie-out", "Unread and incomplete lines");
    assert_eq!(
        workbook.row("Tie-out", title + 2)[..6],
        [
            "statement.pdf",
            "3",
            "Warning",
            "The amount of a transaction could not be read: compare it with the page.",
            "Incomplete transaction",
            "03/19 =HYPERLINK(\"x\") ???"
        ]
    );
    let link = format!("location=\"&apos;Tie-out&apos;!A{title}\"").replace("&apos;", "'");
    assert!(workbook.sheet_xml(TIE_OUT).contains(&link));
}
