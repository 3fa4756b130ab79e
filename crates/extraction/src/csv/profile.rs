//! Profiles: what is known of the exports of one source, as data.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::squash;
use crate::values::DayOrder;

/// What is known of the CSV exports of one source. Everything else follows from the vocabulary that all share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What the layout is called.
    pub name: String,
    /// The issuer as the accounting system names it.
    pub issuer: Option<String>,
    /// The headings that an export of this source has, all of them.
    marks: Vec<String>,
    /// Which sign purchases carry in an amount column; absent where debits and credits have columns of their own.
    pub(super) charges: Option<Charges>,
    /// Which comes first in a numeric date; absent where the dates themselves tell.
    dates: Option<Order>,
    /// Headings of this source beyond the shared vocabulary.
    #[serde(default)]
    pub(super) columns: BTreeMap<Role, Vec<String>>,
}

/// Why a text is no profile. The words name the place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a CSV profile: {0}")]
pub struct NotAProfile(String);

/// The sign of a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Charges {
    Positive,
    Negative,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    MonthFirst,
    DayFirst,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    TransactionDate,
    PostDate,
    Amount,
    BilledAmount,
    Debit,
    Credit,
    Direction,
    Type,
    Merchant,
    Description,
    Place,
    City,
    State,
    Category,
    Level,
    Card,
    Holder,
    FirstName,
    LastName,
    EmployeeNumber,
    Department,
    CostCenter,
    Reference,
    Currency,
    ForeignAmount,
    ForeignCurrency,
    Rate,
    Job,
    Phase,
    CostType,
    GlAccount,
    Ignored,
}

/// The profiles that come with the program.
const EMBEDDED: [&str; 7] = [
    include_str!("../../profiles/csv/amex.toml"),
    include_str!("../../profiles/csv/bank_of_america.toml"),
    include_str!("../../profiles/csv/capital_one.toml"),
    include_str!("../../profiles/csv/cardholder_activity.toml"),
    include_str!("../../profiles/csv/chase.toml"),
    include_str!("../../profiles/csv/citi.toml"),
    include_str!("../../profiles/csv/discover.toml"),
];

impl Profile {
    /// Reads a profile from TOML.
    ///
    /// # Errors
    /// When the text is no TOML, or says something that a profile cannot say.
    pub fn from_toml(text: &str) -> Result<Self, NotAProfile> {
        toml::from_str(text).map_err(|error| NotAProfile(error.to_string()))
    }

    /// The profiles that come with the program.
    pub fn embedded() -> Vec<Self> {
        // That all of them parse is a test's business.
        EMBEDDED
            .iter()
            .filter_map(|text| Self::from_toml(text).ok())
            .collect()
    }

    pub(super) fn day_order(&self) -> Option<DayOrder> {
        self.dates.map(|order| match order {
            Order::MonthFirst => DayOrder::MonthFirst,
            Order::DayFirst => DayOrder::DayFirst,
        })
    }

    /// The profile with the most marks of which `headings` have all.
    pub(super) fn recognise<'a>(profiles: &'a [Self], headings: &[String]) -> Option<&'a Self> {
        let printed: Vec<String> = headings.iter().map(|heading| squash(heading)).collect();
        let has = |mark: &String| printed.contains(&squash(mark));
        profiles
            .iter()
            .filter(|profile| !profile.marks.is_empty() && profile.marks.iter().all(has))
            .max_by_key(|profile| profile.marks.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_profile_parses() {
        for text in EMBEDDED {
            assert!(Profile::from_toml(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_word_that_no_profile_knows_is_named() {
        let error = Profile::from_toml("name = \"x\"\nmarks = []\nsings = \"negative\"")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("this is not a CSV profile: ") && error.contains("sings"),
            "{error}"
        );
    }
}
