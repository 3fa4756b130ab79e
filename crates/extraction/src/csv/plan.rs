//! Where in a file the table is, and what its columns hold.

use tieout_domain::{Currency, Layout};

use super::profile::{Profile, Role};
use super::records::Record;
use super::vocabulary::{Vocabulary, unit_of};
use crate::values::{looks_like_amount, looks_like_date};

/// The table of a file.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) profile: Option<&'a Profile>,
    /// What stands before the table: a title, the period, whose card it is.
    pub(super) preamble: &'a [Record],
    pub(super) columns: Columns,
    pub(super) rows: &'a [Record],
}

/// What each field of a record holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    roles: Vec<Option<Role>>,
    headings: Vec<String>,
    /// The currency that the heading of the amounts names.
    pub(super) currency: Option<Currency>,
}

/// No table of transactions is wider.
const MOST_COLUMNS: usize = 400;

impl<'a> Plan<'a> {
    /// Finds the headings among the first records; where there are none, the columns are told by what they hold.
    pub(super) fn find(
        records: &'a [Record],
        profiles: &'a [Profile],
        words: &Vocabulary,
    ) -> Option<Self> {
        const LONGEST_PREAMBLE: usize = 40;
        let headed = records
            .iter()
            .take(LONGEST_PREAMBLE)
            .enumerate()
            .filter(|(_, record)| record.fields.len() <= MOST_COLUMNS)
            .find_map(|(place, record)| {
                let profile = Profile::recognise(profiles, &record.fields);
                let columns = Columns::below(&record.fields, profile, words)?;
                Some(Self {
                    profile,
                    preamble: records.get(..place)?,
                    columns,
                    rows: records.get(place + 1..)?,
                })
            });
        headed.or_else(|| {
            let columns = Columns::by_content(records)?;
            Some(Self {
                profile: None,
                preamble: &[],
                columns,
                rows: records,
            })
        })
    }

    pub(super) fn layout(&self) -> Layout {
        match self.profile {
            Some(profile) => Layout {
                name: profile.name.clone(),
                is_guessed: false,
            },
            None => Layout {
                name: "CSV export".to_owned(),
                is_guessed: true,
            },
        }
    }
}

impl Columns {
    /// The columns below `headings`; none unless they hold a date and an amount.
    pub(super) fn below(
        headings: &[String],
        profile: Option<&Profile>,
        words: &Vocabulary,
    ) -> Option<Self> {
        let mut columns = Self {
            roles: headings
                .iter()
                .map(|heading| words.heading(heading, profile))
                .collect(),
            headings: headings
                .iter()
                .map(|heading| heading.replace('\n', " "))
                .collect(),
            currency: None,
        };
        columns.tell_billed_from_foreign();
        columns.currency = columns.unit_of_amounts();
        columns.is_table().then_some(columns)
    }

    /// Columns that are known by their roles alone.
    pub(super) const fn of_roles(roles: Vec<Option<Role>>) -> Self {
        Self {
            roles,
            headings: Vec::new(),
            currency: None,
        }
    }

    /// The columns of a file without headings: the first column of dates, the first of amounts, the longest texts.
    fn by_content(records: &[Record]) -> Option<Self> {
        const LOOKED_AT: usize = 400;
        let records = records.get(..LOOKED_AT.min(records.len()))?;
        let width = records.iter().map(|record| record.fields.len()).max()?;
        let width = width.min(MOST_COLUMNS);
        let cells = |place: usize| {
            records
                .iter()
                .filter_map(move |record| record.fields.get(place))
                .map(String::as_str)
        };
        let is_mostly = |place: usize, is_it: fn(&str) -> bool| {
            let filled = cells(place).filter(|cell| !cell.is_empty()).count();
            filled > 0 && cells(place).filter(|cell| is_it(cell)).count() * 5 >= filled * 4
        };
        let mut dates = (0..width).filter(|place| is_mostly(*place, looks_like_date));
        let (date, posted) = (dates.next()?, dates.next());
        let amount = (0..width).find(|place| is_mostly(*place, looks_like_amount))?;
        let letters = |place: usize| {
            cells(place)
                .flat_map(str::chars)
                .filter(|c| c.is_alphabetic())
                .count()
        };
        let merchant = (0..width)
            .filter(|place| letters(*place) > 0)
            .max_by_key(|place| letters(*place));
        let role = |place: usize| match place {
            _ if place == date => Some(Role::TransactionDate),
            _ if Some(place) == posted => Some(Role::PostDate),
            _ if place == amount => Some(Role::Amount),
            _ if Some(place) == merchant => Some(Role::Merchant),
            _ => None,
        };
        Some(Self::of_roles((0..width).map(role).collect()))
    }

    /// The cells of `record` in columns of this role that are not empty.
    pub(super) fn all<'r>(&self, record: &'r Record, role: Role) -> impl Iterator<Item = &'r str> {
        let fields = self.roles.iter().zip(&record.fields);
        fields
            .filter(move |(of_field, field)| **of_field == Some(role) && !field.is_empty())
            .map(|(_, field)| field.as_str())
    }

    /// The first cell of `record` in a column of this role that is not empty.
    pub(super) fn get<'r>(&self, record: &'r Record, role: Role) -> Option<&'r str> {
        self.all(record, role).next()
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    /// Is this record the headings once more?
    pub(super) fn is_repeated_by(&self, record: &Record) -> bool {
        !self.headings.is_empty() && self.headings == record.fields
    }

    /// The headings that were understood, for people.
    pub(super) fn described(&self) -> String {
        let understood = self
            .headings
            .iter()
            .zip(&self.roles)
            .filter(|(_, role)| role.is_some());
        understood
            .map(|(heading, _)| heading.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn is_table(&self) -> bool {
        let has = |role| self.has(role);
        (has(Role::TransactionDate) || has(Role::PostDate))
            && (has(Role::Amount) || has(Role::Debit) || has(Role::Credit))
    }

    fn tell_billed_from_foreign(&mut self) {
        if !self.has(Role::BilledAmount) {
            return;
        }
        for role in self.roles.iter_mut().flatten() {
            match role {
                Role::Amount => *role = Role::ForeignAmount,
                Role::BilledAmount => *role = Role::Amount,
                _ => {}
            }
        }
    }

    fn unit_of_amounts(&self) -> Option<Currency> {
        let is_amount = |role: &Option<Role>| matches!(role, Some(Role::Amount | Role::Debit));
        let mut amounts = self
            .headings
            .iter()
            .zip(&self.roles)
            .filter(|(_, role)| is_amount(role));
        amounts.find_map(|(heading, _)| unit_of(heading)?.parse().ok())
    }
}
