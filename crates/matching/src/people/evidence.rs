//! What the lines of a person say about who it is.

use std::collections::HashMap;

use tieout_domain::{Books, Currency, EmployeeRef, ExpenseLine, ReportedPerson};

use crate::facts::Charges;
use crate::merchant;
use crate::score::{Distance, Scorer, distance};

/// Lines by person, and transactions by employee and amount.
pub(super) struct Evidence<'a> {
    lines: HashMap<&'a ReportedPerson, Vec<&'a ExpenseLine>>,
    charges: &'a Charges,
    by_amount: HashMap<(EmployeeRef, Currency, i64), Vec<usize>>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(books: &'a Books, charges: &'a Charges) -> Self {
        let mut lines: HashMap<_, Vec<_>> = HashMap::new();
        for line in &books.expense_lines {
            if let Some(person) = &line.person {
                lines.entry(person).or_default().push(line);
            }
        }
        let mut by_amount: HashMap<_, Vec<_>> = HashMap::new();
        for (place, class) in charges.classes.iter().enumerate() {
            if let Some((employee, amount)) = class.charge.employee.zip(class.charge.amount) {
                let key = (employee, amount.currency(), amount.minor());
                by_amount.entry(key).or_default().push(place);
            }
        }
        Self {
            lines,
            charges,
            by_amount,
        }
    }

    /// How many of the person's lines have a transaction of this employee with the same amount and
    /// merchant, about the same day. A transaction counts once.
    pub(super) fn agreements(
        &self,
        person: &ReportedPerson,
        employee: EmployeeRef,
        scorer: &mut Scorer<'_>,
    ) -> usize {
        let mut used: HashMap<usize, usize> = HashMap::new();
        let lines = self.lines.get(person).into_iter().flatten();
        let agreeing = lines.filter(|line| {
            let Some(class) = self.counterpart(line, employee, &used, scorer) else {
                return false;
            };
            *used.entry(class).or_default() += 1;
            true
        });
        agreeing.count()
    }

    fn counterpart(
        &self,
        line: &ExpenseLine,
        employee: EmployeeRef,
        used: &HashMap<usize, usize>,
        scorer: &mut Scorer<'_>,
    ) -> Option<usize> {
        let amount = line.amount?;
        let printed = scorer.merchants.add(line.merchant.as_deref()?, "")?;
        let dates = &scorer.settings.dates;
        let key = (employee, amount.currency(), amount.minor());
        let mut classes = self.by_amount.get(&key)?.iter().copied();
        classes.find(|&place| {
            let Some(class) = self.charges.classes.get(place) else {
                return false;
            };
            let is_free = used.get(&place).copied().unwrap_or(0) < class.members.len();
            let is_near = distance(&class.charge, line.date, dates).is_some_and(Distance::is_near);
            let is_same = |charged| scorer.merchants.likeness(charged, printed) >= merchant::SAME;
            is_free && is_near && class.charge.merchant.is_some_and(is_same)
        })
    }
}
