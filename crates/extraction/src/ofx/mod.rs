//! Statements exported as OFX, of both generations: SGML (1.x) and XML (2.x).
//!
//! The two differ in whether elements that hold text are closed, which does not matter here: the file is read as a
//! sequence of tags and texts, and each statement, account and transaction is gathered from the tags within its own.

mod entry;
mod statement;
mod tags;

use tieout_domain::{
    Currency, DocumentRef, Extracted, Layout, Problem, ProblemKind, Source, Statement,
};

use crate::encoding;
use statement::Gathering;

/// Reads an OFX statement. `currency` is that of a statement which names none.
///
/// In OFX charges are negative; here they are positive. The ledger balance is not among the control totals: without
/// an opening balance, which OFX does not have, it proves nothing.
pub fn read(
    bytes: &[u8],
    document: DocumentRef,
    currency: Currency,
) -> (Layout, Extracted<Statement>) {
    let text = encoding::decode(bytes).unwrap_or_default();
    let mut gathering = Gathering::new(document, currency);
    for tag in tags::tags(&text) {
        gathering.add(&tag);
    }
    let (statement, mut problems) = gathering.finish();
    if statement.transactions.is_empty() {
        problems.push(no_transactions(document));
    }
    let layout = Layout {
        name: "OFX statement".to_owned(),
        is_guessed: false,
    };
    (
        layout,
        Extracted {
            value: statement,
            problems,
        },
    )
}

/// Is `text` OFX, of either generation?
pub(crate) fn is_ofx(text: &str) -> bool {
    const LOOKED_AT: usize = 4_000;
    let start: String = text
        .chars()
        .take(LOOKED_AT)
        .collect::<String>()
        .to_ascii_uppercase();
    start.trim_start().starts_with("OFXHEADER")
        || start.contains("<?OFX")
        || start.contains("<OFX>")
}

fn no_transactions(document: DocumentRef) -> Problem {
    Problem::new(
        ProblemKind::NoTransactions,
        Source::document(document),
        "no transactions were found in this OFX statement: export it again for the days you need",
    )
}
