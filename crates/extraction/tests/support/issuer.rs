//! The statement of an issuer that nobody has heard of, for March 2025: the plainest there is.

use tieout_domain::Statement;

use super::paper::Paper;

/// Left (or, negative, right) edges of its columns.
pub(crate) const DATE: f32 = 40.0;
pub(crate) const MERCHANT: f32 = 190.0;
pub(crate) const AMOUNT: f32 = -560.0;

/// A page that names its month.
pub(crate) fn march() -> Paper {
    let mut paper = Paper::new();
    paper.text(40.0, 40.0, "Activity 03/01/2025 to 03/31/2025");
    paper
}

/// The headings of its columns.
pub(crate) fn headings(paper: &mut Paper, y: f32) {
    let headings = [
        (DATE, "Date"),
        (MERCHANT, "Description"),
        (AMOUNT, "Amount"),
    ];
    paper.row(y, &headings);
}

/// A purchase for 17.26 on the ninth.
pub(crate) fn purchase(paper: &mut Paper, y: f32) {
    let purchase = [
        (DATE, "03/09/2025"),
        (MERCHANT, "PAPER MILL"),
        (AMOUNT, "17.26"),
    ];
    paper.row(y, &purchase);
}

/// The amount of each transaction.
pub(crate) fn amounts(statement: &Statement) -> Vec<String> {
    let amounts = statement.transactions.iter().map(|found| found.amount);
    amounts
        .map(|amount| amount.map_or("-".to_owned(), |amount| amount.to_string()))
        .collect()
}
