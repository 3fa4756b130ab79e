//! Who the people of the expense reports are.
//!
//! In this order: the employee number that the report prints; what people taught; the name, if one
//! employee alone can carry it; where several can, what the lines say. A spelling that is an edit
//! away is only ever suggested.

mod evidence;
mod names;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use tieout_domain::{Aliases, Books, EmployeeRef, ExpenseLine, PersonOutcome, ReportedPerson};

use crate::facts::{Charges, Owner};
use crate::score::Scorer;
use evidence::Evidence;
use names::Names;

/// The people of the expense reports, each with what was found out.
#[derive(Debug)]
pub(crate) struct People(BTreeMap<ReportedPerson, Found>);

/// What was found out about one person.
#[derive(Debug)]
struct Found {
    owner: Owner,
    reason: String,
}

impl People {
    /// Finds out who everybody is.
    pub(crate) fn of(
        books: &Books,
        aliases: &Aliases,
        charges: &Charges,
        scorer: &mut Scorer<'_>,
    ) -> Self {
        let printed = books
            .expense_lines
            .iter()
            .filter_map(|line| line.person.as_ref());
        let people: BTreeSet<&ReportedPerson> = printed.collect();
        let names = Names::of(books, aliases);
        let mut found = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for person in people {
            match names.told(person) {
                Some(told) => {
                    found.insert(person.clone(), told);
                }
                None => {
                    by_name.insert(person, names.carriers(person));
                }
            }
        }
        let evidence = Evidence::new(books, charges);
        found.extend(names::by_name(&names, &by_name, &evidence, scorer));
        Self(found)
    }

    /// Whose a line is.
    pub(crate) fn owner(&self, line: &ExpenseLine) -> Owner {
        let found = line.person.as_ref().map(|person| self.0.get(person));
        match found {
            None => Owner::Nobody,
            Some(found) => found.map_or(Owner::Stranger, |found| found.owner.clone()),
        }
    }

    /// The name under which a report has this employee: the first in the order of names.
    pub(crate) fn report_name(&self, employee: EmployeeRef) -> Option<String> {
        let mut found = self.0.iter();
        let of_employee = found.find(|(_, found)| {
            matches!(&found.owner, Owner::Known(employees) if employees.contains(&employee))
        });
        of_employee.map(|(person, _)| person.name.to_string())
    }

    /// What was found out, in the order of names.
    pub(crate) fn outcomes(&self) -> Vec<PersonOutcome> {
        let outcome = |(person, found): (&ReportedPerson, &Found)| {
            let (employee, candidates) = match &found.owner {
                Owner::Known(employees) => match employees.as_slice() {
                    [employee] => (Some(*employee), Vec::new()),
                    several => (several.first().copied(), several.to_vec()),
                },
                Owner::OneOf(employees) => (None, employees.clone()),
                _ => (None, Vec::new()),
            };
            PersonOutcome {
                person: person.clone(),
                employee,
                candidates,
                reason: found.reason.clone(),
            }
        };
        self.0.iter().map(outcome).collect()
    }
}
