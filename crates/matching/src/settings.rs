//! What can be configured, with the defaults that were agreed.

use serde::{Deserialize, Serialize};
use tieout_domain::Confidence;

/// Weights, bands, tolerances and limits of matching.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// What a confidence is made of.
    pub weights: Weights,
    /// From which confidence on a pair is settled, or offered.
    pub bands: Bands,
    /// How far apart the dates of a pair may lie.
    pub dates: Dates,
    /// How one receipt and several transactions may add up, or the other way round.
    pub groups: Groups,
    /// How far amounts may differ, by expense type.
    pub limits: LimitTable,
    /// How much work may be spent on one proof.
    pub work: Work,
}

/// The weights of the three factors. Only their proportions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Of the amounts.
    pub amount: u16,
    /// Of the dates.
    pub date: u16,
    /// Of the merchants.
    pub merchant: u16,
}

/// From which confidence on a pair is settled, or offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bands {
    /// From here on a pair is settled, if it is clearly ahead.
    pub matched: Confidence,
    /// From here on a pair is offered to a person.
    pub review: Confidence,
    /// How far the best assignment must be ahead of the best one without the pair.
    pub lead: Confidence,
    /// What a proof dated after the purchase loses when pairings are compared: papers are often
    /// older than the charge, and seldom younger.
    pub lateness: Confidence,
}

/// How far apart the dates of a pair may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dates {
    /// Up to so many days apart the date factor falls slowly (to 0.7), beyond it fast.
    pub near_days: u16,
    /// How many days after a purchase the issuer may book it. Counts where a statement prints the
    /// booking day alone.
    pub posting_lag: u16,
    /// A proof dated more days before the transaction is no candidate.
    pub days_before: u16,
    /// A proof dated more days after the posting is no candidate.
    pub days_after: u16,
}

/// How one receipt and several transactions may add up, or the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Groups {
    /// How many days apart the parts may lie.
    pub days: u16,
    /// How many parts there may be.
    pub parts: usize,
    /// Among how many of the nearest papers the parts are looked for.
    pub among: usize,
}

/// How much work may be spent on one proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Work {
    /// So many of the nearest candidates of a proof are looked at.
    pub candidates: usize,
    /// When the search for a runner-up has seen so many papers, the pair counts as ambiguous.
    pub runner_up_search: usize,
}

/// How far amounts may differ, by expense type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitTable {
    /// Where no other row applies.
    pub otherwise: Limits,
    /// Rows by expense type; the first that applies counts.
    pub by_expense_type: Vec<TypeLimits>,
    /// The tips that people give, in percent. A difference that is another share of the receipt
    /// (and no round sum either) may be a tip, but does not settle a pair.
    pub usual_tips: Vec<u16>,
}

/// The limits of some expense types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeLimits {
    /// Words that name the types. A row applies when the expense type, or the issuer's group of
    /// merchants, holds one of them (in any case, in singular or plural).
    pub words: Vec<String>,
    /// What applies to them.
    pub limits: Limits,
}

/// How far a charge may differ from its proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// A tip that the proof does not print, in percent of its amount; 0 where nobody tips.
    pub tip_percent: u16,
    /// A difference that rounding explains, in minor units.
    pub rounding: u16,
    /// A difference that nothing explains and that is worth a question, in percent.
    pub unexplained_percent: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            amount: 50,
            date: 30,
            merchant: 20,
        }
    }
}

impl Default for Bands {
    fn default() -> Self {
        Self {
            matched: Confidence::from_basis_points(8_500),
            review: Confidence::from_basis_points(6_000),
            lead: Confidence::from_basis_points(1_000),
            lateness: Confidence::from_basis_points(900),
        }
    }
}

impl Default for Dates {
    fn default() -> Self {
        Self {
            near_days: 3,
            posting_lag: 3,
            days_before: 14,
            days_after: 3,
        }
    }
}

impl Default for Groups {
    fn default() -> Self {
        Self {
            days: 5,
            parts: 4,
            among: 12,
        }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self {
            candidates: 32,
            runner_up_search: 512,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tip_percent: 0,
            rounding: 1,
            unexplained_percent: 10,
        }
    }
}

impl Default for LimitTable {
    fn default() -> Self {
        let tipped = Limits {
            tip_percent: 30,
            ..Limits::default()
        };
        let row = |words: &[&str]| TypeLimits {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            limits: tipped,
        };
        Self {
            otherwise: Limits::default(),
            by_expense_type: vec![
                row(&[
                    "meal",
                    "restaurant",
                    "dining",
                    "dinner",
                    "lunch",
                    "breakfast",
                    "food",
                    "bar",
                    "cafe",
                    "coffee",
                    "catering",
                    "entertainment",
                ]),
                row(&["taxi", "ride", "limousine", "salon", "spa", "delivery"]),
            ],
            usual_tips: vec![10, 12, 15, 18, 20, 22, 25, 30],
        }
    }
}

impl LimitTable {
    /// The row that applies to a type or group of this name.
    pub(crate) fn row_of(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        let words: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric())
            .map(singular)
            .collect();
        self.by_expense_type.iter().position(|row| {
            let mut wanted = row.words.iter().map(|word| word.to_lowercase());
            wanted.any(|wanted| words.contains(&singular(&wanted)))
        })
    }

    /// The limits of a row; of no row, those that apply otherwise.
    pub(crate) fn at(&self, row: Option<usize>) -> Limits {
        row.and_then(|row| self.by_expense_type.get(row))
            .map_or(self.otherwise, |row| row.limits)
    }

    /// The most generous tip of all rows, in percent.
    pub(crate) fn greatest_tip(&self) -> u16 {
        self.greatest(|limits| limits.tip_percent)
    }

    /// The greatest unexplained difference of all rows, in percent.
    pub(crate) fn greatest_unexplained(&self) -> u16 {
        self.greatest(|limits| limits.unexplained_percent)
    }

    /// The greatest rounding of all rows, in minor units.
    pub(crate) fn greatest_rounding(&self) -> i64 {
        i64::from(self.greatest(|limits| limits.rounding))
    }

    fn greatest(&self, of: impl Fn(&Limits) -> u16) -> u16 {
        let rows = self.by_expense_type.iter().map(|row| &row.limits);
        rows.chain([&self.otherwise]).map(of).max().unwrap_or(0)
    }
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expense_type_decides_whether_a_tip_is_plausible() {
        let table = LimitTable::default();
        let tip = |name| table.at(table.row_of(name)).tip_percent;
        assert_eq!(tip("RESTAURANTS"), 30);
        assert_eq!(tip("Meals & Entertainment"), 30);
        assert_eq!(tip("Taxi / Ride share"), 30);
        assert_eq!(tip("Hardware"), 0);
        assert_eq!(tip("Barrels"), 0);
    }

    #[test]
    fn settings_can_be_given_in_part() {
        let settings: Settings =
            serde_json::from_str(r#"{"bands": {"matched": 0.9}}"#).expect("valid settings");
        assert_eq!(settings.bands.matched.basis_points(), 9_000);
        assert_eq!(settings.bands.review, Bands::default().review);
        assert!(serde_json::from_str::<Settings>(r#"{"band": {}}"#).is_err());
    }
}
