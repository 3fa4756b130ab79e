//! What a PDF document is.

use tieout_domain::{DocumentKind, Statement};

/// What to say when a person calls a document something else than what it looks like.
pub(super) fn contradiction(
    chosen: Option<DocumentKind>,
    found: DocumentKind,
    layout: &str,
) -> Option<String> {
    let chosen = chosen.filter(|chosen| *chosen != found)?;
    let article = |kind| {
        if kind == DocumentKind::ExpenseReport {
            "an"
        } else {
            "a"
        }
    };
    Some(format!(
        "was uploaded as {} {chosen}, but looks like {} {found} ({layout}): if that is right, change its kind to {found}",
        article(chosen),
        article(found),
    ))
}

/// Is a table that no profile describes a statement, and not a bill or a hotel's folio? Those hold
/// dated amounts too, but no cardholders and hardly ten entries.
pub(super) fn looks_like_statement(statement: &Statement) -> bool {
    const FEW: usize = 3;
    const MANY: usize = 10;
    let entries = statement.transactions.len();
    let has_cards = statement
        .employees
        .iter()
        .any(|employee| !employee.cards.is_empty());
    has_cards && (entries >= MANY || (entries >= FEW && statement.period.is_some()))
}
