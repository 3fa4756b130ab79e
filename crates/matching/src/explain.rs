//! Sentences that a clerk understands.

use tieout_domain::{Difference, LegOutcome, Money, ProofRef, Transaction};

use crate::decisions::LegKind;
use crate::difference::Pair;
use crate::doubt::Doubt;
use crate::leg::Role;

/// Why a proof belongs to a transaction: `Same amount 77.37, receipt 1 day earlier,
/// CHEVRON 0308017 ≈ Chevron`.
pub(crate) fn pair(pair: &Pair<'_>, differences: &[Difference]) -> String {
    let own_card = differences.contains(&Difference::OtherCard);
    let parts = [
        amount(pair, differences),
        date(pair),
        merchant(pair),
        own_card.then(|| "paid with another card of the same person".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// Why a person has to look.
pub(crate) fn doubt(doubt: Doubt, leg: LegKind) -> String {
    let noun = leg.noun();
    match doubt {
        Doubt::Ambiguous => format!("Another pairing fits nearly as well, choose the {noun}"),
        Doubt::NobodyNamed => {
            format!(
                "The {noun} or the statement does not say whose it is, so more would have to agree"
            )
        }
        Doubt::OtherCard => format!("The {noun} names another card, so more would have to agree"),
        Doubt::PersonUnclear => {
            "The expense report's name does not tell which employee this is".to_owned()
        }
        Doubt::LikelyCopy => {
            format!("This may be a second copy of the {noun} of another transaction")
        }
        Doubt::UnusualTip => "The difference may be a tip, but not one that is usual".to_owned(),
        Doubt::SeveralSums => "Several sums would fit, choose which belong together".to_owned(),
        Doubt::SumOff => "The sum is a little off".to_owned(),
        Doubt::Unexplained => format!("The nearest {noun} has another amount"),
        Doubt::DatedLate => format!("The {noun} is dated after the posting"),
        Doubt::Unsure => format!("The nearest {noun} does not fit well enough to be sure"),
    }
}

/// Why a transaction has no proof.
pub(crate) fn nothing(transaction: &Transaction) -> String {
    let Some(amount) = transaction.amount else {
        return "The amount of this transaction could not be read, so nothing can be found for it: \
                look at the statement"
            .to_owned();
    };
    match transaction.date() {
        Some(date) => format!(
            "No report line and no receipt fits {} of {date}",
            show(amount)
        ),
        None => format!("No report line and no receipt fits {}", show(amount)),
    }
}

/// What would have fitted, had it not fitted another transaction better.
pub(crate) fn taken(leg: &LegOutcome) -> Option<String> {
    let best = leg.runners_up.first()?;
    let noun = LegKind::of(best.proof).noun();
    Some(format!(
        "The nearest {noun} went elsewhere: {}",
        best.reason
    ))
}

fn amount(pair: &Pair<'_>, differences: &[Difference]) -> Option<String> {
    if let Some(group) = group(pair) {
        return Some(group);
    }
    let Some((charged, printed)) = pair.charged().zip(pair.proof.amount) else {
        return Some("The amounts could not be compared".to_owned());
    };
    let named = differences
        .iter()
        .find_map(|difference| named(difference, charged));
    Some(named.unwrap_or_else(|| {
        if charged == printed {
            format!("Same amount {}", show(charged))
        } else {
            format!("{} against {}", show(charged), show(printed))
        }
    }))
}

/// The difference of the amounts in words.
fn named(difference: &Difference, charged: Money) -> Option<String> {
    Some(match difference {
        Difference::Tip {
            amount,
            percent,
            is_printed,
        } => {
            let percent = percent.round_dp(0);
            let printed = if *is_printed {
                " printed on the receipt"
            } else {
                ""
            };
            format!("Differs by {amount}: tip of {percent} %{printed}")
        }
        Difference::Tax { amount } => format!("Differs by {amount}: the tax"),
        Difference::ForeignCurrency {
            amount,
            rate,
            is_printed,
        } => {
            let source = if *is_printed { "printed" } else { "implied" };
            format!("{amount} {} at the {source} rate {rate}", amount.currency())
        }
        Difference::Rounding { amount } => {
            format!("Same amount {} but for rounding ({amount})", show(charged))
        }
        Difference::Unexplained { amount } => {
            format!("Differs by {amount}, which nothing explains")
        }
        _ => return None,
    })
}

fn group(pair: &Pair<'_>) -> Option<String> {
    match &pair.part.role {
        Role::Single => None,
        Role::PartOfSplit(transactions) => Some(format!(
            "One of {} transactions that add up to {}",
            transactions.len(),
            pair.proof.amount.map(show).unwrap_or_default()
        )),
        Role::OneOfCombined(proofs) => Some(format!(
            "One of {} {}s that add up to {}",
            proofs.len(),
            LegKind::of(pair.part.proof).noun(),
            pair.transaction.amount.map(show).unwrap_or_default()
        )),
    }
}

fn date(pair: &Pair<'_>) -> Option<String> {
    let noun = match pair.part.proof {
        ProofRef::Line(_) => "report line",
        ProofRef::Receipt(_) => "receipt",
    };
    Some(match pair.days() {
        None => format!("{noun} without a comparable date"),
        Some(0) => "same day".to_owned(),
        Some(days) => {
            let unit = if days.abs() == 1 { "day" } else { "days" };
            let side = if days < 0 { "earlier" } else { "later" };
            format!("{noun} {} {unit} {side}", days.abs())
        }
    })
}

fn merchant(pair: &Pair<'_>) -> Option<String> {
    let (charged, printed) = pair
        .transaction
        .merchant
        .as_deref()
        .zip(pair.proof.merchant)?;
    Some(if charged == printed {
        charged.to_owned()
    } else if pair.part.score.is_same_merchant() {
        format!("{charged} ≈ {printed}")
    } else {
        format!("{charged} is not clearly {printed}")
    })
}

fn show(amount: Money) -> String {
    amount.to_string()
}
