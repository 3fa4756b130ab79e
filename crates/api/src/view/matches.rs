//! Match results with the links of both legs.

use tieout_contract::matches::{Difference, Leg, Link, MatchResult};
use tieout_domain::{self as domain, Money};
use tieout_persistence::list::{LegView, LinkView, MatchView};
use tieout_persistence::matches::{KeyedDifference, StoredDifference};

/// What was decided of a transaction, and its links.
pub fn match_result(view: MatchView, links: Vec<LinkView>) -> MatchResult {
    let best = links.iter().find(|link| Some(link.receipt) == view.receipt);
    let currency = best.or(links.first()).map(|link| link.allocated.currency());
    let (of_report, of_documents) = links.into_iter().partition(|link| link.is_of_report);
    let difference = view.amount_difference_minor.zip(currency);
    MatchResult {
        id: view.id,
        transaction_id: view.transaction,
        receipt_id: view.receipt,
        match_status: view.match_status,
        status: view.status.into(),
        confidence_score: view.confidence,
        match_reason: view.reason,
        amount_difference: difference
            .map(|(minor, currency)| Money::from_minor(minor, currency).to_decimal()),
        date_difference_days: view.date_difference_days,
        merchant_similarity: view.merchant_similarity,
        expense_report: leg(view.report_leg, of_report),
        receipt_documents: leg(view.document_leg, of_documents),
        job: view.coding.job,
        phase: view.coding.phase,
        cost_type: view.coding.cost_type,
        gl_account: view.coding.gl_account,
        reviewed_by: view.reviewed_by,
        reviewed_at: view.reviewed_at,
        notes: view.notes,
        version: view.version,
        created_at: view.created_at,
    }
}

fn leg(view: LegView, links: Vec<LinkView>) -> Leg {
    let (runners_up, settled): (Vec<_>, Vec<_>) =
        links.into_iter().partition(|link| link.is_runner_up);
    Leg {
        verdict: view.verdict,
        is_decided: view.is_decided,
        links: settled.into_iter().map(link).collect(),
        runners_up: runners_up.into_iter().map(link).collect(),
    }
}

fn link(view: LinkView) -> Link {
    Link {
        receipt_id: view.receipt,
        kind: view.kind,
        allocated_amount: view.allocated.to_decimal(),
        currency: view.allocated.currency(),
        confidence: view.confidence,
        factors: view.factors,
        differences: view
            .differences
            .into_iter()
            .filter_map(difference)
            .collect(),
        reason: view.reason,
    }
}

fn difference(stored: StoredDifference) -> Option<Difference> {
    match stored {
        StoredDifference::Keyed(keyed) => Some(of_papers(keyed)),
        StoredDifference::Plain(plain) => in_itself(&plain),
    }
}

fn of_papers(keyed: KeyedDifference) -> Difference {
    match keyed {
        KeyedDifference::PartOfSplitShipment { transactions } => Difference::PartOfSplitShipment {
            transaction_ids: transactions,
        },
        KeyedDifference::OneOfCombinedReceipts { proofs } => Difference::OneOfCombinedReceipts {
            receipt_ids: proofs,
        },
        KeyedDifference::RefundOf { purchase, date } => Difference::RefundOf {
            transaction_id: purchase,
            date,
        },
    }
}

/// What stands for itself. Places in books mean nothing outside of them, and are never stored.
fn in_itself(plain: &domain::Difference) -> Option<Difference> {
    use domain::Difference as Plain;
    Some(match plain {
        Plain::Tip {
            amount,
            percent,
            is_printed,
        } => Difference::Tip {
            amount: amount.to_decimal(),
            currency: amount.currency(),
            percent: *percent,
            is_printed: *is_printed,
        },
        Plain::Tax { amount } => Difference::Tax {
            amount: amount.to_decimal(),
            currency: amount.currency(),
        },
        Plain::ForeignCurrency {
            amount,
            rate,
            is_printed,
        } => Difference::ForeignCurrency {
            amount: amount.to_decimal(),
            currency: amount.currency(),
            rate: *rate,
            is_printed: *is_printed,
        },
        Plain::Rounding { amount } => Difference::Rounding { amount: *amount },
        Plain::DateShift { days } => Difference::DateShift { days: *days },
        Plain::Unexplained { amount } => Difference::Unexplained {
            amount: amount.to_decimal(),
            currency: amount.currency(),
        },
        Plain::OtherCard => Difference::OtherCard,
        Plain::PartOfSplitShipment { .. }
        | Plain::OneOfCombinedReceipts { .. }
        | Plain::RefundOf { .. } => return None,
    })
}
