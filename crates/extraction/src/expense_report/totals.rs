//! Printed totals beside the sums of what was read.

use std::collections::BTreeMap;

use tieout_domain::{ControlTotal, Currency, Decimal, Figure, Money, ReportedPerson, Scope};

use super::lines::{Conventions, ReadLine};
use super::profile::Label;
use super::rows::Total;

/// What was read so far, of each person and in all.
#[derive(Debug, Default)]
pub(super) struct Tally {
    all: Sums,
    persons: BTreeMap<ReportedPerson, Sums>,
    lines_since_total: usize,
}

#[derive(Debug, Default)]
struct Sums {
    lines: i64,
    rounded: BTreeMap<Currency, Money>,
    exact: Decimal,
}

impl Tally {
    pub(super) fn add(&mut self, line: &ReadLine) {
        self.all.add(line);
        if let Some(person) = &line.line.person {
            self.persons.entry(person.clone()).or_default().add(line);
        }
        self.lines_since_total += 1;
    }

    /// The printed total beside the sum of the lines it covers; none when its figure cannot be read.
    ///
    /// A total covers all lines of `person` so far, unless it says that it covers the report, or follows another
    /// total with no line between.
    pub(super) fn control_total(
        &mut self,
        total: &Total,
        person: Option<&ReportedPerson>,
        conventions: &Conventions<'_>,
    ) -> Option<ControlTotal> {
        let lines_since_total = std::mem::take(&mut self.lines_since_total);
        let is_of_report =
            total.label == Label::ReportTotal || (total.is_bare && lines_since_total == 0);
        let person = person.filter(|_| !is_of_report);
        let sums = person.map_or(Some(&self.all), |person| self.persons.get(person));
        let nothing = Sums::default();
        let (printed, extracted) = sums.unwrap_or(&nothing).beside(total, conventions)?;
        Some(ControlTotal {
            employee: None,
            scope: if person.is_some() {
                Scope::Card
            } else {
                Scope::Report
            },
            label: total.words.clone(),
            printed,
            extracted,
            source: conventions.source(&total.place),
        })
    }
}

impl Sums {
    fn add(&mut self, line: &ReadLine) {
        self.lines += 1;
        if let Some(amount) = line.line.amount {
            let sum = self
                .rounded
                .entry(amount.currency())
                .or_insert(Money::zero(amount.currency()));
            // Beyond 92 quadrillion no total can be printed that would be compared with it.
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
        let exact = line.exact.map_or(Decimal::ZERO, |amount| amount.value);
        self.exact = self.exact.checked_add(exact).unwrap_or(self.exact);
    }

    /// The printed figure, and the same figure of what was read.
    fn beside(&self, total: &Total, conventions: &Conventions<'_>) -> Option<(Figure, Figure)> {
        if total.label == Label::Count {
            return Some((
                Figure::Count(total.amount.parse().ok()?),
                Figure::Count(self.lines),
            ));
        }
        let printed = conventions.money(&total.amount)?;
        Some((Figure::Amount(printed), Figure::Amount(self.sum(printed))))
    }

    /// The sum of the lines as they are rounded, or, where the printed sum is that one, of the exact amounts rounded
    /// once.
    fn sum(&self, printed: Money) -> Money {
        let currency = printed.currency();
        if Money::from_decimal(self.exact, currency).is_ok_and(|exact| exact == printed) {
            return printed;
        }
        self.rounded
            .get(&currency)
            .copied()
            .unwrap_or(Money::zero(currency))
    }
}
