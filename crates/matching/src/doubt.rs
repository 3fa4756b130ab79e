//! What speaks for a pair, and what against settling it.

use tieout_domain::Confidence;

use crate::candidate::Candidate;
use crate::facts::Trust;
use crate::score::{Agreement, Distance, Scorer};

/// Why a person has to look at a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Another pairing is nearly as good.
    Ambiguous,
    /// One of the papers names nobody, and something else differs too.
    NobodyNamed,
    /// The receipt names another card of the person.
    OtherCard,
    /// Who the person is could not be told.
    PersonUnclear,
    /// It looks like a second copy of a receipt that proves another transaction.
    LikelyCopy,
    /// It takes a tip where none is usual.
    UnusualTip,
    /// Several sums of papers would fit.
    SeveralSums,
    /// The papers add up but for rounding.
    SumOff,
    /// The amounts differ and nothing explains it.
    Unexplained,
    /// The proof is dated after the posting.
    DatedLate,
    /// It all fits a little, and not well enough.
    Unsure,
}

/// Is the proof of the very day of the purchase?
pub(crate) fn is_of_the_day(candidate: &Candidate) -> bool {
    candidate.score.factors.date == Confidence::ONE
}

/// What speaks against settling a pair of the best assignment.
pub(crate) fn doubt(candidate: &Candidate, lead: i64, scorer: &Scorer<'_>) -> Option<Doubt> {
    let Candidate { score, trust, .. } = candidate;
    let agrees_fully = score.agreement.is_same_amount() && score.is_same_merchant();
    let needed = scorer.settings.bands.lead;
    match (trust, score.agreement) {
        (Trust::Doubtful, _) => Some(Doubt::PersonUnclear),
        (Trust::Careful, _) if !agrees_fully => Some(Doubt::NobodyNamed),
        (Trust::OtherCard, _) if !agrees_fully => Some(Doubt::OtherCard),
        (_, Agreement::PlausibleTip { is_usual }) if !(is_usual && score.is_same_day()) => {
            Some(Doubt::UnusualTip)
        }
        _ if lead < i64::from(needed.basis_points()) => Some(Doubt::Ambiguous),
        _ => None,
    }
}

/// What a pair adds to an assignment: its confidence above `base`. A proof dated after the purchase
/// and a tip that is not usual add less, though never so little that they would not be assigned.
pub(crate) fn gain(candidate: &Candidate, base: u16, lateness: Confidence) -> i64 {
    const UNUSUAL_TIP: i64 = 300;
    let score = &candidate.score;
    let above = i64::from(score.confidence.basis_points()) - i64::from(base);
    let is_late = score.distance.is_some_and(Distance::is_late);
    let is_unusual = score.agreement == Agreement::PlausibleTip { is_usual: false };
    let late = if is_late {
        i64::from(lateness.basis_points())
    } else {
        0
    };
    let unusual = if is_unusual { UNUSUAL_TIP } else { 0 };
    above.min((above - late - unusual).max(0))
}

/// Why a pair that was not settled is only a question.
pub(crate) fn question(candidate: &Candidate) -> Doubt {
    let score = &candidate.score;
    match (candidate.trust, score.agreement) {
        (Trust::Doubtful, _) => Doubt::PersonUnclear,
        (_, Agreement::Unexplained | Agreement::ImpliedRate) => Doubt::Unexplained,
        _ if score.distance.is_some_and(Distance::is_after_posting) => Doubt::DatedLate,
        _ => Doubt::Unsure,
    }
}
