//! The lines of figures: what is counted.

use tieout_domain::{MatchStatus, Status, Transaction, TransactionRef};

use super::super::receipts;
use super::super::transactions::{Ranges, match_label};
use super::line::{Line, Over};
use crate::Rows;
use crate::rows::{ReceiptSource, Tally};

use MatchStatus::{Approved, ManualReview, Matched, Rejected, Unmatched};

/// The transactions, by what was decided of them.
pub(super) fn of_transactions(rows: &Rows<'_>) -> Vec<Line> {
    let all = Ranges::of(rows);
    let mut lines = vec![Line {
        label: "Transactions",
        over: over_transactions(&all),
        either: vec![vec![(all.id(), "<>")]],
        tally: transactions(rows, |_, _| true),
    }];
    let outcomes: [(_, &[MatchStatus]); 3] = [
        ("Matched, by the machine or a person", &[Matched, Approved]),
        ("Needing review", &[ManualReview]),
        ("Unmatched", &[Unmatched, Rejected]),
    ];
    lines.extend(outcomes.map(|(label, statuses)| {
        let either = statuses.iter();
        Line {
            label,
            over: over_transactions(&all),
            either: either
                .map(|status| vec![(all.match_status(), match_label(*status))])
                .collect(),
            tally: transactions(rows, |at, _| statuses.contains(&rows.match_status(at))),
        }
    }));
    lines.push(Line {
        label: "Credits",
        over: over_transactions(&all),
        either: vec![vec![(all.amount(), "<0")]],
        tally: transactions(rows, |_, transaction| transaction.is_credit()),
    });
    lines
}

/// The receipts, by where they come from.
pub(super) fn of_receipts(rows: &Rows<'_>) -> Vec<Line> {
    let source = receipts::range(rows, "Source");
    let attached = receipts::range(rows, "Attached");
    let over = Over {
        amounts: receipts::range(rows, "Amount"),
        currencies: receipts::range(rows, "Currency"),
    };
    let lines = &rows.books().expense_lines;
    let line_label = ReceiptSource::ReportLine.label();
    let with = |label, is_attached: bool, word| Line {
        label,
        over: over.clone(),
        either: vec![vec![(source.clone(), line_label), (attached.clone(), word)]],
        tally: lines
            .iter()
            .filter(|line| line.is_attached == is_attached)
            .map(|line| line.amount)
            .collect(),
    };
    let documents = rows.books().receipts.iter();
    vec![
        Line {
            label: "Receipt documents",
            over: over.clone(),
            either: vec![vec![(source.clone(), ReceiptSource::Document.label())]],
            tally: documents
                .map(|receipt| receipt.total.as_ref().map(|total| total.value))
                .collect(),
        },
        with("Report lines with a receipt attached", true, "Yes"),
        with("Report lines without a receipt", false, "No"),
    ]
}

/// The transactions, by what they still lack.
pub(super) fn of_statuses(rows: &Rows<'_>) -> Vec<Line> {
    let all = Ranges::of(rows);
    let line = |status: Status| Line {
        label: status.label(),
        over: over_transactions(&all),
        either: vec![vec![(all.status(), status.label())]],
        tally: transactions(rows, |at, transaction| {
            rows.status(at, transaction) == status
        }),
    };
    Status::ALL.map(line).into()
}

fn over_transactions(all: &Ranges) -> Over {
    Over {
        amounts: all.amount(),
        currencies: all.currency(),
    }
}

fn transactions(
    rows: &Rows<'_>,
    is_wanted: impl Fn(TransactionRef, &Transaction) -> bool,
) -> Tally {
    let all = rows.books().transactions();
    let wanted = all.filter(|(at, transaction)| is_wanted(*at, transaction));
    wanted.map(|(_, transaction)| transaction.amount).collect()
}
